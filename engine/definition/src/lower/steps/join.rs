//! `join`: waits for flows. Without `from` it waits for every step that leads to it, which is filled in when all
//! steps are known; so is its region.

use std::collections::BTreeSet;

use super::super::{Block, Lowering};
use crate::model::{Join, Rest, WaitFor};

pub(super) fn lower<'w>(lowering: &Lowering<'w>, block: Block<'w>) -> Join {
    let wait_for = wait_for(block);
    Join {
        from: lowering.next(block, "from"),
        wait_for,
        rest: rest(block, wait_for),
        region: BTreeSet::new(),
        next: lowering.need_next(block),
    }
}

fn wait_for(block: Block<'_>) -> WaitFor {
    let Some(word) = block.word("wait_for") else {
        return WaitFor::All;
    };
    match word.text.as_str() {
        "all" => WaitFor::All,
        "any" => WaitFor::Any,
        "taken" => WaitFor::Taken,
        number => number
            .parse()
            .ok()
            .filter(|count| *count > 0)
            .map(WaitFor::Count)
            .unwrap_or_else(|| {
                let ru = format!("Слияние не умеет ждать «{number}».");
                let en = format!("A join cannot wait for `{number}`.");
                let hint = (
                    "Нужно `all`, `any`, `taken` или число путей.".to_owned(),
                    "Write `all`, `any`, `taken` or a number of flows.".to_owned(),
                );
                block.reader.error("R100", &word.span, ru, en, Some(hint));
                WaitFor::All
            }),
    }
}

fn rest(block: Block<'_>, wait_for: WaitFor) -> Rest {
    let Some(word) = block.word("rest") else {
        return Rest::Cancel;
    };
    if matches!(wait_for, WaitFor::All | WaitFor::Taken) {
        let (ru, en) = (
            "Слияние ждёт всех путей: остальных не бывает.",
            "The join waits for all flows: there is no rest.",
        );
        let hint = (
            "Уберите `rest` или укажите `wait_for: any` либо число.".to_owned(),
            "Remove `rest`, or say `wait_for: any` or a number.".to_owned(),
        );
        block
            .reader
            .error("R100", &block.key_span("rest"), ru, en, Some(hint));
    }
    match word.text.as_str() {
        "cancel" => Rest::Cancel,
        "ignore" => Rest::Ignore,
        other => {
            let ru = format!("С остальными путями нельзя сделать «{other}».");
            let en = format!("The other flows cannot be treated as `{other}`.");
            let hint = crate::suggest::hint(other, ["cancel", "ignore"]).or_else(|| {
                Some((
                    "Нужно `cancel` или `ignore`.".to_owned(),
                    "Write `cancel` or `ignore`.".to_owned(),
                ))
            });
            block.reader.error("R100", &word.span, ru, en, hint);
            Rest::Cancel
        }
    }
}
