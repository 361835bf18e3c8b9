//! Kinds of arithmetic, comparison and negation.

use crate::check::{Checker, Found};
use crate::legal;
use crate::syntax::{Arithmetic, Comparison, Form, Node};
use crate::{Kind, Problem, Value};
use std::ops::Range;

impl<'c> Checker<'c> {
    pub(crate) fn negate(&mut self, inner: &'c Node) -> Found {
        let kind = self.find(inner)?;
        if kind.is_number() {
            return Some(kind);
        }
        let (ru, en) = (kind.ru(), kind.en());
        self.report(Problem::new(
            inner.span.clone(),
            "X206",
            format!("Минус ставится перед числом, а это {ru}."),
            format!("Minus stands before a number, and this is {en}."),
        ))
    }

    pub(crate) fn arithmetic(&mut self, first: &'c Node, rest: &'c [(Arithmetic, Node)]) -> Found {
        let mut kind = self.find(first);
        let mut left = first;
        for (operator, node) in rest {
            let right = self.find(node);
            kind = match (kind, right) {
                (Some(a), Some(b)) => {
                    let span = first.span.start..node.span.end;
                    self.result(&a, *operator, &b, (left, node), span)
                }
                _ => None,
            };
            left = node;
        }
        kind
    }

    fn result(
        &mut self,
        a: &Kind,
        operator: Arithmetic,
        b: &Kind,
        (left, right): (&Node, &Node),
        span: Range<usize>,
    ) -> Found {
        let moves = matches!(operator, Arithmetic::Add | Arithmetic::Subtract);
        match (a, operator, b) {
            (Kind::Null, ..) => self.always_unset(left),
            (_, _, Kind::Null) => self.always_unset(right),
            (Kind::Integer, Arithmetic::Divide, Kind::Integer) => Some(Kind::Decimal),
            (a, _, b) if a.is_number() && b.is_number() => a.join(b),
            (Kind::Text, Arithmetic::Add, Kind::Text) => Some(Kind::Text),
            (Kind::Date, Arithmetic::Subtract, Kind::Date) => Some(Kind::Integer),
            (Kind::Date, _, Kind::Term) if moves => self.whole_days(right),
            (Kind::Moment, _, Kind::Term) if moves => Some(Kind::Moment),
            _ => {
                let sign = operator.sign();
                let problem = Problem::new(
                    span,
                    "X206",
                    format!(
                        "Действие «{sign}» не определено: слева {}, справа {}.",
                        a.ru(),
                        b.ru()
                    ),
                    format!("`{sign}` is not defined for {} and {}.", a.en(), b.en()),
                );
                self.report(arithmetic_hint(problem, a, operator, b))
            }
        }
    }

    /// A date has no hours; only a literal term tells its unit before the run.
    fn whole_days(&mut self, term: &Node) -> Found {
        match &term.form {
            Form::Literal(Value::Term(length)) if legal::is_clock(*length) => self.report(
                Problem::new(
                    term.span.clone(),
                    "X217",
                    format!("К дате нельзя прибавить или отнять «{length}»: у даты нет часов."),
                    format!(
                        "`{}` cannot be added to or taken from a date: a date has no hours.",
                        length.to_english()
                    ),
                )
                .hint(
                    "Возьмите дату и время, например now().",
                    "Take a date and time, such as now().",
                ),
            ),
            _ => Some(Kind::Date),
        }
    }

    pub(crate) fn compare(&mut self, comparison: Comparison, a: &'c Node, b: &'c Node) -> Found {
        let (left, right) = (self.find(a), self.find(b));
        let (Some(left), Some(right)) = (left, right) else {
            return Some(Kind::Boolean);
        };
        let span = a.span.start..b.span.end;
        match comparison {
            Comparison::In => self.membership(&left, (b, right), span),
            Comparison::Equal | Comparison::NotEqual => self.comparable(&left, &right, span),
            _ => self.ordered((a, &left), (b, &right), span),
        }
        Some(Kind::Boolean)
    }

