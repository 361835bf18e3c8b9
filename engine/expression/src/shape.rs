//! An expression or a template as an analysis sees it: what is compared, what is guarded, what must be set.
//!
//! Made for proofs over definitions; nothing is evaluated from a shape, and a definition cannot see it.

use crate::function::{Function, Method};
use crate::syntax::{Comparison, Form, Node};
use crate::{Expression, Template, Value};

/// A part of an expression with its source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// The source text of this part.
    pub text: String,
    /// What it is.
    pub form: ShapeForm,
}

/// The forms that tell apart what is evaluated from what may be left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShapeForm {
    /// A constant.
    Literal(Value),
    /// `a` or `a.b.c`.
    Path(Vec<String>),
    /// Turns yes into no. The part must be set.
    Not(Box<Shape>),
    /// Stops at the first `false`; every part reached must be set.
    And(Vec<Shape>),
    /// Stops at the first `true`; every part reached must be set.
    Or(Vec<Shape>),
    /// The first part that is set.
    Default(Vec<Shape>),
    /// Conditions with their results, and the result otherwise.
    Choose(Vec<(Shape, Shape)>, Box<Shape>),
    /// `==` (`true`) and `!=` (`false`): both sides may be unset.
    Equal(bool, Box<Shape>, Box<Shape>),
    /// An order. Both sides must be set.
    Order(Order, Box<Shape>, Box<Shape>),
    /// Whether the first is one of the second. Both must be set.
    Within(Box<Shape>, Box<Shape>),
    /// Whether the part is set.
    Has(Box<Shape>),
    /// A list or a record of parts that may be unset.
    Values(Vec<Shape>),
    /// The current time or date: another answer at every moment.
    Clock,
    /// An operator or a call: all parts must be set, and so is the result.
    Strict(Vec<Shape>),
    /// A call whose result may be unset though all parts are set.
    Partial(Vec<Shape>),
    /// A part of something that may be unset: an item of a list, a field of a result.
    Part(Vec<Shape>),
    /// The second for every item of the first, under a name of its own. The first must be set.
    Each(Box<Shape>, Vec<String>, Box<Shape>),
}

/// `<`, `<=`, `>`, `>=`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Expression {
    /// The expression as an analysis sees it.
    #[must_use]
    pub fn shape(&self) -> Shape {
        of(self.node(), self.text())
    }
}

impl Template {
    /// The template as an analysis sees it: what it prints must be set.
    #[must_use]
    pub fn shape(&self) -> Shape {
        crate::template::shape(self)
    }
}

pub(crate) fn of(node: &Node, source: &str) -> Shape {
    let text = source.get(node.span.clone()).unwrap_or_default().to_owned();
    let form = node
        .path()
        .map_or_else(|| form(&node.form, source), ShapeForm::Path);
    Shape { text, form }
}

fn all<'n>(nodes: impl IntoIterator<Item = &'n Node>, source: &str) -> Vec<Shape> {
    nodes.into_iter().map(|node| of(node, source)).collect()
}

fn one(node: &Node, source: &str) -> Box<Shape> {
    Box::new(of(node, source))
}

