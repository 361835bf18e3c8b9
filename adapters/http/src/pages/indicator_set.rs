//! One set of indicators on a day: value beside target, forecast, denominator with its source, the cases behind a figure.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use reglament_runtime::{
    AskedFigures, Assumption, Base, CasesView, Figure, IndicatorUnit, IndicatorsView, Missing,
};
use serde::Deserialize;

use super::clauses::named;
use super::page;
use crate::App;
use crate::locale::Locale;
use crate::ui::indicators::{Bar, CaseList, CaseRow, FigureRow, IndicatorSetPage};
use crate::ui::parts::{Chip, Link, OptionView, Tab, Tone};
use crate::web::{Failure, Official, url_encoded};

#[derive(Deserialize)]
pub(super) struct Wanted {
    /// ISO; anything else counts as today.
    #[serde(default)]
    on: String,
    #[serde(default)]
    year: String,
    /// An earlier day of which the figures are to tell; ISO, anything else counts as none.
    #[serde(default)]
    at: String,
    /// `table`; anything else is tiles.
    #[serde(default)]
    look: String,
    of: Option<String>,
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let asked = AskedFigures {
        on: wanted.on.parse().ok(),
        at: wanted.at.parse().ok(),
        year: wanted.year.parse().ok(),
        of: wanted.of.as_deref(),
    };
    let person = Some(official.id());
    let view = app.service().indicators(person, &id, asked).await?;
    let locale = official.locale();
    let title = locale.title(&view.report.title);
    let mut shell = official.shell(&app, title, "/indicators");
    shell.crumbs = vec![Link::new(locale.text("indicators.title"), "/indicators")];
    let action = format!("/indicators/{}", url_encoded(&id));
    page(IndicatorSetPage {
        act: view.report.act.clone().unwrap_or_default(),
        on: view.report.on.to_string(),
        years: years(locale, &view, &wanted.year),
        said: said(locale, &view),
        summary: summary(locale, &view.report.figures),
        figures: figures(locale, &view, &action, &wanted),
        cases: view.cases.as_ref().map(|cases| list(locale, &view, cases)),
        looks: looks(locale, &wanted, &view, &action),
        tiles: wanted.look != "table",
        shell,
        action,
    })
}

/// The same day as tiles or as a table.
fn looks(locale: Locale, wanted: &Wanted, view: &IndicatorsView, action: &str) -> Vec<Tab> {
    let look = |(look, key): (&str, &'static str)| Tab {
        title: locale.text(key).to_owned(),
        count: None,
        alarm: false,
        href: format!(
            "{action}?on={}&year={}&at={}&look={look}",
            view.report.on,
            url_encoded(&wanted.year),
            url_encoded(&wanted.at)
        ),
        current: (wanted.look == "table") == (look == "table"),
    };
    [
        ("tiles", "indicators.as_tiles"),
        ("table", "indicators.as_table"),
    ]
    .map(look)
    .into()
}

/// The years of the set, the latest first; the year of the day asked on comes before them all.
fn years(locale: Locale, view: &IndicatorsView, chosen: &str) -> Vec<OptionView> {
    let option = |value: String, title: String| OptionView {
        chosen: chosen == value,
        ..OptionView::new(value, title, "")
    };
    let own = option(String::new(), locale.text("indicators.own_year").to_owned());
    let years = view.years.iter().rev().map(ToString::to_string);
    let listed = years.map(|year| option(year.clone(), year));
    std::iter::once(own).chain(listed).collect()
}

fn said(locale: Locale, view: &IndicatorsView) -> String {
    let report = &view.report;
    let at = locale.date(report.at);
    match report.year {
        Some(year) => {
            let (from, until) = (locale.date(year.from), locale.date(year.until));
            let key = match year.first {
                true => "indicators.said_first",
                false => "indicators.said",
            };
            let year = year.year.to_string();
            let on = locale.date(report.on);
            let values = [
                ("at", at.as_str()),
                ("year", &year),
                ("from", &from),
                ("until", &until),
                ("on", &on),
            ];
            locale.fill(key, &values)
        }
        None => locale.fill("indicators.not_opened", &[("at", &at)]),
    }
}

