//! Tells what happened in a walk with the titles of the definition.

use reglament_definition::{
    Case, DataKind, Definition, Outcome, Step, StepKind, Title, Trigger, WaitTrigger,
};
use reglament_expression::Value;

use super::{Beat, Deed, Sentence};
use crate::net::Net;
use crate::net::machine::Happened;
use crate::net::variable::{Subject, UNSET, Variable};
use crate::plan::{Begun, Plan, Root, Told};

/// Tells the walks of one process.
pub(crate) struct Teller<'t> {
    pub(crate) plan: &'t Plan<'t>,
    pub(crate) net: &'t Net,
}

impl Teller<'_> {
    /// The beats worth telling.
    pub(crate) fn beats(&self, way: &[Happened]) -> Vec<Beat> {
        way.iter()
            .filter_map(|happened| self.beat(*happened))
            .collect()
    }

    fn beat(&self, happened: Happened) -> Option<Beat> {
        match happened {
            Happened::Begun(place) => Some(self.begun(self.plan.roots.get(place)?)),
            Happened::Left(step, way) => {
                self.left(step, &self.net.nodes.get(step)?.ways.get(way)?.told)
            }
            Happened::Chosen(variable, value) => {
                self.chosen(self.net.variables.get(variable)?, value)
            }
            Happened::Arrived | Happened::Finished => None,
        }
    }

    fn begun(&self, root: &Root) -> Beat {
        let definition = self.plan.definition;
        let event = match root.begun {
            Begun::Event(place) => definition.events.get(place),
            _ => None,
        };
        let told = match (&root.begun, event) {
            (_, Some(event)) => Sentence {
                ru: format!("Произошло событие «{}».", event.title.ru),
                en: format!("The event «{}» happened.", event.title.text(true)),
            },
            (Begun::Cancelled, None) => Sentence {
                ru: "Процесс прекращён.".into(),
                en: "The process was cancelled.".into(),
            },
            (Begun::Schedule, None) => Sentence {
                ru: "Процесс начат по расписанию.".into(),
                en: "The process was started by schedule.".into(),
            },
            _ => Sentence {
                ru: "Процесс начат.".into(),
                en: "The process was started.".into(),
            },
        };
        Beat {
            step: None,
            deed: Deed::Begins {
                event: event.map(|event| event.id.clone()),
            },
            told,
        }
    }

    fn left(&self, step: usize, told: &Told) -> Option<Beat> {
        let step = self.plan.definition.steps.get(step)?;
        let (title, en) = (&step.title.ru, step.title.text(true));
        let (deed, told) = match told {
            Told::Quiet => return None,
            Told::Done(place) => {
                let outcome = match (&step.kind, place) {
                    (StepKind::UserTask(task), Some(place)) => task.outcomes.get(*place),
                    _ => None,
                };
                let told = done(&step.title, outcome);
                let outcome = outcome.map(|outcome| outcome.id.clone());
                (Deed::Completes { outcome }, told)
            }
            Told::Undecided { quorum } => (
                Deed::Undecided { quorum: *quorum },
                undecided(&step.title, *quorum),
            ),
            Told::Over => {
                let told = Sentence {
                    ru: format!("Закончилось ожидание «{title}»."),
                    en: format!("The wait «{en}» was over."),
                };
                (Deed::Waited, told)
            }
            Told::First(place) => {
                let StepKind::Wait(wait) = &step.kind else {
                    return None;
                };
                (
                    Deed::Waited,
                    came_first(&wait.first.get(*place)?.trigger, &step.title),
                )
            }
            Told::Silent => (Deed::Waited, silent(step)),
            Told::Interrupted(place) => {
                let trigger = step.on.get(*place).map(|event| &event.trigger);
                (
                    Deed::Interrupted { event: *place },
                    interrupted(trigger, &step.title),
                )
            }
            Told::Case(place) => {
                let StepKind::Decision(decision) = &step.kind else {
                    return None;
                };
                let case = place.and_then(|place| decision.cases.get(place));
                (Deed::Decided { case: *place }, decided(&step.title, case))
            }
        };
        Some(Beat {
            step: Some(step.id.clone()),
            deed,
            told,
        })
    }

    fn chosen(&self, variable: &Variable, value: u8) -> Option<Beat> {
        let name = match &variable.subject {
            Subject::Field(name) | Subject::Parameter(name) => name,
            Subject::Asked(_) => return None,
        };
        let definition = self.plan.definition;
        let field = definition
            .field(name)
            .map(|field| (&field.title, &field.kind));
        let parameter = definition.parameters.get(name);
        let (title, kind) = field.or(parameter.map(|p| (&p.title, &p.kind)))?;
        let told = if value == UNSET {
            Sentence {
                ru: format!("«{}» не заполнено.", title.ru),
                en: format!("«{}» is not filled in.", title.text(true)),
            }
        } else {
            let known = variable.values.get(usize::from(value).saturating_sub(1));
            let value = known.map_or_else(some_value, |value| in_words(kind, value));
            Sentence {
                ru: format!("«{}» – {}.", title.ru, value.ru),
                en: format!("«{}» is {}.", title.text(true), value.en),
            }
        };
        Some(Beat {
            step: None,
            deed: Deed::Assumed {
                name: name.clone(),
                value: (value != UNSET).then(|| plain(variable, value)),
            },
            told,
        })
    }
}

