//! `call`: another process as one step of this one.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Block, Lowering, Outline, Word, with_child};
use super::child;
use crate::model::{Assignments, Call, CallVersion};

/// What a parent sees of a child that was cancelled.
const CANCELLED: &str = "cancelled";

pub(super) fn lower<'w>(lowering: &Lowering<'w>, block: Block<'w>) -> Call {
    let (process, child) = child::process(lowering, block);
    let give = child
        .map(|child| lowering.field_values(block.get("give"), &child.data, Some(&lowering.names)));
    let take = take(lowering, block, child);
    Call {
        process,
        version: version(block),
        give: give.unwrap_or_default(),
        reports: reports(&take, child),
        take,
        outcomes: outcomes(lowering, block, child),
        next: lowering.need_next(block),
    }
}

fn version(block: Block<'_>) -> CallVersion {
    let Some(word) = block.word("version") else {
        return CallVersion::default();
    };
    match word.text.as_str() {
        "latest" => CallVersion::Latest,
        "pinned" => CallVersion::Pinned,
        other => {
            let ru = format!("Версии «{other}» нет: бывает `latest` и `pinned`.");
            let en = format!("There is no version `{other}`: it is `latest` or `pinned`.");
            let hint = crate::suggest::hint(other, ["latest", "pinned"]);
            block.reader.error("R111", &word.span, ru, en, hint);
            CallVersion::default()
        }
    }
}

fn take<'w>(
    lowering: &Lowering<'w>,
    block: Block<'w>,
    child: Option<&'w Outline<'w>>,
) -> Assignments {
    let known = child.map(|child| with_child(&lowering.names, &child.data));
    lowering.field_values(block.get("take"), &lowering.outline.data, known.as_ref())
}

/// The fields of the child that are read, so that it reports them.
fn reports(take: &Assignments, child: Option<&Outline<'_>>) -> Vec<String> {
    let reads = take.iter().flat_map(|(_, expression)| expression.reads());
    let named: BTreeSet<String> = reads
        .filter(|path| path.first().is_some_and(|root| root == "child"))
        .filter_map(|path| path.get(1).cloned())
        .collect();
    let is_field = |name: &String| child.is_some_and(|child| child.field(name).is_some());
    named.into_iter().filter(is_field).collect()
}

fn outcomes<'w>(
    lowering: &Lowering<'w>,
    block: Block<'w>,
    child: Option<&'w Outline<'w>>,
) -> BTreeMap<String, Vec<String>> {
    let opened = block
        .get("outcomes")
        .and_then(|node| Block::any(block.reader, node));
    let mut ways = BTreeMap::new();
    for entry in opened.iter().flat_map(Block::entries) {
        let word = Word {
            text: entry.key.clone(),
            span: entry.key_span.clone(),
        };
        if let Some(child) = child {
            must_be_an_end(lowering, &word, child);
        }
        ways.insert(word.text, lowering.steps(&entry.value));
    }
    ways
}

fn must_be_an_end(lowering: &Lowering<'_>, word: &Word, child: &Outline<'_>) {
    let ends = child.steps.iter().filter(|step| step.kind == Some("end"));
    let known: Vec<&str> = ends.map(|step| step.id()).chain([CANCELLED]).collect();
    if known.contains(&word.text.as_str()) {
        return;
    }
    let (end, process) = (&word.text, &child.id.text);
    let ru = format!("Процесс «{process}» не кончается шагом «{end}».");
    let en = format!("The process `{process}` has no end `{end}`.");
    let list = known.join(", ");
    let hint = crate::suggest::hint(end, known.iter().copied()).unwrap_or_else(|| {
        (
            format!("Его исходы: {list}."),
            format!("Its outcomes: {list}."),
        )
    });
    lowering
        .reader
        .error("R110", &word.span, ru, en, Some(hint));
}
