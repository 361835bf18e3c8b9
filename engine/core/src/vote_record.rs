//! What is remembered of a commission's vote, and the names under which expressions read it.
//!
//! In a secret ballot it holds who took part and the count, never who voted for what.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use reglament_expression::Value;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{Signature, StepRecord, VoteEnd, lookup::text};

/// The vote of one run of a step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoteRecord {
    /// How many members there are, with those who may not vote on this.
    pub members: u32,
    /// How many must take part.
    pub needed: u32,
    /// Whether who voted for what stays unknown.
    pub secret: bool,
    /// Votes per outcome, once it is closed.
    pub tally: BTreeMap<String, u32>,
    /// How it ended, once it is closed.
    pub how: Option<VoteEnd>,
    /// Dissenting opinions.
    pub dissents: Vec<Remark>,
    /// Members who recused themselves, with their reasons.
    pub recusals: Vec<Remark>,
}

/// What a member said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Record `{id, name, position}`.
    pub by: Value,
    /// Local date.
    pub on: NaiveDate,
    /// The words.
    pub text: String,
}

/// The fields of a step's record that a vote adds; none for other steps.
pub(crate) fn fields(step: &StepRecord) -> Vec<(String, Value)> {
    let Some(vote) = &step.vote else {
        return Vec::new();
    };
    let number = |count: u32| Value::Number(Decimal::from(count));
    let closed = vote.how.is_some();
    let counts = vote.tally.iter().map(|(id, votes)| (id, number(*votes)));
    let said = |remarks: &[Remark]| Value::List(remarks.iter().map(remark).collect());
    let reached = vote.how.map(|how| how != VoteEnd::NoQuorum);
    let present = u32::try_from(step.signatures.len()).unwrap_or(u32::MAX);
    vec![
        ("members".to_owned(), number(vote.members)),
        ("needed".to_owned(), number(vote.needed)),
        ("present".to_owned(), number(present)),
        (
            "votes".to_owned(),
            Value::List(step.signatures.iter().map(one_vote).collect()),
        ),
        (
            "for".to_owned(),
            Value::Record(counts.map(|(id, votes)| (id.clone(), votes)).collect()),
        ),
        (
            "quorum".to_owned(),
            reached.map_or(Value::Null, Value::Boolean),
        ),
        (
            "how".to_owned(),
            vote.how
                .filter(|_| closed)
                .map_or(Value::Null, |how| text(how.word())),
        ),
        ("dissents".to_owned(), said(&vote.dissents)),
        ("recusals".to_owned(), said(&vote.recusals)),
    ]
}

fn one_vote(signature: &Signature) -> Value {
    let Value::Record(mut fields) = crate::lookup::signature_record(signature) else {
        return Value::Null;
    };
    fields.insert(
        "outcome".to_owned(),
        signature.outcome.as_deref().map_or(Value::Null, text),
    );
    Value::Record(fields)
}

fn remark(remark: &Remark) -> Value {
    let mut fields = remark.by.as_record().cloned().unwrap_or_default();
    fields.insert("on".into(), Value::Date(remark.on));
    fields.insert("text".into(), text(&remark.text));
    Value::Record(fields)
}
