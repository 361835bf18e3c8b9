//! What is remembered of a test, and the names under which expressions read it.
//!
//! It holds ids of questions and options, never their texts or keys: what was asked is in the bank, of which the digest
//! names the version.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use reglament_definition::QuestionKind;
use reglament_expression::Value;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{StepRecord, lookup::text};

/// A question of a variant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    /// Question of the bank.
    pub question: String,
    /// How it is answered.
    pub kind: QuestionKind,
    /// What a right answer is worth.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub points: u32,
    /// Options in the order shown; of a match, its pairs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
}

/// Most questions are worth one point, and journals are kept for ever.
fn one() -> u32 {
    1
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the shape that serde asks for"
)]
fn is_one(points: &u32) -> bool {
    *points == 1
}

/// Why a test is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TestEnd {
    /// The person finished it.
    Finished,
    /// The time was over.
    TimeOver,
}

impl TestEnd {
    /// The word that expressions read as the outcome of the step.
    pub fn word(self) -> &'static str {
        match self {
            Self::Finished => "finished",
            Self::TimeOver => "time_over",
        }
    }
}

/// What was ruled about a question after the test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// Question.
    pub question: String,
    /// The key that counts instead; none: the question counts as answered rightly by everybody who had it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Vec<String>>,
}

/// A test as it was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestRecord {
    /// Bank.
    pub bank: String,
    /// Digest of the bank.
    pub digest: String,
    /// When it began.
    pub opened_at: DateTime<Utc>,
    /// When the time is over.
    pub ends_at: DateTime<Utc>,
    /// The variant.
    pub questions: Vec<Drawn>,
    /// The last answer to each question that has one.
    pub answers: BTreeMap<String, Vec<String>>,
    /// The result, once it is over.
    pub result: Option<TestResult>,
}

/// The result of a test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestResult {
    /// When it was over.
    pub closed_at: DateTime<Utc>,
    /// Why.
    pub how: TestEnd,
    /// Points of right answers.
    pub correct: u32,
    /// Points of all questions.
    pub total: u32,
    /// Points by question; those without any are left out.
    pub earned: BTreeMap<String, u32>,
    /// Whether it was graded anew.
    pub regraded: bool,
}

impl TestRecord {
    /// The question of the variant with this id.
    pub fn drawn(&self, question: &str) -> Option<&Drawn> {
        self.questions
            .iter()
            .find(|drawn| drawn.question == question)
    }

    /// Points by question for the answers given. `key` gives the right answer of a question.
    pub fn earned<'k>(&self, key: impl Fn(&str) -> Option<&'k [String]>) -> BTreeMap<String, u32> {
        let right = |drawn: &&Drawn| {
            let answer = self.answers.get(&drawn.question);
            let known = answer.zip(key(&drawn.question));
            known.is_some_and(|(answer, key)| drawn.kind.is_right(key, answer))
        };
        let earned = self.questions.iter().filter(right);
        earned
            .map(|drawn| (drawn.question.clone(), drawn.points))
            .collect()
    }

    /// Points of all questions.
    pub fn total(&self) -> u32 {
        self.questions.iter().map(|drawn| drawn.points).sum()
    }

    /// The points after rulings; a question never loses what it has.
    pub(crate) fn regraded(
        &self,
        result: &TestResult,
        rulings: &[Ruling],
    ) -> BTreeMap<String, u32> {
        let mut earned = result.earned.clone();
        let void: BTreeSet<&str> = rulings
            .iter()
            .filter(|ruling| ruling.key.is_none())
            .map(|ruling| ruling.question.as_str())
            .collect();
        let key = |question: &str| {
            let ruled = rulings.iter().rfind(|ruling| ruling.question == question);
            ruled?.key.as_deref()
        };
        let freed = self.questions.iter();
        let freed = freed.filter(|drawn| void.contains(drawn.question.as_str()));
        let freed = freed.map(|drawn| (drawn.question.clone(), drawn.points));
        earned.extend(freed.chain(self.earned(key)));
        earned
    }
}

/// The sum of points.
pub(crate) fn sum(earned: &BTreeMap<String, u32>) -> u32 {
    earned.values().sum()
}

/// The fields of a step's record that a test adds; none for other steps.
pub(crate) fn fields(step: &StepRecord) -> Vec<(String, Value)> {
    let Some(test) = &step.test else {
        return Vec::new();
    };
    let number = |count: u32| Value::Number(Decimal::from(count));
    let mut fields = vec![
        ("opened_at".to_owned(), Value::Moment(test.opened_at)),
        ("ends_at".to_owned(), Value::Moment(test.ends_at)),
    ];
    if let Some(result) = &test.result {
        let places = test.questions.iter().zip(1_u32..);
        let questions = places.map(|(drawn, place)| question(test, result, drawn, place));
        fields.extend([
            ("closed_at".to_owned(), Value::Moment(result.closed_at)),
            ("correct".to_owned(), number(result.correct)),
            ("total".to_owned(), number(result.total)),
            ("regraded".to_owned(), Value::Boolean(result.regraded)),
            ("questions".to_owned(), Value::List(questions.collect())),
        ]);
    }
    fields
}

fn question(test: &TestRecord, result: &TestResult, drawn: &Drawn, place: u32) -> Value {
    let number = |count: u32| Value::Number(Decimal::from(count));
    let points = result.earned.get(&drawn.question).copied();
    Value::record([
        ("place", number(place)),
        ("question", text(&drawn.question)),
        (
            "answered",
            Value::Boolean(test.answers.contains_key(&drawn.question)),
        ),
        ("points", number(points.unwrap_or(0))),
        ("worth", number(drawn.points)),
    ])
}
