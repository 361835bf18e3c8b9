//! The functions: numbers, texts and lists here, dates and terms in `legal.rs`.
//!
//! Arguments are evaluated from left to right; all of them must be set except that of `has`.

use crate::evaluate::{Evaluator, Outcome};
use crate::function::Function;
use crate::print::{self, Plural};
use crate::syntax::{Arithmetic, Node};
use crate::val::Val;
use crate::{FailureKind, Value, limits, operator};
use rust_decimal::{Decimal, RoundingStrategy};
use std::cmp::Ordering;
use std::ops::Range;

impl<'e> Evaluator<'e> {
    pub(crate) fn call(
        &mut self,
        function: Function,
        arguments: &'e [Node],
        node: &Node,
    ) -> Outcome<Val<'e>> {
        match (function, arguments) {
            (Function::Has, [inner]) => Ok(Val::own(!self.eval(inner)?.is_null())),
            (Function::Count, [list]) => {
                let val = self.set(list)?;
                Ok(Val::own(self.items_of(&val, &list.span)?.len() as i64))
            }
            (Function::Sum, [list]) => {
                let val = self.set(list)?;
                let items = self.items_of(&val, &list.span)?;
                self.total(&items, &list.span)
            }
            (Function::Min, nodes) => self.extreme(nodes, Ordering::Less),
            (Function::Max, nodes) => self.extreme(nodes, Ordering::Greater),
            (Function::Round | Function::Truncate, [number, digits @ ..]) => {
                self.rounded(function, number, digits.first())
            }
            (Function::Percent, [part, whole]) => self.percent(part, whole, &node.span),
            (Function::Plural, [count, one, few, many]) => self.plural(count, [one, few, many]),
            (Function::Text, [inner]) => {
                let val = self.set(inner)?;
                self.print(&val, &inner.span).map(Val::own)
            }
            (Function::Upper | Function::Lower | Function::Trim, [inner]) => {
                self.recased(function, inner)
            }
            (Function::StartsWith, [text, part]) => {
                let (text, part) = (self.text_of(text)?, self.text_of(part)?);
                Ok(Val::own(text.starts_with(&part)))
            }
            (Function::Contains, [text, part]) => {
                let (text, part) = (self.text_of(text)?, self.text_of(part)?);
                Ok(Val::own(text.contains(&part)))
            }
            (Function::Join, [list, separator]) => self.join(list, separator),
            _ => self.call_legal(function, arguments, node),
        }
    }

    /// The printed form, paid for.
    pub(crate) fn print(&mut self, val: &Val<'e>, span: &Range<usize>) -> Outcome<String> {
        let Some(value) = val.plain() else {
            return Err(self.wrong_kind(val, span, "то, что можно напечатать", "printable"));
        };
        if value.is_null() {
            return Err(self.unset(span));
        }
        if let Value::Text(text) = value {
            self.spend_text(text.len(), span)?;
        }
        print::printed(value, self.scope.zone)
            .ok_or_else(|| self.wrong_kind(val, span, "то, что можно напечатать", "printable"))
    }

    /// The text of an argument, paid for.
    pub(crate) fn text_of(&mut self, node: &'e Node) -> Outcome<String> {
        let val = self.set(node)?;
        match val.plain() {
            Some(Value::Text(text)) => {
                self.spend(text.len() / limits::BYTES_PER_STEP, &node.span)?;
                Ok(text.clone())
            }
            _ => Err(self.wrong_kind(&val, &node.span, "текст", "a text")),
        }
    }

    /// The sum of numbers; 0 for none.
    pub(crate) fn total(&mut self, items: &[Val<'e>], span: &Range<usize>) -> Outcome<Val<'e>> {
        let mut total = Decimal::ZERO;
        for item in items {
            self.spend(1, span)?;
            if item.is_null() {
                return Err(self.unset(span));
            }
            let number = self.number_of(item, span)?;
            total = operator::calculate(total, Arithmetic::Add, number, span)?;
        }
        Ok(Val::own(total))
    }

    /// The least or greatest of the arguments or of one list; unset for an empty list.
    fn extreme(&mut self, nodes: &'e [Node], wanted: Ordering) -> Outcome<Val<'e>> {
        let mut vals = Vec::with_capacity(nodes.len());
        for node in nodes {
            vals.push((self.set(node)?, &node.span));
        }
        if let [(list, span)] = vals.as_slice()
            && list.items().is_some()
        {
            let span = *span;
            let items = self.items_of(list, span)?;
            vals = items.iter().map(|item| (item.clone(), span)).collect();
        }
        let mut best: Option<Val<'e>> = None;
        for (val, span) in vals {
            self.spend(1, span)?;
            let better = match &best {
                None => self.key(&val, span).map(|_| true)?,
                Some(best) => self.order(&val, best, span)? == wanted,
            };
            if better {
                best = Some(val);
            }
        }
        Ok(best.unwrap_or_else(Val::null))
    }

    fn rounded(
        &mut self,
        function: Function,
        number: &'e Node,
        digits: Option<&'e Node>,
    ) -> Outcome<Val<'e>> {
        let val = self.set(number)?;
        let exact = self.number_of(&val, &number.span)?;
        let digits = match digits {
            Some(node) => self.digits(node)?,
            None => 0,
        };
        // Clerks round 0,5 away from zero; bankers' rounding surprises them.
        let strategy = match function {
            Function::Truncate => RoundingStrategy::ToZero,
            _ => RoundingStrategy::MidpointAwayFromZero,
        };
        Ok(Val::own(exact.round_dp_with_strategy(digits, strategy)))
    }

    fn digits(&mut self, node: &'e Node) -> Outcome<u32> {
        let val = self.set(node)?;
        let number = self.number_of(&val, &node.span)?;
        let digits = number.is_integer().then(|| u32::try_from(number).ok());
        let limit = limits::FRACTION_DIGITS;
        digits.flatten().filter(|d| *d <= limit).ok_or_else(|| {
            self.failure(
                FailureKind::Invalid,
                &node.span,
                format!("Знаков после запятой может быть от 0 до {limit}."),
                format!("There may be 0 to {limit} digits after the point."),
            )
        })
    }

    /// Exact to the last digit shown: 79,999 % is never shown as 80.
    fn percent(
        &mut self,
        part: &'e Node,
        whole: &'e Node,
        span: &Range<usize>,
    ) -> Outcome<Val<'e>> {
        let part_val = self.set(part)?;
        let whole_val = self.set(whole)?;
        let part = self.number_of(&part_val, &part.span)?;
        let whole = self.number_of(&whole_val, &whole.span)?;
        let calculate = |a, operator, b| operator::calculate(a, operator, b, span);
        let mut hundredfold = part.normalize();
        match hundredfold.scale().checked_sub(2) {
            // Moving the point cannot overflow, multiplying can.
            Some(scale) if hundredfold.set_scale(scale).is_ok() => {}
            _ => hundredfold = calculate(part, Arithmetic::Multiply, Decimal::ONE_HUNDRED)?,
        }
        let quotient = calculate(hundredfold, Arithmetic::Divide, whole)?;
        let shown = quotient.trunc_with_scale(2);
        if quotient != shown {
            return Ok(Val::own(shown));
        }
        // The quotient itself may have been rounded up to it at the 28th digit.
        let back = calculate(shown, Arithmetic::Multiply, whole)?;
        if back.abs() > hundredfold.abs() {
            let cent = Decimal::new(if shown.is_sign_negative() { -1 } else { 1 }, 2);
            return Ok(Val::own(calculate(shown, Arithmetic::Subtract, cent)?));
        }
        Ok(Val::own(shown))
    }

    fn plural(&mut self, count: &'e Node, forms: [&'e Node; 3]) -> Outcome<Val<'e>> {
        let val = self.set(count)?;
        let number = self.number_of(&val, &count.span)?;
        let [one, few, many] = forms;
        self.set(match print::plural(number) {
            Plural::One => one,
            Plural::Few => few,
            Plural::Many => many,
        })
    }

    fn recased(&mut self, function: Function, node: &'e Node) -> Outcome<Val<'e>> {
        let text = self.text_of(node)?;
        let result = match function {
            Function::Upper => text.to_uppercase(),
            Function::Lower => text.to_lowercase(),
            _ => text.trim().to_owned(),
        };
        self.spend_text(result.len(), &node.span)?;
        Ok(Val::own(result))
    }

    fn join(&mut self, list: &'e Node, separator: &'e Node) -> Outcome<Val<'e>> {
        let val = self.set(list)?;
        let items = self.items_of(&val, &list.span)?;
        let separator = self.text_of(separator)?;
        let mut joined = String::new();
        for (at, item) in items.iter().enumerate() {
            let text = self.print(item, &list.span)?;
            let between = if at == 0 { "" } else { separator.as_str() };
            let bytes = joined.len() + between.len() + text.len();
            self.spend(
                1 + (between.len() + text.len()) / limits::BYTES_PER_STEP,
                &list.span,
            )?;
            self.spend_text(
                if bytes > limits::TEXT_BYTES { bytes } else { 0 },
                &list.span,
            )?;
            joined.push_str(between);
            joined.push_str(&text);
        }
        Ok(Val::own(joined))
    }
}
