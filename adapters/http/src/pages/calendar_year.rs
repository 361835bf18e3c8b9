//! `/calendar/year`: the production calendar that dates are counted by, and a term counted on the spot. Whoever doubts a
//! date in a letter repeats the count here; nothing is changed.

use std::collections::BTreeMap;

use axum::extract::{Query, State};
use axum::response::Response;
use chrono::{Datelike, NaiveDate};
use reglament_calendar::{DayKind, Start};
use reglament_runtime::{
    CalendarYearView, CountProblem, CountedTerm, NormView, SpecialDay, TermQuestion,
};
use serde::Deserialize;

use super::month::{MONTHS, WEEKDAYS, reason, weeks_of};
use super::page;
use crate::App;
use crate::locale::Locale;
use crate::ui::calendar_year::{
    CalendarYearPage, TermAnswer, TermInput, YearDay, YearMonth, YearSpecial,
};
use crate::ui::parts::{Chip, Link, Pair, Tone};
use crate::web::{Failure, Official};

const HERE: &str = "/calendar/year";

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    year: String,
    #[serde(default)]
    term: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    back: bool,
    #[serde(default)]
    same_day: bool,
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let (locale, service) = (official.locale(), app.service());
    let today = app.today(app.zone());
    let (input, answer) = counted(&app, locale, &wanted);
    let asked = wanted.year.parse().ok();
    let known = asked.and_then(|year| service.calendar_year(year));
    let year = known.or_else(|| service.calendar_year(today.year()));
    let year = year.ok_or(Failure::NotFound)?;
    let title = locale.fill("year.title", &[("year", &year.year.to_string())]);
    let mut shell = official.shell(&app, title, "/calendar");
    shell.crumbs = vec![Link::new(locale.text("calendar.title"), "/calendar")];
    shell.failed = !input.term_problem.is_empty() || !input.from_problem.is_empty();
    page(CalendarYearPage {
        shell,
        links: links(&app, &year, today),
        input,
        answer,
        unpublished: match year.published {
            true => String::new(),
            false => locale.fill("calendar.unpublished", &[("year", &year.year.to_string())]),
        },
        facts: facts(&app, locale, &year),
        weekdays: WEEKDAYS.map(|key| locale.text(key).to_owned()).into(),
        months: months(locale, &year, today),
        specials: year.days.iter().map(|day| special(locale, day)).collect(),
        how: match service.administers(official.id()) {
            true => locale.text("year.change").to_owned(),
            false => String::new(),
        },
        year: year.year.to_string(),
    })
}

/// Nothing is counted, and nothing is wrong, until something was asked.
fn counted(app: &App, locale: Locale, wanted: &Wanted) -> (TermInput, Option<TermAnswer>) {
    let today = app.today(app.zone());
    let mut input = TermInput {
        term: wanted.term.clone(),
        from: wanted.from.clone(),
        back: wanted.back,
        same_day: wanted.same_day,
        ..TermInput::default()
    };
    if wanted.term.is_empty() && wanted.from.is_empty() {
        input.from = today.to_string();
        return (input, None);
    }
    let Ok(from) = wanted.from.parse::<NaiveDate>() else {
        input.from_problem = locale.text("year.no_date").to_owned();
        return (input, None);
    };
    let asked = TermQuestion {
        term: wanted.term.clone(),
        from,
        back: wanted.back,
        start: match wanted.same_day {
            true => Start::SameDay,
            false => Start::NextDay,
        },
    };
    match app.service().count_term(&asked) {
        Ok(counted) => (input, Some(answer(locale, counted))),
        Err(problem) => {
            let said = locale.said(problem.ru(), problem.en());
            match problem {
                CountProblem::Term(_) => input.term_problem = said,
                CountProblem::Years { .. } => input.from_problem = said,
            }
            (input, None)
        }
    }
}

fn answer(locale: Locale, counted: CountedTerm) -> TermAnswer {
    TermAnswer {
        date: locale.weekday_date(counted.on),
        provisional: match counted.provisional {
            true => locale.text("year.provisional").to_owned(),
            false => String::new(),
        },
        lines: match locale.is_english() {
            true => counted.en,
            false => counted.ru,
        },
    }
}

