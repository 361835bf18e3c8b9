//! Tells what happened in a walk with the titles of the definition.

use reglament_definition::{DataKind, Definition, Step, StepKind, Title};
use reglament_expression::Value;

use super::events::{
    branched, came_first, cancelled, decided, done, event_came, interrupted, silent, undecided,
    undone,
};
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
        let mut beats: Vec<Beat> = way.iter().filter_map(|each| self.beat(*each)).collect();
        // A condition is told by the decision that asks it; the last ones by themselves.
        let left = |each: &&Happened| {
            !matches!(
                each,
                Happened::Left(..) | Happened::Released(..) | Happened::Came(..)
            )
        };
        let last = way.iter().rev().take_while(left);
        let mut supposed: Vec<Beat> = last.filter_map(|each| self.supposed(*each)).collect();
        supposed.reverse();
        beats.extend(supposed);
        beats
    }

    fn supposed(&self, happened: Happened) -> Option<Beat> {
        let Happened::Chosen(variable, value) = happened else {
            return None;
        };
        let variable = self.net.variables.get(variable)?;
        let Subject::Asked(text) = &variable.subject else {
            return None;
        };
        let (condition, holds) = (text.trim().to_owned(), value == 1);
        let told = match holds {
            true => Sentence {
                ru: format!("Условие `{condition}` исполняется."),
                en: format!("The condition `{condition}` holds."),
            },
            false => Sentence {
                ru: format!("Условие `{condition}` не исполняется."),
                en: format!("The condition `{condition}` does not hold."),
            },
        };
        Some(Beat {
            step: None,
            deed: Deed::Supposed { condition, holds },
            told,
        })
    }

    fn beat(&self, happened: Happened) -> Option<Beat> {
        match happened {
            Happened::Begun(place) => Some(self.begun(self.plan.roots.get(place)?)),
            Happened::Left(step, way) => {
                self.left(step, &self.net.nodes.get(step)?.ways.get(way)?.told)
            }
            Happened::Released(step, way) => {
                let told = &self.net.nodes.get(step)?.ways.get(way)?.told;
                if let Told::Undone(step, by) = told {
                    return self.undone(*step, *by);
                }
                let event = match told {
                    Told::Beside(place) | Told::Interrupted(place) => Some(*place),
                    _ => None,
                };
                self.left(step, told).map(|beat| Beat {
                    deed: Deed::Released { event },
                    ..beat
                })
            }
            Happened::Chosen(variable, value) => {
                self.chosen(self.net.variables.get(variable)?, value)
            }
            Happened::UsedUp(step) => self.used_up(step),
            Happened::Came(begun, by_itself) => Some(self.came(begun, by_itself)),
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
            (_, Some(event)) => event_came(event),
            (Begun::Cancelled, None) => cancelled(),
            (Begun::Schedule, None) => Sentence {
                ru: "Процесс начат по расписанию.".into(),
                en: "The process was started by schedule.".into(),
            },
            _ => Sentence {
                ru: "Процесс начат.".into(),
                en: "The process was started.".into(),
            },
        };
        let deed = match root.begun {
            Begun::Cancelled => Deed::Cancelled,
            _ => Deed::Begins {
                event: event.map(|event| event.id.clone()),
            },
        };
        Beat {
            step: None,
            deed,
            told,
        }
    }

    fn came(&self, begun: Begun, by_itself: bool) -> Beat {
        let event = match begun {
            Begun::Event(place) => self.plan.definition.events.get(place),
            Begun::Form | Begun::Schedule | Begun::Child | Begun::Cancelled => None,
        };
        let (deed, told) = match event {
            Some(event) => {
                let event_id = event.id.clone();
                let deed = Deed::Came {
                    event: event_id,
                    by_itself,
                };
                (deed, event_came(event))
            }
            None => (Deed::Cancelled, cancelled()),
        };
        Beat {
            step: None,
            deed,
            told,
        }
    }

    fn undone(&self, step: usize, by: usize) -> Option<Beat> {
        let steps = &self.plan.definition.steps;
        let (step, by) = (steps.get(step)?, steps.get(by)?);
        Some(Beat {
            step: Some(step.id.clone()),
            deed: Deed::Undone { by: by.id.clone() },
            told: undone(&step.title, &by.title),
        })
    }

    fn used_up(&self, step: usize) -> Option<Beat> {
        let step = self.plan.definition.steps.get(step)?;
        Some(Beat {
            step: Some(step.id.clone()),
            deed: Deed::UsedUp,
            told: Sentence {
                ru: format!("Повторы шага «{}» исчерпаны.", step.title.ru),
                en: format!(
                    "The repetitions of «{}» are used up.",
                    step.title.text(true)
                ),
            },
        })
    }

    fn left(&self, step: usize, told: &Told) -> Option<Beat> {
        let step = self.plan.definition.steps.get(step)?;
        let (deed, told) = match told {
            Told::Quiet | Told::Undone(..) => return None,
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
            Told::Over => (Deed::Waited, over(&step.title)),
            Told::First(place) => {
                let StepKind::Wait(wait) = &step.kind else {
                    return None;
                };
                (
                    Deed::Happened { option: *place },
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
            Told::Returned(outcome) => {
                let deed = Deed::Returned {
                    outcome: outcome.clone(),
                };
                (deed, returned(&step.title, outcome.as_deref()))
            }
            Told::Beside(place) => {
                let trigger = step.on.get(*place).map(|event| &event.trigger);
                (
                    Deed::Branched { event: *place },
                    branched(trigger, &step.title),
                )
            }
            Told::Cases(places) => {
                let deed = Deed::DecidedAll {
                    cases: places.clone(),
                };
                (deed, decided_all(step, places)?)
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

fn over(title: &Title) -> Sentence {
    Sentence {
        ru: format!("Закончилось ожидание «{}».", title.ru),
        en: format!("The wait «{}» was over.", title.text(true)),
    }
}

/// A process that was called has ended.
fn returned(title: &Title, outcome: Option<&str>) -> Sentence {
    let (ru, en) = outcome.map_or_else(Default::default, |outcome| {
        (
            format!(" с исходом `{outcome}`"),
            format!(" with the outcome `{outcome}`"),
        )
    });
    Sentence {
        ru: format!("Завершился процесс шага «{}»{ru}.", title.ru),
        en: format!("The process of «{}» ended{en}.", title.text(true)),
    }
}

/// Every case that holds is taken.
fn decided_all(step: &Step, places: &[usize]) -> Option<Sentence> {
    let StepKind::Decision(decision) = &step.kind else {
        return None;
    };
    let cases = places.iter().filter_map(|place| decision.cases.get(*place));
    let cases: Vec<String> = cases
        .map(|case| format!("`{}`", case.when.text().trim()))
        .collect();
    let cases = cases.join(", ");
    Some(Sentence {
        ru: format!("«{}» – да: {cases}.", step.title.ru),
        en: format!("«{}»: yes, {cases}.", step.title.text(true)),
    })
}
