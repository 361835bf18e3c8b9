//! `for_each`: one child instance per row of a list, and per item that joins while the window is open.

use super::super::computed::must_be_stored;
use super::super::each::Each;
use super::super::expression::{Want, hole};
use super::super::{Block, Lowering, Outline};
use super::child;
use crate::grammar::{LATE, WINDOW};
use crate::model::{ForEach, ItemWindow};

pub(super) fn lower<'w>(lowering: &Lowering<'w>, block: Block<'w>, id: &str) -> ForEach {
    let (process, child) = child::process(lowering, block);
    check_keys(block);
    let each = lowering.each_of(block, &Want::List);
    let names = match (&each, block.has("each")) {
        (Some(each), _) => each
            .item
            .clone()
            .map(|item| lowering.names.clone().with(&each.row, item)),
        (None, true) => None,
        (None, false) => Some(lowering.names.clone()),
    };
    ForEach {
        process,
        window: block.has("window").then(|| window(lowering, block)),
        one_by_one: block.flag("one_by_one"),
        until: block
            .get("until")
            .map(|node| lowering.until(node, id, "items")),
        unique: child_fields(block, "unique", child),
        reports: child_fields(block, "reports", child),
        give: child
            .map(|child| lowering.field_values(block.get("give"), &child.data, names.as_ref()))
            .unwrap_or_default(),
        each: each.map(Each::into_row),
        next: lowering.need_next(block),
    }
}

/// Items come from a list, through a window, or both; one by one only from a list.
fn check_keys(block: Block<'_>) {
    if !block.has("each") && !block.has("window") {
        let (ru, en) = (
            "Не сказано, для кого выполнять шаг.",
            "It is not said for whom the step is done.",
        );
        let hint = (
            "Добавьте список `each: row in …` или окно приёма `window: …`.".to_owned(),
            "Add a list, `each: row in …`, or a window, `window: …`.".to_owned(),
        );
        let span = block.key_span("for_each");
        block.reader.error("R112", &span, ru, en, Some(hint));
    }
    if block.has("one_by_one") && (block.has("window") || !block.has("each")) {
        let (ru, en) = (
            "По одному идут только строки списка: в окне приёма дела начинаются сразу.",
            "Only the rows of a list go one by one: in a window instances begin at once.",
        );
        let hint = (
            "Уберите `one_by_one` или оставьте только `each`.".to_owned(),
            "Remove `one_by_one`, or keep `each` only.".to_owned(),
        );
        let span = block.key_span("one_by_one");
        block.reader.error("R112", &span, ru, en, Some(hint));
    }
}

fn child_fields<'w>(block: Block<'w>, key: &str, child: Option<&Outline<'w>>) -> Vec<String> {
    let words = block.words(key);
    for word in &words {
        let field = child.and_then(|child| child.field(&word.text));
        must_be_stored(block.reader, field, &word.span);
    }
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
        late.missing("role");
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