fn links(app: &App, year: &CalendarYearView, today: NaiveDate) -> Vec<Link> {
    let there = |year: i32| app.service().calendar_year(year).is_some();
    let link = |title: String, year: i32| Link::new(title, format!("{HERE}?year={year}"));
    let (before, after) = (year.year - 1, year.year + 1);
    let mut links = Vec::new();
    if there(before) {
        links.push(link(format!("← {before}"), before));
    }
    if year.year != today.year() {
        links.push(link(today.year().to_string(), today.year()));
    }
    if there(after) {
        links.push(link(format!("{after} →"), after));
    }
    links
}

fn facts(app: &App, locale: Locale, year: &CalendarYearView) -> Vec<Pair> {
    let calendar = app.service().library().calendar();
    let local = calendar.overlays().iter();
    let local: Vec<&str> = local.map(|overlay| overlay.title.as_str()).collect();
    let mut facts = vec![
        Pair::new(locale.text("year.norm"), norm(locale, year.norm)),
        Pair::new(
            locale.text("year.short"),
            locale.count("year.days", year.norm.short_days.into()),
        ),
    ];
    if !local.is_empty() {
        facts.push(Pair::new(locale.text("year.local"), local.join(", ")));
    }
    let edition = format!("{} {}", year.calendar.id, year.calendar.version);
    facts.push(Pair::new(locale.text("year.edition"), edition));
    facts
}

/// «19 рабочих дней, 151 час».
fn norm(locale: Locale, norm: NormView) -> String {
    let days = locale.count("year.working_days", norm.working_days.into());
    let hours = locale.count("year.hours", norm.hours.into());
    format!("{days}, {hours}")
}

fn months(locale: Locale, year: &CalendarYearView, today: NaiveDate) -> Vec<YearMonth> {
    let specials: BTreeMap<NaiveDate, &SpecialDay> =
        year.days.iter().map(|day| (day.date, day)).collect();
    let month = |(number, spent): (u32, &NormView)| {
        let first = NaiveDate::from_ymd_opt(year.year, number, 1)?;
        let (monday, sunday) = weeks_of(first);
        let days: Vec<NaiveDate> = monday
            .iter_days()
            .take_while(|day| *day <= sunday)
            .collect();
        let day = |date: &NaiveDate| day(*date, first, today, specials.get(date).copied());
        Some(YearMonth {
            title: locale.text(MONTHS[first.month0() as usize]).to_owned(),
            norm: norm(locale, *spent),
            weeks: days
                .chunks(7)
                .map(|week| week.iter().map(day).collect())
                .collect(),
        })
    };
    (1..).zip(&year.months).filter_map(month).collect()
}

fn day(
    date: NaiveDate,
    first: NaiveDate,
    today: NaiveDate,
    special: Option<&SpecialDay>,
) -> YearDay {
    let inside = date.month() == first.month();
    let weekend = date.weekday().num_days_from_monday() >= 5;
    YearDay {
        number: match inside {
            true => date.day().to_string(),
            false => String::new(),
        },
        off: inside && special.map_or(weekend, |day| !day.working),
        short: inside && special.is_some_and(|day| day.short),
        today: inside && date == today,
    }
}

fn special(locale: Locale, day: &SpecialDay) -> YearSpecial {
    let key = reason(day.kind, day.short);
    let tone = match day.kind {
        DayKind::Holiday | DayKind::LocalOff => Tone::Incident,
        DayKind::MovedOff | DayKind::Decree => Tone::Soon,
        DayKind::MovedWork | DayKind::Workday | DayKind::Weekend => Tone::Waiting,
    };
    let told = [day.note.as_deref(), day.scope.as_deref()];
    let told: Vec<&str> = told.into_iter().flatten().collect();
    YearSpecial {
        date: locale.weekday_date(day.date),
        chip: Chip::new(tone, locale.text(key)),
        note: told.join(" · "),
    }
}
