//! The blocks of the grammar that somebody can write, by name.

use std::collections::BTreeMap;

use reglament_definition::grammar::{FileKind, Kinds, Shape, Value};

/// All blocks that the roots of the grammar lead to.
#[derive(Default)]
pub(crate) struct Blocks {
    /// Blocks with known keys; those without any are left out.
    pub(crate) shapes: BTreeMap<&'static str, &'static Shape>,
    /// Blocks with a kind key.
    pub(crate) kinds: BTreeMap<&'static str, &'static Kinds>,
}

impl Blocks {
    /// Those of all files.
    pub(crate) fn of_the_grammar() -> Self {
        let mut found = Self::default();
        for kind in FileKind::ALL {
            found.value(kind.root());
        }
        found
    }

    /// All names.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        let shapes = self.shapes.keys().copied();
        shapes.chain(
            self.kinds
                .keys()
                .copied()
                .filter(|name| !self.shapes.contains_key(name)),
        )
    }

    fn value(&mut self, value: &'static Value) {
        match value {
            Value::Many(inner) | Value::List(inner) | Value::Names(_, inner) => self.value(inner),
            Value::Either(ways) => ways.iter().for_each(|way| self.value(way)),
            Value::Block(shape) => self.shape(shape),
            Value::Kinds(kinds) => self.kinds(kinds),
            Value::Title
            | Value::Text
            | Value::Flag
            | Value::Integer
            | Value::Word(_)
            | Value::Term
            | Value::TermLiteral
            | Value::Reminder
            | Value::Hour
            | Value::Schedule
            | Value::Zone
            | Value::Calendar
            | Value::Path
            | Value::Expression(_)
            | Value::Each
            | Value::New(_)
            | Value::Name(_)
            | Value::FormField
            | Value::Free => {}
        }
    }

    fn shape(&mut self, shape: &'static Shape) {
        if shape.keys.is_empty() && shape.also.is_empty() {
            return;
        }
        if let Some(known) = self.shapes.insert(shape.name, shape) {
            assert!(
                std::ptr::eq(known, shape),
                "two blocks are called `{}`",
                shape.name
            );
            return;
        }
        shape.also.iter().for_each(|also| self.shape(also));
        shape.keys.iter().for_each(|key| self.value(&key.value));
    }

    fn kinds(&mut self, kinds: &'static Kinds) {
        if self.kinds.insert(kinds.name, kinds).is_some() {
            return;
        }
        self.shape(kinds.common);
        kinds.kinds.iter().for_each(|kind| self.shape(kind.own));
    }
}
