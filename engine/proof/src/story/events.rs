//! Events of steps and of the process, and votes without a decision, in sentences.

use reglament_definition::{ProcessEvent, Title, Trigger};

use super::Sentence;

/// An event of the process.
pub(super) fn event_came(event: &ProcessEvent) -> Sentence {
    Sentence {
        ru: format!("Произошло событие «{}».", event.title.ru),
        en: format!("The event «{}» happened.", event.title.text(true)),
    }
}

/// An event that interrupts a step.
pub(super) fn interrupted(trigger: Option<&Trigger>, title: &Title) -> Sentence {
    let (ru, en) = (&title.ru, title.text(true));
    match trigger {
        Some(Trigger::Message(message)) => Sentence {
            ru: format!("Пришло сообщение «{message}»: шаг «{ru}» прерван."),
            en: format!("The message `{message}` came: the step «{en}» was interrupted."),
        },
        Some(Trigger::When(when)) => {
            let when = when.text().trim();
            Sentence {
                ru: format!("Исполнилось условие `{when}`: шаг «{ru}» прерван."),
                en: format!(
                    "The condition `{when}` came to hold: the step «{en}» was interrupted."
                ),
            }
        }
        Some(Trigger::Error(_)) => Sentence {
            ru: format!("Шаг «{ru}» закончился ошибкой."),
            en: format!("The step «{en}» raised an error."),
        },
        Some(Trigger::Term(_)) | None => Sentence {
            ru: format!("Истёк срок: шаг «{ru}» прерван."),
            en: format!("The term passed: the step «{en}» was interrupted."),
        },
    }
}

/// An event beside a step.
pub(super) fn branched(trigger: Option<&Trigger>, title: &Title) -> Sentence {
    let (ru, en) = (&title.ru, title.text(true));
    let (what_ru, what_en) = match trigger {
        Some(Trigger::Message(message)) => (
            format!("Пришло сообщение «{message}»"),
            format!("The message `{message}` came"),
        ),
        Some(Trigger::When(when)) => {
            let when = when.text().trim();
            (
                format!("Исполнилось условие `{when}`"),
                format!("The condition `{when}` came to hold"),
            )
        }
        Some(Trigger::Error(_)) => ("Произошла ошибка".into(), "An error was raised".into()),
        Some(Trigger::Term(_)) | None => ("Истёк срок".into(), "The term passed".into()),
    };
    Sentence {
        ru: format!("{what_ru}: рядом с шагом «{ru}» началась побочная ветвь."),
        en: format!("{what_en}: a side branch began beside «{en}»."),
    }
}

/// A vote without a decision.
pub(super) fn undecided(title: &Title, quorum: bool) -> Sentence {
    let (ru, en) = match quorum {
        true => (
            "ни один исход не набрал голосов",
            "no outcome had enough votes",
        ),
        false => ("не было кворума", "there was no quorum"),
    };
    Sentence {
        ru: format!("Голосование «{}» закончилось без решения: {ru}.", title.ru),
        en: format!(
            "The vote «{}» ended without a decision: {en}.",
            title.text(true)
        ),
    }
}
