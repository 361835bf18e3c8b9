//! Proposals for names: what the folder declares, with titles and explanations.

use reglament_definition::grammar::{FileKind, Symbol};
use reglament_definition::{ProcessSurvey, Title};

use super::place::Place;
use super::{Completion, CompletionKind, Desk};
use crate::describe;
use crate::walk::beside;

impl Desk<'_> {
    /// Everything that a name of this sort may be here.
    pub(super) fn known(&self, symbol: Symbol, place: &Place<'_>) -> Vec<Completion> {
        let survey = &self.workspace.survey;
        let name = |id: &str, kind, title: &Title| self.named(id, kind, title);
        match symbol {
            Symbol::Process => {
                let all = survey.processes.iter();
                all.map(|p| name(&p.id, CompletionKind::Process, &p.title))
                    .collect()
            }
            Symbol::Register => {
                let all = survey.registers.values();
                all.map(|r| name(&r.id, CompletionKind::File, &r.title))
                    .collect()
            }
            Symbol::ColumnOfNamed => {
                let register =
                    beside(&place.trail, "register").and_then(|id| survey.registers.get(id));
                let columns = register.into_iter().flat_map(|register| &register.columns);
                columns
                    .map(|c| name(&c.name, CompletionKind::Field, &c.title))
                    .collect()
            }
            Symbol::FieldOfNamed => {
                let process = beside(&place.trail, "process").and_then(|id| survey.process(id));
                process.map_or(Vec::new(), |process| self.fields(process))
            }
            Symbol::Message => {
                let all = survey.messages.keys();
                all.map(|id| name(id, CompletionKind::Name, &Title::default()))
                    .collect()
            }
            Symbol::Person => {
                let all = survey.organisation.people.values();
                let title = |position: &str| Title::russian(position);
                all.map(|p| name(&p.id, CompletionKind::Person, &title(&p.position)))
                    .collect()
            }
            Symbol::Unit => {
                let all = survey.organisation.units.values();
                all.map(|unit| name(&unit.id, CompletionKind::Name, &unit.name))
                    .collect()
            }
            Symbol::UnitKind => {
                let all = survey.organisation.unit_kinds.iter();
                all.map(|(id, title)| name(id, CompletionKind::Name, title))
                    .collect()
            }
            Symbol::Letter => self.files("letters", ".md"),
            Symbol::Document => self.files("documents", ".typ"),
            Symbol::Role | Symbol::Step | Symbol::Field | Symbol::Link | Symbol::Clause => {
                self.of_processes(symbol)
            }
            Symbol::Parameter => self.parameters(place),
            Symbol::Outcome => {
                let own = || self.own_step(place).map(|(id, _)| id);
                self.outcomes(beside(&place.trail, "task").or_else(own))
            }
            Symbol::Alias | Symbol::Event | Symbol::Indicators => self.declared(symbol),
            Symbol::Choice | Symbol::Column | Symbol::Fact => Vec::new(),
        }
    }

    /// Those of the process that the block names, in a set of indicators of the one that the file names.
    fn parameters(&self, place: &Place<'_>) -> Vec<Completion> {
        let survey = &self.workspace.survey;
        let id = place.trail.get(1).and_then(|crumb| crumb.key);
        let process = match FileKind::of(self.path) {
            Some(FileKind::Indicators) => self.workspace.process_of(self.path),
            _ => id.and_then(|id| survey.process(id)),
        };
        let all = process
            .into_iter()
            .flat_map(|process| process.parameters.values());
        all.map(|p| self.named(&p.name, CompletionKind::Field, &p.title))
            .collect()
    }

    fn fields(&self, process: &ProcessSurvey) -> Vec<Completion> {
        let fields = process.data.iter();
        fields
            .map(|field| Completion {
                documentation: describe::field(field, self.language),
                ..self.named(&field.name, CompletionKind::Field, &field.title)
            })
            .collect()
    }

    fn files(&self, kind: &str, ending: &str) -> Vec<Completion> {
        let found = self.workspace.templates(self.path, kind, ending);
        found
            .into_iter()
            .map(|(id, path)| Completion {
                detail: path.to_owned(),
                ..self.plain(id, CompletionKind::File, &self.word())
            })
            .collect()
    }

    /// What the process of this file declares; in other files what any process does, nearest first.
    fn of_processes(&self, symbol: Symbol) -> Vec<Completion> {
        let own = self.workspace.process_of(self.path);
        let alone = FileKind::of(self.path) == Some(FileKind::Process);
        let others = self.workspace.survey.processes.iter().filter(|_| !alone);
        let mut found: Vec<Completion> = Vec::new();
        for process in own.into_iter().chain(others) {
            let name = |id: &str, kind, title: &Title| self.named(id, kind, title);
            let more: Vec<Completion> = match symbol {
                Symbol::Role => {
                    let roles = process.roles.iter();
                    roles
                        .map(|(id, title)| name(id, CompletionKind::Person, title))
                        .collect()
                }
                Symbol::Step => process
                    .steps
                    .iter()
                    .map(|step| Completion {
                        documentation: describe::step(process, step, self.language),
                        ..name(&step.id, CompletionKind::Step, &step.title)
                    })
                    .collect(),
                Symbol::Field => self.fields(process),
                Symbol::Clause => {
                    let clauses = process.clauses.iter();
                    let quoted = |id: &str| format!("\"{id}\"");
                    clauses
                        .map(|clause| Completion {
                            insert: quoted(&clause.id),
                            ..name(
                                &clause.id,
                                CompletionKind::Clause,
                                &Title::russian(describe::short(&clause.text)),
                            )
                        })
                        .collect()
                }
                _ => {
                    let links = process.links.iter();
                    links
                        .map(|link| name(&link.name, CompletionKind::Field, &link.title))
                        .collect()
                }
            };
            let new = more
                .into_iter()
                .filter(|m| found.iter().all(|f| f.label != m.label));
            let new: Vec<Completion> = new.collect();
            found.extend(new);
        }
        found
    }

    fn outcomes(&self, step: Option<&str>) -> Vec<Completion> {
        let all = self.workspace.survey.processes.iter();
        let step = all.filter_map(|process| process.step(step?)).next();
        let outcomes = step.into_iter().flat_map(|step| &step.outcomes);
        let word = self.word();
        outcomes
            .map(|id| self.plain(id, CompletionKind::Name, &word))
            .collect()
    }

    /// Names declared in the folder: events of processes, instances of this scenario.
    fn declared(&self, symbol: Symbol) -> Vec<Completion> {
        let uses = crate::symbol::uses(self.workspace);
        let here = |found: &&crate::symbol::Use| {
            let mine = symbol != Symbol::Alias || found.file == self.path;
            found.name.symbol == symbol && found.declares && mine
        };
        let mut names: Vec<&str> = uses
            .iter()
            .filter(here)
            .map(|u| u.name.text.as_str())
            .collect();
        names.sort_unstable();
        names.dedup();
        let word = self.word();
        names
            .iter()
            .map(|id| self.plain(id, CompletionKind::Name, &word))
            .collect()
    }
}
