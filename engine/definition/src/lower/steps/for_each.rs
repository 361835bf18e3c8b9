//! `for_each`: one child instance per item, joining while the window is open.

use super::super::expression::{Want, hole};
use super::super::{Block, Lowering, Outline};
use crate::grammar::{LATE, WINDOW};
use crate::model::{ForEach, ItemWindow};

pub(super) fn lower<'w>(lowering: &Lowering<'w>, block: Block<'w>) -> ForEach {
    let word = block.need_word("process");
    let child = word
        .as_ref()
        .and_then(|word| lowering.world.outlines.get(&word.text));
    if let Some(word) = &word {
        match child {
            None if !lowering.world.knows_all_processes() => {}
            None => {
                let known = lowering
                    .world
                    .outlines
                    .values()
                    .filter(|o| o.child)
                    .map(|o| o.id.text.as_str());
                lowering.reader.unknown(
                    "R023",
                    ("Процесс", "process"),
                    &word.text,
                    &word.span,
                    known,
                );
            }
            Some(child) if !child.child => {
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
            Some(_) => {}
        }
    }
    ForEach {
        process: word.map(|word| word.text).unwrap_or_default(),
        window: window(lowering, block),
        unique: child_fields(block, "unique", child),
        reports: child_fields(block, "reports", child),
        give: child
            .map(|child| {
                lowering.field_values(block.get("give"), &child.data, Some(&lowering.names))
            })
            .unwrap_or_default(),
        next: lowering.need_next(block),
    }
}

fn child_fields<'w>(block: Block<'w>, key: &str, child: Option<&Outline<'w>>) -> Vec<String> {
    let words = block.words(key);
    for word in words
        .iter()
        .filter(|word| child.is_some_and(|child| child.field(&word.text).is_none()))
    {
        let known = child
            .into_iter()
            .flat_map(|child| child.data.iter().map(|field| field.name.as_str()));
        block.reader.unknown(
            "R022",
            ("Поле", "field"),
            &word.text,
            &word.span,
            known.collect::<Vec<_>>().iter().copied(),
        );
    }
    words.into_iter().map(|word| word.text).collect()
}

fn window<'w>(lowering: &Lowering<'w>, block: Block<'w>) -> ItemWindow {
    let empty = ItemWindow {
        public: false,
        opens: None,
        closes: hole(),
        late_roles: Vec::new(),
        late_until: None,
    };
    let opened = block
        .need("window")
        .and_then(|node| Block::shape(block.reader, node, &WINDOW));
    let Some(window) = opened else { return empty };
    let late = window
        .get("late")
        .and_then(|node| Block::shape(block.reader, node, &LATE));
    if let Some(late) = late.filter(|late| !late.has("role")) {
        late.reader.missing_key("role", &late.node.span);
    }
    ItemWindow {
        public: window.flag("public"),
        opens: window
            .get("opens")
            .map(|node| lowering.expression(node, &Want::When)),
        closes: window
            .need("closes")
            .map_or_else(hole, |node| lowering.expression(node, &Want::When)),
        late_roles: late
            .map(|late| lowering.roles(late, "role"))
            .unwrap_or_default(),
        late_until: late
            .and_then(|late| late.get("until"))
            .map(|node| lowering.expression(node, &Want::When)),
    }
}
