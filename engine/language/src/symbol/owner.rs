//! Whose a name is: the same word may be a step of one process and of another.

use reglament_definition::ProcessSurvey;
use reglament_definition::grammar::{FileKind, Symbol};

use super::{Index, Name};
use crate::walk::{Crumb, beside};

impl Index<'_> {
    /// The name meant by a word at this place.
    pub(super) fn name(
        &self,
        path: &str,
        symbol: Symbol,
        text: &str,
        trail: &[Crumb<'_>],
        process: Option<&ProcessSurvey>,
    ) -> Option<Name> {
        let named = |symbol, owner: String| {
            Some(Name {
                symbol,
                owner,
                text: text.to_owned(),
            })
        };
        match symbol {
            Symbol::Step | Symbol::Field | Symbol::Link | Symbol::Event => {
                let owner = self.owner(path, symbol, text, process)?;
                named(symbol, owner)
            }
            Symbol::Parameter => match FileKind::of(path) {
                Some(FileKind::Organisation) => named(symbol, trail_key(trail, 1)?.to_owned()),
                _ => named(symbol, process?.id.clone()),
            },
            Symbol::FieldOfNamed => named(Symbol::Field, beside(trail, "process")?.to_owned()),
            Symbol::ColumnOfNamed => named(Symbol::Column, beside(trail, "register")?.to_owned()),
            Symbol::Column if FileKind::of(path) == Some(FileKind::Registers) => {
                named(symbol, trail_key(trail, 1)?.to_owned())
            }
            Symbol::Outcome => match FileKind::of(path) {
                Some(FileKind::Process) => {
                    named(symbol, format!("{}/{}", process?.id, trail_key(trail, 1)?))
                }
                _ => {
                    let step = beside(trail, "task")?;
                    let owner = self.owner(path, Symbol::Step, step, process)?;
                    named(symbol, format!("{owner}/{step}"))
                }
            },
            Symbol::Choice => named(symbol, format!("{}/{}", process?.id, trail_key(trail, 1)?)),
            Symbol::Clause => named(symbol, process?.clauses.first()?.file.clone()),
            Symbol::Alias => named(symbol, path.to_owned()),
            Symbol::Letter => named(symbol, self.template(path, "letters", ".md", text)?),
            Symbol::Document => named(symbol, self.template(path, "documents", ".typ", text)?),
            Symbol::Column => None,
            Symbol::Process
            | Symbol::Role
            | Symbol::Register
            | Symbol::Indicators
            | Symbol::Message
            | Symbol::Person
            | Symbol::Unit
            | Symbol::UnitKind => named(symbol, String::new()),
            // Every folder may have facts of its own.
            Symbol::Fact => named(symbol, path.to_owned()),
        }
    }

    pub(super) fn template(
        &self,
        path: &str,
        kind: &str,
        ending: &str,
        id: &str,
    ) -> Option<String> {
        let found = self.workspace.templates(path, kind, ending);
        let found = found.into_iter().find(|(known, _)| *known == id);
        found.map(|(_, file)| file.to_owned())
    }

    /// The process that a step, field, link or event belongs to. In a scenario it may be any process of the folder: the
    /// story's own first, then those beside it, then those that the story starts.
    fn owner(
        &self,
        path: &str,
        symbol: Symbol,
        text: &str,
        process: Option<&ProcessSurvey>,
    ) -> Option<String> {
        if FileKind::of(path) != Some(FileKind::Scenario) {
            return Some(process?.id.clone());
        }
        let has = |process: &&ProcessSurvey| match symbol {
            Symbol::Step => process.step(text).is_some(),
            Symbol::Field => process.field(text).is_some(),
            Symbol::Link => process.links.iter().any(|link| link.name == text),
            _ => true,
        };
        let folder = path.split('/').next().unwrap_or_default();
        let all = || self.workspace.survey.processes.iter();
        let beside = all().filter(|process| process.folder() == folder);
        let mut candidates = process.into_iter().chain(beside).chain(all());
        candidates.find(has).map(|process| process.id.clone())
    }
}

/// The key of the n-th block from the outside.
fn trail_key<'n>(trail: &[Crumb<'n>], n: usize) -> Option<&'n str> {
    trail.get(n)?.key
}
