//! Fields, terms and conditions. Every step has numbers of its own, which a run can steer; `f` and `g` are shared choices, which
//! forms and `set` steps write, so that conditions depend on each other.

use reglament_calendar::{DecreeDays, Start as CountStart, Term};
use reglament_definition::*;
use reglament_expression::Expression;

use crate::dice::Dice;

pub(super) fn name(step: usize) -> String {
    format!("s{step}")
}

pub(super) fn expression(text: &str) -> Expression {
    Expression::parse(text).unwrap()
}

/// The fields of a process with so many steps.
pub(super) fn fields(steps: usize) -> Vec<Field> {
    let numbers = (0..steps).flat_map(|step| [format!("c{step}"), format!("d{step}")]);
    let numbers = numbers.map(|name| {
        let kind = DataKind::Integer {
            min: None,
            max: None,
        };
        field(&name, kind)
    });
    let choice = |name: &str| {
        let option = |id: &str| Choice {
            id: id.into(),
            title: Title::russian(id),
        };
        field(name, DataKind::Choice(vec![option("a"), option("b")]))
    };
    let events = ["e0", "e1"].map(|name| {
        let kind = DataKind::Integer {
            min: None,
            max: None,
        };
        field(name, kind)
    });
    let choices = [choice("f"), choice("g")];
    numbers.chain(events).chain(choices).collect()
}

pub(super) fn condition(dice: &mut Dice, step: usize) -> Expression {
    let own = format!("(c{step} ?? 0) > 5");
    let texts = [
        own.as_str(),
        own.as_str(),
        "f == 'a'",
        "f != 'b'",
        "has(g) and g == 'b'",
        "g == 'a' or f == 'a'",
    ];
    expression(texts[dice.below(texts.len())])
}

fn field(name: &str, kind: DataKind) -> Field {
    Field {
        name: name.into(),
        title: Title::russian(name),
        kind,
        hint: None,
        confidential: false,
        personal: false,
        is: None,
    }
}

pub(super) fn term() -> Deadline {
    Deadline {
        term: TermSource::Literal(Term::parse("5 дней").unwrap()),
        from: None,
        back: false,
        start: CountStart::NextDay,
        roll: None,
        decree_days: DecreeDays::Working,
        closes: None,
        remind: vec![],
        overdue: None,
        extension: None,
        suspension: None,
    }
}
