//! What the names in a file stand for: titles of steps, roles, fields, parameters.

use std::collections::BTreeMap;

use reglament_definition::grammar::{FIELD, Kinds, PARAMETER, STEP, Symbol};
use reglament_definition::{Node, NodeValue};

use crate::change::Said;

/// Titles by kind of name and name.
#[derive(Debug, Default)]
pub(crate) struct Names {
    titles: BTreeMap<(Symbol, String), Said>,
}

impl Names {
    /// The names that a process file declares.
    pub(crate) fn of(process: &Node) -> Self {
        let mut names = Self::default();
        for (block, symbol, kinds) in [
            ("steps", Symbol::Step, &STEP),
            ("data", Symbol::Field, &FIELD),
            ("parameters", Symbol::Parameter, &PARAMETER),
        ] {
            for entry in entries(process, block) {
                names.insert(symbol, &entry.key, kind_title(&entry.value, kinds));
            }
        }
        for entry in entries(process, "roles") {
            names.insert(Symbol::Role, &entry.key, title(&entry.value));
        }
        for entry in entries(process, "on") {
            let found = entry.value.get("title").and_then(title);
            names.insert(Symbol::Event, &entry.key, found);
        }
        names
    }

    fn insert(&mut self, symbol: Symbol, name: &str, title: Option<Said>) {
        if let Some(title) = title {
            self.titles.insert((symbol, name.to_owned()), title);
        }
    }

    /// The title of a name.
    pub(crate) fn title(&self, symbol: Symbol, name: &str) -> Option<&Said> {
        self.titles.get(&(symbol, name.to_owned()))
    }
}

fn entries<'n>(node: &'n Node, key: &str) -> &'n [reglament_definition::Entry] {
    let block = node.get(key).and_then(Node::map);
    block.unwrap_or_default()
}

/// The title under the kind key of a block.
pub(crate) fn kind_title(node: &Node, kinds: &Kinds) -> Option<Said> {
    let entries = node.map()?;
    let kind = kinds.of(entries.iter().map(|entry| entry.key.as_str()))?;
    node.get(kind.key.name).and_then(title)
}

/// A text in one or two languages.
pub(crate) fn title(node: &Node) -> Option<Said> {
    match &node.value {
        NodeValue::Scalar(scalar) => Some(Said::same(scalar.text.clone())),
        _ => {
            let part = |key| node.get(key).and_then(Node::text).map(str::to_owned);
            let ru = part("ru").or_else(|| part("en"))?;
            let en = part("en").unwrap_or_else(|| ru.clone());
            Some(Said { ru, en })
        }
    }
}
