//! Tests in a story: the applicant begins, answers by the key or otherwise, finishes.

use reglament_core::{Actor, Command, Instance, InstanceId, TestAct, TestRecord};
use reglament_definition::{Bank, StepKind};

use super::{Play, Trouble, time};
use crate::story::TakeTest;

pub(super) fn take(play: &mut Play<'_>, wish: &TakeTest) -> Result<(), Trouble> {
    time::at(play, wish.at.as_deref())?;
    let id = instance(play, wish)?;
    let step = || wish.step.clone();
    if record(play, &id, wish).is_none() {
        let open = Command::Test {
            step: step(),
            act: TestAct::Open,
        };
        play.world.execute(&id, Actor::Applicant, open)?;
    }
    for (question, answer) in answers(play, &id, wish)? {
        let save = Command::Test {
            step: step(),
            act: TestAct::Save { question, answer },
        };
        play.world.execute(&id, Actor::Applicant, save)?;
    }
    if wish.finish {
        let finish = Command::Test {
            step: step(),
            act: TestAct::Finish,
        };
        play.world.execute(&id, Actor::Applicant, finish)?;
    }
    Ok(())
}

fn instance(play: &Play<'_>, wish: &TakeTest) -> Result<InstanceId, Trouble> {
    if let Some(alias) = &wish.instance {
        return Ok(play.id(Some(alias))?);
    }
    let at = |found: &&Instance| found.token_at(&wish.step).is_some();
    let found: Vec<InstanceId> = play
        .world
        .instances()
        .filter(at)
        .map(|found| found.id().clone())
        .collect();
    match found.as_slice() {
        [one] => Ok(one.clone()),
        many => Err(Trouble::Story(format!(
            "{} instances stand at `{}`: say which `instance`",
            many.len(),
            wish.step
        ))),
    }
}

fn record<'p>(play: &'p Play<'_>, id: &InstanceId, wish: &TakeTest) -> Option<&'p TestRecord> {
    let steps = play.world.instance(id)?.steps();
    steps.get(&wish.step)?.test.as_deref()
}

type Answers = Vec<(String, Vec<String>)>;

/// What is answered, question by question.
fn answers(play: &Play<'_>, id: &InstanceId, wish: &TakeTest) -> Result<Answers, Trouble> {
    let mut answers: Answers = Vec::new();
    if wish.right.is_some() || wish.wrong.is_some() {
        let bank = bank(play, id, wish).ok_or_else(|| {
            let text = format!("`{}` is no test that can be answered", wish.step);
            Trouble::Story(text)
        })?;
        let wrong = wish.wrong.clone().unwrap_or_default().names();
        let drawn = record(play, id, wish).map(|record| &record.questions);
        let asked = drawn.into_iter().flatten().map(|drawn| &drawn.question);
        let asked = asked.take(wish.right.unwrap_or(usize::MAX));
        let asked = asked.filter(|id| !wrong.contains(id));
        answers.extend(asked.filter_map(|id| {
            let question = bank.question(id)?;
            // A number carries its tolerance beside it.
            let parts = match question.kind {
                reglament_definition::QuestionKind::Number => 1,
                _ => question.key.len(),
            };
            let key = question.key.iter().take(parts).cloned().collect();
            Some((id.clone(), key))
        }));
    }
    let own = wish.answers.iter().flatten();
    answers.extend(own.map(|(question, answer)| (question.clone(), answer.names())));
    Ok(answers)
}

fn bank<'p>(play: &'p Play<'_>, id: &InstanceId, wish: &TakeTest) -> Option<&'p Bank> {
    let reference = play.world.instance(id)?.definition().as_ref()?;
    let definition = play.world.package().definitions.get(&reference.process)?;
    let StepKind::Test(test) = &definition.step(&wish.step)?.kind else {
        return None;
    };
    definition.banks.get(&test.bank)
}
