//! Conditions of a definition as conditions of the machine: what they compare, and what is not followed.

use std::collections::BTreeMap;

use reglament_definition::{ResumeOn, StepKind};
use reglament_expression::{Shape, ShapeForm, Value};

use super::build::{Asked, NetBuilder};
use super::condition::Condition;
use super::variable::Subject;
use crate::data::guards::{literal, parts, reads};

/// What a comparison says of a value; unset is none.
type Test<'t> = Box<dyn Fn(Option<&Value>) -> Option<bool> + 't>;

impl NetBuilder<'_, '_, '_> {
    pub(super) fn mentions(&self, shape: &Shape, found: &mut BTreeMap<Subject, Asked>) {
        if let Some((subject, _)) = self.typed(shape) {
            found.entry(subject).or_default();
            return;
        }
        match &shape.form {
            ShapeForm::Not(_) | ShapeForm::And(_) | ShapeForm::Or(_) | ShapeForm::Choose(..) => {
                parts(shape)
                    .into_iter()
                    .for_each(|part| self.mentions(part, found));
            }
            ShapeForm::Literal(_) => {}
            _ => {
                let one = found.entry(Subject::Asked(shape.text.clone())).or_default();
                one.stable = stable(shape) && reads(shape).iter().all(|path| self.lasting(path));
                one.reads = reads(shape)
                    .into_iter()
                    .filter_map(|path| path.into_iter().next())
                    .collect();
            }
        }
    }

    /// Whether a path changes only when a field is written.
    fn lasting(&self, path: &[String]) -> bool {
        let Some(first) = path.first().filter(|name| !self.brought(name)) else {
            return false;
        };
        let definition = self.levels.plan.definition;
        definition
            .field(first)
            .is_some_and(|field| field.is.is_none())
            || definition.parameters.contains_key(first)
            || definition
                .start
                .links
                .iter()
                .any(|link| link.name == *first)
            || first == "organisation"
    }

    /// Whether a form that ends a suspension asks for a field: that happens beside the course, so nothing is known of it.
    fn brought(&self, name: &str) -> bool {
        let definition = self.levels.plan.definition;
        let tasks = definition.steps.iter().filter_map(|step| match &step.kind {
            StepKind::UserTask(task) => task.deadline.as_ref(),
            _ => None,
        });
        let suspended = tasks.chain(&definition.deadline);
        suspended
            .filter_map(|deadline| deadline.suspension.as_ref())
            .any(|suspension| match &suspension.resume_on {
                Some(ResumeOn::Form { form, .. }) => {
                    form.fields.iter().any(|field| field.name == name)
                }
                Some(ResumeOn::Message(_)) | None => false,
            })
    }

    /// A comparison of a field or parameter of few values, or the question whether it is set: the bits that make it true.
    fn typed(&self, shape: &Shape) -> Option<(Subject, u64)> {
        let (path, test): (&Shape, Test<'_>) = match &shape.form {
            ShapeForm::Path(_) => (
                shape,
                Box::new(|value| Some(value == Some(&Value::Boolean(true)))),
            ),
            ShapeForm::Has(inner) => (inner, Box::new(|value| Some(value.is_some()))),
            ShapeForm::Default(both) => {
                let [path, other] = both.as_slice() else {
                    return None;
                };
                let other = literal(other)?.as_bool()?;
                (
                    path,
                    Box::new(move |value| {
                        Some(value.map_or(other, |v| *v == Value::Boolean(true)))
                    }),
                )
            }
            ShapeForm::Equal(equal, a, b) => {
                let (side, constant) = match (literal(a), literal(b)) {
                    (None, Some(value)) => (a, value),
                    (Some(value), None) => (b, value),
                    _ => return None,
                };
                return self.compared(side, constant, *equal);
            }
            ShapeForm::Within(path, list) => {
                let ShapeForm::Values(items) = &list.form else {
                    return None;
                };
                let items: Option<Vec<&Value>> = items.iter().map(literal).collect();
                let items = items?;
                (
                    path,
                    Box::new(move |value| Some(value.is_some_and(|v| items.contains(&v)))),
                )
            }
            _ => return None,
        };
        let needs_values = !matches!(shape.form, ShapeForm::Has(_));
        self.bits(path, needs_values, &*test)
    }

    fn compared(&self, side: &Shape, constant: &Value, equal: bool) -> Option<(Subject, u64)> {
        let (path, other) = match &side.form {
            ShapeForm::Default(both) => match both.as_slice() {
                [path, other] => (path, Some(literal(other)?)),
                _ => return None,
            },
            _ => (side, None),
        };
        let test = |value: Option<&Value>| {
            let same = match value.or(other) {
                Some(value) => value == constant,
                None => constant.is_null(),
            };
            Some(same == equal)
        };
        self.bits(path, !constant.is_null() || other.is_some(), &test)
    }

    fn bits(
        &self,
        path: &Shape,
        needs_values: bool,
        test: &dyn Fn(Option<&Value>) -> Option<bool>,
    ) -> Option<(Subject, u64)> {
        let ShapeForm::Path(path) = &path.form else {
            return None;
        };
        let [name] = path.as_slice() else { return None };
        let definition = self.levels.plan.definition;
        if definition.computed(name).is_some() || self.brought(name) {
            return None;
        }
        let subject = if definition.field(name).is_some() {
            Subject::Field(name.clone())
        } else if definition.parameters.contains_key(name) {
            Subject::Parameter(name.clone())
        } else {
            return None;
        };
        let domain = self.domain(name);
        if domain.is_empty() && (needs_values || matches!(subject, Subject::Parameter(_))) {
            return None;
        }
        let mut bits = u64::from(test(None)?);
        let some = Value::Boolean(true);
        let values: Vec<&Value> = match domain.is_empty() {
            true => vec![&some],
            false => domain.iter().collect(),
        };
        for (place, value) in values.into_iter().enumerate() {
            bits |= u64::from(test(Some(value))?) << (place + 1);
        }
        Some((subject, bits))
    }

    pub(super) fn condition(&self, shape: &Shape) -> Condition {
        if let Some((subject, bits)) = self.typed(shape)
            && let Some(variable) = self.find(&subject)
        {
            return Condition::Is(variable, bits);
        }
        match &shape.form {
            ShapeForm::Literal(value) => Condition::Constant(*value == Value::Boolean(true)),
            ShapeForm::Not(inner) => Condition::Not(Box::new(self.condition(inner))),
            ShapeForm::And(parts) => Condition::All(self.all(parts)),
            ShapeForm::Or(parts) => Condition::Any(self.all(parts)),
            ShapeForm::Choose(arms, otherwise) => {
                let rest = self.condition(otherwise);
                arms.iter().rev().fold(rest, |rest, (when, then)| {
                    let when = self.condition(when);
                    let not = Condition::Not(Box::new(when.clone()));
                    Condition::Any(vec![
                        Condition::All(vec![when, self.condition(then)]),
                        Condition::All(vec![not, rest]),
                    ])
                })
            }
            _ => match self.find(&Subject::Asked(shape.text.clone())) {
                Some(variable) => Condition::Is(variable, 1 << 1),
                None => Condition::Open,
            },
        }
    }

    fn all(&self, shapes: &[Shape]) -> Vec<Condition> {
        shapes.iter().map(|shape| self.condition(shape)).collect()
    }
}

/// Whether a condition gives the same answer as long as the data are the same.
fn stable(shape: &Shape) -> bool {
    !matches!(shape.form, ShapeForm::Clock) && parts(shape).into_iter().all(stable)
}
