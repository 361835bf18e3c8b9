//! The board of milestones of an instance, in words and as bars.

use chrono::{Datelike, Months, NaiveDate};
use reglament_runtime::{MilestoneView, PlanView, Title};

use super::clauses::grouped;
use crate::locale::Locale;
use crate::ui::gantt::{Bar, Gantt, MAX_TICKS, Tick};

use crate::ui::parts::{Chip, Drawing, Pair, Tone};
use crate::ui::plan::{MilestoneRow, PlanBoard};

/// Months that a picture may span.
const MAX_MONTHS: usize = 1_200;

/// The board of a plan.
pub(crate) fn board(locale: Locale, plan: &PlanView) -> PlanBoard {
    PlanBoard {
        facts: facts(locale, plan),
        chart: chart(locale, plan),
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

fn chart(locale: Locale, plan: &PlanView) -> Drawing {
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
        ticks: ticks(locale, from, until),
        bars: plan.milestones.iter().map(bar).collect(),
    }
    .drawing()
}

/// The first day of every month in the picture.
fn ticks(locale: Locale, from: NaiveDate, until: NaiveDate) -> Vec<Tick> {
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
    let months: Vec<NaiveDate> = months
        .take_while(|month| *month <= until)
        .take(MAX_MONTHS)
        .collect();
    let every = months.len().div_ceil(MAX_TICKS).max(1);
    months.into_iter().step_by(every).map(tick).collect()
}
