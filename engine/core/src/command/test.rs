//! A person begins a test, gives answers and finishes.
//!
//! The clock is the server's: what comes after the end is refused, whether or not the timer has fired yet.

use serde::{Deserialize, Serialize};

use reglament_definition::{Bank, Question, QuestionKind, Step, StepKind, TestStep, number};

use super::Actor;
use crate::{
    Rejection, TestEnd, TestEvent, TestRecord, TestRefusal, TokenId,
    limits::{MAX_ANSWER, MAX_ANSWER_PARTS},
    scribe::Scribe,
    step,
};

/// What whoever takes a test does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TestAct {
    /// Begin: the variant is drawn, the clock runs.
    Open,
    /// Save an answer; the last one to a question counts.
    Save {
        /// Question.
        question: String,
        /// The answer; empty to take it back.
        answer: Vec<String>,
    },
    /// Finish before the time is over.
    Finish,
}

/// Any act about a test.
pub(super) fn handle(
    scribe: &mut Scribe<'_>,
    actor: &Actor,
    step: &str,
    act: &TestAct,
) -> Result<(), Rejection> {
    if *actor != Actor::Applicant {
        return Err(TestRefusal::NotYours.into());
    }
    let open = open(scribe, step)?;
    match act {
        TestAct::Open => step::open_test(scribe, open.token, open.step, open.test),
        TestAct::Save { question, answer } => save(scribe, &open, question, answer),
        TestAct::Finish => finish(scribe, &open),
    }
}

fn finish(scribe: &mut Scribe<'_>, open: &Open<'_>) -> Result<(), Rejection> {
    running(scribe, open)?;
    let closed = step::close_test(scribe, open.step, open.test, TestEnd::Finished);
    let next = closed.map_err(|stuck| Rejection::CannotEvaluate {
        ru: stuck.ru,
        en: stuck.en,
    })?;
    step::leave(scribe, open.token, &next);
    Ok(())
}

/// A test at which the instance stands.
struct Open<'d> {
    token: TokenId,
    step: &'d Step,
    test: &'d TestStep,
}

fn open<'d>(scribe: &Scribe<'d>, id: &str) -> Result<Open<'d>, Rejection> {
    let closed = || Rejection::StepNotOpen {
        step: id.to_owned(),
    };
    let step = scribe.context.definition.step(id).ok_or_else(closed)?;
    let StepKind::Test(test) = &step.kind else {
        return Err(closed());
    };
    let Some(token) = scribe.instance().token_at(id) else {
        // The timer may have closed it a moment ago: the person is told so, not that there is no test.
        return Err(match scribe.instance().steps.get(id) {
            Some(record) if record.test.is_some() => TestRefusal::Over.into(),
            Some(record) if record.completed_at.is_some() => TestRefusal::TooLate.into(),
            _ => closed(),
        });
    };
    Ok(Open { token, step, test })
}

/// The record of a test whose time is not over.
fn running<'s>(scribe: &'s Scribe<'_>, open: &Open<'_>) -> Result<&'s TestRecord, Rejection> {
    let record = scribe.instance().steps.get(&open.step.id);
    let test = record.and_then(|record| record.test.as_deref());
    let test = test.ok_or(TestRefusal::NotBegun)?;
    if test.result.is_some() || scribe.now() >= test.ends_at {
        return Err(TestRefusal::Over.into());
    }
    Ok(test)
}

fn save(
    scribe: &mut Scribe<'_>,
    open: &Open<'_>,
    question: &str,
    answer: &[String],
) -> Result<(), Rejection> {
    let test = running(scribe, open)?;
    let drawn = test.drawn(question).ok_or(TestRefusal::UnknownQuestion)?;
    let bank = scribe.context.definition.banks.get(&open.test.bank);
    let asked = bank.and_then(|bank: &Bank| bank.question(&drawn.question));
    let asked = asked.ok_or(TestRefusal::UnknownQuestion)?;
    let answer = fitting(asked, answer).ok_or(TestRefusal::AnswerDoesNotFit)?;
    let known = test.answers.get(question).map(Vec::as_slice);
    if known.unwrap_or_default() == answer.as_slice() {
        return Ok(());
    }
    scribe.emit(TestEvent::AnswerSaved {
        step: open.step.id.clone(),
        question: question.to_owned(),
        answer,
    });
    Ok(())
}

/// The answer as it is written down; none when it cannot be an answer to this question. A half-given answer is one: it is
/// kept, though it is not right.
fn fitting(question: &Question, answer: &[String]) -> Option<Vec<String>> {
    if answer.len() > MAX_ANSWER_PARTS || answer.iter().any(|part| part.len() > MAX_ANSWER) {
        return None;
    }
    if answer.iter().all(|part| part.trim().is_empty()) {
        return Some(Vec::new());
    }
    let among = |part: &String, options: &[reglament_definition::QuestionOption]| {
        options.iter().any(|option| option.id == *part)
    };
    let given = || answer.iter().filter(|part| !part.is_empty());
    match question.kind {
        QuestionKind::Number => {
            let [one] = answer else { return None };
            Some(vec![number(one)?.normalize().to_string()])
        }
        QuestionKind::Single => {
            (answer.len() == 1 && among(&answer[0], &question.options)).then(|| answer.to_vec())
        }
        QuestionKind::Multiple => {
            let fits = given().all(|part| among(part, &question.options));
            // In the order of the bank, so that the same choice is the same answer.
            let chosen = question.options.iter().map(|option| &option.id);
            let chosen = chosen.filter(|id| answer.contains(id)).cloned().collect();
            fits.then_some(chosen)
        }
        QuestionKind::Order | QuestionKind::Match => {
            let from = if question.kind == QuestionKind::Match {
                &question.pairs
            } else {
                &question.options
            };
            let fits = answer.len() == question.options.len();
            (fits && given().all(|part| among(part, from))).then(|| answer.to_vec())
        }
    }
}
