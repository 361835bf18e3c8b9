//! An expression: parsed once, checked once, evaluated as often as needed.
//!
//! Evaluation is pure and total: it ends within a fixed number of steps with a value or a [`Failure`].

use crate::check::Checker;
use crate::evaluate::Evaluator;
use crate::parser::Parser;
use crate::syntax::Node;
use crate::token::{self, Stop};
use crate::{Failure, Kind, Names, Problem, Scope, Value, limits};
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};
use std::collections::BTreeSet;
use std::fmt;

/// A parsed expression. Compared and serialized as its text.
#[derive(Clone)]
pub struct Expression {
    text: String,
    node: Node,
    reads: BTreeSet<Vec<String>>,
}

impl Expression {
    /// Parses a text of at most [`limits::SOURCE_BYTES`].
    ///
    /// # Errors
    /// Every unreadable character or else the first syntax error.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        if text.len() > limits::SOURCE_BYTES {
            return Err(vec![too_long(text.len(), limits::SOURCE_BYTES)]);
        }
        let read = token::read(text, 0, Stop::End);
        if !read.problems.is_empty() {
            let mut problems = read.problems;
            problems.truncate(limits::PROBLEMS);
            return Err(problems);
        }
        let node = Parser::new(&read.tokens, text.len())
            .whole()
            .map_err(|problem| vec![*problem])?;
        let mut reads = BTreeSet::new();
        node.collect_reads(&mut Vec::new(), &mut reads);
        Ok(Self {
            text: text.to_owned(),
            node,
            reads,
        })
    }

    /// The kind of the result, when every name, field, function and kind is right.
    ///
    /// # Errors
    /// All problems, in the order of the text, at most [`limits::PROBLEMS`].
    pub fn check(&self, names: &Names) -> Result<Kind, Vec<Problem>> {
        let mut checker = Checker::new(names);
        let kind = checker.find(&self.node);
        checker.finish()?;
        // A node without a kind has been reported, so `finish` has already returned.
        Ok(kind.unwrap_or(Kind::Null))
    }

    /// The value on the given data. An expression that was not checked against these data may fail with
    /// [`FailureKind::Kind`](crate::FailureKind::Kind), nothing worse.
    ///
    /// # Errors
    /// Unset data, division by zero, overflow or an exhausted budget.
    pub fn evaluate(&self, scope: &Scope<'_>) -> Result<Value, Failure> {
        let roots = Evaluator::roots(scope, self.reads.iter());
        let mut evaluator = Evaluator::new(scope, &roots, &self.text, limits::EXPRESSION_FUEL);
        let result = evaluator.eval(&self.node).map_err(|failure| *failure)?;
        evaluator.give(result, &self.node)
    }

    pub(crate) fn node(&self) -> &Node {
        &self.node
    }

    /// The source text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Paths that the expression may read, such as `["candidate", "score"]`; names of lambdas are left out. A path ends
    /// where the expression indexes a list or calls a method.
    #[must_use]
    pub fn reads(&self) -> BTreeSet<Vec<String>> {
        self.reads.clone()
    }
}

pub(crate) fn too_long(bytes: usize, limit: usize) -> Problem {
    Problem::new(
        0..0,
        "X105",
        format!("Текст занимает {bytes} байт, а можно не больше {limit}."),
        format!("The text takes {bytes} bytes; at most {limit} are allowed."),
    )
    .hint("Разделите его на части.", "Split it into parts.")
}

impl PartialEq for Expression {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Expression {}

impl fmt::Debug for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Expression").field(&self.text).finish()
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Serialize for Expression {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Expression {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(|problems| {
            let sentences: Vec<&str> = problems.iter().map(|p| p.en.as_str()).collect();
            D::Error::custom(sentences.join(" "))
        })
    }
}
