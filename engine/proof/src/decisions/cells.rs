//! The values of the fields that a decision compares, cut into cells: between two neighbouring constants every value gives
//! the same answers, so one value of each cell stands for all of them.

use std::collections::{BTreeMap, BTreeSet};

use reglament_definition::{DataKind, Definition};
use reglament_expression::{Order, Shape, ShapeForm, Value};
use rust_decimal::Decimal;

use crate::data::guards::{literal, parts};

/// A field's value in one cell; none when it is unset.
pub(crate) type Cell = Option<Value>;

/// The cells of every field that the conditions compare with constants.
pub(crate) fn cells(definition: &Definition, conditions: &[Shape]) -> BTreeMap<String, Vec<Cell>> {
    let mut constants: BTreeMap<String, BTreeSet<Decimal>> = BTreeMap::new();
    let mut guarded = BTreeSet::new();
    for condition in conditions {
        collect(condition, &mut constants, &mut guarded);
    }
    let names = constants.keys().cloned().collect::<Vec<_>>();
    let found = names.into_iter().filter_map(|name| {
        let kind = definition
            .field(&name)
            .map(|field| &field.kind)
            .or_else(|| {
                definition
                    .parameters
                    .get(&name)
                    .map(|parameter| &parameter.kind)
            })?;
        let mut cells = values(kind, &constants[&name])?;
        if guarded.contains(&name) {
            cells.push(None);
        }
        Some((name, cells))
    });
    found.collect()
}

fn values(kind: &DataKind, cuts: &BTreeSet<Decimal>) -> Option<Vec<Cell>> {
    let some = |values: Vec<Value>| Some(values.into_iter().map(Some).collect());
    match kind {
        DataKind::Boolean => some(vec![Value::Boolean(true), Value::Boolean(false)]),
        DataKind::Choice(options) => some(
            options
                .iter()
                .map(|option| Value::Text(option.id.clone()))
                .collect(),
        ),
        DataKind::Integer { min, max } => {
            let (min, max) = (min.map(Decimal::from), max.map(Decimal::from));
            some(numbers(cuts, true, min, max))
        }
        DataKind::Decimal => some(numbers(cuts, false, None, None)),
        _ => None,
    }
}

/// Every constant, a number between each two, one below and one above, as far as the bounds of the field allow.
fn numbers(
    cuts: &BTreeSet<Decimal>,
    whole: bool,
    min: Option<Decimal>,
    max: Option<Decimal>,
) -> Vec<Value> {
    let mut cuts: Vec<Decimal> = cuts.iter().copied().chain(min).chain(max).collect();
    cuts.sort();
    cuts.dedup();
    let mut found: Vec<Decimal> = cuts.clone();
    for pair in cuts.windows(2) {
        found.push(match whole {
            true => pair[0].floor() + Decimal::ONE,
            false => (pair[0] + pair[1]) / Decimal::TWO,
        });
    }
    found.extend(cuts.first().map(|first| first.floor() - Decimal::ONE));
    found.extend(cuts.last().map(|last| last.floor() + Decimal::ONE));
    found.retain(|number| {
        min.is_none_or(|min| *number >= min)
            && max.is_none_or(|max| *number <= max)
            && (!whole || number.is_integer())
    });
    found.sort();
    found.dedup();
    if found.is_empty() {
        found.push(min.or(max).unwrap_or_default());
    }
    found.into_iter().map(Value::Number).collect()
}

fn collect(
    shape: &Shape,
    constants: &mut BTreeMap<String, BTreeSet<Decimal>>,
    guarded: &mut BTreeSet<String>,
) {
    match &shape.form {
        ShapeForm::Path(path) if path.len() == 1 => {
            constants.entry(path[0].clone()).or_default();
        }
        ShapeForm::Has(inner) => guard(inner, constants, guarded),
        ShapeForm::Default(parts) => {
            parts
                .iter()
                .for_each(|part| guard(part, constants, guarded));
        }
        ShapeForm::Equal(_, a, b) | ShapeForm::Order(_, a, b) => {
            for (side, other) in [(a, b), (b, a)] {
                if let (Some(name), Some(Value::Number(number))) = (name(side), literal(other)) {
                    constants.entry(name).or_default().insert(*number);
                }
                collect(side, constants, guarded);
                if matches!(literal(other), Some(Value::Null)) {
                    guard(side, constants, guarded);
                }
            }
        }
        ShapeForm::Within(side, list) => {
            for item in parts(list) {
                if let (Some(name), Some(Value::Number(number))) = (name(side), literal(item)) {
                    constants.entry(name).or_default().insert(*number);
                }
            }
            collect(side, constants, guarded);
        }
        _ => parts(shape)
            .into_iter()
            .for_each(|part| collect(part, constants, guarded)),
    }
}

