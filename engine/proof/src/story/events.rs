//! Events of steps and of the process, and votes without a decision, in sentences.

use reglament_definition::{
    Case, Outcome, ProcessEvent, Step, StepKind, Title, Trigger, WaitTrigger,
};

use super::Sentence;

/// An event of the process.
pub(super) fn event_came(event: &ProcessEvent) -> Sentence {
    Sentence {
        ru: format!("Произошло событие «{}».", event.title.ru),
        en: format!("The event «{}» happened.", event.title.text(true)),
    }
}

/// A cancellation.
pub(super) fn cancelled() -> Sentence {
    Sentence {
        ru: "Процесс прекращён.".into(),
        en: "The process was cancelled.".into(),
    }
}

/// A step that a compensation undoes.
pub(super) fn undone(step: &Title, by: &Title) -> Sentence {
    Sentence {
        ru: format!("Шаг «{}» отменяется шагом «{}».", step.ru, by.ru),
        en: format!("«{}» is undone by «{}».", step.text(true), by.text(true)),
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

/// A task that was done.
pub(super) fn done(title: &Title, outcome: Option<&Outcome>) -> Sentence {
    let with = outcome.map_or(Sentence::default(), |outcome| Sentence {
        ru: format!(" с исходом «{}»", outcome.title.ru),
        en: format!(" with the outcome «{}»", outcome.title.text(true)),
    });
    Sentence {
        ru: format!("Выполнена задача «{}»{}.", title.ru, with.ru),
        en: format!("The task «{}» was done{}.", title.text(true), with.en),
    }
}

/// A case that held, or none.
pub(super) fn decided(title: &Title, case: Option<&Case>) -> Sentence {
    let (ru, en) = (&title.ru, title.text(true));
    match case {
        Some(case) => Sentence {
            ru: format!("«{ru}» – да: `{}`.", case.when.text().trim()),
            en: format!("«{en}»: yes, `{}`.", case.when.text().trim()),
        },
        None => Sentence {
            ru: format!("«{ru}» – нет, иначе."),
            en: format!("«{en}»: no, otherwise."),
        },
    }
}

/// The term of a task passed, and that is its answer.
pub(super) fn silent(step: &Step) -> Sentence {
    let answer = match &step.kind {
        StepKind::UserTask(task) => task.silence.as_ref().and_then(|silence| {
            let mut outcomes = task.outcomes.iter();
            outcomes.find(|outcome| outcome.id == silence.outcome)
        }),
        _ => None,
    };
    let answer = answer
        .map(|outcome| outcome.title.clone())
        .unwrap_or_default();
    let (ru, en) = (&step.title.ru, step.title.text(true));
    Sentence {
        ru: format!(
            "Срок задачи «{ru}» прошёл: молчание означает «{}».",
            answer.ru
        ),
        en: format!(
            "The term of «{en}» passed: silence means «{}».",
            answer.text(true)
        ),
    }
}

/// Which of several things ended a wait.
pub(super) fn came_first(trigger: &WaitTrigger, title: &Title) -> Sentence {
    let (ru, en) = match trigger {
        WaitTrigger::Message(message) => (
            format!("пришло сообщение «{message}»"),
            format!("the message `{message}` came"),
        ),
        WaitTrigger::Term(_) => ("истёк срок".to_owned(), "the term passed".to_owned()),
        WaitTrigger::Until(until) => {
            let until = until.text().trim();
            (
                format!("наступил момент `{until}`"),
                format!("the moment `{until}` came"),
            )
        }
        WaitTrigger::When(when) => {
            let when = when.text().trim();
            (
                format!("исполнилось условие `{when}`"),
                format!("the condition `{when}` came to hold"),
            )
        }
    };
    Sentence {
        ru: format!("Закончилось ожидание «{}»: {ru}.", title.ru),
        en: format!("The wait «{}» was over: {en}.", title.text(true)),
    }
}
