//! A test through the personal link: what is asked, what is answered, by the clock of the server.
//!
//! Nothing here knows a key, and nothing is shown but the variant of whoever holds the link.

use chrono::{DateTime, Utc};
use reglament_calendar::{end_of_local_day, start_of_day};
use reglament_core::{
    Actor, Command, CommandId, Drawn, Rejection, Request, TestAct, TestRecord, TestRefusal,
};
use reglament_definition::{
    Question, QuestionKind, QuestionOption, Step, StepKind, TermSource, TestStep, Title,
};
use reglament_expression::Expression;

use super::{Service, ServiceError, case::Case};
use crate::{
    projection,
    view::{AnswerKept, AskedView, TestLink, TestStage, TestView},
    writer::{Order, Target},
};

impl Service {
    /// The test of the case with this receipt code. Asking changes nothing.
    ///
    /// # Errors
    /// Not found for an unknown code or a step that is no test of the case.
    pub async fn test(&self, code: &str, step: &str) -> Result<TestView, ServiceError> {
        let case = self.case_of(code).await?;
        let (step, test) = test_of(&case, step)?;
        Ok(TestView {
            instance: case.instance.id().clone(),
            receipt: case.instance.receipt().to_owned(),
            step: step.id.clone(),
            title: step.title.clone(),
            act: case.act(),
            subject: projection::subject(&case.instance, &case.definition),
            minutes: minutes(&case, test),
            count: test.questions,
            stage: stage(&case, step, test).ok_or(ServiceError::NotFound)?,
        })
    }

    /// Begins the test; beginning again changes nothing.
    ///
    /// # Errors
    /// Not found for an unknown code; the engine's rejections otherwise.
    pub async fn open_test(
        &self,
        id: CommandId,
        code: &str,
        step: &str,
    ) -> Result<(), ServiceError> {
        let case = self.case_of(code).await?;
        let step = step.to_owned();
        self.of_test(
            id,
            &case,
            Command::Test {
                step,
                act: TestAct::Open,
            },
        )
        .await
    }

    /// Keeps an answer to the question at `place` of the variant. `picks`: places of options or pairs, from 1; for a number
    /// the number as typed; nothing to take the answer back.
    ///
    /// # Errors
    /// Not found for an unknown code; the engine's rejections otherwise. What was refused is not kept.
    pub async fn save_answer(
        &self,
        id: CommandId,
        code: &str,
        step: &str,
        place: usize,
        picks: &[String],
    ) -> Result<AnswerKept, ServiceError> {
        let case = self.case_of(code).await?;
        test_of(&case, step)?;
        let test = record(&case, step);
        let test = test.ok_or(Rejection::Test(TestRefusal::NotBegun))?;
        let drawn = place
            .checked_sub(1)
            .and_then(|index| test.questions.get(index))
            .ok_or(Rejection::Test(TestRefusal::UnknownQuestion))?;
        let answer = written(&case, test, drawn, picks)
            .ok_or(Rejection::Test(TestRefusal::AnswerDoesNotFit))?;
        let blank = answer.iter().all(|part| part.trim().is_empty());
        let mut answered = test.answers.len();
        match (test.answers.contains_key(&drawn.question), blank) {
            (true, true) => answered -= 1,
            (false, false) => answered += 1,
            _ => {}
        }
        let ends_at = test.ends_at;
        let command = Command::Test {
            step: step.to_owned(),
            act: TestAct::Save {
                question: drawn.question.clone(),
                answer,
            },
        };
        self.of_test(id, &case, command).await?;
        Ok(AnswerKept { ends_at, answered })
    }

    /// Finishes the test before its time is over.
    ///
    /// # Errors
    /// Not found for an unknown code; the engine's rejections otherwise.
    pub async fn finish_test(
        &self,
        id: CommandId,
        code: &str,
        step: &str,
    ) -> Result<(), ServiceError> {
        let case = self.case_of(code).await?;
        let step = step.to_owned();
        self.of_test(
            id,
            &case,
            Command::Test {
                step,
                act: TestAct::Finish,
            },
        )
        .await
    }

    async fn case_of(&self, code: &str) -> Result<Case, ServiceError> {
        let id = self.find_receipt(code).await?;
        self.case(&id.ok_or(ServiceError::NotFound)?).await
    }

    /// No digest: each of these commands may be repeated without harm, and forty answers of forty people should not fill
    /// the table of known commands.
    async fn of_test(
        &self,
        id: CommandId,
        case: &Case,
        command: Command,
    ) -> Result<(), ServiceError> {
        let order = Order {
            target: Target::Existing(case.instance.id().clone()),
            request: Request {
                id,
                actor: Actor::Applicant,
                command,
            },
            digest: None,
        };
        self.submit(order).await.map(drop)
    }
}

/// Tests that the applicant may take or is taking.
pub(super) fn links(case: &Case) -> Vec<TestLink> {
    let open = |step: &&Step| {
        matches!(step.kind, StepKind::Test(_)) && case.instance.token_at(&step.id).is_some()
    };
    let steps = case.definition.steps.iter().filter(open);
    steps
        .map(|step| TestLink {
            step: step.id.clone(),
            title: step.title.clone(),
            running: record(case, &step.id).is_some(),
        })
        .collect()
}

fn test_of<'c>(case: &'c Case, step: &str) -> Result<(&'c Step, &'c TestStep), ServiceError> {
    let step = case.definition.step(step).ok_or(ServiceError::NotFound)?;
    match &step.kind {
        StepKind::Test(test) => Ok((step, test)),
        _ => Err(ServiceError::NotFound),
    }
}

