//! Somebody joins an open `for_each`: checks the window, the form and the uniqueness, then records the item. Its child
//! instance is started by an effect.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use reglament_calendar::{end_of_local_day, start_of_day};
use reglament_definition::{Definition, ForEach, ItemWindow, StepKind};
use reglament_expression::{Expression, Value};

use super::Actor;
use crate::{
    ItemEvent, RawInput, Rejection, form::read_input, limits::MAX_ITEMS, people::acts_now,
    scribe::Scribe, step,
};

/// What is asked.
pub(super) struct Wish<'a> {
    pub(super) step: &'a str,
    pub(super) input: &'a RawInput,
    pub(super) receipt: &'a str,
    pub(super) reason: Option<&'a str>,
}

pub(super) fn handle(
    scribe: &mut Scribe<'_>,
    actor: &Actor,
    wish: &Wish<'_>,
) -> Result<(), Rejection> {
    let definition = scribe.context.definition;
    let not_open = || Rejection::StepNotOpen {
        step: wish.step.to_owned(),
    };
    let step = definition.step(wish.step).ok_or_else(not_open)?;
    let StepKind::ForEach(each) = &step.kind else {
        return Err(not_open());
    };
    if scribe.instance().token_at(wish.step).is_none() {
        return Err(Rejection::WindowClosed);
    }
    let window = each.window.as_ref().ok_or_else(not_open)?;
    let reason = admitted(scribe, actor, window, wish)?;
    let child = scribe.context.child(step).ok_or_else(not_open)?;
    let mut data = read(scribe, child, wish.input)?;
    unique(scribe, each, child, wish.step, &data)?;
    for (name, expression) in &each.give {
        // Somebody who joins by themselves is no row of the list.
        let facts = match &each.each {
            Some(each) => scribe.facts().with(&each.row, Value::Null),
            None => scribe.facts(),
        };
        let value = expression.evaluate(&facts.scope());
        let value = value.map_err(|f| Rejection::CannotEvaluate { ru: f.ru, en: f.en })?;
        // What the missing row does not give must not erase what they wrote.
        if value == Value::Null && data.contains_key(name) {
            continue;
        }
        data.insert(name.clone(), value);
    }
    let item = scribe.instance().id.child(scribe.instance().last_child + 1);
    let added = ItemEvent::Added {
        step: step.id.clone(),
        item,
        receipt: wish.receipt.to_owned(),
        process: each.process.clone(),
        data,
        reports: each.reports.iter().cloned().collect::<BTreeSet<_>>(),
        reason,
    };
    step::start(scribe, child, &added)?;
    scribe.emit(added);
    Ok(())
}

/// Whether the actor may join now; gives the reason to record for a late addition.
fn admitted(
    scribe: &Scribe<'_>,
    actor: &Actor,
    window: &ItemWindow,
    wish: &Wish<'_>,
) -> Result<Option<String>, Rejection> {
    let list = scribe.instance().items.get(wish.step);
    if list.is_some_and(|list| list.items.len() >= MAX_ITEMS) {
        return Err(Rejection::LimitReached {
            what: "участников / items",
        });
    }
    let late_role = late_role(scribe, actor, window);
    if !window.public && !late_role {
        return Err(Rejection::StartNotAllowed);
    }
    let now = scribe.context.now;
    if let Some(opens) = &window.opens
        && now < moment(scribe, opens, false)?
    {
        return Err(Rejection::WindowNotOpen);
    }
    let closed =
        list.is_some_and(|list| list.closed) || now >= moment(scribe, &window.closes, true)?;
    if !closed {
        return Ok(None);
    }
    let too_late = match &window.late_until {
        Some(until) => now >= moment(scribe, until, false)?,
        None => false,
    };
    if !late_role || too_late {
        return Err(Rejection::WindowClosed);
    }
    match wish
        .reason
        .map(str::trim)
        .filter(|reason| !reason.is_empty())
    {
        Some(reason) => Ok(Some(reason.to_owned())),
        None => Err(Rejection::ReasonNeeded),
    }
}

fn late_role(scribe: &Scribe<'_>, actor: &Actor, window: &ItemWindow) -> bool {
    let Actor::Person(person) = actor else {
        return false;
    };
    acts_now(scribe, &window.late_roles, person)
}

/// A moment, or the beginning (`end`: the end) of a local date.
fn moment(
    scribe: &Scribe<'_>,
    expression: &Expression,
    end: bool,
) -> Result<DateTime<Utc>, Rejection> {
    let zone = scribe.context.definition.zone;
    let value = expression.evaluate(&scribe.facts().scope());
    let value = value.map_err(|f| Rejection::CannotEvaluate { ru: f.ru, en: f.en })?;
    let of_date = |date| {
        if end {
            end_of_local_day(date, zone)
        } else {
            start_of_day(date, zone)
        }
    };
    let at = value.as_moment().or_else(|| value.as_date().map(of_date));
    at.ok_or_else(|| Rejection::CannotEvaluate {
        ru: "Не задано, когда открыта регистрация.".into(),
        en: "It is not set when the registration is open.".into(),
    })
}

fn read(
    scribe: &Scribe<'_>,
    child: &Definition,
    input: &RawInput,
) -> Result<BTreeMap<String, Value>, Rejection> {
    let organisation = scribe.context.organisation;
    read_input(
        child,
        &child.start.form,
        &[],
        input,
        organisation,
        &BTreeMap::new(),
    )
    .map_err(|problems| Rejection::InvalidForm { problems })
}

/// No other item that is still alive may have the same value (texts are compared without case).
fn unique(
    scribe: &Scribe<'_>,
    each: &ForEach,
    child: &Definition,
    step: &str,
    data: &BTreeMap<String, Value>,
) -> Result<(), Rejection> {
    let items = scribe
        .instance()
        .items
        .get(step)
        .map(|list| list.items.as_slice())
        .unwrap_or_default();
    for name in &each.unique {
        let wanted = data.get(name).map(folded);
        let taken = |item: &&crate::Item| {
            item.outcome.is_none()
                && item.values.get(name).map(folded) == wanted
                && wanted.is_some()
        };
        if items.iter().any(|item| taken(&item)) {
            let title = child
                .field(name)
                .map(|field| field.title.clone())
                .unwrap_or_default();
            let en = title.text(true).to_owned();
            return Err(Rejection::Duplicate { ru: title.ru, en });
        }
    }
    Ok(())
}

fn folded(value: &Value) -> Value {
    value.as_text().map_or_else(
        || value.clone(),
        |text| Value::Text(text.to_lowercase().replace('ё', "е")),
    )
}
