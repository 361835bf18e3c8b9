//! The syntax tree of an expression.
//!
//! Chains of one operator are one node, and so are the arms of `a ? b : c ? d : e`: the height of the tree is the
//! nesting that a reader sees, and recursion over it is bounded by [`crate::limits::DEPTH`].

use crate::Value;
use crate::function::{Function, Method};
use std::collections::BTreeSet;
use std::ops::Range;

/// A node and where it stands in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) span: Range<usize>,
    /// 1 for a leaf.
    pub(crate) height: usize,
    pub(crate) form: Form,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Literal(Value),
    Name(String),
    /// `base.name`; the span of the name alone.
    Field(Box<Node>, String, Range<usize>),
    Index(Box<Node>, Box<Node>),
    List(Vec<Node>),
    Record(Vec<(String, Node)>),
    Not(Box<Node>),
    Negate(Box<Node>),
    And(Vec<Node>),
    Or(Vec<Node>),
    /// `a ?? b ?? c`: the first that is set.
    Default(Vec<Node>),
    /// `+ - * / %` of one precedence, from left to right.
    Arithmetic(Box<Node>, Vec<(Arithmetic, Node)>),
    Compare(Comparison, Box<Node>, Box<Node>),
    /// Conditions with their results, and the result otherwise.
    Choose(Vec<(Node, Node)>, Box<Node>),
    Call(Function, Vec<Node>),
    /// `list.name(…)` without a lambda.
    Method(Method, Box<Node>, Vec<Node>),
    /// A function or a method that does not exist; reported by the check, never evaluated.
    Unknown(Box<Unknown>),
    /// `list.all(name, body)`.
    Each(Method, Box<Node>, Local, Box<Node>),
}

/// A call of something that the language does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unknown {
    pub(crate) name: String,
    pub(crate) span: Range<usize>,
    /// Present for `base.name(…)`.
    pub(crate) base: Option<Box<Node>>,
    pub(crate) arguments: Vec<Node>,
}

/// The name that a lambda gives to each item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Local {
    pub(crate) name: String,
    pub(crate) span: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arithmetic {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

impl Arithmetic {
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Remainder => "%",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
}

impl Node {
    pub(crate) fn new(span: Range<usize>, form: Form) -> Self {
        let mut height = 0;
        for_each_child(&form, &mut |child| height = height.max(child.height));
        Self {
            span,
            height: height + 1,
            form,
        }
    }

    /// Adds the paths that the node reads; names in `locals` belong to lambdas.
    pub(crate) fn collect_reads<'n>(
        &'n self,
        locals: &mut Vec<&'n str>,
        reads: &mut BTreeSet<Vec<String>>,
    ) {
        if let Some(path) = self.path() {
            if !locals.contains(&path[0].as_str()) {
                reads.insert(path);
            }
            return;
        }
        if let Form::Each(_, list, local, body) = &self.form {
            list.collect_reads(locals, reads);
            locals.push(&local.name);
            body.collect_reads(locals, reads);
            locals.pop();
            return;
        }
        for_each_child(&self.form, &mut |child| child.collect_reads(locals, reads));
    }

    /// `a.b.c` as its parts.
    pub(crate) fn path(&self) -> Option<Vec<String>> {
        let mut parts = Vec::new();
        let mut node = self;
        loop {
            match &node.form {
                Form::Field(base, name, _) => {
                    parts.push(name.clone());
                    node = base;
                }
                Form::Name(name) => {
                    parts.push(name.clone());
                    parts.reverse();
                    return Some(parts);
                }
                _ => return None,
            }
        }
    }
}

fn for_each_child<'n>(form: &'n Form, visit: &mut dyn FnMut(&'n Node)) {
    match form {
        Form::Literal(_) | Form::Name(_) => {}
        Form::Field(node, ..) | Form::Not(node) | Form::Negate(node) => visit(node),
        Form::Index(a, b) | Form::Compare(_, a, b) | Form::Each(_, a, _, b) => {
            visit(a);
            visit(b);
        }
        Form::List(nodes)
        | Form::And(nodes)
        | Form::Or(nodes)
        | Form::Default(nodes)
        | Form::Call(_, nodes) => nodes.iter().for_each(visit),
        Form::Record(fields) => fields.iter().for_each(|(_, node)| visit(node)),
        Form::Arithmetic(first, rest) => {
            visit(first);
            rest.iter().for_each(|(_, node)| visit(node));
        }
        Form::Choose(arms, otherwise) => {
            for (condition, result) in arms {
                visit(condition);
                visit(result);
            }
            visit(otherwise);
        }
        Form::Method(_, base, arguments) => {
            visit(base);
            arguments.iter().for_each(visit);
        }
        Form::Unknown(call) => {
            call.base.iter().for_each(|base| visit(base));
            call.arguments.iter().for_each(visit);
        }
    }
}
