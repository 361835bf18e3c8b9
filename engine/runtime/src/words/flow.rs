//! What decided the way in words: rows of tables, waits for the first of several, repetitions used up.

use reglament_core::{Event, FlowEvent};
use reglament_definition::{Definition, StepKind, WaitTrigger};

use super::history::{Titles, Told, say};

pub(super) fn tell<'e>(event: &'e Event, definition: &Definition) -> Option<Told<'e>> {
    Some(match event {
        Event::Flow(FlowEvent::TableDecided { step, rows }) => table(definition, step, rows),
        Event::Flow(FlowEvent::RepeatUsedUp { step, then }) => {
            let (t, next) = (Titles::of(definition, step), Titles::of(definition, then));
            say(
                Some(step),
                format!("Повторений «{}» больше нет, дальше «{}»", t.ru, next.ru),
                format!(
                    "«{}» may not be repeated any more, «{}» follows",
                    t.en, next.en
                ),
            )
        }
        Event::Flow(FlowEvent::WaitEnded { step, option, .. }) => {
            let t = Titles::of(definition, step);
            let (ru, en) = waited(definition, step, *option);
            say(
                Some(step),
                format!("«{}»: {ru}", t.ru),
                format!("«{}»: {en}", t.en),
            )
        }
        _ => return None,
    })
}

fn table<'e>(definition: &Definition, step: &str, rows: &[u32]) -> Told<'e> {
    let t = Titles::of(definition, step);
    let list: Vec<String> = rows.iter().map(u32::to_string).collect();
    let (ru, en) = match rows {
        [] => (
            "ни одна строка таблицы не подошла".to_owned(),
            "no row of the table fitted".to_owned(),
        ),
        [row] => (
            format!("строка таблицы {row}"),
            format!("row {row} of the table"),
        ),
        _ => (
            format!("строки таблицы {}", list.join(", ")),
            format!("rows {} of the table", list.join(", ")),
        ),
    };
    say(
        Some(step),
        format!("«{}»: {ru}", t.ru),
        format!("«{}»: {en}", t.en),
    )
}

/// What ended a wait for the first of several.
fn waited(definition: &Definition, step: &str, option: u32) -> (String, String) {
    let found = definition.step(step).and_then(|step| match &step.kind {
        StepKind::Wait(wait) => wait.first.get(usize::try_from(option).ok()?),
        _ => None,
    });
    let (ru, en) = match found.map(|option| &option.trigger) {
        Some(WaitTrigger::Message(message)) => {
            return (
                format!("пришло сообщение «{message}»"),
                format!("the message «{message}» came"),
            );
        }
        Some(WaitTrigger::Until(_)) => ("наступил назначенный день", "the appointed day came"),
        Some(WaitTrigger::Term(_)) => ("истёк срок", "the term passed"),
        Some(WaitTrigger::When(_)) => ("выполнено условие", "the condition came true"),
        None => ("ожидание закончилось", "the wait ended"),
    };
    (ru.to_owned(), en.to_owned())
}
