//! A child instance per item. Items join while the window is open; the step is complete when the window is closed and
//! every child has ended. Children are started by effects, not here.

use chrono::{DateTime, Utc};
use reglament_calendar::end_of_local_day;
use reglament_definition::ForEach;

use super::Progress;
use crate::{
    Event, TimerPurpose, TokenId,
    scribe::{Scribe, Stuck},
};

pub(super) fn enter(
    scribe: &mut Scribe<'_>,
    token: TokenId,
    each: &ForEach,
) -> Result<Progress, Stuck> {
    let closes = closing_moment(scribe, each)?;
    scribe.schedule(token, None, closes, TimerPurpose::CloseWindow);
    Ok(Progress::Waiting)
}

/// When the window closes: a moment, or the end of a local date.
pub(crate) fn closing_moment(scribe: &Scribe<'_>, each: &ForEach) -> Result<DateTime<Utc>, Stuck> {
    let value = each.window.closes.evaluate(&scribe.facts().scope())?;
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
    scribe.emit(Event::ItemsClosed {
        step: step.to_owned(),
    });
    Progress::Waiting
}

/// Where to go if all is done. Late additions are possible only while the step is open, so it also waits until the
/// last moment for them has passed when children have yet to end anyway.
pub(super) fn ready(scribe: &Scribe<'_>, step: &str, each: &ForEach) -> Option<Vec<String>> {
    let list = scribe.instance().items.get(step)?;
    let complete = list.closed && list.items.iter().all(|item| item.outcome.is_some());
    complete.then(|| each.next.clone())
}
