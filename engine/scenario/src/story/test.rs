//! Taking a test in a story.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::OneOrMore;

/// Taking a test: it is begun unless it has been, then answers are given, then it is finished if the story says so.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakeTest {
    /// Step of the test.
    pub step: String,
    /// Instance; absent: the only one at this step.
    pub instance: Option<String>,
    /// So many questions, from the first of the variant, are answered rightly.
    pub right: Option<usize>,
    /// All questions are answered rightly but these, which stay open.
    pub wrong: Option<OneOrMore>,
    /// Answers by question.
    pub answers: Option<BTreeMap<String, OneOrMore>>,
    /// Whether it is finished then.
    #[serde(default)]
    pub finish: bool,
    /// Local time.
    pub at: Option<String>,
}
