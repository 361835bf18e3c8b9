//! Expressions inside YAML: parsed, checked against the names, their problems placed in the file.
//!
//! What the result must be is said by the construct that holds the expression.

use std::ops::Range;

use reglament_expression::{Expression, Kind, Names, Problem};

use super::{Lowering, Reader};
use crate::diagnostic::Diagnostic;
use crate::source::{Node, locate};

/// What the result of an expression must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Want {
    /// A condition.
    Boolean,
    /// A date or a moment.
    When,
    /// A text or a list of texts.
    Texts,
    /// People's ids: a list of texts or of records with `id`.
    People,
    /// One person or several: an id, a record with `id`, or a list of them.
    Assignee,
    /// What can be the key of a message: a text, a number, a date.
    Key,
    /// A list, to be gone through.
    List,
    /// A value that a field of this kind can hold.
    Kind(Kind),
    /// Anything.
    Any,
}

impl Want {
    fn accepts(&self, kind: &Kind) -> bool {
        let is_text = |kind: &Kind| matches!(kind, Kind::Text | Kind::Null);
        match self {
            Self::Boolean => *kind == Kind::Boolean,
            Self::When => matches!(kind, Kind::Date | Kind::Moment),
            Self::Texts => {
                matches!(kind, Kind::Text) || matches!(kind, Kind::List(item) if is_text(item))
            }
            Self::People => match kind {
                Kind::List(item) => match item.as_ref() {
                    Kind::Record(fields) => fields.get("id") == Some(&Kind::Text),
                    item => is_text(item),
                },
                _ => false,
            },
            Self::Assignee => match kind {
                Kind::Text => true,
                Kind::Record(fields) => fields.get("id") == Some(&Kind::Text),
                other => Self::People.accepts(other),
            },
            Self::Key => matches!(
                kind,
                Kind::Text | Kind::Integer | Kind::Decimal | Kind::Date
            ),
            Self::List => matches!(kind, Kind::List(_)),
            Self::Kind(wanted) => kind.fits(wanted),
            Self::Any => true,
        }
    }

    /// What to write instead of an expression of this kind.
    fn advice(&self, kind: &Kind) -> Option<(String, String)> {
        if let (Kind::Record(fields), Self::Kind(_) | Self::Texts | Self::Key) = (kind, self) {
            let list = crate::suggest::listed(fields.keys().map(String::as_str))?;
            return crate::suggest::advice(
                format!("Возьмите одно поле записи: {list}."),
                format!("Take one field of the record: {list}."),
            );
        }
        let (ru, en) = match self {
            Self::Boolean => (
                "Напишите сравнение или вопрос: `x > 0`, `x == 'да'`, `has(x)`.",
                "Write a comparison or a question: `x > 0`, `x == 'yes'`, `has(x)`.",
            ),
            Self::When => (
                "Назовите поле вида `date` или `moment` либо дату шага: `<шаг>.completed_on`.",
                "Name a field of the kind `date` or `moment`, or a date of a step: `<step>.completed_on`.",
            ),
            Self::Texts => (
                "Нужен адрес почты или дело: поле вида `email` или `text`, `instance.parent`, `row.item`.",
                "An address or an instance is needed: a field of the kind `email` or `text`, `instance.parent`, `row.item`.",
            ),
            Self::People => (
                "Например, `holders('роль')`, поле вида `people` или `<шаг>.signed_by`.",
                "For example, `holders('role')`, a field of the kind `people`, or `<step>.signed_by`.",
            ),
            Self::Assignee => (
                "Например, поле вида `people`, `<шаг>.signed_by.first()` или id человека.",
                "For example, a field of the kind `people`, `<step>.signed_by.first()` or a person's id.",
            ),
            Self::Key => (
                "Назовите поле вида `text`, `integer`, `decimal` или `date`.",
                "Name a field of the kind `text`, `integer`, `decimal` or `date`.",
            ),
            Self::List => (
                "Например, поле вида `list`, `holders('роль')` или `<шаг>.items`.",
                "For example, a field of the kind `list`, `holders('role')` or `<step>.items`.",
            ),
            Self::Kind(Kind::Text) => (
                "Текст из другого значения делает `text(…)`.",
                "`text(…)` makes a text of another value.",
            ),
            Self::Kind(Kind::Date) if *kind == Kind::Moment => (
                "Дату из времени берёт `date(…)`.",
                "`date(…)` takes the date of a time.",
            ),
            Self::Kind(_) | Self::Any => (
                "Дайте значение этого вида или объявите поле другим видом.",
                "Give a value of this kind, or declare the field as another.",
            ),
        };
        crate::suggest::advice(ru, en)
    }

