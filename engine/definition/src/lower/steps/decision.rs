//! `decision`: the first case that holds, every case that holds, or a table.

use super::super::expression::{Want, hole};
use super::super::{Block, Lowering};
use super::decision_table;
use crate::grammar::CASE;
use crate::model::{Case, Decision};
use crate::source::Node;
use crate::suggest::advice;

pub(super) fn lower<'w>(lowering: &Lowering<'w>, block: Block<'w>, id: &str) -> Decision {
    let table = block
        .has("table")
        .then(|| decision_table::lower(lowering, block, id));
    exclude(block, table.is_some());
    let cases = match table {
        None => block.need("cases"),
        Some(_) => block.get("cases"),
    };
    let cases = cases
        .map(|node| block.reader.list(node))
        .unwrap_or_default();
    if table.is_none() && !block.has("otherwise") {
        let (ru, en) = (
            "У решения нет выхода на случай, когда ни одно условие не выполнено.",
            "The decision has no way out when no case holds.",
        );
        let hint = (
            "Добавьте `otherwise: <шаг>`.".to_owned(),
            "Add `otherwise: <step>`.".to_owned(),
        );
        block
            .reader
            .error("R052", &block.key_span("decision"), ru, en, Some(hint));
    }
    Decision {
        cases: cases
            .iter()
            .filter_map(|node| case(lowering, node))
            .collect(),
        inclusive: block.flag("inclusive"),
        table: table.flatten(),
        otherwise: lowering.next(block, "otherwise"),
    }
}

/// A table makes the choice alone; without one there is nothing that `next` could belong to.
fn exclude(block: Block<'_>, table: bool) {
    let wrong: &[&str] = if table {
        &["cases", "inclusive"]
    } else {
        &["next"]
    };
    for key in wrong.iter().filter(|key| block.has(key)) {
        let (ru, en) = match table {
            true => (
                format!("`table` и `{key}` вместе не бывают: выбирает либо таблица, либо условия."),
                format!("`table` and `{key}` exclude each other: either a table or cases choose."),
            ),
            false => (
                "У решения без таблицы путь стоит в каждом условии, а не в `next`.".to_owned(),
                "In a decision without a table every case has its way; `next` means nothing."
                    .to_owned(),
            ),
        };
        block.reader.error(
            "R015",
            &block.key_span(key),
            ru,
            en,
            advice(format!("Уберите `{key}`."), format!("Remove `{key}`.")),
        );
    }
}

fn case<'w>(lowering: &Lowering<'w>, node: &'w Node) -> Option<Case> {
    let block = Block::shape(lowering.reader, node, &CASE)?;
    let when = block
        .need("when")
        .map_or_else(hole, |node| lowering.expression(node, &Want::Boolean));
    Some(Case {
        title: block.has("title").then(|| block.title("title")),
        when,
        next: lowering.need_next(block),
    })
}
