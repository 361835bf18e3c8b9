//! Proposals that hang on what stands around: ends of the process called, inputs and outputs of a table, pages, dates of
//! promised steps, codes of errors and of warnings.

use std::ops::Range;

use reglament_definition::grammar::{Naming, Symbol};
use reglament_definition::{Entry, Node, explain};
use reglament_expression::Kind;

use super::place::{Place, Slot};
use super::{Completion, CompletionKind, Desk};
use crate::walk::beside;

/// What a parent sees of a child that was cancelled; the event that cancels an instance.
pub(super) const CANCELLED: &str = "cancelled";
const CANCELLATION: &str = "cancellation";
/// Warnings that an author may accept.
const WARNINGS: &[&str] = &[
    "R060", "R061", "R103", "R104", "R120", "R207", "R208", "R210", "R211", "R213",
];

impl Desk<'_> {
    /// Names that may be keys of this block, where they are neither declared nor listed by the grammar; `None` where
    /// nothing more is known than the grammar says.
    pub(super) fn keys_around(&self, place: &Place<'_>, naming: Naming) -> Option<Vec<Completion>> {
        let key = match place.slot {
            Slot::Key => place.trail.iter().rev().nth(1),
            Slot::Value(..) => place.trail.last(),
        };
        let key = key.and_then(|crumb| crumb.key)?;
        let word = self.word();
        let name = |id: &str| self.plain(id, CompletionKind::Name, &word);
        let table = |key: &str| {
            let mut blocks = place.trail.iter().rev();
            blocks.find_map(|crumb| crumb.node.get("inputs").and(crumb.node.get(key)))
        };
        match (key, naming) {
            ("outcomes", Naming::Free) => {
                let called = beside(&place.trail, "process")?;
                let ends = self.ends(called);
                let ends = ends.iter().map(|entry| entry.key.as_str());
                Some(ends.chain([CANCELLED]).map(name).collect())
            }
            ("if", Naming::Free) => {
                let inputs = table("inputs").and_then(Node::map).unwrap_or_default();
                Some(inputs.iter().map(|entry| name(&entry.key)).collect())
            }
            ("then", Naming::Refers(Symbol::Field)) => {
                let outputs = table("outputs")?;
                let listed = outputs.list().unwrap_or(std::slice::from_ref(outputs));
                Some(listed.iter().filter_map(Node::text).map(name).collect())
            }
            ("accepts", Naming::Free) => {
                Some(WARNINGS.iter().map(|code| self.warning(code)).collect())
            }
            ("on", Naming::Declares(Symbol::Event)) => Some(vec![Completion {
                detail: self
                    .pick(
                        "прекращение дела по решению",
                        "the cancellation of an instance",
                    )
                    .to_owned(),
                ..name(CANCELLATION)
            }]),
            _ => None,
        }
    }

    fn warning(&self, code: &str) -> Completion {
        let page = explain(code).unwrap_or_default();
        let english = page.split("\n## ").nth(1);
        let russian = page.split_once(". ").map(|(_, title)| title);
        let title = self.pick(russian.unwrap_or_default(), english.unwrap_or_default());
        Completion {
            detail: title.lines().next().unwrap_or_default().to_owned(),
            documentation: page.to_owned(),
            ..self.plain(code, CompletionKind::Name, &self.word())
        }
    }

    /// The end steps of a process, as far as it is written.
    pub(super) fn ends(&self, process: &str) -> Vec<&Entry> {
        let process = self.workspace.survey.process(process);
        let tree = process.and_then(|process| self.workspace.trees.get(&process.path));
        let steps = tree.and_then(|tree| tree.get("steps")?.map());
        let steps = steps.unwrap_or_default().iter();
        steps
            .filter(|entry| entry.value.get("end").is_some())
            .collect()
    }

    /// The step in which the cursor stands.
    pub(super) fn own_step<'p>(&self, place: &'p Place<'_>) -> Option<(&'p str, &'p Node)> {
        let [root, steps, ..] = place.trail.as_slice() else {
            return None;
        };
        let id = steps.key.filter(|_| root.key == Some("steps"))?;
        Some((id, steps.node.get(id)?))
    }

    /// Texts that are names all the same.
    pub(super) fn text_around(&self, place: &Place<'_>, scalar: &Range<usize>) -> Vec<Completion> {
        let Some(key) = place.trail.last().and_then(|crumb| crumb.key) else {
            return Vec::new();
        };
        let name = |id: &str| self.plain(id, CompletionKind::Name, scalar);
        let head = place.trail.first().and_then(|crumb| crumb.key);
        match key {
            "page" => {
                let pages = self.workspace.survey.organisation.pages.iter();
                pages
                    .map(|(id, title)| self.titled(id, CompletionKind::Name, title, scalar))
                    .collect()
            }
            "error" => {
                let step = self.own_step(place).map(|(_, step)| step);
                if step.is_some_and(|step| step.get("end").is_some()) {
                    return Vec::new();
                }
                let called = step.and_then(|step| step.get("process")?.text());
                let ends = called.map(|id| self.ends(id)).unwrap_or_default();
                let codes = ends.iter().filter_map(|end| end.value.get("error")?.text());
                ["any"].into_iter().chain(codes).map(name).collect()
            }
            "first" | "before" if head == Some("promise") => {
                let process = self.workspace.process_of(self.path);
                let steps = process.into_iter().flat_map(|process| &process.steps);
                let dates = steps.flat_map(|step| {
                    ["started_on", "due_on", "completed_on"]
                        .map(|date| format!("{}.{date}", step.id))
                });
                dates.map(|date| name(&date)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// What `person` is in `where:` of candidates and in `conflict:`.
    pub(super) fn asked_person(&self, place: &Place<'_>) -> Option<Kind> {
        let key = place.trail.last()?.key?;
        if !matches!(key, "where" | "conflict") {
            return None;
        }
        let attributes = &self.workspace.survey.organisation.attributes;
        let own = [
            ("id", Kind::Text),
            ("name", Kind::PersonName),
            ("position", Kind::Text),
            ("email", Kind::Text),
            ("unit", Kind::Text),
        ];
        let attributes = attributes.iter();
        let attributes = attributes.map(|(name, kind)| (name.as_str(), kind.clone()));
        Some(Kind::record(attributes.chain(own)))
    }

    /// What `result` is in `take:` of a service: the keys that its answer declares.
    pub(super) fn answer(&self, place: &Place<'_>) -> Option<Kind> {
        let (_, step) = self.own_step(place)?;
        step.get("service")?;
        let declared = step.get("result").and_then(Node::map).unwrap_or_default();
        let fields = declared.iter().map(|entry| {
            let kinds = entry.value.map().unwrap_or_default().iter();
            let kind = kinds.filter_map(|kind| simple(&kind.key)).next();
            (entry.key.as_str(), kind.unwrap_or(Kind::Null))
        });
        Some(Kind::record(fields))
    }
}

/// The kind of the values of a field of a simple kind.
fn simple(kind: &str) -> Option<Kind> {
    Some(match kind {
        "text" | "long_text" | "email" | "phone" | "choice" => Kind::Text,
        "integer" => Kind::Integer,
        "decimal" => Kind::Decimal,
        "boolean" | "consent" => Kind::Boolean,
        "date" => Kind::Date,
        "moment" => Kind::Moment,
        "person_name" => Kind::PersonName,
        _ => return None,
    })
}