fn record<'c>(case: &'c Case, step: &str) -> Option<&'c TestRecord> {
    case.instance.steps().get(step)?.test.as_deref()
}

/// None for a step that the case has never come to.
fn stage(case: &Case, step: &Step, test: &TestStep) -> Option<TestStage> {
    let here = case.instance.token_at(&step.id).is_some();
    if let Some(record) = record(case, &step.id) {
        return Some(match &record.result {
            Some(result) => TestStage::Over {
                closed_at: result.closed_at,
                how: result.how,
                answered: record.answers.len(),
            },
            // The time is over; the timer that scores it is about to fire.
            None if !here || case.now >= record.ends_at => TestStage::Over {
                closed_at: record.ends_at,
                how: reglament_core::TestEnd::TimeOver,
                answered: record.answers.len(),
            },
            None => TestStage::Running {
                now: case.now,
                ends_at: record.ends_at,
                questions: asked(case, test, record),
            },
        });
    }
    if !here {
        let been = case.instance.steps().get(&step.id)?;
        return been.completed_at.map(|_| TestStage::Missed);
    }
    let moment = |when: &Expression, of_date: fn(_, _) -> DateTime<Utc>| {
        let value = case.evaluate(when)?;
        let date = || value.as_date().map(|date| of_date(date, case.zone()));
        value.as_moment().or_else(date)
    };
    let opens = test.opens.as_ref();
    let opens_at = opens.and_then(|when| moment(when, start_of_day));
    let closes = test.closes.as_ref();
    let closes_at = closes.and_then(|when| moment(when, end_of_local_day));
    Some(match opens_at.filter(|opens_at| case.now < *opens_at) {
        Some(opens_at) => TestStage::Ahead { opens_at },
        None if closes_at.is_some_and(|closes| case.now >= closes) => TestStage::Missed,
        None => TestStage::Ready { closes_at },
    })
}

fn minutes(case: &Case, test: &TestStep) -> i64 {
    let term = match &test.time {
        TermSource::Literal(term) => Some(*term),
        TermSource::Parameter(name) => {
            let parameter = case.definition.parameters.get(name);
            parameter.and_then(|found| found.value.as_term().copied())
        }
    };
    let time = term.and_then(|term| term.fixed());
    time.map_or(0, |time| time.num_minutes())
}

fn question<'c>(case: &'c Case, test: &TestRecord, drawn: &Drawn) -> Option<&'c Question> {
    let bank = case.definition.banks.get(&test.bank)?;
    bank.question(&drawn.question)
}

fn asked(case: &Case, step: &TestStep, test: &TestRecord) -> Vec<AskedView> {
    debug_assert_eq!(step.bank, test.bank);
    let view = |(drawn, place): (&Drawn, usize)| {
        let question = question(case, test, drawn)?;
        let (options, pairs) = columns(question, drawn);
        let answer = test.answers.get(&drawn.question);
        let answer = answer.map(Vec::as_slice).unwrap_or_default();
        let titles = |side: &[&QuestionOption]| -> Vec<Title> {
            side.iter().map(|option| option.text.clone()).collect()
        };
        Some(AskedView {
            place,
            text: question.text.clone(),
            kind: drawn.kind,
            points: drawn.points,
            options: titles(&options),
            pairs: titles(&pairs),
            unit: question.measure.clone(),
            answer: shown(drawn, answer, chosen_from(drawn.kind, &options, &pairs)),
        })
    };
    test.questions.iter().zip(1..).filter_map(view).collect()
}

/// Both columns in the order in which they are shown.
fn columns<'q>(
    question: &'q Question,
    drawn: &Drawn,
) -> (Vec<&'q QuestionOption>, Vec<&'q QuestionOption>) {
    let mixed = |side: &'q [QuestionOption]| {
        let find = |id: &String| side.iter().find(|option| option.id == *id);
        drawn.options.iter().filter_map(find).collect()
    };
    match drawn.kind {
        QuestionKind::Match => (question.options.iter().collect(), mixed(&question.pairs)),
        _ => (mixed(&question.options), Vec::new()),
    }
}

fn chosen_from<'s, 'q>(
    kind: QuestionKind,
    options: &'s [&'q QuestionOption],
    pairs: &'s [&'q QuestionOption],
) -> &'s [&'q QuestionOption] {
    match kind {
        QuestionKind::Match => pairs,
        _ => options,
    }
}

/// Ids of options as their places.
fn shown(drawn: &Drawn, answer: &[String], from: &[&QuestionOption]) -> Vec<String> {
    if drawn.kind == QuestionKind::Number {
        return answer.to_vec();
    }
    let place = |id: &String| {
        let index = from.iter().position(|option| option.id == *id);
        index.map_or_else(String::new, |index| (index + 1).to_string())
    };
    answer.iter().map(place).collect()
}

/// Places of options as their ids; none when a place does not exist.
fn written(case: &Case, test: &TestRecord, drawn: &Drawn, picks: &[String]) -> Option<Vec<String>> {
    if drawn.kind == QuestionKind::Number {
        return Some(picks.to_vec());
    }
    let question = question(case, test, drawn)?;
    let (options, pairs) = columns(question, drawn);
    let from = chosen_from(drawn.kind, &options, &pairs);
    let id = |pick: &String| match pick.trim() {
        "" => Some(String::new()),
        pick => {
            let index = pick.parse::<usize>().ok()?.checked_sub(1)?;
            Some(from.get(index)?.id.clone())
        }
    };
    picks.iter().map(id).collect()
}
