//! Guards: which fields an expression needs to be set, and which it tells to be set when it is true or false.
//!
//! `has(x)`, `x ?? y`, `a ? b : c`, `and` and `or` are understood; anything cleverer counts as no guard.

use std::collections::BTreeSet;

use reglament_expression::{Shape, ShapeForm, Value};

/// A path that is read.
pub(crate) type Path = Vec<String>;

/// Paths whose values must be set, or the evaluation fails.
pub(crate) fn needs(shape: &Shape) -> BTreeSet<Path> {
    let mut reader = Reader::default();
    reader.walk(shape);
    reader.needed
}

/// Paths that are read in any way, guarded or not.
pub(crate) fn reads(shape: &Shape) -> BTreeSet<Path> {
    let mut found = BTreeSet::new();
    all_reads(shape, &mut Vec::new(), &mut found);
    found
}

/// Paths whose values are taken over as they are, set or not.
pub(crate) fn printed(shape: &Shape) -> BTreeSet<Path> {
    match &shape.form {
        ShapeForm::Path(path) => BTreeSet::from([path.clone()]),
        ShapeForm::Values(parts) => parts.iter().flat_map(printed).collect(),
        _ => BTreeSet::new(),
    }
}

/// Paths that are set for certain when the condition is `truth`.
pub(crate) fn implied(shape: &Shape, truth: bool) -> BTreeSet<Path> {
    match &shape.form {
        ShapeForm::Has(inner) if truth => path_of(inner),
        ShapeForm::Not(inner) => implied(inner, !truth),
        ShapeForm::And(parts) if truth => parts.iter().flat_map(|p| implied(p, true)).collect(),
        ShapeForm::Or(parts) if !truth => parts.iter().flat_map(|p| implied(p, false)).collect(),
        ShapeForm::Equal(equal, a, b) => match (literal(a), literal(b)) {
            (None, Some(value)) if (*equal == truth) != value.is_null() => path_of(a),
            (Some(value), None) if (*equal == truth) != value.is_null() => path_of(b),
            _ => BTreeSet::new(),
        },
        // `x ?? false` is true only when `x` is.
        ShapeForm::Default(parts) => match parts.as_slice() {
            [first, other] if literal(other) == Some(&Value::Boolean(!truth)) => path_of(first),
            _ => BTreeSet::new(),
        },
        // An order of two values has been decided, so both were there.
        ShapeForm::Order(_, a, b) => path_of(a).union(&path_of(b)).cloned().collect(),
        _ => BTreeSet::new(),
    }
}

pub(crate) fn literal(shape: &Shape) -> Option<&Value> {
    match &shape.form {
        ShapeForm::Literal(value) => Some(value),
        _ => None,
    }
}

fn path_of(shape: &Shape) -> BTreeSet<Path> {
    match &shape.form {
        ShapeForm::Path(path) => BTreeSet::from([path.clone()]),
        _ => BTreeSet::new(),
    }
}

fn all_reads(shape: &Shape, locals: &mut Vec<String>, found: &mut BTreeSet<Path>) {
    if let ShapeForm::Path(path) = &shape.form {
        if !path.first().is_some_and(|name| locals.contains(name)) {
            found.insert(path.clone());
        }
        return;
    }
    if let ShapeForm::Each(list, names, body) = &shape.form {
        all_reads(list, locals, found);
        locals.extend(names.iter().cloned());
        all_reads(body, locals, found);
        locals.truncate(locals.len() - names.len());
        return;
    }
    for part in parts(shape) {
        all_reads(part, locals, found);
    }
}

/// The parts of a shape, in the order written.
pub(crate) fn parts(shape: &Shape) -> Vec<&Shape> {
    match &shape.form {
        ShapeForm::Literal(_) | ShapeForm::Path(_) | ShapeForm::Clock => Vec::new(),
        ShapeForm::Not(inner) | ShapeForm::Has(inner) => vec![inner],
        ShapeForm::Equal(_, a, b)
        | ShapeForm::Order(_, a, b)
        | ShapeForm::Within(a, b)
        | ShapeForm::Each(a, _, b) => vec![a, b],
        ShapeForm::And(parts)
        | ShapeForm::Or(parts)
        | ShapeForm::Default(parts)
        | ShapeForm::Values(parts)
        | ShapeForm::Strict(parts)
        | ShapeForm::Partial(parts)
        | ShapeForm::Part(parts) => parts.iter().collect(),
        ShapeForm::Choose(arms, otherwise) => {
            let arms = arms.iter().flat_map(|(when, then)| [when, then]);
            arms.chain([&**otherwise]).collect()
        }
    }
}

