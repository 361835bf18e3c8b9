//! The forecast of one instance.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use reglament_core::{
    Actor, CommandId, DueDate, Event, Instance, InstanceEvent, InstanceId, Origin, Recorded,
};
use reglament_definition::{ProcessTrigger, StepKind, Title, Trigger};
use reglament_expression::Value;
use serde::Serialize;

use crate::children::children;
use crate::finish::finish;
use crate::limits::MAX_SETTLING;
use crate::passing::Passing;
use crate::walk::Walk;
use crate::{Asked, Assumed, Assumption, Line, Plan, Sending, Span};

/// What lies ahead.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Forecast {
    /// Process, by id.
    pub process: String,
    /// The steps that are open or may come, each after those that lead to it.
    pub steps: Vec<StepForecast>,
    /// When the whole instance is due on each line: earliest, expected, latest.
    pub due: [Option<DueDate>; 3],
    /// When it is over.
    pub end: Span,
    /// Everything that was assumed.
    pub assumptions: Vec<Assumption>,
    /// The children: those that live, or one that would join on the last day.
    pub children: Vec<ChildForecast>,
}

/// One step ahead.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StepForecast {
    /// Step, by id.
    pub step: String,
    /// Its title.
    pub title: Title,
    /// Whether a token stands there now.
    pub is_open: bool,
    /// Whether somebody or something is waited for there, or the instance ends there; other steps take no time.
    pub takes_time: bool,
    /// When it begins.
    pub entered: Span,
    /// When it is due on each line: earliest, expected, latest.
    pub due: [Option<DueDate>; 3],
    /// When it is done.
    pub done: Span,
}

/// A child's forecast.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChildForecast {
    /// The `for_each` step of the parent.
    pub step: String,
    /// The child; none: one that would join.
    pub instance: Option<InstanceId>,
    /// Its forecast.
    pub forecast: Forecast,
}

impl Forecast {
    /// When the whole instance is due on a line.
    pub fn due(&self, line: Line) -> Option<&DueDate> {
        self.due[line.index()].as_ref()
    }

    /// A step of the forecast.
    pub fn step(&self, id: &str) -> Option<&StepForecast> {
        self.steps.iter().find(|step| step.step == id)
    }

    /// What was assumed in sentences, Russian and English, each with all the steps that it is about.
    pub fn said(&self) -> Vec<(String, String)> {
        let mut grouped: Vec<(&Assumption, Vec<&Title>)> = Vec::new();
        for assumption in &self.assumptions {
            let mut steps = self.steps.iter();
            let step = steps.find(|step| Some(&step.step) == assumption.step.as_ref());
            let title = step.map(|step| &step.title);
            let same = |(known, _): &&mut (&Assumption, _)| {
                known.what == assumption.what && known.step.is_some() == title.is_some()
            };
            match grouped.iter_mut().find(same) {
                Some((_, titles)) => titles.extend(title),
                None => grouped.push((assumption, title.into_iter().collect())),
            }
        }
        let sentence = |(assumption, titles): (&Assumption, Vec<&Title>)| {
            let ru = titles.iter().map(|title| format!("«{}»", title.ru));
            let en = titles.iter().map(|title| format!("`{}`", title.text(true)));
            (
                assumption.ru(&ru.collect::<Vec<_>>().join(", ")),
                assumption.en(&en.collect::<Vec<_>>().join(", ")),
            )
        };
        grouped.into_iter().map(sentence).collect()
    }
}

impl StepForecast {
    /// The due date on a line.
    pub fn due(&self, line: Line) -> Option<&DueDate> {
        self.due[line.index()].as_ref()
    }
}

/// Forecasts a live instance. An ended one has nothing ahead of it.
pub fn forecast(asked: Asked<'_>, instance: &Instance) -> Forecast {
    live(asked, instance, 0)
}

/// Forecasts an instance that would begin at an instant with this data.
pub fn forecast_start(
    asked: Asked<'_>,
    data: BTreeMap<String, Value>,
    at: DateTime<Utc>,
) -> Forecast {
    let mut instance = Instance::new(InstanceId(String::from("…")));
    instance.apply(&Recorded {
        seq: 1,
        at,
        cause: CommandId(String::new()),
        actor: Actor::System,
        event: Event::Instance(InstanceEvent::Started {
            definition: asked.context.definition.reference.clone(),
            receipt: String::new(),
            origin: Origin::Manual,
            parent: None,
            data,
            links: BTreeMap::new(),
        }),
    });
    started(asked, &instance, Span::at(at), 0)
}

