//! Walks two versions of one block side by side along the grammar and notes where they differ.
//!
//! Order of keys, comments and ways of writing mean nothing. Of a list of blocks as long as before each one is compared
//! with its namesake; any other list is shown whole.

use reglament_definition::grammar::Value;
use reglament_definition::{Entry, Node, NodeValue};

use crate::change::Said;
use crate::names::Names;
use crate::render::{inner_value, key_name, render};

/// A difference inside a block: where, before, after.
pub(crate) type Difference = (Vec<Said>, Option<Said>, Option<Said>);

/// Both versions of a file: names are told by the titles of their own edition.
pub(crate) struct Walk<'n> {
    pub(crate) old: &'n Names,
    pub(crate) new: &'n Names,
}

impl Walk<'_> {
    /// All differences between two versions of a block.
    pub(crate) fn differences(&self, old: &Node, new: &Node, value: &Value) -> Vec<Difference> {
        let mut found = Vec::new();
        self.both(old, new, value, &mut Vec::new(), &mut found);
        found
    }

    fn both(
        &self,
        old: &Node,
        new: &Node,
        value: &Value,
        place: &mut Vec<Said>,
        found: &mut Vec<Difference>,
    ) {
        match (&old.value, &new.value) {
            (NodeValue::Map(before), NodeValue::Map(after)) if !matches!(value, Value::Title) => {
                self.maps((old, before), (new, after), value, place, found);
            }
            (NodeValue::List(before), NodeValue::List(after))
                if before.len() == after.len()
                    && before.iter().all(|node| node.map().is_some()) =>
            {
                for (n, (before, after)) in (1..).zip(before.iter().zip(after)) {
                    place.push(Said::same(format!("№ {n}")));
                    self.both(before, after, item(value), place, found);
                    place.pop();
                }
            }
            _ => {
                let (before, after) = (render(old, value, self.old), render(new, value, self.new));
                // What a name means is told where it is declared.
                if before != after && !is_same_word(old, new) {
                    found.push((place.clone(), Some(before), Some(after)));
                }
            }
        }
    }

    fn maps(
        &self,
        (old, before): (&Node, &[Entry]),
        (new, after): (&Node, &[Entry]),
        value: &Value,
        place: &mut Vec<Said>,
        found: &mut Vec<Difference>,
    ) {
        let gone = before
            .iter()
            .filter(|entry| new.get(&entry.key).is_none())
            .map(|entry| (entry, None));
        let kept = after.iter().map(|entry| (entry, Some(old.get(&entry.key))));
        for (entry, earlier) in kept.chain(gone) {
            let (owner, names) = match earlier {
                Some(_) => (new, self.new),
                None => (old, self.old),
            };
            let inner = inner_value(value, owner, &entry.key).unwrap_or(&Value::Free);
            place.push(key_name(value, &entry.key, names));
            match earlier {
                Some(Some(earlier)) => self.both(earlier, &entry.value, inner, place, found),
                Some(None) => {
                    let said = render(&entry.value, inner, self.new);
                    found.push((place.clone(), None, Some(said)));
                }
                None => {
                    let said = render(&entry.value, inner, self.old);
                    found.push((place.clone(), Some(said), None));
                }
            }
            place.pop();
        }
    }
}

/// Whether both are written with the same words: only the title of what they name has changed.
fn is_same_word(old: &Node, new: &Node) -> bool {
    match (&old.value, &new.value) {
        (NodeValue::Scalar(old), NodeValue::Scalar(new)) => old.text == new.text,
        (NodeValue::List(old), NodeValue::List(new)) => {
            let mut pairs = old.iter().zip(new);
            old.len() == new.len() && pairs.all(|(old, new)| is_same_word(old, new))
        }
        _ => false,
    }
}

fn item(value: &Value) -> &Value {
    match value {
        Value::Many(item) | Value::List(item) => item,
        other => other,
    }
}
