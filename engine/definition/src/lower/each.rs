//! `each: row in list`: the list, and what is known of its rows.

use reglament_expression::{
    Expression, HOLDERS, Kind, Names, REGISTER, outside_name, outside_parts,
};

use super::expression::Want;
use super::{Block, Lowering, names};
use crate::model::EachRow;
use crate::source::Node;
use crate::suggest::advice;

/// A list to go through, with the kind of a row; absent when another mistake hides it.
pub(crate) struct Each {
    pub(crate) row: String,
    pub(crate) list: Expression,
    pub(crate) item: Option<Kind>,
}

impl Each {
    /// Without the kind.
    pub(crate) fn into_row(self) -> EachRow {
        EachRow {
            row: self.row,
            list: self.list,
        }
    }
}

impl<'w> Lowering<'w> {
    /// Reads `row in list`; anything else is reported.
    pub(crate) fn each(&self, node: &'w Node, names: &Names, want: &Want) -> Option<Each> {
        let text = self.reader.text(node)?;
        let Some((row, list)) = text.split_once(" in ") else {
            let (ru, en) = (
                format!("Непонятно, что перебирать: «{text}»."),
                format!("It is not clear what to go through: `{text}`."),
            );
            let plain = text
                .chars()
                .all(|c| c.is_alphanumeric() || "_.('".contains(c) || c == ')');
            let list = if plain { text } else { "visits.items" };
            let hint = advice(
                format!("Напишите имя для строки и список: `row in {list}`."),
                format!("Write a name for the row and the list: `row in {list}`."),
            );
            self.reader.error("R015", &node.span, ru, en, hint);
            return None;
        };
        let row = row.trim().to_owned();
        self.reader.check_id(&row, &node.span);
        let offset = node.text()?.find(" in ")? + " in ".len();
        let (list, kind) = self.checked(node, list, offset, names, want);
        let item = match kind {
            Some(Kind::List(item)) => Some(*item),
            _ => None,
        };
        Some(Each { row, list, item })
    }

    /// Reads `each:` of a step that begins something for every row: registers may be named too.
    pub(crate) fn each_of(&self, block: Block<'w>, want: &Want) -> Option<Each> {
        let each = self.each(block.get("each")?, &self.names_with_registers(), want)?;
        for path in each.list.reads() {
            match path.first().and_then(|name| outside_parts(name)) {
                Some((REGISTER, id)) => drop(self.registers.borrow_mut().insert(id.to_owned())),
                Some((HOLDERS, role)) => drop(self.roles.borrow_mut().insert(role.to_owned())),
                _ => {}
            }
        }
        Some(each)
    }

    /// Reads `until:`, which must ask about `<step>.items` (or `<step>.answers`): nothing else changes while it waits.
    pub(crate) fn until(&self, node: &'w Node, step: &str, rows: &str) -> Expression {
        let until = self.expression(node, &Want::Boolean);
        let asks = |path: &Vec<String>| path.first().is_some_and(|root| root == step);
        let reads = until.reads();
        if !reads.is_empty() && !reads.iter().any(asks) {
            let ru = format!("Условие завершения не спрашивает о «{step}.{rows}».");
            let en = format!("The completion condition does not ask about `{step}.{rows}`.");
            let hint = (
                format!("Например: `{step}.{rows}.count(x, x.outcome == 'да') >= 2`."),
                format!("For example: `{step}.{rows}.count(x, x.outcome == 'yes') >= 2`."),
            );
            self.reader.error("R114", &node.span, ru, en, Some(hint));
        }
        until
    }

    fn names_with_registers(&self) -> Names {
        let registers = self.world.registers.values();
        registers.fold(self.names.clone(), |known, register| {
            known.with(
                outside_name(REGISTER, &register.id),
                Kind::list(names::register_row(register)),
            )
        })
    }
}