fn done(title: &Title, outcome: Option<&Outcome>) -> Sentence {
    let with = outcome.map_or(Sentence::default(), |outcome| Sentence {
        ru: format!(" с исходом «{}»", outcome.title.ru),
        en: format!(" with the outcome «{}»", outcome.title.text(true)),
    });
    Sentence {
        ru: format!("Выполнена задача «{}»{}.", title.ru, with.ru),
        en: format!("The task «{}» was done{}.", title.text(true), with.en),
    }
}

fn decided(title: &Title, case: Option<&Case>) -> Sentence {
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
fn silent(step: &Step) -> Sentence {
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
fn came_first(trigger: &WaitTrigger, title: &Title) -> Sentence {
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

fn interrupted(trigger: Option<&Trigger>, title: &Title) -> Sentence {
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

/// A value as a form or a scenario would give it.
fn plain(variable: &Variable, value: u8) -> String {
    match variable.values.get(usize::from(value).saturating_sub(1)) {
        Some(Value::Text(text)) => text.clone(),
        Some(Value::Boolean(yes)) => yes.to_string(),
        _ => String::new(),
    }
}

fn some_value() -> Sentence {
    Sentence {
        ru: "заполнено".into(),
        en: "filled in".into(),
    }
}

/// A value as the form shows it.
fn in_words(kind: &DataKind, value: &Value) -> Sentence {
    match (kind, value) {
        (_, Value::Boolean(true)) => Sentence {
            ru: "да".into(),
            en: "yes".into(),
        },
        (_, Value::Boolean(false)) => Sentence {
            ru: "нет".into(),
            en: "no".into(),
        },
        (DataKind::Choice(options), Value::Text(id)) => {
            let option = options.iter().find(|option| option.id == *id);
            option.map_or_else(some_value, |option| Sentence {
                ru: format!("«{}»", option.title.ru),
                en: format!("«{}»", option.title.text(true)),
            })
        }
        _ => some_value(),
    }
}

/// The title of a step in both languages.
pub(crate) fn title(definition: &Definition, step: usize) -> Sentence {
    let step = definition.steps.get(step);
    Sentence {
        ru: step.map(|step| step.title.ru.clone()).unwrap_or_default(),
        en: step
            .map(|step| step.title.text(true).to_owned())
            .unwrap_or_default(),
    }
}

fn undecided(title: &Title, quorum: bool) -> Sentence {
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
