//! Text with expressions in it: `{{ expression }}`, `{{#if condition}} … {{else}} … {{/if}}`,
//! `{{#each list as x}} … {{/each}}` or `{{#each list as x, n}}`, where `n` counts from 1.
//!
//! A block's tag that stands alone on its line takes the whole line with it. Values print in Russian; unset data in a
//! hole are a failure. It neither escapes nor formats: a mail body and a document escape for themselves.

mod parser;
mod part;
mod render;

use crate::check::Checker;
use crate::evaluate::Evaluator;
use crate::expression::too_long;
use crate::{Failure, Names, Problem, Scope, limits};
use part::Part;
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};
use std::collections::BTreeSet;
use std::fmt;

/// A parsed template. Compared and serialized as its text; spans are byte offsets into it.
#[derive(Clone)]
pub struct Template {
    text: String,
    parts: Vec<Part>,
    reads: BTreeSet<Vec<String>>,
}

impl Template {
    /// Parses a text of at most [`limits::TEMPLATE_BYTES`]; a text without `{{` is a template of itself.
    ///
    /// # Errors
    /// Syntax errors: the first one of every hole and tag.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        if text.len() > limits::TEMPLATE_BYTES {
            return Err(vec![too_long(text.len(), limits::TEMPLATE_BYTES)]);
        }
        let parts = parser::parse(text)?;
        let mut reads = BTreeSet::new();
        part::collect_reads(&parts, &mut Vec::new(), &mut reads);
        Ok(Self {
            text: text.to_owned(),
            parts,
            reads,
        })
    }

    /// Checks every name, field and kind; what a hole holds must have a printed form.
    ///
    /// # Errors
    /// All problems, in the order of the text, at most [`limits::PROBLEMS`].
    pub fn check(&self, names: &Names) -> Result<(), Vec<Problem>> {
        let mut checker = Checker::new(names);
        part::check(&self.parts, &mut checker);
        checker.finish()
    }

    /// The text with everything filled in, at most [`limits::OUTPUT_BYTES`].
    ///
    /// # Errors
    /// As [`Expression::evaluate`](crate::Expression::evaluate); nothing is printed in part.
    pub fn render(&self, scope: &Scope<'_>) -> Result<String, Failure> {
        let roots = Evaluator::roots(scope, self.reads.iter());
        let evaluator = Evaluator::new(scope, &roots, &self.text, limits::TEMPLATE_FUEL);
        render::render(&self.parts, &self.text, evaluator).map_err(|failure| *failure)
    }

    /// The source text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Paths that the template may read; names of `{{#each}}` and of lambdas are left out.
    #[must_use]
    pub fn reads(&self) -> BTreeSet<Vec<String>> {
        self.reads.clone()
    }
}

/// The template as an analysis sees it.
pub(crate) fn shape(template: &Template) -> crate::Shape {
    part::shape(&template.parts, &template.text)
}

impl PartialEq for Template {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Template {}

impl fmt::Debug for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Template").field(&self.text).finish()
    }
}

impl Serialize for Template {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Template {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(|problems| {
            let sentences: Vec<&str> = problems.iter().map(|p| p.en.as_str()).collect();
            D::Error::custom(sentences.join(" "))
        })
    }
}
