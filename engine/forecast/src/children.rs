//! Children: those that live, and one that would join on the last day. They wait for what the parent sends.

use std::collections::BTreeMap;

use reglament_core::{
    Actor, CommandId, Context, Event, Instance, InstanceEvent, InstanceId, Origin, Parent, Recorded,
};
use reglament_definition::{Definition, Step};
use reglament_expression::Value;

use crate::each::Children;
use crate::forecast::{ChildForecast, live, started};
use crate::limits::{MAX_DEPTH, MAX_QUEUE};
use crate::visit::Visit;
use crate::walk::Walk;
use crate::{Asked, Assumed, Forecast, Line, Sending, Span, When};

/// When the children of each `for_each` end, and their forecasts.
pub(crate) fn children(
    walk: &mut Walk<'_>,
    depth: u32,
) -> (BTreeMap<String, Span>, Vec<ChildForecast>) {
    let (mut ends, mut found) = (BTreeMap::new(), Vec::new());
    if depth >= MAX_DEPTH {
        return (ends, found);
    }
    for (index, step) in walk.definition().steps.iter().enumerate() {
        let (Some(each), Some(visit)) = (Children::of(step), walk.visits[index].clone()) else {
            continue;
        };
        let Some(definition) = walk.asked.context.children.get(each.process).copied() else {
            walk.note(Some(step), Assumed::ChildrenUnknown);
            continue;
        };
        let (end, forecasts) = of_step(walk, (step, &each), &visit, (definition, depth));
        ends.insert(step.id.clone(), end);
        found.extend(forecasts);
    }
    (ends, found)
}

fn of_step(
    walk: &mut Walk<'_>,
    (step, each): (&Step, &Children<'_>),
    visit: &Visit,
    (definition, depth): (&Definition, u32),
) -> (Span, Vec<ChildForecast>) {
    let sent = walk.sent.clone();
    let asked = child_of(&walk.asked, definition, &sent);
    let original = &walk.lines[Line::Expected.index()].instance;
    let list = original.items().get(&step.id).cloned().unwrap_or_default();
    let mut end = Span::default();
    let mut found = Vec::new();
    let mut unknown = false;
    for item in list.items.iter().filter(|item| item.outcome.is_none()) {
        if item.receipt.is_empty() {
            continue;
        }
        let Some(child) = walk.asked.children.get(&item.item) else {
            unknown = true;
            continue;
        };
        let forecast = live(asked, child, depth + 1);
        end = end.both(forecast.end);
        found.push(child_forecast(step, Some(item.item.clone()), forecast));
    }
    for _ in list.waiting.iter().take(MAX_QUEUE) {
        let instance = newcomer(walk, (step, each), definition, end);
        end = started(asked, &instance, end, depth + 1).end;
    }
    if unknown {
        walk.note(Some(step), Assumed::ChildrenUnknown);
        end = end.both(Span {
            earliest: When::Never,
            expected: When::Unknown,
            latest: When::Unknown,
        });
    }
    if list.items.iter().all(|item| item.receipt.is_empty()) && !list.items.is_empty() {
        let begins = if each.is_open {
            walk.note(Some(step), Assumed::OneChild);
            // Not when the step is left: that is when the children of the walk before have ended.
            Span {
                earliest: visit.entered.earliest,
                ..walk.closes.get(&step.id).copied().unwrap_or(visit.left)
            }
        } else {
            visit.entered
        };
        let mut next = begins;
        for _ in 0..count(walk, step, each, begins) {
            let instance = newcomer(walk, (step, each), definition, next);
            let forecast = started(asked, &instance, next, depth + 1);
            next = forecast.end;
            if found.is_empty() {
                found.push(child_forecast(step, None, forecast));
            }
        }
        if each.is_open {
            // Perhaps nobody joins.
            next.earliest = When::Never;
        }
        end = end.both(next);
    }
    (end, found)
}

/// How many children come one after another.
fn count(walk: &mut Walk<'_>, step: &Step, each: &Children<'_>, begins: Span) -> usize {
    let Some((rows, one_by_one)) = each.rows else {
        return 1;
    };
    let at = begins.expected.at().or(begins.earliest.at());
    let known = at.and_then(|at| walk.rows(rows, at));
    match known {
        None => walk.note(Some(step), Assumed::ListUnknown),
        Some(count) if one_by_one => {
            let counted = count.min(MAX_QUEUE);
            let said = u32::try_from(counted).unwrap_or(u32::MAX);
            walk.note(Some(step), Assumed::OneByOne(said));
            return counted;
        }
        Some(_) => {}
    }
    known.unwrap_or(1).min(1)
}

fn child_forecast(step: &Step, instance: Option<InstanceId>, forecast: Forecast) -> ChildForecast {
    ChildForecast {
        step: step.id.clone(),
        instance,
        forecast,
    }
}

fn child_of<'b>(
    asked: &Asked<'b>,
    definition: &'b Definition,
    messages: &'b BTreeMap<String, Sending>,
) -> Asked<'b> {
    Asked {
        context: Context {
            definition,
            ..asked.context
        },
        plan: None,
        messages,
        earlier: None,
        ..*asked
    }
}

/// A child as it would begin: with what the parent gives it, as far as that is known.
fn newcomer(
    walk: &Walk<'_>,
    (step, each): (&Step, &Children<'_>),
    definition: &Definition,
    begins: Span,
) -> Instance {
    let line = &walk.lines[Line::Expected.index()];
    let at = begins.expected.at().or(begins.earliest.at());
    let at = at.unwrap_or(walk.asked.context.now);
    let give = each.give.iter();
    let data: BTreeMap<String, Value> = give
        .filter_map(|(field, value)| Some((field.clone(), line.value(value, at)?)))
        .collect();
    let id = InstanceId(format!("{}.…", line.instance.id()));
    let parent = Parent {
        instance: line.instance.id().clone(),
        step: step.id.clone(),
        reports: std::collections::BTreeSet::new(),
    };
    let mut child = Instance::new(id);
    child.apply(&Recorded {
        seq: 1,
        at,
        cause: CommandId(String::new()),
        actor: Actor::System,
        event: Event::Instance(InstanceEvent::Started {
            definition: definition.reference.clone(),
            receipt: String::new(),
            origin: Origin::Parent,
            parent: Some(parent),
            data,
            links: BTreeMap::new(),
        }),
    });
    child
}
