//! The board of milestones of an instance, in words and as bars.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate};
use reglament_calendar::{Calendar, DecreeDays};
use reglament_runtime::{MilestoneView, PlanView, Title};
use serde::Deserialize;

use super::clauses::grouped;
use super::month::{Month, first_day};
use crate::locale::Locale;
use crate::ui::gantt::{Bar, Gantt, Tick};
use crate::ui::parts::{Chip, DayEntry, Drawing, Link, Pair, Tab, Tone};
use crate::ui::plan::{MilestoneRow, PlanBoard};

/// Months that a picture may span.
const MAX_MONTHS: usize = 1_200;

/// Days off that a picture shades, at most.
const MAX_SHADED_DAYS: i64 = 1_500;

/// How a plan is looked at.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Wanted {
    /// `week`, `month` or `quarter`: what the picture is divided into.
    #[serde(default)]
    zoom: String,
    /// The month of the calendar below: `2026-11`.
    #[serde(default)]
    month: String,
}

/// How wide a day is, and what is named above the days.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Zoom {
    Week,
    Month,
    Quarter,
}

impl Zoom {
    const EVERY: [(Self, &'static str, &'static str); 3] = [
        (Self::Week, "week", "plan.by_week"),
        (Self::Month, "month", "plan.by_month"),
        (Self::Quarter, "quarter", "plan.by_quarter"),
    ];

    /// As asked; else what shows the whole plan without scrolling.
    fn of(name: &str, plan: &PlanView) -> Self {
        let asked = Self::EVERY.iter().find(|(_, known, _)| *known == name);
        let days = plan.from.zip(plan.until);
        let days = days.map_or(0, |(from, until)| (until - from).num_days());
        match (asked, days) {
            (Some((zoom, ..)), _) => *zoom,
            (None, ..=45) => Self::Week,
            (None, 46..=170) => Self::Month,
            (None, _) => Self::Quarter,
        }
    }

    fn day(self) -> i64 {
        match self {
            Self::Week => 18,
            Self::Month => 6,
            Self::Quarter => 3,
        }
    }
}

/// The board of a plan; `here`: the address of its page.
pub(crate) fn board(
    locale: Locale,
    plan: &PlanView,
    calendar: &Calendar,
    (here, wanted): (&str, &Wanted),
) -> PlanBoard {
    let zoom = Zoom::of(&wanted.zoom, plan);
    let look = |(each, name, key): (Zoom, &str, &'static str)| Tab {
        title: locale.text(key).to_owned(),
        count: None,
        alarm: false,
        href: format!("{here}?zoom={name}"),
        current: each == zoom,
    };
    let name = |milestone: &MilestoneView| {
        let href = format!("#m-{}", milestone.row.id);
        Link::new(locale.title(&milestone.title), href)
    };
    let (_, zoomed, _) = Zoom::EVERY
        .into_iter()
        .find(|(each, ..)| *each == zoom)
        .unwrap_or(Zoom::EVERY[1]);
    PlanBoard {
        facts: facts(locale, plan),
        zooms: Zoom::EVERY.map(look).into(),
        names: plan.milestones.iter().map(name).collect(),
        chart: chart(locale, plan, calendar, zoom),
        month: Month {
            locale,
            calendar,
            first: first_day(&wanted.month, plan.on),
            today: plan.on,
            entries: entries(locale, plan),
            address: &format!("{here}?zoom={zoomed}&month="),
        }
        .view(),
        rows: plan
            .milestones
            .iter()
            .map(|each| row(locale, each))
            .collect(),
    }
}

fn facts(locale: Locale, plan: &PlanView) -> Vec<Pair> {
    let date = |key, date: Option<NaiveDate>| Some(Pair::new(locale.text(key), locale.date(date?)));
    let done = plan
        .milestones
        .iter()
        .filter(|each| each.row.done.is_some())
        .count();
    let counted = locale.fill(
        "plan.counted",
        &[
            ("done", &done.to_string()),
            ("all", &plan.milestones.len().to_string()),
        ],
    );
    let all = [
        date("plan.on", Some(plan.on)),
        Some(Pair::new(locale.text("plan.reached"), counted)),
        date("plan.end", plan.due),
        date(
            "plan.end_expected",
            plan.expected
                .filter(|expected| plan.due.is_some_and(|due| *expected > due)),
        ),
    ];
    all.into_iter().flatten().collect()
}

fn row(locale: Locale, milestone: &MilestoneView) -> MilestoneRow {
    let row = &milestone.row;
    let text = |title: &Option<Title>| {
        title
            .as_ref()
            .map(|title| locale.title(title))
            .unwrap_or_default()
    };
    let date = |date: Option<NaiveDate>| date.map(|date| locale.date(date)).unwrap_or_default();
    let clauses = grouped(&milestone.clauses).into_iter();
    let clauses: Vec<String> = clauses.map(|(id, _)| id).collect();
    let facts = [
        ("plan.clause", clauses.join(", ")),
        ("plan.deliverable", text(&milestone.deliverable)),
        ("plan.indicator", text(&milestone.indicator)),
    ];
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let waiting: Vec<String> = milestone
        .waiting_for_titles
        .iter()
        .map(|title| locale.title(title))
        .collect();
    let pushed = row
        .expected
        .filter(|expected| row.done.is_none() && row.due.is_some_and(|due| *expected > due));
    let done = match (row.done, pushed) {
        (Some(done), _) => locale.date(done),
        (None, Some(expected)) => locale.fill("plan.expected", &[("date", &locale.date(expected))]),
        (None, None) => String::new(),
    };
    MilestoneRow {
        id: row.id.clone(),
        title: locale.title(&milestone.title),
        facts: facts
            .map(|(key, value)| Pair::new(locale.text(key), value))
            .collect(),
        responsible: text(&milestone.responsible),
        participants: text(&milestone.participants),
        due: date(row.due),
        done,
        deviation: row
            .deviation
            .map(|days| deviation(locale, days))
            .unwrap_or_default(),
        slack: row
            .slack
            .map(|days| days_of(locale, days))
            .unwrap_or_default(),
        critical: row.critical,
        chip: chip(locale, milestone),
        waiting: match waiting.is_empty() {
            true => String::new(),
            false => locale.fill("plan.waits", &[("titles", &waiting.join(", "))]),
        },
    }
}