fn summary(locale: Locale, figures: &[Figure]) -> Vec<Chip> {
    let aimed = || figures.iter().filter(|figure| figure.target.is_some());
    let number = |state: Option<bool>| aimed().filter(|figure| figure.reached == state).count();
    let chips = [
        (Tone::Done, "indicators.reached_n", number(Some(true))),
        (Tone::Overdue, "indicators.short_n", number(Some(false))),
        (Tone::Waiting, "indicators.no_data_n", number(None)),
    ];
    let chips = chips.into_iter().filter(|(.., count)| *count > 0);
    chips
        .map(|(tone, key, count)| Chip::new(tone, locale.fill(key, &[("n", &count.to_string())])))
        .collect()
}

fn figures(locale: Locale, view: &IndicatorsView, action: &str, wanted: &Wanted) -> Vec<FigureRow> {
    let figures = view.report.figures.iter();
    figures
        .map(|figure| {
            let mut row = row(locale, view, figure);
            row.cases_href = format!(
                "{action}?on={}&year={}&at={}&look={}&of={}#cases",
                view.report.on,
                url_encoded(&wanted.year),
                url_encoded(&wanted.at),
                url_encoded(&wanted.look),
                url_encoded(&figure.id)
            );
            row.trend_href = format!("{action}/{}?on={}", url_encoded(&figure.id), view.report.on);
            row
        })
        .collect()
}

fn row(locale: Locale, view: &IndicatorsView, figure: &Figure) -> FigureRow {
    let owner = figure.owner.as_ref().and_then(|role| view.owners.get(role));
    let basis = figure.basis.iter();
    let basis = basis.map(|clause| named(locale, clause));
    let notes: Vec<String> = basis
        .chain(owner.map(|title| locale.title(title)))
        .collect();
    let base = figure.denominator.as_ref();
    let printed = |value| printed(locale, value, figure.unit);
    FigureRow {
        title: locale.title(&figure.title),
        note: notes.join(" · "),
        value: match figure.value {
            Some(value) => printed(value),
            None => missing_word(locale, figure.missing).to_owned(),
        },
        share: base.map_or_else(String::new, |base| share(locale, figure, base)),
        target: figure.target.map_or_else(|| "—".to_owned(), printed),
        state: state(locale, figure),
        bar: bar(locale, figure),
        forecast: figure
            .forecast
            .as_ref()
            .map_or_else(String::new, |forecast| printed(forecast.value)),
        assumption: figure
            .forecast
            .as_ref()
            .map_or_else(String::new, |forecast| {
                let (passed, days) = (forecast.passed.to_string(), forecast.days.to_string());
                let key = match forecast.assumption {
                    Assumption::WorkingDays => "indicators.by_working_days",
                    Assumption::CalendarDays => "indicators.by_calendar_days",
                    Assumption::Unchanged => "indicators.unchanged",
                };
                locale.fill(key, &[("passed", &passed), ("days", &days)])
            }),
        source: base.map_or_else(String::new, |base| source(locale, base)),
        source_href: base
            .and_then(|base| base.entry.as_ref())
            .map(|entry| format!("/instances/{}", url_encoded(&entry.instance))),
        cases: locale.count("indicators.entries", figure.entries as u64),
        cases_href: String::new(),
        trend_href: String::new(),
        unjudged: match figure.unjudged {
            0 => String::new(),
            n => locale.count("indicators.unjudged", n as u64),
        },
    }
}

fn share(locale: Locale, figure: &Figure, base: &Base) -> String {
    let (n, of) = (
        figure.numerator.to_string(),
        number(locale, &base.value.normalize().to_string()),
    );
    locale.fill("indicators.share", &[("n", &n), ("of", &of)])
}

