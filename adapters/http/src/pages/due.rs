//! Due dates of lists and tasks as the pages show them.

use chrono_tz::Tz;
use reglament_runtime::{DateView, DueView, TaskLine};

use crate::App;
use crate::locale::Locale;
use crate::ui::parts::{DeadlineView, Distance};

/// The due date of a task in full, with the reasons.
pub(super) fn explained(app: &App, locale: Locale, due: &DueView, zone: Tz) -> DeadlineView {
    let days = |days: i64| u32::try_from(days).unwrap_or(0);
    let distance = if due.held {
        Distance::Held
    } else if due.late {
        Distance::Late(days(due.days_late))
    } else if due.on == app.today(zone) || due.days_late >= 0 {
        Distance::Today
    } else {
        Distance::Left(days(-due.days_late))
    };
    let lines = if locale.language.is_english() {
        &due.en
    } else {
        &due.ru
    };
    DeadlineView::new(locale, due.on, distance, due.provisional).explained(lines.clone())
}

/// A date that lies ahead, in full, with the reasons.
pub(super) fn ahead(app: &App, locale: Locale, date: &DateView, zone: Tz) -> DeadlineView {
    let distance = if date.held {
        Distance::Held
    } else if date.at <= app.service().now() {
        Distance::Late(0)
    } else if date.on <= app.today(zone) {
        Distance::Today
    } else {
        Distance::Left(app.days_left(zone, date.on).max(1))
    };
    let lines = if locale.language.is_english() {
        &date.en
    } else {
        &date.ru
    };
    DeadlineView::new(locale, date.on, distance, date.provisional).explained(lines.clone())
}

/// The due date of a line in a list.
pub(super) fn brief(app: &App, locale: Locale, line: &TaskLine) -> Option<DeadlineView> {
    let on = line.due_on?;
    let zone = app.zone_of(&line.process);
    Some(DeadlineView::new(
        locale,
        on,
        distance(app, line, zone)?,
        line.provisional,
    ))
}

/// How far the due date of a task is.
pub(super) fn distance(app: &App, line: &TaskLine, zone: Tz) -> Option<Distance> {
    let on = line.due_on?;
    let late = line.due_at.is_some_and(|at| at <= app.service().now());
    Some(if late {
        Distance::Late(u32::try_from(line.days_late).unwrap_or(0))
    } else if on <= app.today(zone) {
        Distance::Today
    } else {
        Distance::Left(app.days_left(zone, on).max(1))
    })
}
