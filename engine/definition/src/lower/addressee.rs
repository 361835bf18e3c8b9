//! Who gets a letter: exactly one of `to`, an address, and `role`.

use super::Block;
use crate::suggest::advice;

/// Reports a block that names both or neither; `what` is the thing that needs an addressee, in Russian and English, and
/// `head` the key that it stands under, if the block itself has it.
pub(super) fn check(block: Block<'_>, what: (&str, &str), head: &str) {
    let both = match (block.has("to"), block.has("role")) {
        (true, false) | (false, true) => return,
        (both, _) => both,
    };
    let ru = format!("{} нужен один адресат: `to` или `role`.", what.0);
    let en = format!("{} needs one addressee: `to` or `role`.", what.1);
    let hint = match both {
        true => advice("Уберите `role` или `to`.", "Remove `role` or `to`."),
        false => advice(
            "Добавьте `to: <поле с адресом>` или `role: <роль>`.",
            "Add `to: <field with an address>` or `role: <role>`.",
        ),
    };
    let span = block.key_span(if both { "role" } else { head });
    block.reader.error("R015", &span, ru, en, hint);
}
