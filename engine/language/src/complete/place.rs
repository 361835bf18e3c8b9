//! Where the cursor stands: on a key or a value, of which block, written how.

use reglament_definition::grammar::{FileKind, Value};
use reglament_definition::{Node, NodeValue};

use crate::walk::{Crumb, Found, walk};

/// Stands for the cursor in the text; a character for private use, which no regulation holds.
pub(super) const MARK: char = '\u{e000}';

/// A cursor in the tree.
pub(super) struct Place<'n> {
    /// The blocks around, outermost first.
    pub(super) trail: Vec<Crumb<'n>>,
    pub(super) slot: Slot<'n>,
    /// Whether it is inside `{…}` or `[…]`.
    pub(super) flow: bool,
    /// Whether it stands on the line of the key whose value it is.
    pub(super) same_line: bool,
    /// Column of the line's first character, in bytes; of the key itself for a key.
    pub(super) column: usize,
}

/// What stands at the cursor.
#[derive(Clone, Copy)]
pub(super) enum Slot<'n> {
    /// A key of the innermost block.
    Key,
    /// A value.
    Value(&'n Node, &'static Value),
}

impl<'n> Place<'n> {
    pub(super) fn find(
        tree: &'n Node,
        kind: FileKind,
        marked: &str,
        offset: usize,
    ) -> Option<Self> {
        let mut place = None;
        walk(tree, kind.root(), &mut |trail, found| {
            let slot = match found {
                Found::Key(entry, _) | Found::Name(entry, _) if entry.key.contains(MARK) => {
                    Slot::Key
                }
                Found::Scalar(node, value) if holds(node) => Slot::Value(node, value),
                _ => return,
            };
            place = Some((trail.to_vec(), slot));
        });
        let (trail, slot) = place?;
        let line = marked[..offset].rfind('\n').map_or(0, |at| at + 1);
        let head = &marked[line..];
        let column = head.len() - head.trim_start_matches([' ', '-']).len();
        let opens = |node: &Node| marked[node.span.start..].starts_with(['{', '[']);
        let same_line = trail.last().is_some_and(|crumb| crumb.key.is_some())
            && !marked[line..offset]
                .trim_start_matches([' ', '-'])
                .is_empty()
            && matches!(slot, Slot::Value(..))
            && marked[line..offset].contains(':');
        Some(Self {
            flow: trail.iter().any(|crumb| opens(crumb.node)),
            trail,
            slot,
            same_line,
            column,
        })
    }
}

fn holds(node: &Node) -> bool {
    matches!(&node.value, NodeValue::Scalar(scalar) if scalar.text.contains(MARK))
}

/// Whether the cursor is behind `#`.
pub(super) fn in_comment(text: &str, offset: usize) -> bool {
    let line = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let head = &text[line..offset];
    let (mut quote, mut before) = (None, ' ');
    for found in head.chars() {
        match (quote, found) {
            (None, '#') if before == ' ' => return true,
            (None, '"' | '\'') if matches!(before, ' ' | '{' | '[' | '(' | ',') => {
                quote = Some(found);
            }
            (Some(open), _) if open == found => quote = None,
            _ => {}
        }
        before = found;
    }
    false
}
