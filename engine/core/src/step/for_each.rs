//! A child instance per row of a list, and per item that joins while a window is open. The step is complete when no item
//! can come any more and every child has ended, or earlier when its completion condition holds.

use chrono::{DateTime, Utc};
use reglament_calendar::end_of_local_day;
use reglament_definition::{EachRow, ForEach, ItemWindow, Step};
use reglament_expression::Value;

use super::{
    Progress,
    children::{self, Data, Plan},
};
use crate::{
    ItemEvent, TimerPurpose, TokenId,
    scribe::{Scribe, Stuck},
};

pub(super) fn enter(
    scribe: &mut Scribe<'_>,
    token: TokenId,
    step: &Step,
    each: &ForEach,
) -> Result<Progress, Stuck> {
    let closes = match &each.window {
        Some(window) => Some(closing_moment(scribe, window)?),
        None => None,
    };
    let rows = match &each.each {
        Some(row) => rows(scribe, each, row)?,
        None => Vec::new(),
    };
    let again = scribe.instance().items.contains_key(&step.id);
    if each.each.is_some() || again {
        let plan = Plan {
            queue: each.one_by_one,
            closed: each.window.is_none(),
            reports: &each.reports,
        };
        children::begin(scribe, token, step, rows, plan)?;
    }
    if let Some(at) = closes {
        scribe.schedule(token, None, at, TimerPurpose::CloseWindow);
    }
    Ok(Progress::Waiting)
}

/// What the children of a list are given, row by row.
fn rows(scribe: &Scribe<'_>, each: &ForEach, row: &EachRow) -> Result<Vec<Data>, Stuck> {
    let list = list(scribe, row)?;
    let given = |value: Value| children::given(&scribe.facts().with(&row.row, value), &each.give);
    list.into_iter().map(given).collect()
}

/// The rows of a list; one that is not set is a mistake, not an empty list.
pub(super) fn list(scribe: &Scribe<'_>, row: &EachRow) -> Result<Vec<Value>, Stuck> {
    let value = row.list.evaluate(&scribe.facts().scope())?;
    match value.as_list() {
        Some(rows) => Ok(rows.to_vec()),
        None => Err(Stuck {
            code: "list_unknown",
            ru: format!("Список «{}» не задан.", row.list.text()),
            en: format!("The list `{}` is not set.", row.list.text()),
        }),
    }
}

/// When the window closes: a moment, or the end of a local date.
pub(super) fn closing_moment(
    scribe: &Scribe<'_>,
    window: &ItemWindow,
) -> Result<DateTime<Utc>, Stuck> {
    let value = window.closes.evaluate(&scribe.facts().scope())?;
    let zone = scribe.context.definition.zone;
    let at = value
        .as_moment()
        .or_else(|| value.as_date().map(|date| end_of_local_day(date, zone)));
    at.ok_or_else(|| Stuck {
        code: "window_unknown",
        ru: "Не задано, когда закрывается регистрация.".into(),
        en: "It is not set when the registration closes.".into(),
    })
}

/// The window's closing moment has come.
pub(super) fn close(scribe: &mut Scribe<'_>, step: &str) -> Progress {
    scribe.emit(ItemEvent::Closed {
        step: step.to_owned(),
    });
    Progress::Waiting
}

/// Where to go if all is done, or enough. Begins the next child of a queue. Late additions are possible only while the
/// step is open, so it also waits until the last moment for them has passed when children have yet to end anyway.
pub(super) fn ready(
    scribe: &mut Scribe<'_>,
    step: &Step,
    each: &ForEach,
) -> Result<Option<Vec<String>>, Stuck> {
    let Some(list) = scribe.instance().items.get(&step.id) else {
        return Ok(None);
    };
    let running = list.items.iter().any(|item| item.outcome.is_none());
    let (closed, next) = (list.closed, list.waiting.first().cloned());
    // Before there is any item, a condition such as «all have ended» holds without meaning it.
    if let Some(until) = each.until.as_ref().filter(|_| !list.items.is_empty())
        && until.evaluate(&scribe.facts().scope())? == Value::Boolean(true)
    {
        return Ok(Some(each.next.clone()));
    }
    if running {
        return Ok(None);
    }
    if let Some(data) = next {
        children::add(scribe, step, data, &each.reports);
        return Ok(None);
    }
    Ok(closed.then(|| each.next.clone()))
}