    fn words(&self) -> (String, String) {
        let (ru, en) = match self {
            Self::Boolean => ("условие (да или нет)", "a condition (yes or no)"),
            Self::When => ("дата или дата и время", "a date or a date and time"),
            Self::Texts => ("текст или список текстов", "a text or a list of texts"),
            Self::People => (
                "список людей: их id или записи с полем id",
                "a list of people: their ids or records with `id`",
            ),
            Self::Assignee => (
                "человек или список людей: id или записи с полем id",
                "a person or a list of people: ids or records with `id`",
            ),
            Self::Key => ("текст, число или дата", "a text, a number or a date"),
            Self::List => ("список", "a list"),
            Self::Kind(kind) => return (kind.ru(), kind.en()),
            Self::Any => ("значение", "a value"),
        };
        (ru.to_owned(), en.to_owned())
    }
}

/// What stands in for an expression that could not be read.
pub(crate) fn hole() -> Expression {
    Expression::parse("null").expect("a literal is an expression")
}

impl<'w> Lowering<'w> {
    /// Reads an expression with the names of the process.
    pub(crate) fn expression(&self, node: &'w Node, want: &Want) -> Expression {
        self.expression_with(node, &self.names, want)
    }

    /// Reads an expression with other names.
    pub(crate) fn expression_with(&self, node: &'w Node, names: &Names, want: &Want) -> Expression {
        let Some(text) = self.expression_text(node) else {
            return hole();
        };
        self.checked(node, text, 0, names, want).0
    }

    /// Reads an expression without checking its names: they are not known.
    pub(crate) fn unchecked(&self, node: &'w Node) -> Expression {
        let Some(text) = self.expression_text(node) else {
            return hole();
        };
        self.parsed(node, text, 0).unwrap_or_else(hole)
    }

    /// Reads a part of a node's text, which begins at byte `offset` of it. Also gives the kind, if it has one.
    pub(crate) fn checked(
        &self,
        node: &Node,
        text: &str,
        offset: usize,
        names: &Names,
        want: &Want,
    ) -> (Expression, Option<Kind>) {
        let Some(expression) = self.parsed(node, text, offset) else {
            return (hole(), None);
        };
        if expression
            .reads()
            .iter()
            .any(|path| self.unsure.contains(&path[0]))
        {
            return (expression, None);
        }
        self.note_reads(&expression.reads());
        match expression.check(names) {
            Err(problems) => {
                problems
                    .into_iter()
                    .for_each(|problem| self.problem(node, problem.shifted(offset)));
                (hole(), None)
            }
            Ok(kind) => {
                for (part, problem) in self.literal_problems(text) {
                    let part = part.start + offset..part.end + offset;
                    let span = locate(&self.reader.source.text, node, &part);
                    self.reader.report(problem.place(self.reader, &span));
                }
                if !want.accepts(&kind) {
                    self.wrong_kind(node, &(offset..offset + text.len()), &kind, want);
                }
                (expression, Some(kind))
            }
        }
    }

    fn parsed(&self, node: &Node, text: &str, offset: usize) -> Option<Expression> {
        match Expression::parse(text) {
            Ok(expression) => Some(expression),
            Err(problems) => {
                problems
                    .into_iter()
                    .for_each(|problem| self.problem(node, problem.shifted(offset)));
                None
            }
        }
    }

