//! Arithmetic, equality and order on values.
//!
//! Numbers are exact: a sum or a product that does not fit into 28 digits is a failure, not a rounded number; only
//! division rounds, at the 28th digit. Dates move by the calendar (`legal.rs`), texts compare as in a Russian dictionary.

use crate::evaluate::{Evaluator, Outcome};
use crate::syntax::{Arithmetic, Node};
use crate::val::{Size, Val, size_of};
use crate::{Failure, FailureKind, Value, collation, person};
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;
use std::rc::Rc;

impl<'e> Evaluator<'e> {
    pub(crate) fn arithmetic(
        &mut self,
        first: &'e Node,
        rest: &'e [(Arithmetic, Node)],
    ) -> Outcome<Val<'e>> {
        let mut left = self.set(first)?;
        for (operator, node) in rest {
            let right = self.set(node)?;
            let span = first.span.start..node.span.end;
            left = self.apply(*operator, &left, &right, &span)?;
        }
        Ok(left)
    }

    pub(crate) fn negate(&mut self, inner: &'e Node) -> Outcome<Val<'e>> {
        let val = self.set(inner)?;
        let number = self.number_of(&val, &inner.span)?;
        Ok(Val::own(Decimal::ZERO - number))
    }

    fn apply(
        &mut self,
        operator: Arithmetic,
        left: &Val<'e>,
        right: &Val<'e>,
        span: &Range<usize>,
    ) -> Outcome<Val<'e>> {
        let (Some(a), Some(b)) = (left.plain(), right.plain()) else {
            return Err(self.wrong_kind(left, span, "число", "a number"));
        };
        match (a, operator, b) {
            (Value::Number(a), _, Value::Number(b)) => {
                Ok(Val::own(calculate(*a, operator, *b, span)?))
            }
            (Value::Text(a), Arithmetic::Add, Value::Text(b)) => {
                self.spend_text(a.len() + b.len(), span)?;
                Ok(Val::own([a.as_str(), b.as_str()].concat()))
            }
            (Value::Date(a), Arithmetic::Subtract, Value::Date(b)) => {
                Ok(Val::own((*a - *b).num_days()))
            }
            (Value::Date(_) | Value::Moment(_), Arithmetic::Add, Value::Term(term)) => {
                self.shift(a, *term, false, span)
            }
            (Value::Date(_) | Value::Moment(_), Arithmetic::Subtract, Value::Term(term)) => {
                self.shift(a, *term, true, span)
            }
            _ => {
                let sign = operator.sign();
                let ((a_ru, a_en), (b_ru, b_en)) = (a.word(), b.word());
                Err(self.failure(
                    FailureKind::Kind,
                    span,
                    format!("Действие «{sign}» не определено для «{a_ru}» и «{b_ru}»."),
                    format!("The operator `{sign}` is not defined for {a_en} and {b_en}."),
                ))
            }
        }
    }

    pub(crate) fn number_of(&self, val: &Val<'_>, span: &Range<usize>) -> Outcome<Decimal> {
        match val.plain() {
            Some(Value::Number(number)) => Ok(*number),
            _ => Err(self.wrong_kind(val, span, "число", "a number")),
        }
    }

    /// The items of a list, paid for.
    pub(crate) fn items_of(
        &mut self,
        val: &Val<'e>,
        span: &Range<usize>,
    ) -> Outcome<Rc<Vec<Val<'e>>>> {
        let length = match val {
            Val::Ref(Value::List(items)) => items.len(),
            Val::Items(items) => items.len(),
            _ => return Err(self.wrong_kind(val, span, "список", "a list")),
        };
        if length > crate::limits::LIST_ITEMS {
            let limit = crate::limits::LIST_ITEMS;
            return Err(self.failure(
                FailureKind::Budget,
                span,
                format!("В списке больше {limit} строк."),
                format!("The list has more than {limit} items."),
            ));
        }
        self.spend(length / crate::limits::PARTS_PER_STEP, span)?;
        Ok(val.items().unwrap_or_default())
    }

    /// Whether the list holds the value.
    pub(crate) fn includes(
        &mut self,
        items: &[Val<'e>],
        wanted: &Val<'e>,
        span: &Range<usize>,
    ) -> Outcome<bool> {
        for item in items {
            self.spend(1, span)?;
            if self.same(item, wanted, span)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Equality; an unset value equals only an unset one, and a missing field is an unset one.
    pub(crate) fn same(&mut self, a: &Val<'e>, b: &Val<'e>, span: &Range<usize>) -> Outcome<bool> {
        if let (Some(a), Some(b)) = (a.plain(), b.plain()) {
            let limit = self.size_limit();
            let (left, right) = (size_of(a, limit), size_of(b, limit));
            let parts = left.parts + right.parts;
            let bytes = left.bytes.min(right.bytes);
            self.spend_size(Size { parts, bytes }, span)?;
            return Ok(same(a, b));
        }
        let (Some(a), Some(b)) = (a.items(), b.items()) else {
            return Ok(false);
        };
        if a.len() != b.len() {
            return Ok(false);
        }
        for (a, b) in a.iter().zip(b.iter()) {
            self.spend(1, span)?;
            if !self.same(a, b, span)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Order of two values of one ordered kind.
    pub(crate) fn order(
        &mut self,
        a: &Val<'e>,
        b: &Val<'e>,
        span: &Range<usize>,
    ) -> Outcome<Ordering> {
        let (left, right) = (self.key(a, span)?, self.key(b, span)?);
        let bytes = left.bytes() + right.bytes();
        self.spend_size(Size { parts: 0, bytes }, span)?;
        left.order(&right).ok_or_else(|| {
            self.wrong_kind(b, span, "значение того же вида", "a value of the same kind")
        })
    }

    /// What a value is sorted by.
    pub(crate) fn key<'v>(&self, val: &'v Val<'e>, span: &Range<usize>) -> Outcome<Key<'v>> {
        match val.plain() {
            Some(Value::Null) => Err(self.unset(span)),
            Some(Value::Number(number)) => Ok(Key::Number(*number)),
            Some(Value::Date(date)) => Ok(Key::Date(*date)),
            Some(Value::Moment(moment)) => Ok(Key::Moment(*moment)),
            Some(Value::Text(text)) => Ok(Key::Text(Cow::Borrowed(text))),
            Some(Value::Record(record)) if person::looks_like_name(record) => {
                match person::computed(record, "full") {
                    Some(Value::Text(name)) => Ok(Key::Text(Cow::Owned(name))),
                    _ => Err(self.unset(span)),
                }
            }
            _ => Err(self.wrong_kind(
                val,
                span,
                "число, текст или дата",
                "a number, a text or a date",
            )),
        }
    }
}

/// What values are ordered by.
pub(crate) enum Key<'v> {
    Number(Decimal),
    Date(chrono::NaiveDate),
    Moment(chrono::DateTime<chrono::Utc>),
    Text(Cow<'v, str>),
}

impl Key<'_> {
    pub(crate) fn bytes(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            _ => 0,
        }
    }

    /// `None` when the kinds differ.
    pub(crate) fn order(&self, other: &Key<'_>) -> Option<Ordering> {
        match (self, other) {
            (Key::Number(a), Key::Number(b)) => Some(a.cmp(b)),
            (Key::Date(a), Key::Date(b)) => Some(a.cmp(b)),
            (Key::Moment(a), Key::Moment(b)) => Some(a.cmp(b)),
            (Key::Text(a), Key::Text(b)) => Some(collation::compare(a, b)),
            _ => None,
        }
    }
}

fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Record(a), Value::Record(b)) => {
            let matches = |(name, value): (&String, &Value)| match b.get(name) {
                Some(other) => same(value, other),
                None => value.is_null(),
            };
            let absent = |(name, value): (&String, &Value)| a.contains_key(name) || value.is_null();
            a.iter().all(matches) && b.iter().all(absent)
        }
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        _ => a == b,
    }
}

