//! The value that a condition demands of a name before anything else: of `person.unit == unit and …` the value of `unit`.
//!
//! A way to pass over the many for whom a condition cannot hold without evaluating it for each of them. It never decides
//! that a condition holds.

use crate::evaluate::Evaluator;
use crate::syntax::{Comparison, Form, Node};
use crate::{Expression, Scope, Value, limits};
use std::collections::BTreeSet;

impl Expression {
    /// What `path` must equal for the condition to hold, when the condition begins with such a comparison and the other side
    /// is a text that does not depend on the first part of the path. `None` says nothing about the condition.
    #[must_use]
    pub fn demanded(&self, path: &[&str], scope: &Scope<'_>) -> Option<String> {
        let first = match &self.node().form {
            Form::And(nodes) => nodes.first()?,
            _ => self.node(),
        };
        let Form::Compare(Comparison::Equal, a, b) = &first.form else {
            return None;
        };
        let other = if is(a, path) {
            b
        } else if is(b, path) {
            a
        } else {
            return None;
        };
        let mut reads = BTreeSet::new();
        other.collect_reads(&mut Vec::new(), &mut reads);
        if reads
            .iter()
            .any(|read| read.first().map(String::as_str) == path.first().copied())
        {
            return None;
        }
        let roots = Evaluator::roots(scope, reads.iter());
        let mut evaluator = Evaluator::new(scope, &roots, self.text(), limits::EXPRESSION_FUEL);
        let result = evaluator.eval(other).ok()?;
        match evaluator.give(result, other).ok()? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

fn is(node: &Node, path: &[&str]) -> bool {
    node.path().is_some_and(|found| found == path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;
    use reglament_calendar::{Calendar, DecreeDays};
    use std::collections::BTreeMap;

    fn demanded(condition: &str) -> Option<String> {
        let values = BTreeMap::from([("unit".to_owned(), Value::from("school_1"))]);
        let calendar = Calendar::russia();
        let scope = Scope {
            values: &values,
            calendar: &calendar,
            zone: chrono_tz::UTC,
            decree_days: DecreeDays::Working,
            now: DateTime::UNIX_EPOCH,
        };
        let expression = Expression::parse(condition).unwrap();
        expression.demanded(&["person", "unit"], &scope)
    }

    #[test]
    fn only_a_comparison_that_comes_first_demands_anything() {
        let rows = [
            ("person.unit == unit", Some("school_1")),
            ("unit == person.unit and person.grade > 1", Some("school_1")),
            ("person.unit == 'a' + unit", Some("aschool_1")),
            ("person.grade > 1 and person.unit == unit", None),
            ("person.unit == unit or person.grade > 1", None),
            ("person.unit != unit", None),
            ("person.unit == person.school", None),
            ("person.unit == missing", None),
            ("not (person.unit == unit)", None),
        ];
        for (condition, value) in rows {
            assert_eq!(demanded(condition).as_deref(), value, "{condition}");
        }
    }
}