fn chip(locale: Locale, milestone: &MilestoneView) -> Chip {
    use reglament_runtime::MilestoneState::{Ahead, Begun, Done, DoneLate, Late, PassedBy};
    let (tone, key) = match milestone.row.state {
        Ahead => (Tone::Waiting, "plan.ahead"),
        Begun => (Tone::Soon, "plan.begun"),
        Late => (Tone::Overdue, "plan.late"),
        Done => (Tone::Done, "plan.in_time"),
        DoneLate => (Tone::Overdue, "plan.done_late"),
        PassedBy => (Tone::Waiting, "plan.passed_by"),
    };
    Chip::new(tone, locale.text(key))
}

/// «на 3 рабочих дня позже».
fn deviation(locale: Locale, days: i64) -> String {
    let key = match days {
        0 => return locale.text("plan.on_the_day").to_owned(),
        1.. => "plan.later",
        _ => "plan.earlier",
    };
    locale.fill(key, &[("days", &days_of(locale, days.abs()))])
}

fn days_of(locale: Locale, days: i64) -> String {
    locale.count("plan.days", days.unsigned_abs())
}

/// What is due on which day.
fn entries(locale: Locale, plan: &PlanView) -> BTreeMap<NaiveDate, Vec<DayEntry>> {
    let mut entries: BTreeMap<NaiveDate, Vec<DayEntry>> = BTreeMap::new();
    for milestone in &plan.milestones {
        if let Some(on) = milestone.row.due {
            entries.entry(on).or_default().push(DayEntry {
                title: locale.title(&milestone.title),
                href: format!("#m-{}", milestone.row.id),
                note: String::new(),
                chip: Some(chip(locale, milestone)),
            });
        }
    }
    entries
}

fn chart(locale: Locale, plan: &PlanView, calendar: &Calendar, zoom: Zoom) -> Drawing {
    let (Some(from), Some(until)) = (plan.from, plan.until) else {
        return Drawing::default();
    };
    let bar = |milestone: &MilestoneView| {
        let row = &milestone.row;
        Bar {
            href: format!("#m-{}", row.id),
            title: locale.title(&milestone.title),
            plan: row.from.zip(row.due),
            fact: row
                .begun
                .map(|begun| (begun, row.done.unwrap_or(plan.on.max(begun)))),
            reached: row.done,
            critical: row.critical,
            late: row.deviation.is_some_and(|days| days > 0),
        }
    };
    Gantt {
        label: locale.text("plan.chart").to_owned(),
        from,
        until,
        today: Some(plan.on).filter(|on| (from..=until).contains(on)),
        day: zoom.day(),
        ticks: match zoom {
            Zoom::Week => weeks(from, until),
            Zoom::Month | Zoom::Quarter => months(locale, from, until),
        },
        off: days_off(calendar, from, until),
        bars: plan.milestones.iter().map(bar).collect(),
    }
    .drawing()
}

/// Runs of days on which nobody works.
fn days_off(calendar: &Calendar, from: NaiveDate, until: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
    let mut runs: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    if (until - from).num_days() > MAX_SHADED_DAYS {
        return runs;
    }
    let days = from.iter_days().take_while(|day| *day <= until);
    for day in days.filter(|day| !calendar.is_working(*day, DecreeDays::Working)) {
        match runs.last_mut() {
            Some((_, last)) if *last + Days::new(1) == day => *last = day,
            _ => runs.push((day, day)),
        }
    }
    runs
}

/// Every Monday in the picture, and its first day.
fn weeks(from: NaiveDate, until: NaiveDate) -> Vec<Tick> {
    let days = from.iter_days().take_while(|day| *day <= until);
    let days = days.filter(|day| *day == from || day.weekday() == chrono::Weekday::Mon);
    let tick = |on: NaiveDate| Tick {
        on,
        text: on.format("%d.%m").to_string(),
    };
    days.map(tick).collect()
}

/// The first day of every month in the picture.
fn months(locale: Locale, from: NaiveDate, until: NaiveDate) -> Vec<Tick> {
    const MONTHS: [&str; 12] = [
        "month.1", "month.2", "month.3", "month.4", "month.5", "month.6", "month.7", "month.8",
        "month.9", "month.10", "month.11", "month.12",
    ];
    let first = from.with_day(1).unwrap_or(from);
    let months = std::iter::successors(Some(first), |month| {
        month.checked_add_months(Months::new(1))
    });
    let tick = |month: NaiveDate| {
        let name = locale.text(MONTHS[month.month0() as usize]);
        Tick {
            on: month.max(from),
            text: format!("{name} {}", month.format("%y")),
        }
    };
    let months = months.take_while(|month| *month <= until);
    months.take(MAX_MONTHS).map(tick).collect()
}
