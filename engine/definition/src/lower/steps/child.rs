//! `process:` of a step that starts other instances: it must exist and be declared a child.

use super::super::{Block, Lowering, Outline, Word};

/// The id as written and the process, if it is known.
pub(super) fn process<'w>(
    lowering: &Lowering<'w>,
    block: Block<'w>,
) -> (String, Option<&'w Outline<'w>>) {
    let Some(word) = block.need_word("process") else {
        return (String::new(), None);
    };
    let child = lowering.world.outlines.get(&word.text);
    match child {
        None if !lowering.world.knows_all_processes() => {}
        None => {
            let children = lowering.world.outlines.values().filter(|o| o.child);
            let known: Vec<&str> = children.map(|o| o.id.text.as_str()).collect();
            lowering.reader.unknown(
                "R023",
                ("Процесс", "process"),
                &word.text,
                &word.span,
                known.iter().copied(),
            );
        }
        Some(child) if !child.child => no_child(lowering, &word, child),
        Some(_) => {}
    }
    (word.text, child)
}

fn no_child(lowering: &Lowering<'_>, word: &Word, child: &Outline<'_>) {
    let ru = format!("Процесс «{}» не объявлен дочерним.", word.text);
    let en = format!("The process `{}` is not declared a child.", word.text);
    let path = &child.reader.source.path;
    let hint = (
        format!("Добавьте `child: true` в `start:` файла `{path}`."),
        format!("Add `child: true` to `start:` of `{path}`."),
    );
    lowering
        .reader
        .error("R023", &word.span, ru, en, Some(hint));
}
