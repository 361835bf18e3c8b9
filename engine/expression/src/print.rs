//! Values as Russian text, for letters and documents: `21.10.2021`, `80,5`, `да`, «5 рабочих дней».
//!
//! Lists and records other than names have no printed form: the author chooses one with `join` or `{{#each}}`.

use crate::{Value, person};
use chrono_tz::Tz;
use rust_decimal::Decimal;

/// The printed form; `None` for unset values, lists and records that are not names.
pub(crate) fn printed(value: &Value, zone: Tz) -> Option<String> {
    match value {
        Value::Null | Value::List(_) => None,
        Value::Boolean(true) => Some("да".to_owned()),
        Value::Boolean(false) => Some("нет".to_owned()),
        Value::Number(number) => Some(decimal(*number)),
        Value::Text(text) => Some(text.clone()),
        Value::Date(date) => Some(date.format("%d.%m.%Y").to_string()),
        Value::Moment(moment) => {
            let local = moment.with_timezone(&zone);
            Some(local.format("%d.%m.%Y %H:%M").to_string())
        }
        Value::Term(term) => Some(term.to_string()),
        Value::Record(record) if person::looks_like_name(record) => {
            match person::computed(record, "full") {
                Some(Value::Text(name)) => Some(name),
                _ => None,
            }
        }
        Value::Record(_) => None,
    }
}

/// A number with a decimal comma and without needless zeros.
fn decimal(number: Decimal) -> String {
    number.normalize().to_string().replace('.', ",")
}

/// The form of a noun that a count asks for: 1 день, 2 дня, 5 дней; a fraction takes the second («2,5 дня»).
pub(crate) fn plural(count: Decimal) -> Plural {
    let count = count.abs();
    if !count.is_integer() {
        return Plural::Few;
    }
    let last = |digits: i64| count % Decimal::from(digits);
    let (ten, hundred) = (last(10), last(100));
    let teen = hundred > Decimal::from(10) && hundred < Decimal::from(20);
    if teen || ten.is_zero() || ten > Decimal::from(4) {
        Plural::Many
    } else if ten == Decimal::ONE {
        Plural::One
    } else {
        Plural::Few
    }
}

/// Which of the three forms of a Russian noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Plural {
    One,
    Few,
    Many,
}
