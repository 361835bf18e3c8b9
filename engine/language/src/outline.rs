//! The outline of a file: what an editor lists beside it.

use std::ops::Range;

use reglament_definition::Language;
use reglament_definition::grammar::{FileKind, Naming, Symbol};
use serde::Serialize;

use crate::describe;
use crate::walk::{Found, walk};
use crate::workspace::Workspace;

/// One thing that a file declares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OutlineItem {
    /// Its name.
    pub name: String,
    /// Its title; empty when it has none.
    pub title: String,
    /// What it is: the kind of a step, or `field`, `role`, `event`.
    pub kind: String,
    /// Bytes of the name.
    pub span: Range<usize>,
    /// Bytes of the whole.
    pub body: Range<usize>,
}

/// What a file declares, in the order written: steps with their titles, and before them roles, data and events.
pub fn outline(workspace: &Workspace, path: &str, language: Language) -> Vec<OutlineItem> {
    let (Some(kind), Some(tree)) = (FileKind::of(path), workspace.trees.get(path)) else {
        return Vec::new();
    };
    let process = workspace.survey.process_at(path);
    let mut found = Vec::new();
    walk(tree, kind.root(), &mut |trail, visited| {
        let Found::Name(entry, Naming::Declares(symbol)) = visited else {
            return;
        };
        // Outcomes, options and columns belong to what holds them.
        let (kind, title) = match symbol {
            Symbol::Step => {
                let step = process.and_then(|process| process.step(&entry.key));
                let kind = step.and_then(|step| step.kind).unwrap_or("step");
                (
                    kind,
                    step.map(|step| describe::title(&step.title, language)),
                )
            }
            Symbol::Field if trail.len() == 2 => {
                let field = process.and_then(|process| process.field(&entry.key));
                (
                    "field",
                    field.map(|field| describe::title(&field.title, language)),
                )
            }
            Symbol::Parameter => {
                let parameter = process.and_then(|process| process.parameters.get(&entry.key));
                (
                    "parameter",
                    parameter.map(|p| describe::title(&p.title, language)),
                )
            }
            Symbol::Role => {
                let role = process.and_then(|process| process.roles.get(&entry.key));
                ("role", role.map(|role| describe::title(role, language)))
            }
            Symbol::Event => (
                "event",
                entry.value.get("title").and_then(|node| node.text()),
            ),
            Symbol::Person => (
                "person",
                entry.value.get("name").and_then(|node| node.text()),
            ),
            Symbol::Unit => {
                let unit = workspace.survey.organisation.units.get(&entry.key);
                ("unit", unit.map(|u| describe::title(&u.name, language)))
            }
            Symbol::Register => {
                let register = workspace.survey.registers.get(&entry.key);
                (
                    "register",
                    register.map(|r| describe::title(&r.title, language)),
                )
            }
            _ => return,
        };
        found.push(OutlineItem {
            name: entry.key.clone(),
            title: title.unwrap_or_default().to_owned(),
            kind: kind.to_owned(),
            span: entry.key_span.clone(),
            body: entry.key_span.start..entry.value.span.end.max(entry.key_span.end),
        });
    });
    found
}
