//! Grades a finished test anew: questions that were found faulty, or whose key was another. A result is never lowered.
//!
//! It needs no bank: the variant holds how each question is answered, the ruling brings the key.

use reglament_definition::{RegradeStep, Step};
use reglament_expression::Value;

use super::Progress;
use crate::{
    Ruling, TestEvent,
    limits::{MAX_RULINGS, MAX_TEXT},
    scribe::{Scribe, Stuck},
    test_record::sum,
};

pub(super) fn enter(
    scribe: &mut Scribe<'_>,
    step: &Step,
    regrade: &RegradeStep,
) -> Result<Progress, Stuck> {
    let value = regrade.rulings.evaluate(&scribe.facts().scope())?;
    let rows = value.as_list().unwrap_or_default();
    if rows.len() > MAX_RULINGS {
        return Err(too_many());
    }
    let reason = match &regrade.reason {
        Some(reason) => reason.evaluate(&scribe.facts().scope())?,
        None => Value::Null,
    };
    let reason = reason.as_text().map(|text| text.chars().take(MAX_TEXT));
    let reason: Option<String> = reason.map(Iterator::collect);
    let record = scribe.instance().steps.get(&regrade.test);
    let test = record.and_then(|record| record.test.as_deref());
    if let Some((test, result)) = test.and_then(|test| Some((test, test.result.as_ref()?))) {
        let rulings = rows.iter().filter_map(ruling);
        let rulings: Vec<Ruling> = rulings
            .filter(|ruling| test.drawn(&ruling.question).is_some())
            .collect();
        let earned = test.regraded(result, &rulings);
        if !rulings.is_empty() {
            scribe.emit(TestEvent::Regraded {
                step: regrade.test.clone(),
                rulings,
                reason,
                basis: step.basis.clone(),
                correct: sum(&earned),
                earned,
            });
        }
    }
    Ok(Progress::Leave(regrade.next.clone()))
}

/// What stands in the place of a key when the question counts for everybody.
const FOR_ALL: [&str; 3] = ["все", "all", "*"];

/// `{question: q7, key: все}`, or `{question: q7, key: a}` with several options after commas.
fn ruling(row: &Value) -> Option<Ruling> {
    let question = row.get("question").and_then(Value::as_text)?;
    let key = row.get("key").and_then(Value::as_text).map(|text| {
        // The comma of a number is no separator: «12,5; 0,1».
        let separator = if text.contains(';') { ';' } else { ',' };
        let parts = text.split(separator).map(str::trim);
        parts
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    });
    Some(Ruling {
        question: question.trim().to_owned(),
        key: key.filter(|key| !is_for_all(key)),
    })
}

fn is_for_all(key: &[String]) -> bool {
    let word = |one: &String| FOR_ALL.contains(&one.to_lowercase().as_str());
    key.is_empty() || matches!(key, [one] if word(one))
}

fn too_many() -> Stuck {
    Stuck {
        code: "too_many_rulings",
        ru: format!("Решений по вопросам больше {MAX_RULINGS}."),
        en: format!("There are more than {MAX_RULINGS} rulings."),
    }
}