    fn membership(&mut self, item: &Kind, (list, list_kind): (&'c Node, Kind), span: Range<usize>) {
        if let Some(kind) = self.item_kind(list, list_kind) {
            self.comparable(item, &kind, span);
        }
    }

    pub(crate) fn comparable(&mut self, a: &Kind, b: &Kind, span: Range<usize>) {
        if a.join(b).is_some() {
            return;
        }
        let problem = Problem::new(
            span,
            "X209",
            format!("Сравниваются разные виды: {} и {}.", a.ru(), b.ru()),
            format!("Different kinds are compared: {} and {}.", a.en(), b.en()),
        );
        self.report(comparison_hint(problem, a, b));
    }

    fn ordered(&mut self, a: (&Node, &Kind), b: (&Node, &Kind), span: Range<usize>) {
        for (node, kind) in [a, b] {
            if *kind == Kind::Null {
                self.always_unset(node);
                return;
            }
            if !kind.is_ordered() {
                let (ru, en) = (kind.ru(), kind.en());
                self.report(Problem::new(
                    node.span.clone(),
                    "X209",
                    format!("Больше и меньше не бывает у такого вида: {ru}."),
                    format!("There is no greater or less for {en}."),
                ));
                return;
            }
        }
        self.comparable(a.1, b.1, span);
    }

    fn always_unset(&mut self, node: &Node) -> Found {
        self.report(
            Problem::new(
                node.span.clone(),
                "X215",
                "Здесь всегда пусто (null), действие невозможно.",
                "This is always unset (null); nothing can be done with it.",
            )
            .hint(
                "Сравнивать с null можно через «==» и «!=».",
                "Compare with null by `==` or `!=`.",
            ),
        )
    }

    /// The kind of a list's item; a problem when it is not a list.
    pub(crate) fn item_kind(&mut self, node: &Node, kind: Kind) -> Found {
        match kind {
            Kind::List(item) => Some(*item),
            other => {
                let problem = Problem::new(
                    node.span.clone(),
                    "X210",
                    format!("Здесь нужен список, а это {}.", other.ru()),
                    format!("A list is needed here, and this is {}.", other.en()),
                );
                self.report(match other {
                    Kind::Text => problem.hint(
                        "Часть текста ищет contains(текст, часть).",
                        "To look for a part of a text write contains(text, part).",
                    ),
                    _ => problem,
                })
            }
        }
    }
}

fn arithmetic_hint(problem: Problem, a: &Kind, operator: Arithmetic, b: &Kind) -> Problem {
    let text = operator == Arithmetic::Add && (*a == Kind::Text || *b == Kind::Text);
    if text {
        return problem.hint(
            "Чтобы соединить с текстом, напишите text(…).",
            "Write text(…) to join it to a text.",
        );
    }
    let days = *a == Kind::Date && b.is_number();
    if days {
        return problem.hint(
            "К дате прибавляется срок: date + term(\"5 рабочих дней\").",
            "Add a term to a date: date + term(\"5 working days\").",
        );
    }
    problem
}

fn comparison_hint(problem: Problem, a: &Kind, b: &Kind) -> Problem {
    match (a, b) {
        (Kind::Date, Kind::Moment) | (Kind::Moment, Kind::Date) => problem.hint(
            "Возьмите от даты и времени только дату: date(…).",
            "Take only the date of the date and time: date(…).",
        ),
        (Kind::PersonName, Kind::Text) | (Kind::Text, Kind::PersonName) => problem.hint(
            "Сравните текст с полным именем: .full.",
            "Compare the text with the full name: .full.",
        ),
        _ => problem.hint(
            "Сравнивают значения одного вида: два числа, две даты, два текста.",
            "Values of one kind are compared: two numbers, two dates, two texts.",
        ),
    }
}
