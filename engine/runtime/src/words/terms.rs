//! Acts about terms in words, with the table of dates before and after.

use reglament_core::{DateChange, Event, TaskEvent, TermEvent, TermOwner};
use reglament_definition::{Definition, Title};
use reglament_expression::Value;

use super::history::{Told, say};
use super::value::full_name;

/// Two sentences: Russian and English.
type Said = (String, String);

/// Events about terms; none for others, and for a count that moved nothing.
pub(super) fn tell<'e>(event: &'e Event, definition: &Definition) -> Option<Told<'e>> {
    match event {
        Event::Term(TermEvent::SetForInstance { due, .. }) => {
            let date = due.date.format("%d.%m.%Y");
            let said = say(
                None,
                format!("Установлен срок дела: {date}"),
                format!("The term of the whole case: {date}"),
            );
            Some(Told {
                due: Some(due),
                ..said
            })
        }
        _ => {
            let (step, (ru, en)) = notice(event, definition).or_else(|| act(event, definition))?;
            Some(say(step, ru, en))
        }
    }
}

/// What the engine tells by itself.
fn notice<'e>(event: &'e Event, definition: &Definition) -> Option<(Option<&'e str>, Said)> {
    Some(match event {
        Event::Task(TaskEvent::Lapsed {
            step,
            outcome,
            basis,
            ..
        }) => (Some(step), lapsed(definition, step, outcome, basis)),
        Event::Term(TermEvent::InstanceReminded {}) => (
            None,
            pair(
                "Отправлено напоминание о сроке дела",
                "A reminder of the term of the case was sent",
            ),
        ),
        Event::Term(TermEvent::InstanceOverdue { level }) => (
            None,
            (
                format!("Срок дела прошёл, отправлено уведомление № {level}"),
                format!("The term of the case has passed, notice no. {level} was sent"),
            ),
        ),
        Event::Term(TermEvent::Recomputed { changes, .. }) => {
            (None, recomputed(definition, changes))
        }
        _ => return None,
    })
}

/// What people decided, with the table.
fn act<'e>(event: &'e Event, definition: &Definition) -> Option<(Option<&'e str>, Said)> {
    let (head, changes) = match event {
        Event::Term(TermEvent::Extended {
            term,
            reason,
            by,
            basis,
            changes,
            ..
        }) => {
            let (ru, en, who) = (term.to_string(), term.to_english(), person(by));
            let (clause_ru, clause_en) = clauses(basis);
            let head = (
                format!("Срок продлён ({ru}{clause_ru}){who}: {reason}"),
                format!("Term extended by {en}{clause_en}{who}: {reason}"),
            );
            (head, changes)
        }
        Event::Term(TermEvent::Suspended {
            reason,
            by,
            basis,
            changes,
            ..
        }) => {
            let ((clause_ru, clause_en), who) = (clauses(basis), person(by));
            let head = (
                format!("Срок приостановлен{clause_ru}{who}: {reason}"),
                format!("Term suspended{clause_en}{who}: {reason}"),
            );
            (head, changes)
        }
        Event::Term(TermEvent::Resumed {
            reason,
            by,
            changes,
            ..
        }) => {
            let who = by.as_ref().map(person).unwrap_or_default();
            let why = reason.as_ref().map(|why| format!(": {why}"));
            let why = why.unwrap_or_default();
            let head = (
                format!("Течение срока продолжено{who}{why}"),
                format!("Term resumed{who}{why}"),
            );
            (head, changes)
        }
        _ => return None,
    };
    Some((first(changes), with_table(definition, head, changes)))
}

fn recomputed(definition: &Definition, changes: &[DateChange]) -> Said {
    let moved: Vec<DateChange> = changes
        .iter()
        .filter(|change| change.moved())
        .cloned()
        .collect();
    if moved.is_empty() {
        return pair(
            "Сроки сверены с новой редакцией календаря: даты прежние",
            "Terms checked against a new edition of the calendar: the dates stay",
        );
    }
    let head = pair(
        "Сроки пересчитаны по новой редакции календаря",
        "Terms counted anew by a new edition of the calendar",
    );
    with_table(definition, head, &moved)
}

fn lapsed(definition: &Definition, step: &str, outcome: &str, basis: &[String]) -> Said {
    let found = definition.step(step);
    let title = found.map_or_else(|| Title::russian(step), |step| step.title.clone());
    let chosen = found.and_then(|step| match &step.kind {
        reglament_definition::StepKind::UserTask(task) => {
            let known = task.outcomes.iter().find(|known| known.id == outcome);
            known.map(|known| known.title.clone())
        }
        _ => None,
    });
    let chosen = chosen.unwrap_or_else(|| Title::russian(outcome));
    let (ru, en) = clauses(basis);
    (
        format!(
            "Срок «{}» истёк, наступило последствие: {}{ru}",
            title.ru, chosen.ru
        ),
        format!(
            "The term of «{}» passed, which means: {}{en}",
            title.text(true),
            chosen.text(true)
        ),
    )
}

fn first(changes: &[DateChange]) -> Option<&str> {
    changes.first().and_then(|change| change.step.as_deref())
}

fn person(by: &Value) -> String {
    let name = by.get("name").map(full_name).unwrap_or_default();
    if name.is_empty() {
        name
    } else {
        format!(", {name}")
    }
}

fn clauses(basis: &[String]) -> Said {
    if basis.is_empty() {
        return Said::default();
    }
    let list = basis.join(", ");
    (format!(", п. {list}"), format!(", cl. {list}"))
}

fn pair(ru: &str, en: &str) -> Said {
    (ru.to_owned(), en.to_owned())
}

/// The sentence, and after it what every date was and is.
pub(super) fn with_table(definition: &Definition, head: Said, changes: &[DateChange]) -> Said {
    let rows = |english| {
        let row = |change: &DateChange| row(definition, change, english);
        changes.iter().map(row).collect::<Vec<_>>().join("; ")
    };
    (
        format!("{}. {}", head.0, rows(false)),
        format!("{}. {}", head.1, rows(true)),
    )
}

/// «Ответ»: 01.10.2021 → 01.11.2021.
fn row(definition: &Definition, change: &DateChange, english: bool) -> String {
    let name = match (&change.step, change.owner) {
        (_, TermOwner::Instance) | (None, _) => match english {
            true => "whole case".to_owned(),
            false => "срок дела".to_owned(),
        },
        (Some(step), _) => {
            let title = definition
                .step(step)
                .map(|found| found.title.text(english).to_owned());
            format!("«{}»", title.unwrap_or_else(|| step.clone()))
        }
    };
    let before = change.before.format("%d.%m.%Y");
    let after = match (change.held, english) {
        (true, false) => "приостановлен".to_owned(),
        (true, true) => "suspended".to_owned(),
        (false, _) => change.after.format("%d.%m.%Y").to_string(),
    };
    format!("{name}: {before} → {after}")
}

/// The title of the term of the whole instance.
pub(crate) fn whole_term() -> Title {
    Title {
        ru: "Срок всего дела".to_owned(),
        en: Some("Term of the whole case".to_owned()),
    }
}
