//! One indicator over time: by months or quarters of a year, or by years, with the target of each and the way to the cases.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use chrono::{Datelike, Days};
use reglament_runtime::{AskedTrend, Counts, Every, TrendPoint, TrendView};
use serde::Deserialize;

use super::clauses::named;
use super::indicator_set::{missing_word, number, printed};
use super::month::name;
use super::page;
use super::trend_chart::{chart, is_early};
use crate::App;
use crate::locale::Locale;
use crate::ui::indicator_trend::{IndicatorTrendPage, TrendRow};
use crate::ui::parts::{Chip, Link, OptionView, Tab, Tone};
use crate::web::{Failure, Official, url_encoded};

#[derive(Deserialize)]
pub(super) struct Wanted {
    /// ISO; anything else counts as today.
    #[serde(default)]
    on: String,
    #[serde(default)]
    year: String,
    /// `month`, `quarter` or `year`; anything else is what suits the set.
    #[serde(default)]
    every: String,
}

/// Periods as sent, with their words.
const PERIODS: [(Every, &str, &str); 3] = [
    (Every::Month, "month", "trend.months"),
    (Every::Quarter, "quarter", "trend.quarters"),
    (Every::Year, "year", "trend.years"),
];

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Path((set, id)): Path<(String, String)>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let every = PERIODS.iter().find(|(_, sent, _)| *sent == wanted.every);
    let asked = AskedTrend {
        on: wanted.on.parse().ok(),
        every: every.map(|(every, ..)| *every),
        year: wanted.year.parse().ok(),
    };
    let (service, person) = (app.service(), Some(official.id()));
    let view = service.indicator_trend(person, (&set, &id), asked).await?;
    let locale = official.locale();
    let mut shell = official.shell(&app, locale.title(&view.trend.figure.title), "/indicators");
    let of_set = format!("/indicators/{}", url_encoded(&set));
    shell.crumbs = vec![
        Link::new(locale.text("indicators.title"), "/indicators"),
        Link::new(locale.title(&view.set_title), &of_set),
    ];
    let action = format!("{of_set}/{}", url_encoded(&id));
    let points = view.trend.points.iter();
    let row = |point| row(locale, &view, point, &of_set);
    page(IndicatorTrendPage {
        note: note(locale, &view),
        on: view.trend.on.to_string(),
        years: years(&view),
        every: sent(view.trend.every),
        periods: periods(locale, &view, &action),
        said: said(locale, &view),
        chart: chart(locale, &view.trend),
        rows: points.map(row).collect(),
        shell,
        action,
    })
}

fn sent(every: Every) -> &'static str {
    let found = PERIODS.iter().find(|(one, ..)| *one == every);
    found.map_or("", |(_, sent, _)| sent)
}

fn note(locale: Locale, view: &TrendView) -> String {
    let basis = view.trend.figure.basis.iter();
    let basis = basis.map(|clause| named(locale, clause));
    let owner = view.owner.iter().map(|title| locale.title(title));
    basis.chain(owner).collect::<Vec<_>>().join(" · ")
}

/// The years whose months or quarters may be told, the latest first.
fn years(view: &TrendView) -> Vec<OptionView> {
    if view.trend.every == Every::Year {
        return Vec::new();
    }
    let chosen = view.trend.year.map(|year| year.year);
    let option = |year: &i32| OptionView {
        chosen: chosen == Some(*year),
        ..OptionView::new(year.to_string(), year.to_string(), "")
    };
    view.years.iter().rev().map(option).collect()
}

fn periods(locale: Locale, view: &TrendView, action: &str) -> Vec<Tab> {
    let year = view.trend.year.map(|year| format!("&year={}", year.year));
    let year = year.unwrap_or_default();
    let tab = |(every, sent, key): (Every, &str, &'static str)| Tab {
        title: locale.text(key).to_owned(),
        count: None,
        alarm: false,
        href: format!("{action}?on={}&every={sent}{year}", view.trend.on),
        current: view.trend.every == every,
    };
    PERIODS.map(tab).into()
}

/// What a figure of a period counts, and what was known.
fn said(locale: Locale, view: &TrendView) -> String {
    let counts = match (view.trend.counts, view.trend.every) {
        (Counts::SinceYear, Every::Year) => "trend.of_year",
        (Counts::SinceYear, _) => "trend.since_year",
        (Counts::SinceOpening, _) => "trend.since_opening",
        (Counts::State, _) => "trend.state",
    };
    let known = [("on", locale.date(view.trend.on))];
    let known = known.each_ref().map(|(name, day)| (*name, day.as_str()));
    format!(
        "{} {}",
        locale.text(counts),
        locale.fill("trend.known", &known)
    )
}

fn row(locale: Locale, view: &TrendView, point: &TrendPoint, of_set: &str) -> TrendRow {
    let figure = &view.trend.figure;
    let printed = |value| printed(locale, value, figure.unit);
    let base = point.denominator.map(|base| base.normalize().to_string());
    let share = base.map(|base| {
        let numerator = point.numerator.to_string();
        let values = [("n", numerator.as_str()), ("of", &number(locale, &base))];
        locale.fill("indicators.share", &values)
    });
    let day = [("on", locale.date(point.at))];
    let day = day.each_ref().map(|(name, day)| (*name, day.as_str()));
    TrendRow {
        period: period(locale, view.trend.every, point),
        note: match point.at < point.until {
            true => locale.fill("trend.runs", &day),
            false => String::new(),
        },
        value: match point.value {
            Some(value) => printed(value),
            None => missing_word(locale, point.missing).to_owned(),
        },
        share: share.unwrap_or_default(),
        target: point.target.map_or_else(|| "—".to_owned(), printed),
        state: point.target.map(|_| state(locale, view, point)),
        cases: locale.count("indicators.entries", point.entries as u64),
        cases_href: format!(
            "{of_set}?on={}&year={}&at={}&of={}#cases",
            view.trend.on,
            point.year,
            point.at,
            url_encoded(&figure.id)
        ),
        unjudged: match point.unjudged {
            0 => String::new(),
            n => locale.count("indicators.unjudged", n as u64),
        },
    }
}

fn state(locale: Locale, view: &TrendView, point: &TrendPoint) -> Chip {
    let (tone, key) = match point.reached {
        Some(false) if is_early(&view.trend, point) => (Tone::Waiting, "trend.key_early"),
        Some(true) => (Tone::Done, "indicators.reached"),
        Some(false) => (Tone::Overdue, "indicators.short"),
        None => (Tone::Waiting, "indicators.no_data"),
    };
    Chip::new(tone, locale.text(key))
}

/// What a period is called: a month or quarter of the calendar by its name, any other one by its days.
fn period(locale: Locale, every: Every, point: &TrendPoint) -> String {
    let ends_month = point.until.checked_add_days(Days::new(1));
    let of_calendar = ends_month.is_some_and(|next| next.day() == 1);
    match every {
        Every::Month if of_calendar => name(locale, point.from),
        Every::Quarter if of_calendar && point.until.month().is_multiple_of(3) => {
            let quarter = (point.until.month() / 3).to_string();
            let year = point.until.year().to_string();
            locale.fill("trend.quarter", &[("n", &quarter), ("year", &year)])
        }
        Every::Year if of_calendar && point.until.month() == 12 => point.year.to_string(),
        _ => format!("{} – {}", locale.date(point.from), locale.date(point.until)),
    }
}
