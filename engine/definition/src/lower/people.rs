//! Who does a user task: `role`, `signed_by`, `each`, `assignee`, `candidates`, `vote`, and who may not.
//!
//! Exactly one of the six says who does it. What is asked of a person is checked against the attributes that
//! `organisation.yaml` declares.

use reglament_expression::{Expression, Names};

use super::expression::Want;
use super::{Block, Lowering};
use crate::grammar::CANDIDATES;
use crate::model::Offer;
use crate::suggest::advice;

/// Keys that say who does a task.
const DOERS: [&str; 6] = [
    "role",
    "signed_by",
    "each",
    "assignee",
    "candidates",
    "vote",
];

impl<'w> Lowering<'w> {
    /// Reads who is offered a task, beside its roles.
    pub(super) fn offer(&self, block: Block<'w>) -> Offer {
        let candidates = candidates(block);
        Offer {
            assignee: block
                .get("assignee")
                .map(|node| self.expression(node, &Want::Assignee)),
            filter: candidates.and_then(|inner| self.over_person(inner, "where")),
            excludes: self.excluded_steps(block),
            conflict: self.over_person(block, "conflict"),
            reassign_by: self.roles(block, "reassign_by"),
        }
    }

    /// The roles whose holders are asked: `role`, or that of `candidates`.
    pub(super) fn task_roles(&self, block: Block<'w>) -> Vec<String> {
        match candidates(block) {
            Some(inner) => {
                inner.need("role");
                self.roles(inner, "role")
            }
            None => self.roles(block, "role"),
        }
    }

    /// A condition over `person` under a key.
    pub(super) fn over_person(&self, block: Block<'w>, key: &str) -> Option<Expression> {
        let node = block.get(key)?;
        Some(self.expression_with(node, &self.with_person(), &Want::Boolean))
    }

    /// The names of the process and `person`, with the declared attributes.
    fn with_person(&self) -> Names {
        let facts = crate::model::person_facts(&self.world.organisation.attributes);
        self.names.clone().with("person", facts)
    }

    fn excluded_steps(&self, block: Block<'w>) -> Vec<String> {
        let words = block.words("excludes");
        for word in &words {
            let sketch = self.outline.sketch(&word.text);
            match sketch.map(|sketch| sketch.kind) {
                Some(Some("user_task")) => {}
                Some(_) => {
                    let ru = format!("Шаг «{}» делает не человек: исключать некого.", word.text);
                    let en = format!(
                        "No person does the step `{}`: nobody to exclude.",
                        word.text
                    );
                    let hint = (
                        "Назовите здесь шаги вида `user_task`.".to_owned(),
                        "Name steps of the kind `user_task` here.".to_owned(),
                    );
                    self.reader.error("R142", &word.span, ru, en, Some(hint));
                }
                None => self.reader.unknown(
                    "R020",
                    ("Шаг", "step"),
                    &word.text,
                    &word.span,
                    self.outline.step_names(),
                ),
            }
        }
        words.into_iter().map(|word| word.text).collect()
    }
}

fn candidates(block: Block<'_>) -> Option<Block<'_>> {
    block
        .get("candidates")
        .and_then(|node| Block::shape(block.reader, node, &CANDIDATES))
}

/// Exactly one key says who does the task; signers fill in nothing.
pub(super) fn check(block: Block<'_>) {
    let reader = block.reader;
    let doers = DOERS.iter().copied().filter(|key| block.has(key));
    let mut doers: Vec<&str> = doers.collect();
    doers.sort_by_key(|key| block.key_span(key).start);
    let mut doers = doers.into_iter();
    let Some(first) = doers.next() else {
        let (ru, en) = (
            "Не сказано, кто выполняет задачу.",
            "It is not said who does the task.",
        );
        let hint = advice(
            "Добавьте `role: <роль>`; бывают ещё `signed_by`, `each`, `assignee`, `candidates` и `vote`.",
            "Add `role: <role>`; there are also `signed_by`, `each`, `assignee`, `candidates` and `vote`.",
        );
        return reader.error("R006", &block.key_span("user_task"), ru, en, hint);
    };
    for second in doers {
        // `signed_by` beside `role` has its own sentence below.
        if matches!(
            (first, second),
            ("role", "signed_by") | ("signed_by", "role")
        ) {
            continue;
        }
        let ru = format!("Кто выполняет задание, сказано дважды: `{first}` и `{second}`.");
        let en = format!("Who does the task is said twice: `{first}` and `{second}`.");
        let hint = (
            "Оставьте одно из `role`, `candidates`, `assignee`, `signed_by`, `each`, `vote`."
                .to_owned(),
            "Keep one of `role`, `candidates`, `assignee`, `signed_by`, `each`, `vote`.".to_owned(),
        );
        reader.error("R140", &block.key_span(second), ru, en, Some(hint));
    }
    for key in ["role", "form", "outcomes"]
        .into_iter()
        .filter(|key| block.has(key) && block.has("signed_by"))
    {
        let ru =
            format!("`signed_by` и `{key}` вместе не бывают: подписывающие только подписывают.");
        let en = format!("`signed_by` and `{key}` exclude each other: signers only sign.");
        let hint = (
            "Вынесите остальное в отдельное задание.".to_owned(),
            "Move the rest to a task of its own.".to_owned(),
        );
        reader.error("R015", &block.key_span(key), ru, en, Some(hint));
    }
}
