//! What people do with tasks beside doing them: take, return, delegate, reassign, tell those above; absences; votes.

use chrono::NaiveDate;
use reglament_core::{Absence, Actor, Command};

use super::{Play, Trouble, action, time};
use crate::story::{Away, Complete, Hand, Refused};

type Done = Result<(), Trouble>;

pub(super) fn claim(play: &mut Play<'_>, wish: &Hand) -> Done {
    give(play, wish, |task, _| Ok(Command::ClaimTask { task }))
}

pub(super) fn give_back(play: &mut Play<'_>, wish: &Hand) -> Done {
    give(play, wish, |task, wish| {
        let reason = wish.reason.clone();
        Ok(Command::ReturnTask { task, reason })
    })
}

pub(super) fn delegate(play: &mut Play<'_>, wish: &Hand) -> Done {
    give(play, wish, |task, wish| {
        let (to, reason) = (to(wish)?, wish.reason.clone());
        Ok(Command::DelegateTask { task, to, reason })
    })
}

pub(super) fn reassign(play: &mut Play<'_>, wish: &Hand) -> Done {
    give(play, wish, |task, wish| {
        let (to, reason) = (to(wish)?, wish.reason.clone().unwrap_or_default());
        Ok(Command::ReassignTask { task, to, reason })
    })
}

pub(super) fn remind(play: &mut Play<'_>, wish: &Hand) -> Done {
    give(play, wish, |task, _| Ok(Command::RemindOfTask { task }))
}

pub(super) fn escalate(play: &mut Play<'_>, wish: &Hand) -> Done {
    give(play, wish, |task, wish| {
        let note = wish.reason.clone();
        Ok(Command::EscalateTask { task, note })
    })
}

pub(super) fn recuse(play: &mut Play<'_>, wish: &Hand) -> Done {
    give(play, wish, |task, wish| {
        let reason = wish.reason.clone().unwrap_or_default();
        Ok(Command::Recuse { task, reason })
    })
}

pub(super) fn close_vote(play: &mut Play<'_>, wish: &Hand) -> Done {
    give(play, wish, |_, wish| {
        let step = wish.task.clone();
        Ok(Command::CloseVote { step })
    })
}

pub(super) fn absence(play: &mut Play<'_>, away: &Away) -> Done {
    let date = |text: &str| {
        let read = NaiveDate::parse_from_str(text, "%Y-%m-%d");
        read.map_err(|_| Trouble::Story(format!("`{text}` is no date such as 2026-03-10")))
    };
    let absence = Absence {
        person: away.person.clone(),
        from: date(&away.from)?,
        until: date(&away.until)?,
        substitutes: away.substitute.names(),
        order: away.order.clone(),
    };
    let entered = play.world.enter_absence(absence);
    entered.map_err(Trouble::Absence)
}

/// The refused action, if it is one of these.
pub(super) fn refused(play: &mut Play<'_>, refused: &Refused) -> Option<Done> {
    type Act = fn(&mut Play<'_>, &Hand) -> Done;
    let acts: [(&Option<Hand>, Act); 8] = [
        (&refused.remind, remind),
        (&refused.escalate, escalate),
        (&refused.claim, claim),
        (&refused.give_back, give_back),
        (&refused.delegate, delegate),
        (&refused.reassign, reassign),
        (&refused.recuse, recuse),
        (&refused.close_vote, close_vote),
    ];
    let found = acts
        .into_iter()
        .find_map(|(wish, act)| wish.as_ref().map(|wish| (wish, act)));
    match (found, &refused.absence) {
        (Some((wish, act)), _) => Some(act(play, wish)),
        (None, Some(away)) => Some(absence(play, away)),
        (None, None) => None,
    }
}

fn to(wish: &Hand) -> Result<String, Trouble> {
    let named = wish.to.clone();
    named.ok_or_else(|| Trouble::Story("say `to` whom".into()))
}

fn give(
    play: &mut Play<'_>,
    wish: &Hand,
    command: impl Fn(reglament_core::TaskId, &Hand) -> Result<Command, Trouble>,
) -> Done {
    time::at(play, wish.at.as_deref())?;
    let (id, task) = action::find_task(play, &like_complete(wish))?;
    let command = command(task, wish)?;
    let actor = Actor::Person(wish.by.clone());
    Ok(play.world.execute(&id, actor, command)?)
}

/// The task is looked for as if it were to be done.
fn like_complete(wish: &Hand) -> Complete {
    Complete {
        task: wish.task.clone(),
        instance: wish.instance.clone(),
        by: wish.by.clone(),
        outcome: None,
        with: reglament_core::RawInput::new(),
        at: None,
    }
}
