//! A test on the computer: waits until it is begun, then until it is finished or its time is over, and scores it.

use chrono::{DateTime, Utc};
use reglament_calendar::{end_of_local_day, start_of_day};
use reglament_definition::{Bank, Question, QuestionKind, Step, TestStep};
use reglament_expression::Expression;

use super::{Progress, variant};
use crate::{
    Drawn, Rejection, TestEnd, TestEvent, TestRefusal, TimerEvent, TimerId, TimerPurpose, TokenId,
    due,
    scribe::{Scribe, Stuck},
    test_record::sum,
};

pub(super) fn enter(
    scribe: &mut Scribe<'_>,
    token: TokenId,
    test: &TestStep,
) -> Result<Progress, Stuck> {
    if let Some(closes) = closes_at(scribe, test)? {
        scribe.schedule(token, None, closes, TimerPurpose::TestCloses);
    }
    Ok(Progress::Waiting)
}

/// Until when it may be begun.
fn closes_at(scribe: &Scribe<'_>, test: &TestStep) -> Result<Option<DateTime<Utc>>, Stuck> {
    let Some(closes) = &test.closes else {
        return Ok(None);
    };
    moment(scribe, closes, end_of_local_day).map(Some)
}

fn moment(
    scribe: &Scribe<'_>,
    expression: &Expression,
    of_date: fn(chrono::NaiveDate, chrono_tz::Tz) -> DateTime<Utc>,
) -> Result<DateTime<Utc>, Stuck> {
    let value = expression.evaluate(&scribe.facts().scope())?;
    let zone = scribe.context.definition.zone;
    let date = value.as_date().map(|date| of_date(date, zone));
    value.as_moment().or(date).ok_or_else(|| Stuck {
        code: "test_window_unknown",
        ru: format!("Когда проводится тест, не задано: «{}».", expression.text()),
        en: format!(
            "It is not set when the test is held: `{}`.",
            expression.text()
        ),
    })
}

/// The person begins. Beginning again changes nothing.
pub(crate) fn open_test(
    scribe: &mut Scribe<'_>,
    token: TokenId,
    step: &Step,
    test: &TestStep,
) -> Result<(), Rejection> {
    let record = scribe.instance().steps.get(&step.id);
    if record.is_some_and(|record| record.test.is_some()) {
        return Ok(());
    }
    let now = scribe.now();
    let refused = |stuck: Stuck| Rejection::CannotEvaluate {
        ru: stuck.ru,
        en: stuck.en,
    };
    if let Some(opens) = &test.opens {
        let opens_at = moment(scribe, opens, start_of_day).map_err(refused)?;
        if now < opens_at {
            return Err(TestRefusal::TooEarly { opens_at }.into());
        }
    }
    let closes = closes_at(scribe, test).map_err(refused)?;
    if closes.is_some_and(|closes| now >= closes) {
        return Err(TestRefusal::TooLate.into());
    }
    let time = due::term_of(&scribe.facts(), &test.time).map_err(|e| refused(e.into()))?;
    let ends_at = time.fixed().map(|time| now + time);
    let ends_at = ends_at.ok_or_else(|| refused(no_time()))?;
    let bank = bank(scribe, test).map_err(refused)?;
    let (id, digest) = (bank.id.clone(), bank.digest.clone());
    let questions = variant::draw(scribe, step, test, bank);
    cancel_window(scribe, token);
    scribe.emit(TestEvent::Opened {
        step: step.id.clone(),
        bank: id,
        digest,
        ends_at,
        questions,
    });
    scribe.schedule(token, None, ends_at, TimerPurpose::TestEnds);
    Ok(())
}

fn cancel_window(scribe: &mut Scribe<'_>, token: TokenId) {
    let of = |purpose: TimerPurpose| purpose == TimerPurpose::TestCloses;
    let timers: Vec<TimerId> = scribe
        .instance()
        .timers
        .iter()
        .filter(|(_, timer)| timer.token == Some(token) && of(timer.purpose))
        .map(|(id, _)| *id)
        .collect();
    for timer in timers {
        scribe.emit(TimerEvent::Cancelled { timer });
    }
}

fn bank<'d>(scribe: &Scribe<'d>, test: &TestStep) -> Result<&'d Bank, Stuck> {
    let bank = scribe.context.definition.banks.get(&test.bank);
    bank.ok_or_else(|| Stuck {
        code: "test_bank_missing",
        ru: format!("Банка вопросов «{}» нет.", test.bank),
        en: format!("There is no bank of questions `{}`.", test.bank),
    })
}

fn no_time() -> Stuck {
    Stuck {
        code: "test_time_unknown",
        ru: "Сколько длится тест, не посчитать: время задаётся в минутах или часах.".into(),
        en: "The time of the test cannot be counted: it is given in minutes or hours.".into(),
    }
}

/// The last moment to begin has come.
pub(super) fn window_over(
    scribe: &mut Scribe<'_>,
    token: TokenId,
    step: &Step,
    test: &TestStep,
) -> Result<Progress, Stuck> {
    let record = scribe.instance().steps.get(&step.id);
    if record.is_some_and(|record| record.test.is_some()) {
        return Ok(Progress::Waiting);
    }
    // The day of the test may have been put off after the timer was set.
    if let Some(closes) = closes_at(scribe, test)?.filter(|closes| *closes > scribe.now()) {
        scribe.schedule(token, None, closes, TimerPurpose::TestCloses);
        return Ok(Progress::Waiting);
    }
    scribe.emit(TestEvent::Missed {
        step: step.id.clone(),
    });
    Ok(Progress::Leave(test.next.clone()))
}

/// The time is over.
pub(super) fn time_over(
    scribe: &mut Scribe<'_>,
    step: &Step,
    test: &TestStep,
) -> Result<Progress, Stuck> {
    close_test(scribe, step, test, TestEnd::TimeOver).map(Progress::Leave)
}

/// Scores the answers that were given. Says where to go then.
pub(crate) fn close_test(
    scribe: &mut Scribe<'_>,
    step: &Step,
    test: &TestStep,
    how: TestEnd,
) -> Result<Vec<String>, Stuck> {
    let bank = bank(scribe, test)?;
    let record = scribe.instance().steps.get(&step.id);
    if let Some(record) = record.and_then(|record| record.test.as_deref()) {
        let key = |id: &str| {
            let question: &Question = bank.question(id)?;
            Some(question.key.as_slice())
        };
        let earned = record.earned(key);
        scribe.emit(TestEvent::Closed {
            step: step.id.clone(),
            how,
            correct: sum(&earned),
            total: record.total(),
            earned,
        });
    }
    Ok(test.next.clone())
}

/// What a variant holds of a question; `mix` puts options in another order.
pub(super) fn drawn(question: &Question, mix: impl FnOnce(Vec<String>) -> Vec<String>) -> Drawn {
    let shown = match question.kind {
        QuestionKind::Match => &question.pairs,
        QuestionKind::Single
        | QuestionKind::Multiple
        | QuestionKind::Order
        | QuestionKind::Number => &question.options,
    };
    let ids = shown.iter().map(|option| option.id.clone()).collect();
    Drawn {
        question: question.id.clone(),
        kind: question.kind,
        points: question.points,
        options: mix(ids),
    }
}