    /// The text of an expression; anything else is reported.
    pub(crate) fn expression_text(&self, node: &'w Node) -> Option<&'w str> {
        if let Some(text) = node.text() {
            return Some(text);
        }
        let (found_ru, found_en) = node.word();
        let ru = format!("Здесь нужно выражение, а написано: {found_ru}.");
        let en = format!("Expected an expression here, found {found_en}.");
        let hint = (
            "Возьмите выражение в кавычки.".to_owned(),
            "Put the expression in quotes.".to_owned(),
        );
        self.reader.error("R007", &node.span, ru, en, Some(hint));
        None
    }

    fn problem(&self, node: &Node, problem: Problem) {
        let span = locate(&self.reader.source.text, node, &problem.span);
        self.reader
            .report(expression_problem(self.reader, &span, problem));
    }

    fn wrong_kind(&self, node: &Node, part: &Range<usize>, kind: &Kind, want: &Want) {
        let (want_ru, want_en) = want.words();
        let ru = format!("Здесь нужно: {want_ru}, а выражение даёт: {}.", kind.ru());
        let en = format!(
            "Expected {want_en} here, but the expression gives {}.",
            kind.en()
        );
        let span = locate(&self.reader.source.text, node, part);
        self.reader.error("R041", &span, ru, en, want.advice(kind));
    }
}

/// A problem of the expression crate as a diagnostic of this one.
pub(crate) fn expression_problem(
    reader: Reader<'_>,
    span: &Range<usize>,
    problem: Problem,
) -> Diagnostic {
    let mut diagnostic = reader.source.error("R040", span, problem.ru, problem.en);
    diagnostic.hint_ru = problem.hint_ru;
    diagnostic.hint_en = problem.hint_en;
    let name = reader.source.text.get(span.clone()).unwrap_or_default();
    let elsewhere = ELSEWHERE.iter().find(|(known, _)| *known == name);
    let advice = match elsewhere {
        Some((_, advice)) if problem.code == UNDECLARED => Some(*advice),
        _ if diagnostic.hint_ru.is_none() => Some(LOOK_AGAIN),
        _ => None,
    };
    match advice {
        Some((ru, en)) => diagnostic.hint(ru, en),
        None => diagnostic,
    }
}

/// The code of the expression crate for a name that is not declared.
const UNDECLARED: &str = "X201";
const LOOK_AGAIN: (&str, &str) = (
    "Проверьте в этом месте скобки, кавычки и виды значений.",
    "Look at the brackets, the quotes and the kinds of values here.",
);

/// Names that are known in some places only, and where.
const ELSEWHERE: &[(&str, (&str, &str))] = &[
    (
        "task",
        (
            "Задача известна только в письмах о задачах: `letter` задачи, напоминание, просрочка.",
            "A task is known in letters about tasks only: the `letter` of a task, a reminder, a notice of lateness.",
        ),
    ),
    (
        "person",
        (
            "Человек известен только в `where` кандидатов и в `conflict` задачи.",
            "A person is known in `where` of candidates and in `conflict` of a task only.",
        ),
    ),
    (
        "recipient",
        (
            "Получатель известен только в письмах о задачах: `letter` задачи, напоминание, просрочка.",
            "A recipient is known in letters about tasks only: the `letter` of a task, a reminder, a notice of lateness.",
        ),
    ),
    (
        "act",
        (
            "Решение о сроке известно только в его письме и документе: `extension`, `suspension`.",
            "An act about a term is known in its letter and document only: `extension`, `suspension`.",
        ),
    ),
    (
        "document",
        (
            "Документ известен только в своих `data` и `entry`.",
            "A document is known in its own `data` and `entry` only.",
        ),
    ),
    (
        "message",
        (
            "Содержание сообщения известно только в `set` там, где его ждут: рядом с `message`.",
            "The contents of a message are known in `set` only, where it is waited for: beside `message`.",
        ),
    ),
    (
        "child",
        (
            "Вызванное дело известно только в `take` шага `call`.",
            "The instance called is known in `take` of a `call` step only.",
        ),
    ),
    (
        "result",
        (
            "Ответ известен только в `take` шага `service`.",
            "The answer is known in `take` of a `service` step only.",
        ),
    ),
    (
        "error",
        (
            "Ошибка известна только в `set` события с `error`.",
            "An error is known in `set` of an event with `error` only.",
        ),
    ),
];