/// Exact arithmetic.
pub(crate) fn calculate(
    a: Decimal,
    operator: Arithmetic,
    b: Decimal,
    span: &Range<usize>,
) -> Outcome<Decimal> {
    let (a, b) = (a.normalize(), b.normalize());
    let divides = matches!(operator, Arithmetic::Divide | Arithmetic::Remainder);
    if divides && b.is_zero() {
        return Err(Box::new(Failure::new(
            FailureKind::DivisionByZero,
            span,
            "Деление на ноль.",
            "Division by zero.",
        )));
    }
    let result = match operator {
        Arithmetic::Add => a
            .checked_add(b)
            .filter(|sum| sum.scale() == a.scale().max(b.scale())),
        Arithmetic::Subtract => a
            .checked_sub(b)
            .filter(|d| d.scale() == a.scale().max(b.scale())),
        Arithmetic::Multiply => a
            .checked_mul(b)
            .filter(|p| p.is_zero() == (a.is_zero() || b.is_zero()))
            .filter(|p| p.is_zero() || p.scale() == a.scale() + b.scale()),
        Arithmetic::Divide => a.checked_div(b),
        Arithmetic::Remainder => a.checked_rem(b),
    };
    result.map(|number| number.normalize()).ok_or_else(|| {
        Box::new(Failure::new(
            FailureKind::Overflow,
            span,
            "Результат не помещается в 28 значащих цифр.",
            "The result does not fit into 28 significant digits.",
        ))
    })
}
