//! Who took, returned, delegated or reassigned a task, and the course of a vote, in words.
//!
//! Of a secret ballot only that a member took part is told, and the count at the end.

use std::collections::BTreeSet;

use reglament_core::{Event, OnBehalf, TaskEvent, VoteEnd, VoteEvent};
use reglament_definition::{Definition, StepKind, Title};
use reglament_expression::Value;

use super::history::{Titles, Told, say};
use super::value::full_name;
use crate::library::LoadedPackage;

/// « за Иванову А. П., по замещению, приказ № 15» – what follows the name of whoever acted in another's place.
pub(super) fn in_place_of(behalf: Option<&OnBehalf>) -> (String, String) {
    let Some(behalf) = behalf else {
        return (String::new(), String::new());
    };
    let of = named(&behalf.of);
    match &behalf.order {
        Some(order) => (
            format!(" за: {of}, по замещению, приказ {order}"),
            format!(" for {of}, as substitute, order {order}"),
        ),
        None => (
            format!(" за: {of}, по поручению"),
            format!(" for {of}, by delegation"),
        ),
    }
}

/// Events about who has a task.
pub(super) fn task<'e>(
    event: &'e Event,
    definition: &Definition,
    package: &LoadedPackage,
) -> Option<Told<'e>> {
    let name = |id: &str| {
        let person = package.organisation.people.get(id);
        person.map_or_else(|| id.to_owned(), |person| full_name(&person.name))
    };
    let why = |reason: Option<&str>| {
        reason
            .map(|reason| format!(": {reason}"))
            .unwrap_or_default()
    };
    Some(match event {
        Event::Task(TaskEvent::Claimed { by, .. }) => say(
            None,
            format!("Взял(а) задачу в работу: {}", name(by)),
            format!("Task taken by {}", name(by)),
        ),
        Event::Task(TaskEvent::Reminded { by: Some(by), .. }) => say(
            None,
            format!("Напомнил(а) о задаче: {}", name(by)),
            format!("A reminder was sent by {}", name(by)),
        ),
        Event::Task(TaskEvent::Escalated { by, to, note, .. }) => {
            let why = why(note.as_deref());
            let (ru, en) = roles(definition, to);
            say(
                None,
                format!("Сообщил(а) о просрочке выше: {} → {ru}{why}", name(by)),
                format!("Lateness told further up: {} → {en}{why}", name(by)),
            )
        }
        Event::Task(TaskEvent::Returned { by, reason, .. }) => {
            let why = why(reason.as_deref());
            say(
                None,
                format!("Вернул(а) задачу: {}{why}", name(by)),
                format!("Task given back by {}{why}", name(by)),
            )
        }
        Event::Task(TaskEvent::Delegated { by, to, reason, .. }) => {
            let why = why(reason.as_deref());
            say(
                None,
                format!("Поручение: {} → {}{why}", name(by), name(to)),
                format!("Delegated: {} → {}{why}", name(by), name(to)),
            )
        }
        Event::Task(TaskEvent::Reassigned { to, reason, .. }) => say(
            None,
            format!("Задача передана: {}. Причина: {reason}", name(to)),
            format!("Task reassigned to {}. Reason: {reason}", name(to)),
        ),
        _ => return None,
    })
}

/// Titles of roles as the process names them; ids of those that it does not name.
fn roles(definition: &Definition, roles: &BTreeSet<String>) -> (String, String) {
    let titles: Vec<Titles> = roles
        .iter()
        .map(|role| {
            let known = definition.roles.get(role).cloned();
            known.unwrap_or_else(|| Title::russian(role)).into()
        })
        .collect();
    let list = |text: fn(&Titles) -> &str| titles.iter().map(text).collect::<Vec<_>>().join(", ");
    (list(|title| &title.ru), list(|title| &title.en))
}

/// The course of a vote.
pub(super) fn vote<'e>(event: &'e Event, definition: &Definition) -> Option<Told<'e>> {
    Some(match event {
        Event::Vote(VoteEvent::Opened {
            step,
            members,
            needed,
            secret,
        }) => {
            let (ru, en) = match secret {
                true => ("Открыто тайное голосование", "Secret ballot opened"),
                false => ("Открыто голосование", "Vote opened"),
            };
            let t = Titles::of(definition, step);
            say(
                Some(step),
                format!(
                    "{ru} «{}»: членов комиссии {members}, кворум {needed}",
                    t.ru
                ),
                format!("{en} «{}»: members {members}, quorum {needed}", t.en),
            )
        }
        Event::Vote(VoteEvent::MemberRecused {
            step, by, reason, ..
        }) => say(
            Some(step),
            format!("Самоотвод: {}. Причина: {reason}", named(by)),
            format!("Recused: {}. Reason: {reason}", named(by)),
        ),
        Event::Vote(VoteEvent::DissentFiled { step, by, .. }) => say(
            Some(step),
            format!("Особое мнение: {}", named(by)),
            format!("Dissenting opinion: {}", named(by)),
        ),
        Event::Vote(VoteEvent::Closed {
            step,
            tally,
            how,
            outcome,
            ..
        }) => {
            let count = |english| counted(definition, step, tally, english);
            let (ru, en) = ended(definition, step, *how, outcome.as_deref());
            say(
                Some(step),
                format!("Голосование закрыто: {ru}. {}", count(false)),
                format!("Vote closed: {en}. {}", count(true)),
            )
        }
        _ => return None,
    })
}

fn ended(
    definition: &Definition,
    step: &str,
    how: VoteEnd,
    outcome: Option<&str>,
) -> (String, String) {
    let title = |english| title(definition, step, outcome.unwrap_or_default(), english);
    match how {
        VoteEnd::Majority => (
            format!("решение «{}»", title(false)),
            format!("decided «{}»", title(true)),
        ),
        VoteEnd::Casting => (
            format!("решение «{}» голосом председателя", title(false)),
            format!("decided «{}» by the chair's casting vote", title(true)),
        ),
        VoteEnd::Tie => (
            "решение не принято, голосов недостаточно".into(),
            "no outcome has enough votes".into(),
        ),
        VoteEnd::NoQuorum => ("нет кворума".into(), "no quorum".into()),
    }
}

fn counted(
    definition: &Definition,
    step: &str,
    tally: &std::collections::BTreeMap<String, u32>,
    english: bool,
) -> String {
    let one = |(id, votes): (&String, &u32)| {
        format!("{} – {votes}", title(definition, step, id, english))
    };
    tally.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn title(definition: &Definition, step: &str, outcome: &str, english: bool) -> String {
    let found = definition.step(step).and_then(|step| match &step.kind {
        StepKind::UserTask(task) => task.outcomes.iter().find(|o| o.id == outcome),
        _ => None,
    });
    found.map_or_else(
        || outcome.to_owned(),
        |outcome| outcome.title.text(english).to_owned(),
    )
}

fn named(person: &Value) -> String {
    person.get("name").map(full_name).unwrap_or_default()
}
