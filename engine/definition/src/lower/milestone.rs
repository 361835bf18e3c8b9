//! `milestone:`: a step as a point of a dated plan, and what its circle and its neighbours must be.

use std::collections::{BTreeMap, BTreeSet};

use reglament_expression::Kind;

use super::expression::Want;
use super::{Block, Lowering};
use crate::grammar::MILESTONE;
use crate::model::{Deadline, Milestone};
use crate::source::Node;
use crate::suggest::advice;

/// Kinds of steps that take time, and so can be reached or missed.
const WAITING: &[&str] = &["user_task", "wait", "for_each", "call", "join", "service"];

impl<'w> Lowering<'w> {
    /// Reads `milestone` of a step of this kind.
    pub(crate) fn milestone(&self, block: Block<'w>, kind: &str) -> Option<Milestone> {
        let node = block.get("milestone")?;
        if !WAITING.contains(&kind) {
            let ru = format!("Шаг вида `{kind}` не ждёт: вехой плана он не бывает.");
            let en = format!("A `{kind}` step does not wait: it is no milestone of a plan.");
            let hint = advice(
                "Перенесите `milestone` на задачу или ожидание.",
                "Move `milestone` to a user task or a wait.",
            );
            self.reader
                .error("R168", &block.key_span("milestone"), ru, en, hint);
        }
        let inner = Block::shape(self.reader, node, &MILESTONE)?;
        let date = |key| {
            let node = inner.get(key)?;
            Some(self.expression(node, &Want::Kind(Kind::Date)))
        };
        let title = |key| inner.get(key).map(|node| self.reader.title(node));
        Some(Milestone {
            due: date("due"),
            from: date("from"),
            after: self.next(inner, "after"),
            deliverable: title("deliverable"),
            indicator: title("indicator"),
            responsible: title("responsible"),
            participants: title("participants"),
        })
    }

    /// The deadline of a task that is a milestone with a date and says no term of its own: the day of the milestone.
    pub(crate) fn due_as_milestone(&self, step: &str, deadline: Block<'w>) -> Option<Deadline> {
        if deadline.has("term") {
            return None;
        }
        let sketch = self.outline.sketch(step)?;
        let due = sketch.entry.value.get("milestone")?.get("due")?;
        for key in ["from", "before", "start", "roll"]
            .into_iter()
            .filter(|key| deadline.has(key))
        {
            let ru = format!("Без `term` срок задачи – день вехи: `{key}` здесь ничего не значит.");
            let en = format!(
                "Without `term` the task is due on the day of the milestone: `{key}` means nothing here."
            );
            let hint = advice(
                "Уберите этот ключ или напишите `term`.",
                "Remove the key, or write a `term`.",
            );
            self.reader
                .error("R015", &deadline.key_span(key), ru, en, hint);
        }
        let day = self.expression(due, &Want::Kind(Kind::Date));
        Some(self.deadline_on(deadline, day))
    }

    /// Every circle of milestones that follow each other is reported once, at its first step; and what is followed must be
    /// a milestone.
    pub(crate) fn check_milestones(&self) {
        let mut after: BTreeMap<&str, (Vec<&str>, &Node)> = BTreeMap::new();
        for sketch in &self.outline.steps {
            if let Some(node) = sketch.entry.value.get("milestone") {
                let named = node.get("after").map(texts).unwrap_or_default();
                after.insert(sketch.id(), (named, node));
            }
        }
        let known: BTreeSet<&str> = self
            .outline
            .steps
            .iter()
            .map(|sketch| sketch.id())
            .collect();
        let mut circled: BTreeSet<&str> = BTreeSet::new();
        for sketch in &self.outline.steps {
            let id = sketch.id();
            let Some((named, node)) = after.get(id) else {
                continue;
            };
            let place = node.get("after").unwrap_or(node);
            for other in named
                .iter()
                .filter(|other| known.contains(**other) && !after.contains_key(**other))
            {
                let ru = format!("Шаг «{other}» – не веха: у него нет `milestone`.");
                let en = format!("The step `{other}` is no milestone: it has no `milestone`.");
                let hint = crate::suggest::hint(other, after.keys().copied());
                self.reader.error("R169", &place.span, ru, en, hint);
            }
            let circle = circle(id, &after);
            if circle.is_empty() || circled.contains(id) {
                continue;
            }
            circled.extend(circle.iter().copied());
            let path = circle.join(" → ");
            let ru = format!("Вехи идут по кругу: {path} → {id}.");
            let en = format!("Milestones follow each other in a circle: {path} → {id}.");
            let hint = advice(
                "Уберите одну из ссылок `after`.",
                "Remove one of the `after`.",
            );
            self.reader.error("R170", &place.span, ru, en, hint);
        }
    }
}

fn texts(node: &Node) -> Vec<&str> {
    match node.list() {
        Some(items) => items.iter().filter_map(Node::text).collect(),
        None => node.text().into_iter().collect(),
    }
}

/// The way from a milestone back to itself; empty when there is none.
fn circle<'a>(id: &'a str, after: &BTreeMap<&'a str, (Vec<&'a str>, &Node)>) -> Vec<&'a str> {
    let mut ways = vec![vec![id]];
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop() {
        let last = way.last().copied().unwrap_or(id);
        for next in after
            .get(last)
            .map(|(named, _)| named.as_slice())
            .unwrap_or_default()
        {
            if *next == id {
                return way;
            }
            if after.contains_key(next) && seen.insert(*next) {
                let mut longer = way.clone();
                longer.push(next);
                ways.push(longer);
            }
        }
    }
    Vec::new()
}
