//! A test through the personal link: before and after it, and one question of it.

use askama::Template;

use super::parts::{Chip, Link, Pair, Problem, Shell};

/// View of a test that does not run: to be begun, or over.
#[derive(Clone, Debug, Template)]
#[template(path = "test_start.html")]
pub struct TestStartPage {
    /// Surroundings; the title is the test's.
    pub shell: Shell,
    /// How far it is.
    pub state: Chip,
    /// Whose it is, how long it takes, how many questions it has.
    pub facts: Vec<Pair>,
    /// What must be known before it begins, or what comes after it.
    pub rules: Vec<String>,
    /// Where beginning posts to; none when it cannot be begun now.
    pub begin: Option<String>,
}

/// View of one question while the clock runs.
#[derive(Clone, Debug, Template)]
#[template(path = "test.html")]
pub struct TestPage {
    /// Surroundings; the title is the test's.
    pub shell: Shell,
    /// The clock and the count of answers.
    pub progress: TestProgress,
    /// All questions by their places.
    pub places: Vec<TestPlace>,
    /// The question shown.
    pub question: TestQuestion,
    /// Where the answer posts to.
    pub action: String,
    /// The question before.
    pub back: Option<Link>,
    /// The place that follows the saving: the next question, or this one again.
    pub next: usize,
    /// The words on the button that saves.
    pub save: String,
    /// The page that asks whether to finish.
    pub finish: String,
    /// What was wrong with the answer just sent.
    pub problem: Option<Problem>,
}

/// The clock and the count.
#[derive(Clone, Debug)]
pub struct TestProgress {
    /// When the time is over, in words.
    pub ends: String,
    /// How long that is from now, in words; the script goes on counting.
    pub left: String,
    /// The end, milliseconds since 1970.
    pub ends_ms: i64,
    /// The present moment of the server, milliseconds since 1970.
    pub now_ms: i64,
    /// «12 из 40».
    pub answered: String,
    /// The same with a place for the number, for the script.
    pub answered_of: String,
}

/// A question in the list of all.
#[derive(Clone, Debug)]
pub struct TestPlace {
    /// Its place.
    pub place: usize,
    /// Its page.
    pub href: String,
    /// Whether it has an answer.
    pub answered: bool,
    /// Whether it is the one shown.
    pub here: bool,
}

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestControl {
    /// One of the options.
    Radio,
    /// Some of the options.
    Checks,
    /// A choice for each row.
    Selects,
    /// A number.
    Number,
}

/// A question as shown.
#[derive(Clone, Debug)]
pub struct TestQuestion {
    /// Its place.
    pub place: usize,
    /// «Вопрос 7 из 40».
    pub heading: String,
    /// Its text.
    pub text: String,
    /// How to answer, in a sentence.
    pub hint: String,
    /// How it is answered.
    pub control: TestControl,
    /// Options of a choice; rows of an order or a match.
    pub rows: Vec<TestRow>,
    /// The number so far.
    pub number: String,
    /// Its unit.
    pub unit: String,
    /// Whether an answer is kept.
    pub kept: bool,
}

/// An option of a choice, or a row with a choice of its own.
#[derive(Clone, Debug)]
pub struct TestRow {
    /// Its number, from 1.
    pub place: usize,
    /// Its text.
    pub title: String,
    /// Whether it is chosen.
    pub chosen: bool,
    /// What may be chosen in the row.
    pub options: Vec<super::parts::OptionView>,
}
