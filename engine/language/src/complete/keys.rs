//! Proposals for keys: those that the block accepts and does not have yet.

use reglament_definition::grammar::{Key, Kinds, Naming, Symbol, TITLE, Value};
use reglament_definition::{Entry, Node};

use super::place::{MARK, Place, Slot};
use super::{Completion, CompletionKind, Desk, fitting};
use crate::describe;
use crate::walk::{form, kind_of};

/// How far a block stands inside the one around it.
const INDENT: usize = 2;

impl Desk<'_> {
    pub(super) fn at(&self, place: &Place<'_>) -> Vec<Completion> {
        match place.slot {
            Slot::Key => {
                let Some(block) = place.trail.last() else {
                    return Vec::new();
                };
                let shape = self.shape(place.flow, place.column, String::new());
                self.keys(place, block.node, block.value, &shape)
            }
            Slot::Value(node, value) => {
                let mut found = self.value(place, node, value);
                found.extend(self.block(place, node, value));
                found
            }
        }
    }

    /// Proposals for a value that is a block of which nothing is written yet.
    fn block(&self, place: &Place<'_>, node: &Node, value: &'static Value) -> Vec<Completion> {
        let (value, lead) = match value {
            Value::List(inner) | Value::Many(inner) => (*inner, "- "),
            Value::Either(ways) => {
                let mut ways = ways.iter();
                let block = ways.find(|way| matches!(way, Value::Block(_)));
                (block.unwrap_or(value), "")
            }
            _ => (value, ""),
        };
        if !matches!(value, Value::Block(_) | Value::Kinds(_) | Value::Names(..)) {
            return Vec::new();
        }
        let in_list = place.trail.last().is_some_and(|crumb| crumb.key.is_none());
        let lead = if in_list { "" } else { lead };
        let shape = if place.flow {
            self.shape(true, place.column, "{".to_owned())
        } else if place.same_line {
            let column = place.column + INDENT;
            let lead = format!("\n{}{lead}", " ".repeat(column));
            self.shape(false, column, lead)
        } else {
            self.shape(false, place.column + lead.len(), lead.to_owned())
        };
        self.keys(place, node, form(value, node), &shape)
    }

    fn shape(&self, flow: bool, column: usize, lead: String) -> Written {
        let rest = &self.text[self.word().end..];
        let colon = rest.trim_start_matches([' ', '"']).starts_with(':');
        Written {
            flow,
            column,
            lead,
            colon,
        }
    }

    fn keys(
        &self,
        place: &Place<'_>,
        node: &Node,
        value: &'static Value,
        written: &Written,
    ) -> Vec<Completion> {
        let entries: Vec<&Entry> = node
            .map()
            .unwrap_or_default()
            .iter()
            .filter(|entry| !entry.key.contains(MARK))
            .collect();
        let has = |name: &str| entries.iter().any(|entry| entry.key == name);
        let proposals: Vec<Completion> = match value {
            Value::Block(shape) => shape
                .all()
                .into_iter()
                .map(|k| self.key(k, written))
                .collect(),
            Value::Title => TITLE
                .all()
                .into_iter()
                .map(|k| self.key(k, written))
                .collect(),
            Value::Kinds(kinds) => self.kinds(kinds, kind_of(node, value), written),
            Value::Names(naming, inner) => self.names(place, *naming, inner, written),
            _ => Vec::new(),
        };
        let free = proposals
            .into_iter()
            .filter(|proposal| !has(&proposal.label));
        fitting(free.collect(), self.typed())
    }

    /// The kinds, while there is none; then the keys of the kind.
    fn kinds(
        &self,
        kinds: &'static Kinds,
        kind: Option<&str>,
        written: &Written,
    ) -> Vec<Completion> {
        let Some(kind) = kind else {
            let all = kinds.kinds.iter().map(|kind| Completion {
                kind: CompletionKind::Kind,
                ..self.key(&kind.key, written)
            });
            let common = kinds.common.all().into_iter();
            return all
                .chain(common.map(|key| self.key(key, written)))
                .collect();
        };
        kinds
            .keys(kind)
            .into_iter()
            .map(|key| self.key(key, written))
            .collect()
    }

    fn key(&self, key: &'static Key, written: &Written) -> Completion {
        let below = match key.value {
            Value::Block(_) | Value::Kinds(_) | Value::Names(..) => Some(""),
            Value::List(Value::Block(_)) => Some("- "),
            _ => None,
        };
        Completion {
            label: key.name.to_owned(),
            kind: CompletionKind::Key,
            detail: self.pick(key.ru, key.en).to_owned(),
            documentation: describe::key(key, self.language),
            insert: written.insert(key.name, below),
            span: self.word(),
        }
    }

    /// Names that the block may hold: those that it refers to, and for steps those that others lead to in vain.
    fn names(
        &self,
        place: &Place<'_>,
        naming: Naming,
        inner: &'static Value,
        written: &Written,
    ) -> Vec<Completion> {
        let below = match inner {
            Value::Block(_) | Value::Kinds(_) | Value::Names(..) => Some(""),
            _ => None,
        };
        if let Some(found) = self.keys_around(place, naming) {
            let entry = |proposal: Completion| Completion {
                insert: written.insert(&proposal.insert, below),
                ..proposal
            };
            return found.into_iter().map(entry).collect();
        }
        let symbol = match naming {
            Naming::Refers(symbol) => symbol,
            Naming::Declares(Symbol::Step) => {
                let missing = self.missing_steps();
                return missing
                    .into_iter()
                    .map(|id| self.name(&id, written, below))
                    .collect();
            }
            Naming::Declares(_) | Naming::Free => return Vec::new(),
        };
        let known = self.known(symbol, place);
        let entry = |proposal: Completion| Completion {
            insert: written.insert(&proposal.insert, below),
            ..proposal
        };
        known.into_iter().map(entry).collect()
    }

    fn name(&self, id: &str, written: &Written, below: Option<&str>) -> Completion {
        Completion {
            label: id.to_owned(),
            kind: CompletionKind::Step,
            detail: self
                .pick(
                    "сюда ведут, а шага нет",
                    "others lead here, but there is no such step",
                )
                .to_owned(),
            documentation: String::new(),
            insert: written.insert(id, below),
            span: self.word(),
        }
    }

    /// Steps that are led to and not described.
    fn missing_steps(&self) -> Vec<String> {
        let uses = crate::symbol::uses(self.workspace);
        let steps = uses
            .iter()
            .filter(|found| found.file == self.path && found.name.symbol == Symbol::Step);
        let declared: Vec<&str> = steps
            .clone()
            .filter(|found| found.declares)
            .map(|found| found.name.text.as_str())
            .collect();
        let mut missing: Vec<String> = steps
            .filter(|found| !declared.contains(&found.name.text.as_str()))
            .map(|found| found.name.text.clone())
            .collect();
        missing.sort();
        missing.dedup();
        missing
    }
}

/// How a key is written where the cursor stands.
pub(super) struct Written {
    flow: bool,
    /// Column of the key.
    column: usize,
    /// What must stand before it.
    lead: String,
    /// Whether a colon follows already.
    colon: bool,
}

impl Written {
    /// The text of a key; `below` is what begins the block under it, if its value is one.
    fn insert(&self, key: &str, below: Option<&str>) -> String {
        let lead = &self.lead;
        match below {
            _ if self.colon => format!("{lead}{key}"),
            Some(below) if !self.flow => {
                format!("{lead}{key}:\n{}{below}", " ".repeat(self.column + INDENT))
            }
            _ if lead == "{" => format!("{{{key}: }}"),
            _ => format!("{lead}{key}: "),
        }
    }
}