fn guard(
    shape: &Shape,
    constants: &mut BTreeMap<String, BTreeSet<Decimal>>,
    guarded: &mut BTreeSet<String>,
) {
    guarded.extend(name(shape));
    collect(shape, constants, guarded);
}

/// The field that a shape is, alone or with a constant in its place when it is unset.
pub(crate) fn name(shape: &Shape) -> Option<String> {
    match &shape.form {
        ShapeForm::Path(path) if path.len() == 1 => path.first().cloned(),
        ShapeForm::Default(parts) if parts.len() == 2 && literal(&parts[1]).is_some() => {
            name(&parts[0])
        }
        _ => None,
    }
}

/// The truth of a condition in a cell; none when something else decides.
pub(crate) fn truth(shape: &Shape, cell: &BTreeMap<&str, &Cell>) -> Option<bool> {
    match &shape.form {
        ShapeForm::Literal(value) => value.as_bool(),
        ShapeForm::Not(inner) => truth(inner, cell).map(|truth| !truth),
        ShapeForm::And(parts) => series(parts, true, cell),
        ShapeForm::Or(parts) => series(parts, false, cell),
        ShapeForm::Has(inner) => Some(known(inner, cell)?.is_some()),
        ShapeForm::Path(_) | ShapeForm::Default(_) => {
            Some(known(shape, cell)? == Some(Value::Boolean(true)))
        }
        ShapeForm::Equal(equal, a, b) => {
            let (x, y) = (known(a, cell)?, known(b, cell)?);
            let numbers = [&x, &y].iter().any(|v| matches!(v, Some(Value::Number(_))));
            (!numbers || cut(a, b)).then_some((x == y) == *equal)
        }
        ShapeForm::Order(_, a, b) if !cut(a, b) => None,
        ShapeForm::Order(order, a, b) => {
            // Of an unset value no order holds: the step would stick, and no case is taken.
            let (Some(a), Some(b)) = (known(a, cell)?, known(b, cell)?) else {
                return Some(false);
            };
            let (a, b) = (a.as_number()?, b.as_number()?);
            Some(match order {
                Order::Less => a < b,
                Order::LessOrEqual => a <= b,
                Order::Greater => a > b,
                Order::GreaterOrEqual => a >= b,
            })
        }
        ShapeForm::Within(a, list) => {
            let ShapeForm::Values(items) = &list.form else {
                return None;
            };
            let items: Option<Vec<&Value>> = items.iter().map(literal).collect();
            let (value, items) = (known(a, cell)?, items?);
            Some(value.is_some_and(|value| items.contains(&&value)))
        }
        ShapeForm::Choose(arms, otherwise) => {
            for (when, then) in arms {
                if truth(when, cell)? {
                    return truth(then, cell);
                }
            }
            truth(otherwise, cell)
        }
        _ => None,
    }
}

/// Whether the cells of the compared field were cut at what it is compared with. One value of a cell stands for all of
/// them only before a constant, never before another field.
fn cut(a: &Shape, b: &Shape) -> bool {
    let sides = [(a, b), (b, a)];
    let mut sides = sides.into_iter();
    sides.any(|(side, other)| {
        literal(other).is_some() && (name(side).is_some() || literal(side).is_some())
    })
}

fn series(parts: &[Shape], all: bool, cell: &BTreeMap<&str, &Cell>) -> Option<bool> {
    let answers: Vec<Option<bool>> = parts.iter().map(|part| truth(part, cell)).collect();
    if answers.contains(&Some(!all)) {
        return Some(!all);
    }
    (!answers.contains(&None)).then_some(all)
}

/// The value of a field or constant in a cell.
fn known(shape: &Shape, cell: &BTreeMap<&str, &Cell>) -> Option<Cell> {
    match &shape.form {
        ShapeForm::Literal(Value::Null) => Some(None),
        ShapeForm::Literal(value) => Some(Some(value.clone())),
        ShapeForm::Path(path) if path.len() == 1 => {
            cell.get(path[0].as_str()).map(|cell| (*cell).clone())
        }
        ShapeForm::Default(parts) => {
            for part in parts {
                if let Some(value) = known(part, cell)? {
                    return Some(Some(value));
                }
            }
            Some(None)
        }
        _ => None,
    }
}