#[derive(Default)]
struct Reader {
    /// Paths that a guard around this place has found to be set.
    known: Vec<BTreeSet<Path>>,
    locals: Vec<String>,
    needed: BTreeSet<Path>,
}

impl Reader {
    /// The result must be set.
    fn need(&mut self, shape: &Shape) {
        match &shape.form {
            ShapeForm::Path(path) => {
                let local = path.first().is_some_and(|name| self.locals.contains(name));
                if !local && !self.known.iter().any(|known| known.contains(path)) {
                    self.needed.insert(path.clone());
                }
            }
            ShapeForm::Default(parts) => {
                if let Some((last, first)) = parts.split_last() {
                    first.iter().for_each(|part| self.walk(part));
                    self.need(last);
                }
            }
            ShapeForm::Choose(arms, otherwise) => self.choose(arms, otherwise, true),
            _ => self.walk(shape),
        }
    }

    /// The result may be unset.
    fn walk(&mut self, shape: &Shape) {
        match &shape.form {
            ShapeForm::Literal(_) | ShapeForm::Path(_) | ShapeForm::Clock => {}
            ShapeForm::Not(inner) => self.need(inner),
            ShapeForm::Has(inner) => self.walk(inner),
            ShapeForm::And(parts) => self.chain(parts, true),
            ShapeForm::Or(parts) => self.chain(parts, false),
            ShapeForm::Equal(_, a, b) => {
                self.walk(a);
                self.walk(b);
            }
            ShapeForm::Order(_, a, b) | ShapeForm::Within(a, b) => {
                self.need(a);
                self.need(b);
            }
            ShapeForm::Strict(parts) | ShapeForm::Partial(parts) => {
                parts.iter().for_each(|part| self.need(part));
            }
            ShapeForm::Default(parts) | ShapeForm::Values(parts) | ShapeForm::Part(parts) => {
                parts.iter().for_each(|part| self.walk(part));
            }
            ShapeForm::Choose(arms, otherwise) => self.choose(arms, otherwise, false),
            ShapeForm::Each(list, names, body) => {
                self.need(list);
                self.locals.extend(names.iter().cloned());
                self.walk(body);
                self.locals.truncate(self.locals.len() - names.len());
            }
        }
    }

    /// A part is reached only when those before it were `truth`.
    fn chain(&mut self, parts: &[Shape], truth: bool) {
        let depth = self.known.len();
        for part in parts {
            self.need(part);
            self.known.push(implied(part, truth));
        }
        self.known.truncate(depth);
    }

    fn choose(&mut self, arms: &[(Shape, Shape)], otherwise: &Shape, must: bool) {
        let depth = self.known.len();
        for (when, then) in arms {
            self.need(when);
            self.known.push(implied(when, true));
            self.result(then, must);
            self.known.pop();
            self.known.push(implied(when, false));
        }
        self.result(otherwise, must);
        self.known.truncate(depth);
    }

    fn result(&mut self, shape: &Shape, must: bool) {
        if must {
            self.need(shape);
        } else {
            self.walk(shape);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reglament_expression::Expression;

    #[test]
    fn guards_are_understood() {
        let rows = [
            ("a + 1", "a"),
            ("a == b", ""),
            ("a", ""),
            ("(a ?? 0) + 1", ""),
            ("(a ?? b) + 1", "b"),
            ("has(a) and a > 1", ""),
            ("a > 1 and has(a)", "a"),
            ("not has(a) or a > 1", ""),
            ("has(a) ? a + 1 : b + 1", "b"),
            ("not has(a) ? 0 : a + 1", ""),
            ("a != null and a > b", "b"),
            ("list.any(x, x > a)", "a list"),
            ("(list ?? []).any(list, list > 1)", ""),
            ("[a, {k: b}]", ""),
            ("a.b.c + 1", "a.b.c"),
            ("(a ?? false) and b > 1", "b"),
        ];
        for (text, expected) in rows {
            let shape = Expression::parse(text).expect("the row is right").shape();
            let found: Vec<String> = needs(&shape).iter().map(|path| path.join(".")).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }
}
