//! The course of a test in words: when it was begun and ended, never what was asked or scored.

use reglament_core::{Ruling, TestEnd, TestEvent};
use reglament_definition::Definition;

use super::history::{Titles, Told, say};

/// What happens to a test; single answers are not told, the journal has them.
pub(super) fn tell<'e>(event: &'e TestEvent, definition: &Definition) -> Option<Told<'e>> {
    Some(match event {
        TestEvent::Opened {
            step,
            ends_at,
            questions,
            ..
        } => {
            let t = Titles::of(definition, step);
            let until = ends_at.with_timezone(&definition.zone);
            let until = until.format("%d.%m.%Y %H:%M");
            let count = questions.len();
            say(
                Some(step),
                format!("Тест «{}» начат, вопросов: {count}; время до {until}", t.ru),
                format!(
                    "The test «{}» was begun, {count} questions; until {until}",
                    t.en
                ),
            )
        }
        TestEvent::AnswerSaved { .. } => return None,
        TestEvent::Closed { step, how, .. } => {
            let t = Titles::of(definition, step);
            let (ru, en) = match how {
                TestEnd::Finished => ("закончен участником", "was finished"),
                TestEnd::TimeOver => ("закончен: время вышло", "is over: the time ran out"),
            };
            say(
                Some(step),
                format!("Тест «{}» {ru}", t.ru),
                format!("The test «{}» {en}", t.en),
            )
        }
        TestEvent::Missed { step } => {
            let t = Titles::of(definition, step);
            say(
                Some(step),
                format!("Тест «{}» не начат: участник не явился", t.ru),
                format!("The test «{}» was not begun: nobody came", t.en),
            )
        }
        TestEvent::Regraded {
            step,
            rulings,
            reason,
            ..
        } => regraded(definition, step, rulings, reason.as_deref()),
    })
}

/// Which questions were looked at anew, and why.
fn regraded<'e>(
    definition: &Definition,
    step: &'e str,
    rulings: &[Ruling],
    reason: Option<&str>,
) -> Told<'e> {
    let t = Titles::of(definition, step);
    let ids: Vec<&str> = rulings.iter().map(|r| r.question.as_str()).collect();
    let (ids, why) = (ids.join(", "), reason.map(|why| format!(": {why}")));
    let why = why.unwrap_or_default();
    say(
        Some(step),
        format!(
            "Результат теста «{}» пересчитан по вопросам {ids}{why}",
            t.ru
        ),
        format!(
            "The test «{}» was graded anew by the questions {ids}{why}",
            t.en
        ),
    )
}
