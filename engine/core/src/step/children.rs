//! Children of a step that starts other instances: how one begins, and what becomes of them when the step is left
//! before they have ended.
//!
//! A child is started by an effect; here its start is decided beforehand without keeping it, so that a child that would
//! be refused never becomes an item for which the parent waits in vain.

use std::collections::{BTreeMap, BTreeSet};

use reglament_definition::{Assignments, Definition, Step};
use reglament_expression::Value;

use crate::{
    Actor, Command, CommandId, Context, Effect, Facts, Instance, InstanceId, ItemEvent, Rejection,
    Request, TokenId, decide, effect,
    limits::MAX_ITEMS,
    scribe::{Scribe, Stuck},
};

pub(super) type Data = BTreeMap<String, Value>;

/// The incident of a token that came while another one was at work at the step.
const OCCUPIED: &str = "step_occupied";

/// Begins the children of a step with the data given, all at once or (`queue`) one after another.
pub(super) fn begin(
    scribe: &mut Scribe<'_>,
    token: TokenId,
    step: &Step,
    children: Vec<Data>,
    plan: Plan<'_>,
) -> Result<(), Stuck> {
    if is_occupied(scribe, token, &step.id) {
        return Err(occupied(&step.title.ru));
    }
    if children.len() > MAX_ITEMS {
        return Err(too_many(&step.title.ru));
    }
    let next = scribe.instance().last_child + 1;
    for (number, data) in (next..).zip(&children) {
        let id = scribe.instance().id.child(number);
        rehearse(
            scribe,
            step,
            &added(scribe, step, id, data.clone(), plan.reports),
        )?;
    }
    scribe.emit(ItemEvent::Planned {
        step: step.id.clone(),
        token,
        rows: if plan.queue {
            children.clone()
        } else {
            Vec::new()
        },
        closed: plan.closed,
    });
    if !plan.queue {
        for data in children {
            add(scribe, step, data, plan.reports);
        }
    }
    Ok(())
}

/// Whether another token is at work at the step. One that waits for its turn itself is not, or two of them would wait for
/// each other.
fn is_occupied(scribe: &Scribe<'_>, token: TokenId, step: &str) -> bool {
    let instance = scribe.instance();
    let queues = |other: TokenId| {
        let mut incidents = instance.incidents.values();
        incidents.any(|found| found.token == Some(other) && found.code == OCCUPIED)
    };
    let mut tokens = instance.tokens.iter();
    tokens.any(|(id, other)| *id != token && other.step == step && !queues(*id))
}

/// How the children of a step begin.
#[derive(Clone, Copy)]
pub(super) struct Plan<'a> {
    /// One after another.
    pub(super) queue: bool,
    /// No further item can come.
    pub(super) closed: bool,
    /// Fields that they report.
    pub(super) reports: &'a [String],
}

/// Adds one child as an item of the step.
pub(super) fn add(scribe: &mut Scribe<'_>, step: &Step, data: Data, reports: &[String]) {
    let id = scribe.instance().id.child(scribe.instance().last_child + 1);
    let event = added(scribe, step, id, data, reports);
    scribe.emit(event);
}

fn added(
    scribe: &Scribe<'_>,
    step: &Step,
    item: InstanceId,
    data: Data,
    reports: &[String],
) -> ItemEvent {
    let process = step.child().map_or("", |(process, _)| process);
    ItemEvent::Added {
        step: step.id.clone(),
        receipt: scribe.context.outside.receipt(&item),
        item,
        process: process.to_owned(),
        data,
        reports: reports.iter().cloned().collect::<BTreeSet<_>>(),
        reason: None,
    }
}

/// What is given to a child; `facts` know the row, if there is one.
pub(super) fn given(facts: &Facts<'_>, give: &Assignments) -> Result<Data, Stuck> {
    let mut data = Data::new();
    for (name, expression) in give {
        data.insert(name.clone(), expression.evaluate(&facts.scope())?);
    }
    Ok(data)
}

fn rehearse(scribe: &Scribe<'_>, step: &Step, added: &ItemEvent) -> Result<(), Stuck> {
    let Some(child) = scribe.context.child(step) else {
        return Err(unpublished(&step.title.ru));
    };
    start(scribe, child, added).map_err(|rejection| refused(&step.title.ru, &rejection))
}

/// Decides the child's start without keeping it.
pub(crate) fn start(
    scribe: &Scribe<'_>,
    child: &Definition,
    added: &ItemEvent,
) -> Result<(), Rejection> {
    let id = CommandId("rehearsal".to_owned());
    let start = effect::child(scribe.instance(), id, added);
    let Some(Effect::StartChild {
        id,
        instance,
        facts,
        ..
    }) = start
    else {
        return Ok(());
    };
    let context = Context {
        definition: child,
        ..scribe.context
    };
    let request = Request {
        id,
        actor: Actor::System,
        command: Command::Start(facts),
    };
    decide(&context, &Instance::new(instance), &request).map(|_| ())
}

fn occupied(title: &str) -> Stuck {
    Stuck {
        code: OCCUPIED,
        ru: format!("Шаг «{title}» уже выполняется: повторить можно, когда он завершится."),
        en: format!("The step «{title}» is at work already: try again when it is complete."),
    }
}

fn too_many(title: &str) -> Stuck {
    Stuck {
        code: "too_many_items",
        ru: format!("В списке шага «{title}» больше {MAX_ITEMS} строк."),
        en: format!("The list of the step «{title}» has more than {MAX_ITEMS} rows."),
    }
}

fn unpublished(title: &str) -> Stuck {
    Stuck {
        code: "child_not_published",
        ru: format!("Процесс, который запускает шаг «{title}», не опубликован."),
        en: format!("The process that the step «{title}» starts is not published."),
    }
}

fn refused(title: &str, rejection: &Rejection) -> Stuck {
    Stuck {
        code: "child_refused",
        ru: format!("Шаг «{title}» не может начать дело: {}", rejection.ru()),
        en: format!(
            "The step «{title}» cannot start an instance: {}",
            rejection.en()
        ),
    }
}

/// Whether the children of a step have begun for this token, so that trying again must not begin them anew.
pub(crate) fn begun(scribe: &Scribe<'_>, token: TokenId, step: &str) -> bool {
    let list = scribe.instance().items.get(step);
    list.is_some_and(|list| list.token == Some(token))
}

/// Cancels the children of a step that still run when `token` has left it, unless another token stands there and needs
/// them.
pub(super) fn cancel(scribe: &mut Scribe<'_>, token: TokenId, step: &str) {
    let instance = scribe.instance();
    let Some(list) = instance.items.get(step) else {
        return;
    };
    let needed = match list.token {
        Some(owner) => owner != token,
        None => instance.tokens.values().any(|other| other.step == step),
    };
    if needed {
        return;
    }
    let running: Vec<InstanceId> = list
        .items
        .iter()
        .filter(|item| item.outcome.is_none())
        .map(|item| item.item.clone())
        .collect();
    if running.is_empty() {
        return;
    }
    let reason = reason(scribe, step);
    for item in running {
        scribe.emit(ItemEvent::Cancelled {
            step: step.to_owned(),
            item,
            reason: reason.clone(),
        });
    }
}

/// What a person said, or that the step above is over.
fn reason(scribe: &Scribe<'_>, step: &str) -> String {
    if let Some(why) = scribe.why() {
        return why.to_owned();
    }
    let title = scribe.context.definition.step(step);
    let title = title.map_or(step, |step| step.title.ru.as_str());
    format!("Больше не требуется: шаг «{title}» завершён")
}
