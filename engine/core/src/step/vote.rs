//! A commission votes: one task per member, closed when nobody is left to vote, by the chair, or when time is up.
//!
//! Members act for themselves only: nobody stands in for an absent member. Counting is in `people::tally`.

use std::collections::{BTreeMap, BTreeSet};

use reglament_definition::{Step, UserTask, Vote};
use reglament_expression::Value;

use super::{Progress, offer, user_task};
use crate::{
    Actor, DueDate, PeopleRejection, Rejection, Task, TaskId, TimerEvent, TimerPurpose, TokenId,
    Verdict, VoteEnd, VoteEvent, chairs,
    limits::MAX_MEMBERS,
    people::{members, on},
    scribe::{Scribe, Stuck},
    verdict,
};

/// Opens the vote.
pub(super) fn enter(
    scribe: &mut Scribe<'_>,
    token: TokenId,
    step: &Step,
    task: &UserTask,
    vote: &Vote,
    due: Option<DueDate>,
) -> Result<Progress, Stuck> {
    let not_by = offer::excluded(scribe, task)?;
    let members = members(&scribe.facts(), &vote.members)?;
    if members.len() > MAX_MEMBERS {
        return Err(too_many(&step.title.ru));
    }
    let done = |member: &String| {
        let performers = &scribe.instance().performers;
        let steps = task.offer.excludes.iter();
        steps
            .filter_map(|step| performers.get(step))
            .any(|done| done.contains(member))
    };
    let voters: Vec<String> = members
        .iter()
        .filter(|member| !not_by.contains(*member) && !done(member))
        .cloned()
        .collect();
    if voters.is_empty() {
        return Err(nobody_votes(&step.title.ru));
    }
    let count = u32::try_from(members.len()).unwrap_or(u32::MAX);
    scribe.emit(VoteEvent::Opened {
        step: step.id.clone(),
        members: count,
        needed: vote.quorum.needed(count),
        secret: vote.secret,
    });
    if let Some(due) = &due {
        scribe.schedule(token, None, due.at, TimerPurpose::CloseVote);
    }
    for voter in voters {
        let wanted = user_task::Wanted {
            roles: BTreeSet::new(),
            signature: false,
            not_by: not_by.clone(),
            due: due.clone(),
            people: Some(BTreeSet::from([voter])),
            ballot: true,
        };
        user_task::create(scribe, token, step, task, wanted)?;
    }
    Ok(Progress::Waiting)
}

/// The chair closes the vote.
pub(crate) fn close_vote(
    scribe: &mut Scribe<'_>,
    actor: &Actor,
    token: TokenId,
    step: &Step,
    task: &UserTask,
) -> Result<(), Rejection> {
    let Some(vote) = &task.vote else {
        return Err(Rejection::EventNotAllowed);
    };
    let chair = chairs(&scribe.facts(), &vote.chair);
    let chair = chair.map_err(|failure| Rejection::CannotEvaluate {
        ru: failure.ru,
        en: failure.en,
    })?;
    let allowed = matches!(actor, Actor::Person(id) if chair.contains(id));
    if !allowed {
        return Err(PeopleRejection::OnlyTheChair.into());
    }
    close(scribe, token, step, task, vote, None);
    Ok(())
}

/// The time for the vote is up.
pub(super) fn time_is_up(scribe: &mut Scribe<'_>, token: TokenId, step: &Step, task: &UserTask) {
    if let Some(vote) = &task.vote {
        close(scribe, token, step, task, vote, None);
    }
}

/// The term of a vote has moved, or stands still: it closes when the term now says. Its members share the term.
pub(super) fn retime(scribe: &mut Scribe<'_>, task: TaskId, held: bool) {
    let Some(ballot) = ballot(scribe, task) else {
        return;
    };
    let token = ballot.token;
    let wanted = ballot.due.as_ref().map(|due| due.at).filter(|_| !held);
    let timers = scribe.instance().timers.iter();
    let closing = timers.filter(|(_, timer)| {
        timer.token == Some(token) && timer.purpose == TimerPurpose::CloseVote
    });
    let (right, wrong): (Vec<_>, Vec<_>) = closing
        .map(|(id, timer)| (*id, timer.at))
        .partition(|(_, at)| Some(*at) == wanted);
    for (timer, _) in wrong {
        scribe.emit(TimerEvent::Cancelled { timer });
    }
    if let Some(at) = wanted.filter(|_| right.is_empty()) {
        scribe.schedule(token, None, at, TimerPurpose::CloseVote);
    }
}

