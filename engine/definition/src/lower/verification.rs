//! `verification:` of a register: which columns tell until when a document is valid and which one it replaces.

use super::{Block, Reader, Word};
use crate::grammar::VERIFICATION;
use crate::model::{DataKind, Register, Verification};

/// Reads it; `register` is what is known of the register already.
pub(super) fn read(
    reader: Reader<'_>,
    block: Block<'_>,
    register: &Register,
) -> Option<Verification> {
    let node = block.get("verification")?;
    if node.map().is_none() {
        return block.flag("verification").then(Verification::default);
    }
    let keys = Block::shape(reader, node, &VERIFICATION)?;
    let column = |key: &str, wanted: fn(&DataKind) -> bool, kind: (&str, &str)| {
        let word = keys.word(key)?;
        checked(reader, register, &word, wanted, kind).then_some(word.text)
    };
    let date = |kind: &DataKind| matches!(kind, DataKind::Date);
    let text = |kind: &DataKind| matches!(kind, DataKind::Text);
    let found = Verification {
        until: column("until", date, ("датой", "a date")),
        replaces: column("replaces", text, ("текстом", "a text")),
        annuls: column("annuls", text, ("текстом", "a text")),
    };
    let points_at_others = found.replaces.is_some() || found.annuls.is_some();
    if points_at_others && register.yearly && !register.number.contains("{year}") {
        let span = block.key_span("verification");
        let ru = format!(
            "Номера журнала «{}» повторяются каждый год: по номеру не понять, какой документ заменён или аннулирован.",
            register.id
        );
        let en = format!(
            "The numbers of the register `{}` repeat every year: a number does not tell which document is replaced or annulled.",
            register.id
        );
        let hint = (
            "Добавьте год в номер: `number: \"{n}-{year}\"`.".to_owned(),
            "Print the year in the number: `number: \"{n}-{year}\"`.".to_owned(),
        );
        reader.error("R196", &span, ru, en, Some(hint));
    }
    Some(found)
}

/// Whether the register has such a column, and of the right kind.
fn checked(
    reader: Reader<'_>,
    register: &Register,
    word: &Word,
    wanted: fn(&DataKind) -> bool,
    (kind_ru, kind_en): (&str, &str),
) -> bool {
    let Some(column) = register
        .columns
        .iter()
        .find(|column| column.name == word.text)
    else {
        let known = register.columns.iter().map(|column| column.name.as_str());
        reader.unknown("R027", ("Графа", "column"), &word.text, &word.span, known);
        return false;
    };
    if wanted(&column.kind) {
        return true;
    }
    let ru = format!(
        "Графа «{}» должна быть {kind_ru}: по ней проверяется подлинность документа.",
        word.text
    );
    let en = format!(
        "The column `{}` must be {kind_en}: the verification of the document reads it.",
        word.text
    );
    let hint = (
        "Измените вид графы или назовите другую.".to_owned(),
        "Change the kind of the column or name another one.".to_owned(),
    );
    reader.error("R195", &word.span, ru, en, Some(hint));
    false
}
