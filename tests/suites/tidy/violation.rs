//! One broken house rule at one place, told so that the reader knows what to do next.

use std::fmt;

/// Where a rule is broken and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Violation {
    /// Path from the root of the project, with `/`.
    pub(crate) path: String,
    /// Line from 1; 0 when the whole file is meant.
    pub(crate) line: usize,
    /// Short name of the rule.
    pub(crate) rule: &'static str,
    /// A full sentence: what was found and what to do about it.
    pub(crate) advice: String,
}

impl Violation {
    pub(crate) fn new(
        path: &str,
        line: usize,
        rule: &'static str,
        advice: impl Into<String>,
    ) -> Self {
        Self {
            path: path.to_owned(),
            line,
            rule,
            advice: advice.into(),
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line == 0 {
            write!(out, "{}: {}: {}", self.path, self.rule, self.advice)
        } else {
            write!(
                out,
                "{}:{}: {}: {}",
                self.path, self.line, self.rule, self.advice
            )
        }
    }
}

#[test]
fn a_violation_reads_as_a_sentence_with_a_place_to_click() {
    let found = Violation::new("a/b.rs", 7, "size", "Split it.");
    assert_eq!(found.to_string(), "a/b.rs:7: size: Split it.");
    let whole = Violation::new("a/b.rs", 0, "header", "Write one.");
    assert_eq!(whole.to_string(), "a/b.rs: header: Write one.");
}