fn source(locale: Locale, base: &Base) -> String {
    let day = locale.date(base.as_of);
    let text = base.source.text(locale.is_english());
    locale.fill("indicators.source_on", &[("source", text), ("date", &day)])
}

fn state(locale: Locale, figure: &Figure) -> Option<Chip> {
    figure.target?;
    let (tone, key) = match figure.reached {
        Some(true) => (Tone::Done, "indicators.reached"),
        Some(false) => (Tone::Overdue, "indicators.short"),
        None => (Tone::Waiting, "indicators.no_data"),
    };
    Some(Chip::new(tone, locale.text(key)))
}

/// Why there is no value.
pub(super) fn missing_word(locale: Locale, missing: Option<Missing>) -> &'static str {
    locale.text(match missing {
        Some(Missing::Zero) => "indicators.zero",
        Some(Missing::NotOpened) => "indicators.before",
        Some(Missing::Denominator) | None => "indicators.no_data",
    })
}

/// A value with its unit.
pub(super) fn printed(locale: Locale, value: impl ToString, unit: IndicatorUnit) -> String {
    let number = number(locale, &value.to_string());
    match unit {
        IndicatorUnit::Percent => format!("{number}\u{a0}%"),
        IndicatorUnit::Count => number,
    }
}

/// A number as the language writes it.
pub(super) fn number(locale: Locale, text: &str) -> String {
    if locale.is_english() {
        text.to_owned()
    } else {
        text.replace('.', ",")
    }
}

/// Widths in a frame that the target fills to three quarters at most.
fn bar(locale: Locale, figure: &Figure) -> Option<Bar> {
    let number = |value: &dyn ToString| -> f64 { value.to_string().parse().unwrap_or(0.0) };
    let value = number(&figure.value?);
    let target = figure.target.as_ref().map(|target| number(target));
    let ahead = figure.forecast.as_ref().map(|found| number(&found.value));
    let most = value
        .max(ahead.unwrap_or(0.0))
        .max(target.unwrap_or(0.0) / 0.75);
    if most <= 0.0 {
        return None;
    }
    let width = |value: f64| {
        let wide = (value / most * f64::from(Bar::WIDTH)).round();
        // Between 0 and the width: the value is not above `most`.
        (0..=Bar::WIDTH)
            .rev()
            .find(|w| f64::from(*w) <= wide)
            .unwrap_or(0)
    };
    let words = match figure.target {
        Some(target) => locale.fill(
            "indicators.bar",
            &[
                ("value", &printed(locale, figure.value?, figure.unit)),
                ("target", &printed(locale, target, figure.unit)),
            ],
        ),
        None => printed(locale, figure.value?, figure.unit),
    };
    Some(Bar {
        words,
        value: width(value),
        forecast: ahead.map(width).filter(|ahead| *ahead > width(value)),
        target: target.map(|target| width(target).min(Bar::WIDTH - 2)),
        reached: figure.reached,
    })
}

fn list(locale: Locale, view: &IndicatorsView, cases: &CasesView) -> CaseList {
    let figures = view.report.figures.iter();
    let mut figures = figures.filter(|figure| figure.id == cases.indicator);
    let rows = cases.cases.iter().map(|case| CaseRow {
        date: locale.date(case.on),
        number: case.number.clone(),
        label: case.label.clone(),
        href: format!("/instances/{}", url_encoded(&case.instance)),
    });
    let (shown, total) = (cases.cases.len().to_string(), cases.total.to_string());
    let hidden = cases.hidden.to_string();
    let key = match cases.hidden {
        0 => "indicators.listed",
        _ => "indicators.listed_some",
    };
    let values = [
        ("shown", shown.as_str()),
        ("total", &total),
        ("hidden", &hidden),
    ];
    CaseList {
        title: figures
            .next()
            .map_or_else(String::new, |figure| locale.title(&figure.title)),
        rows: rows.collect(),
        note: locale.fill(key, &values),
    }
}