fn form(form: &Form, source: &str) -> ShapeForm {
    match form {
        Form::Literal(value) => ShapeForm::Literal(value.clone()),
        Form::Name(name) => ShapeForm::Path(vec![name.clone()]),
        Form::Field(base, ..) => ShapeForm::Part(all([&**base], source)),
        Form::Index(base, index) => ShapeForm::Part(all([&**base, &**index], source)),
        Form::List(nodes) => ShapeForm::Values(all(nodes, source)),
        Form::Record(fields) => ShapeForm::Values(all(fields.iter().map(|(_, node)| node), source)),
        Form::Not(inner) => ShapeForm::Not(one(inner, source)),
        Form::Negate(inner) => ShapeForm::Strict(all([&**inner], source)),
        Form::And(nodes) => ShapeForm::And(all(nodes, source)),
        Form::Or(nodes) => ShapeForm::Or(all(nodes, source)),
        Form::Default(nodes) => ShapeForm::Default(all(nodes, source)),
        Form::Arithmetic(first, rest) => {
            let parts = [&**first].into_iter().chain(rest.iter().map(|(_, n)| n));
            ShapeForm::Strict(all(parts, source))
        }
        Form::Compare(comparison, a, b) => compare(*comparison, a, b, source),
        Form::Choose(arms, otherwise) => ShapeForm::Choose(
            arms.iter()
                .map(|(when, then)| (of(when, source), of(then, source)))
                .collect(),
            one(otherwise, source),
        ),
        Form::Call(Function::Has, nodes) if nodes.len() == 1 => {
            ShapeForm::Has(one(&nodes[0], source))
        }
        Form::Call(Function::Today | Function::Now, _) => ShapeForm::Clock,
        // Of one argument, which is a list: unset when the list is empty.
        Form::Call(Function::Min | Function::Max, nodes) if nodes.len() == 1 => {
            ShapeForm::Partial(all(nodes, source))
        }
        Form::Call(_, nodes) => ShapeForm::Strict(all(nodes, source)),
        Form::Method(method, base, arguments) => {
            let parts = all([&**base].into_iter().chain(arguments), source);
            match method {
                Method::First => ShapeForm::Partial(parts),
                _ => ShapeForm::Strict(parts),
            }
        }
        Form::Each(_, list, local, body) => ShapeForm::Each(
            one(list, source),
            vec![local.name.clone()],
            one(body, source),
        ),
        Form::Unknown(call) => ShapeForm::Partial(all(
            call.base.iter().map(|b| &**b).chain(&call.arguments),
            source,
        )),
    }
}

fn compare(comparison: Comparison, a: &Node, b: &Node, source: &str) -> ShapeForm {
    let (a, b) = (one(a, source), one(b, source));
    let order = match comparison {
        Comparison::Equal => return ShapeForm::Equal(true, a, b),
        Comparison::NotEqual => return ShapeForm::Equal(false, a, b),
        Comparison::In => return ShapeForm::Within(a, b),
        Comparison::Less => Order::Less,
        Comparison::LessOrEqual => Order::LessOrEqual,
        Comparison::Greater => Order::Greater,
        Comparison::GreaterOrEqual => Order::GreaterOrEqual,
    };
    ShapeForm::Order(order, a, b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guards_comparisons_and_the_clock_are_told_apart() {
        let shape = |text: &str| Expression::parse(text).expect("right").shape().form;
        assert!(matches!(shape("a ?? 1"), ShapeForm::Default(parts) if parts.len() == 2));
        assert!(matches!(shape("has(a.b)"), ShapeForm::Has(inner) if inner.text == "a.b"));
        assert!(matches!(shape("a.b.c"), ShapeForm::Path(path) if path.len() == 3));
        assert!(matches!(shape("today()"), ShapeForm::Clock));
        assert!(matches!(
            shape("a >= 3"),
            ShapeForm::Order(Order::GreaterOrEqual, ..)
        ));
        assert!(matches!(shape("a != 3"), ShapeForm::Equal(false, ..)));
        assert!(matches!(shape("l.all(x, x > n)"), ShapeForm::Each(_, local, _) if local == ["x"]));
        assert!(matches!(shape("l.first().a"), ShapeForm::Part(_)));
    }

    #[test]
    fn a_template_prints_what_must_be_set_and_guards_its_branches() {
        let template =
            Template::parse("{{ a }}{{#if has(b)}}{{ b }}{{else}}{{ c }}{{/if}}").expect("right");
        let ShapeForm::Values(parts) = template.shape().form else {
            panic!("a template is a row of parts");
        };
        assert!(matches!(&parts[0].form, ShapeForm::Strict(_)));
        assert!(matches!(&parts[1].form, ShapeForm::Choose(arms, _) if arms.len() == 1));
    }
}
