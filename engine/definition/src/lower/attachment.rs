//! Fields that people hand in: how many files, which items of a checklist, and where there can be none.

use super::{Block, Reader};
use crate::limits::{CHECKLIST_ITEMS, FIELD_FILES};
use crate::model::{Checklist, Choice, DataKind};
use crate::source::Entry;
use crate::suggest::advice;

/// Reads the bounds of `files`.
pub(super) fn files(block: Block<'_>) -> DataKind {
    let (min, max) = (count(block, "min"), count(block, "max"));
    if let (Some(low), Some(high)) = (min, max)
        && low > high
    {
        let ru = format!("Нужно файлов не меньше {low}, а можно не больше {high}.");
        let en = format!("At least {low} files are needed, and at most {high} may be attached.");
        refuse(block, "min", ru, en);
    }
    DataKind::Files {
        min,
        max: max.unwrap_or(FIELD_FILES),
    }
}

/// A number of files under a key.
fn count(block: Block<'_>, key: &str) -> Option<usize> {
    let number = block.reader.integer(block.get(key)?)?;
    let least = i64::from(key == "max");
    let found = usize::try_from(number)
        .ok()
        .filter(|count| *count <= FIELD_FILES);
    if found.is_none() || number < least {
        let ru =
            format!("В `{key}` может быть число от {least} до {FIELD_FILES}, а написано {number}.");
        let en = format!("`{key}` may be from {least} to {FIELD_FILES}, and is {number}.");
        refuse(block, key, ru, en);
    }
    found
}

fn refuse(block: Block<'_>, key: &str, ru: String, en: String) {
    let hint = advice(
        "Исправьте число или разделите файлы на несколько полей.",
        "Correct the number, or split the files over several fields.",
    );
    block
        .reader
        .error("R165", &block.key_span(key), ru, en, hint);
}

/// Reads the items of a checklist.
pub(super) fn checklist(block: Block<'_>) -> DataKind {
    let reader = block.reader;
    let items = block
        .need("items")
        .and_then(|node| Block::any(reader, node));
    let entries = items.as_ref().map_or(&[][..], |items| items.entries());
    if items.is_some() && !(1..=CHECKLIST_ITEMS).contains(&entries.len()) {
        let count = entries.len();
        let ru = format!("Пунктов в перечне: {count}, а бывает от 1 до {CHECKLIST_ITEMS}.");
        let en =
            format!("The checklist has {count} items; it may have from 1 to {CHECKLIST_ITEMS}.");
        let hint = advice(
            "Напишите пункты так: `{laws: Примеры нормативных актов}`.",
            "Write the items like this: `{laws: Examples of acts}`.",
        );
        reader.error("R167", &block.key_span("items"), ru, en, hint);
    }
    let item = |entry| {
        let entry: &Entry = entry;
        reader.check_id(&entry.key, &entry.key_span);
        Choice {
            id: entry.key.clone(),
            title: reader.title(&entry.value),
        }
    };
    DataKind::Checklist(Checklist {
        items: entries.iter().map(item).collect(),
        evidence: block.flag("evidence"),
        partly: block.flag("partly"),
    })
}

/// Reports a field that nobody could fill.
pub(super) fn misplaced(reader: Reader<'_>, entry: &Entry) {
    let ru = format!(
        "«{}»: файл и перечень вносит человек в форме, здесь формы нет.",
        entry.key
    );
    let en = format!(
        "`{}`: people hand in files and checklists with a form, and there is none here.",
        entry.key
    );
    let hint = advice(
        "Объявите поле в `data:` процесса, а здесь возьмите текст: например, имя файла.",
        "Declare the field in `data:` of the process, and take a text here: the name of the file.",
    );
    reader.error("R166", &entry.key_span, ru, en, hint);
}