fn ballot<'s>(scribe: &'s Scribe<'_>, task: TaskId) -> Option<&'s Task> {
    let task = scribe.instance().tasks.get(&task);
    task.filter(|task| task.ballot)
}

/// A member has voted (or stepped back): closes the vote when nobody else is asked. `secret` is the secret ballot that
/// the box does not hold yet.
pub(crate) fn member_done(
    scribe: &mut Scribe<'_>,
    token: TokenId,
    step: &Step,
    task: &UserTask,
    secret: Option<&str>,
) {
    let asked = scribe.instance().tasks.values().any(|t| t.token == token);
    if let Some(vote) = task.vote.as_ref().filter(|_| !asked) {
        close(scribe, token, step, task, vote, secret);
    }
}

fn close(
    scribe: &mut Scribe<'_>,
    token: TokenId,
    step: &Step,
    task: &UserTask,
    vote: &Vote,
    secret: Option<&str>,
) {
    let tally = tally(scribe, step, task, vote, secret);
    let found = chairs(&scribe.facts(), &vote.chair);
    let chairs = match found {
        Ok(chairs) => chairs,
        Err(failure) => return scribe.raise(Some(token), &step.id, failure.into()),
    };
    let record = scribe.instance().steps.get(&step.id);
    let needed = record
        .and_then(|record| record.vote.as_ref())
        .map_or(1, |vote| vote.needed);
    let of_chair = record.into_iter().flat_map(|record| &record.signatures);
    let of_chair = of_chair.filter(|signature| {
        let id = signature.by.get("id").and_then(Value::as_text);
        id.is_some_and(|id| chairs.iter().any(|chair| chair == id))
    });
    let casting = of_chair
        .filter_map(|signature| signature.outcome.clone())
        .next();
    let Verdict { how, outcome } = verdict(vote, needed, &tally, casting.as_deref());
    scribe.emit(VoteEvent::Closed {
        step: step.id.clone(),
        tally,
        how,
        outcome: outcome.clone(),
        on: on(scribe),
    });
    if how != VoteEnd::NoQuorum
        && let Some(document) = &task.document
        && let Err(stuck) = super::draw(scribe, &step.id, document)
    {
        return scribe.raise(Some(token), &step.id, stuck);
    }
    let next = way(task, vote, how, outcome.as_deref());
    super::leave(scribe, token, next);
}

fn way<'k>(
    task: &'k UserTask,
    vote: &'k Vote,
    how: VoteEnd,
    outcome: Option<&str>,
) -> &'k [String] {
    match how {
        VoteEnd::NoQuorum => &vote.no_quorum,
        VoteEnd::Tie => &vote.tie,
        VoteEnd::Majority | VoteEnd::Casting => {
            let chosen = task
                .outcomes
                .iter()
                .find(|o| Some(o.id.as_str()) == outcome);
            let own = chosen.map(|o| &o.next).filter(|next| !next.is_empty());
            own.unwrap_or(&task.next)
        }
    }
}

/// Votes per outcome; outcomes without votes count 0.
fn tally(
    scribe: &Scribe<'_>,
    step: &Step,
    task: &UserTask,
    vote: &Vote,
    secret: Option<&str>,
) -> BTreeMap<String, u32> {
    let record = scribe.instance().steps.get(&step.id);
    let run = record.map_or(0, |record| record.runs);
    let outcomes = task.outcomes.iter();
    let mut tally: BTreeMap<String, u32> = outcomes.map(|o| (o.id.clone(), 0)).collect();
    let mut add = |outcome: &str, votes: u32| {
        *tally.entry(outcome.to_owned()).or_insert(0) += votes;
    };
    if vote.secret {
        for (outcome, votes) in scribe.context.ballots.of(&step.id, run) {
            add(&outcome, votes);
        }
        secret.into_iter().for_each(|outcome| add(outcome, 1));
    } else {
        let signatures = record.into_iter().flat_map(|record| &record.signatures);
        signatures
            .filter_map(|signature| signature.outcome.as_deref())
            .for_each(|outcome| add(outcome, 1));
    }
    tally
}

fn too_many(title: &str) -> Stuck {
    Stuck {
        code: "too_many_members",
        ru: format!("В комиссии шага «{title}» больше {MAX_MEMBERS} человек."),
        en: format!("The commission of «{title}» has more than {MAX_MEMBERS} members."),
    }
}

fn nobody_votes(title: &str) -> Stuck {
    Stuck {
        code: "task_without_candidate",
        ru: format!("Голосовать на шаге «{title}» некому: в комиссии не осталось людей."),
        en: format!("Nobody can vote on «{title}»: no member is left."),
    }
}