/// When the instance sends which messages: for the forecasts of its children, which wait for them.
pub fn sendings(asked: Asked<'_>, instance: &Instance) -> BTreeMap<String, Sending> {
    let own;
    let plan = match asked.plan {
        Some(plan) => plan,
        None => {
            own = Plan::of(asked.context.definition);
            &own
        }
    };
    Walk::new(asked, plan, instance, None, Passing::default())
        .begun_at_tokens(instance)
        .sent
}

pub(crate) fn live(asked: Asked<'_>, instance: &Instance, depth: u32) -> Forecast {
    with_plan(asked, instance, depth, |walk| {
        walk.begun_at_tokens(instance)
    })
}

pub(crate) fn started(asked: Asked<'_>, instance: &Instance, begins: Span, depth: u32) -> Forecast {
    with_plan(asked, instance, depth, |walk| {
        walk.begun_at_start(begins, instance)
    })
}

/// Walks once, and again with the terms of the process that pass before the end.
fn with_plan(
    asked: Asked<'_>,
    instance: &Instance,
    depth: u32,
    go: impl for<'w> Fn(Walk<'w>) -> Walk<'w>,
) -> Forecast {
    let own;
    let plan = match asked.plan {
        Some(plan) => plan,
        None => {
            own = Plan::of(asked.context.definition);
            &own
        }
    };
    let asks = (asked, plan, depth);
    let (mut walk, mut found) = settled(asks, instance, &Passing::default(), &go);
    let passing = walk.passing();
    match passing.is_empty() {
        true => walk.passing = passing,
        false => (walk, found) = settled(asks, instance, &passing, &go),
    }
    walk.note_passing();
    told(walk, found)
}

/// Walks once; with children again, now that it is known when they begin and when the parent's messages reach them.
fn settled<'w>(
    (asked, plan, depth): (Asked<'w>, &'w Plan, u32),
    instance: &Instance,
    passing: &Passing,
    go: &impl Fn(Walk<'w>) -> Walk<'w>,
) -> (Walk<'w>, Vec<ChildForecast>) {
    let mut walk = go(Walk::new(asked, plan, instance, None, passing.clone()));
    let each = |step: &reglament_definition::Step| {
        matches!(step.kind, StepKind::ForEach(_) | StepKind::Call(_))
    };
    let mut ahead = walk.visits.iter().zip(&asked.context.definition.steps);
    if !ahead.any(|(visit, step)| visit.is_some() && each(step)) {
        return (walk, Vec::new());
    }
    // One step over many may stand behind another: each round settles the next of them.
    let mut found = Vec::new();
    for _ in 0..MAX_SETTLING {
        let (ends, forecasts) = children(&mut walk, depth);
        found = forecasts;
        if walk.ends.as_ref() == Some(&ends) {
            break;
        }
        let notes = std::mem::take(&mut walk.notes);
        walk = go(Walk::new(
            asked,
            plan,
            instance,
            Some(ends),
            passing.clone(),
        ));
        walk.notes.extend(notes.into_iter().filter(is_of_children));
    }
    (walk, found)
}

fn is_of_children(note: &Assumption) -> bool {
    matches!(
        note.what,
        Assumed::OneChild | Assumed::ChildrenUnknown | Assumed::ListUnknown | Assumed::OneByOne(_)
    )
}

fn told(mut walk: Walk<'_>, children: Vec<ChildForecast>) -> Forecast {
    let is_term =
        |trigger: &ProcessTrigger| matches!(trigger, ProcessTrigger::Of(Trigger::Term(_)));
    let events = &walk.definition().events;
    if !events.iter().all(|event| is_term(&event.trigger)) {
        walk.note(None, Assumed::NoEvents);
    }
    let due = walk.whole_due();
    let end = finish(&walk);
    let end = walk.within(due[Line::Latest.index()].as_ref(), end);
    let mut steps = Vec::new();
    for index in &walk.plan.order {
        let Some((step, visit)) = walk.step(*index).zip(walk.visits[*index].take()) else {
            continue;
        };
        let takes_time = matches!(
            step.kind,
            StepKind::UserTask(_)
                | StepKind::Wait(_)
                | StepKind::ForEach(_)
                | StepKind::Call(_)
                | StepKind::End(_)
        );
        steps.push(StepForecast {
            step: step.id.clone(),
            title: step.title.clone(),
            is_open: visit.live,
            takes_time,
            entered: visit.entered,
            due: visit.due,
            done: visit.left,
        });
    }
    let place = |id: &Option<String>| {
        let id = id.as_ref();
        steps.iter().position(|step| Some(&step.step) == id)
    };
    let mut assumptions: Vec<Assumption> = walk.notes.into_iter().collect();
    assumptions.sort_by_key(|assumption| place(&assumption.step));
    Forecast {
        process: walk.asked.context.definition.reference.process.clone(),
        steps,
        due,
        end,
        assumptions,
        children,
    }
}
