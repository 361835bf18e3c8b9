//! Random people: computed assignees, four eyes, votes; and random commands about who does a task.

use reglament_core::{Absence, Command, Instance, TaskId};
use reglament_definition::*;

use super::generate::{PEOPLE, Tape, expression};

/// Who is offered a task.
pub(super) fn offer(signed: bool, n: usize, tape: &mut Tape<'_>) -> Offer {
    let named = tape.chance(15) && !signed;
    Offer {
        assignee: named.then(|| expression(["'anna'", "['boris', 'gleb']"][tape.below(2)])),
        filter: (!named && !signed && tape.chance(15))
            .then(|| expression("person.school != 'boris'")),
        excludes: match n > 0 && tape.chance(30) {
            true => vec![format!("s{}", tape.below(n))],
            false => vec![],
        },
        conflict: tape
            .chance(15)
            .then(|| expression("(n ?? 0) > 20 and person.id == 'vera'")),
        reassign_by: vec![],
    }
}

/// A vote, with ways on.
pub(super) fn vote(way: &[String], tape: &mut Tape<'_>) -> Vote {
    let secret = tape.chance(50);
    Vote {
        members: match tape.chance(50) {
            true => People::Role("clerk".into()),
            false => People::Expression(expression("['anna', 'boris', 'vera']")),
        },
        chair: People::Role("chair".into()),
        quorum: [Quorum::Share { of: 2, parts: 3 }, Quorum::Count(2)][tape.below(2)],
        secret,
        pass: [Majority::Simple, Majority::TwoThirds, Majority::All][tape.below(3)],
        casting: !secret && tape.chance(50),
        dissent: !secret,
        recusal: tape.chance(70),
        tie: way.to_vec(),
        no_quorum: way.to_vec(),
    }
}

/// Substitution that the whole run lives with.
pub(super) fn absences(tape: &mut Tape<'_>) -> Vec<Absence> {
    let day = |text: &str| text.parse().expect("a sample date");
    let away = |person: &str, substitutes: &[&str]| Absence {
        person: person.into(),
        from: day("2021-10-10"),
        until: day("2021-11-20"),
        substitutes: substitutes.iter().map(|id| (*id).to_owned()).collect(),
        order: "№ 1".into(),
    };
    match tape.below(3) {
        0 => vec![],
        1 => vec![away("boris", &["vera", "gleb"])],
        _ => vec![away("vera", &["anna"]), away("anna", &["gleb"])],
    }
}

/// A person and a command about who does one of the open tasks.
pub(super) fn command(instance: &Instance, tape: &mut Tape<'_>) -> (String, Command) {
    let open: Vec<TaskId> = instance.tasks().keys().copied().collect();
    let task = open
        .get(tape.below(open.len()))
        .copied()
        .unwrap_or(TaskId(99));
    let by = PEOPLE[tape.below(PEOPLE.len())].to_owned();
    let to = PEOPLE[tape.below(PEOPLE.len())].to_owned();
    let reason = "так надо".to_owned();
    let command = match tape.below(6) {
        0 => Command::ClaimTask { task },
        1 => return returned(instance, by, task),
        2 => Command::DelegateTask {
            task,
            to,
            reason: None,
        },
        3 => Command::ReassignTask { task, to, reason },
        4 => Command::Recuse { task, reason },
        // There is no vote to close beside a task that is no ballot.
        _ if instance.tasks().get(&task).is_some_and(|open| !open.ballot) => {
            let note = Some(reason);
            Command::EscalateTask { task, note }
        }
        _ => {
            let step = instance.tasks().get(&task).map(|task| task.step.clone());
            Command::CloseVote {
                step: step.unwrap_or_default(),
            }
        }
    };
    (by, command)
}

/// Whoever took a task gives it back; when nobody took one, somebody tries all the same.
fn returned(instance: &Instance, by: String, task: TaskId) -> (String, Command) {
    let taken = instance
        .tasks()
        .iter()
        .find_map(|(id, task)| Some((task.claimed_by.clone()?, *id)));
    let (by, task) = taken.unwrap_or((by, task));
    (by, Command::ReturnTask { task, reason: None })
}
