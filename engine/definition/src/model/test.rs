//! A test on the computer, and the grading of a finished one anew.

use reglament_expression::Expression;

use super::TermSource;

/// A test that the applicant takes through the personal link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestStep {
    /// Bank of questions.
    pub bank: String,
    /// How many questions a variant has.
    pub questions: usize,
    /// How long it takes, in minutes or hours.
    pub time: TermSource,
    /// From when it may be begun: a moment, or the beginning of a date; absent: at once.
    pub opens: Option<Expression>,
    /// Until when it may be begun: a moment, or the end of a date. Whoever has begun has the whole time. Absent: any time.
    pub closes: Option<Expression>,
    /// Where to go then, also when nobody came.
    pub next: Vec<String>,
}

/// Grades a finished test anew by rulings about its questions; a result is never lowered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegradeStep {
    /// The step of the test.
    pub test: String,
    /// List of records: `question`, `key` (absent or «все»: the question counts as answered rightly by everybody who had
    /// it).
    pub rulings: Expression,
    /// Why; a text.
    pub reason: Option<Expression>,
    /// Where to go then.
    pub next: Vec<String>,
}
