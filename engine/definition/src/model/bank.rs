//! A bank of questions, and how one answer is judged.
//!
//! A bank is secret: it goes into no letter, no document and no data of an instance. What a person may see of it is the
//! variant that was drawn for that person, without the keys.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Title;

/// A bank of questions: `<regulation>/banks/<id>.yaml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bank {
    /// Id: the name of the file.
    pub id: String,
    /// Title.
    pub title: Title,
    /// SHA-256 in hex of the file: the version of the bank that a test was drawn from.
    pub digest: String,
    /// Topics in the order written, each with the number of questions that a variant draws from it.
    pub sections: Vec<Section>,
    /// Questions in the order written.
    pub questions: Vec<Question>,
}

/// A topic of a bank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Title,
    /// How many questions of it a variant has.
    pub draw: usize,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Id, unique in the bank.
    pub id: String,
    /// Its text.
    pub text: Title,
    /// The topic, when the bank has topics.
    pub topic: Option<String>,
    /// What a right answer is worth.
    pub points: u32,
    /// How it is answered.
    pub kind: QuestionKind,
    /// Options of a choice or an order; the left side of a match.
    pub options: Vec<QuestionOption>,
    /// The right side of a match.
    pub pairs: Vec<QuestionOption>,
    /// The right answer as [`QuestionKind`] writes it down.
    pub key: Vec<String>,
    /// Unit of measure of a number, printed beside the field.
    pub measure: Option<Title>,
}

/// An option of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionOption {
    /// Id, unique in the question.
    pub id: String,
    /// Its text.
    pub text: Title,
}

/// How a question is answered, and how its answer is written down: a list of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// One option: `[b]`. A key may name several options: each of them is right.
    Single,
    /// Some options: `[a, c]`, their order says nothing.
    Multiple,
    /// All options in the right order: `[c, a, b]`.
    Order,
    /// For each option, in the order of the bank, one of the pairs: `[x, z, y]`.
    Match,
    /// A number: `[12.5]`. A key may add a tolerance: `[12.5, 0.1]`.
    Number,
}

impl QuestionKind {
    /// The key of this kind in YAML.
    pub fn key(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Multiple => "multiple",
            Self::Order => "order",
            Self::Match => "match",
            Self::Number => "number",
        }
    }

    /// Whether `answer` is right by `key`. An answer is right or wrong as a whole; an incomplete one is wrong.
    pub fn is_right(self, key: &[String], answer: &[String]) -> bool {
        if key.is_empty() || answer.is_empty() {
            return false;
        }
        match self {
            Self::Single => matches!(answer, [one] if key.contains(one)),
            Self::Multiple => {
                let set = |list: &[String]| list.iter().cloned().collect::<BTreeSet<_>>();
                set(key) == set(answer)
            }
            Self::Order | Self::Match => key == answer,
            Self::Number => is_near(key, answer).unwrap_or(false),
        }
    }
}

fn is_near(key: &[String], answer: &[String]) -> Option<bool> {
    let right = number(key.first()?)?;
    let tolerance = key
        .get(1)
        .map_or(Some(Decimal::ZERO), |text| number(text))?;
    let given = number(answer.first()?)?;
    let distance = given.checked_sub(right)?;
    Some(answer.len() == 1 && distance.abs() <= tolerance)
}

/// A number as people write it: with a comma or a point, with spaces between thousands.
pub fn number(text: &str) -> Option<Decimal> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.replace(',', ".").replace('−', "-");
    plain.parse().ok()
}

impl Bank {
    /// The question with this id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }

    /// How many questions a variant has by the topics; 0 for a bank without topics.
    pub fn drawn(&self) -> usize {
        self.sections.iter().map(|section| section.draw).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::{QuestionKind, number};

    fn parts(text: &str) -> Vec<String> {
        match text {
            "" => Vec::new(),
            text => text.split('|').map(str::to_owned).collect(),
        }
    }

    #[test]
    fn an_answer_is_right_or_wrong_as_a_whole() {
        use QuestionKind::{Match, Multiple, Number, Order, Single};
        let table = [
            (Single, "b", "b", true),
            (Single, "b", "a", false),
            (Single, "b", "b|a", false),
            (Single, "b", "", false),
            // A ruling may accept a second option.
            (Single, "a|b", "b", true),
            (Multiple, "a|c", "a|c", true),
            (Multiple, "a|c", "c|a", true),
            (Multiple, "a|c", "a", false),
            (Multiple, "a|c", "a|b|c", false),
            (Multiple, "a|c", "", false),
            (Order, "c|a|b", "c|a|b", true),
            (Order, "c|a|b", "a|c|b", false),
            (Order, "c|a|b", "c|a", false),
            (Order, "c|a|b", "c||b", false),
            (Match, "x|y|z", "x|y|z", true),
            (Match, "x|y|z", "x|z|y", false),
            (Match, "x|y|z", "x||z", false),
            (Number, "12.5", "12.5", true),
            (Number, "12.5", "12,50", true),
            (Number, "12.5", "12.51", false),
            (Number, "12.5|0.1", "12.6", true),
            (Number, "12.5|0.1", "12.4", true),
            (Number, "12.5|0.1", "12.61", false),
            (Number, "1000", "1 000", true),
            (Number, "-3", "−3", true),
            (Number, "12.5", "двенадцать", false),
            (Number, "12.5|x", "12.5", false),
            (
                Number,
                "79228162514264337593543950335|0",
                "-79228162514264337593543950335",
                false,
            ),
            (Single, "", "a", false),
        ];
        for (kind, key, answer, right) in table {
            let told = kind.is_right(&parts(key), &parts(answer));
            assert_eq!(told, right, "{kind:?} {key:?} {answer:?}");
        }
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, read) in [
            ("12,5", Some("12.5")),
            ("1\u{a0}000", Some("1000")),
            ("", None),
            ("1.2.3", None),
        ] {
            let told = number(text).map(|number| number.to_string());
            assert_eq!(told.as_deref(), read, "{text}");
        }
    }
}
