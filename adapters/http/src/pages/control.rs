//! The control board: numbers on top, kinds of lateness, filters in the address, rows that can be ticked.

use std::collections::BTreeMap;

use axum::extract::{Path, Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use reglament_runtime::port::JournalFormat;
use reglament_runtime::{Counters, LateView, OverdueQuery, StripView, TaskLine, limits::MAX_COUNT};

use super::control_query::{Wanted, under};
use super::due::brief;
use super::instances::{options, processes};
use super::together::{self, Bar, Told};
use super::{control_strip, download, filters, page, unprocessable};
use crate::App;
use crate::form::FormBody;
use crate::limits;
use crate::locale::Locale;
use crate::ui::control::{ControlPage, ControlRow, Counter, ForecastRow};
use crate::ui::parts::{OptionView, Tab, TogetherBar, Tone};
use crate::web::{Failure, Official, url_encoded};

/// Where saved filters of this page are kept.
pub(super) const LIST: &str = "control";

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Query(wanted): Query<Wanted>,
    Query(told): Query<Told>,
) -> Result<Response, Failure> {
    let mut view = draw(&app, &official, &wanted).await?;
    view.shell.notice = told.notice(official.locale());
    view.shell.live = official.looks_at("control", "");
    page(view)
}

/// Reminds of, tells those above of, or hands over what is ticked.
pub(super) async fn act(
    State(app): State<App>,
    official: Official,
    request: Request,
) -> Result<Response, Failure> {
    let body = FormBody::read(request, limits::BODY_BYTES).await?;
    let query = body.get("_query").unwrap_or_default();
    let wanted: Wanted = together::query_of(query)?;
    let mut press = together::Press::read(&official, &body)?;
    if press.is_of_all() {
        let rows = app
            .service()
            .overdue(official.id(), &wanted.query())
            .await?;
        let rows = rows.rows.into_iter().filter(|line| line.may_remind);
        press.tasks = rows.map(|line| (line.instance, line.task)).collect();
    }
    match press.carry_out(&app, &official).await? {
        Ok(told) => {
            let back = under("/control", &told.beside(&wanted.text()));
            Ok(Redirect::to(&back).into_response())
        }
        Err(mistake) => {
            let mut view = draw(&app, &official, &wanted).await?;
            if let Some(bar) = &mut view.bar {
                mistake.unfold(bar);
            }
            view.shell.notice = Some(mistake.notice);
            for row in &mut view.rows {
                row.picked = row
                    .pick
                    .as_ref()
                    .is_some_and(|pick| mistake.picked.contains(pick));
            }
            unprocessable(view)
        }
    }
}

/// The list as a file: `xlsx`, `docx` or `pdf`.
pub(super) async fn file(
    State(app): State<App>,
    official: Official,
    Path(format): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let kind = JournalFormat::named(&format).ok_or(Failure::NotFound)?;
    let locale = official.locale();
    let list = TABS
        .iter()
        .chain(&MORE)
        .find(|(view, _)| *view == wanted.view);
    let list = list.map_or("control.overdue", |(_, key)| *key);
    let title = format!("{}: {}", locale.text("control.title"), locale.text(list));
    let said = (title.as_str(), locale.is_english());
    let bytes = app
        .service()
        .board_file(official.id(), &wanted.query(), said, kind)
        .await?;
    let name = format!("control-{}.{format}", app.today(app.zone()));
    Ok(download(super::journal_media(kind), &name, bytes))
}

/// Kinds of what is or may become late: value of `view`, the word.
const TABS: [(&str, &str); 4] = [
    ("", "control.late"),
    ("forecast", "control.forecast"),
    ("extended", "control.extended"),
    ("held", "control.waiting"),
];
/// Lists behind counters only.
const MORE: [(&str, &str); 2] = [("soon", "control.near"), ("nobody", "control.no_holder")];

async fn draw(app: &App, official: &Official, wanted: &Wanted) -> Result<ControlPage, Failure> {
    let (service, locale) = (app.service(), official.locale());
    let query = wanted.query();
    let list = async {
        Ok(match wanted.view == "forecast" {
            true => {
                let found = service.expected_late(official.id()).await?;
                (Vec::new(), None, StripView::default(), found)
            }
            false => {
                let (found, strip) = service.overdue_with_strip(official.id(), &query).await?;
                (found.rows, found.next, strip, Vec::new())
            }
        })
    };
    let (numbers, (rows, next, strip, forecast)) =
        tokio::try_join!(service.counters(official.id()), list)?;
    let next = next.map(|after| {
        Wanted {
            after,
            ..wanted.clone()
        }
        .address()
    });
    let text = wanted.view(&wanted.view).text();
    Ok(ControlPage {
        shell: official.shell(app, locale.text("control.title"), "/control"),
        counters: counters(locale, &numbers, wanted, service.oversees(official.id())),
        tabs: tabs(locale, &numbers, wanted),
        processes: processes(app, official, &wanted.process),
        units: units(app, locale, &wanted.unit),
        roles: roles(app, locale, &wanted.role),
        people: people(app, locale, &strip, &wanted.person),
        from: wanted.from.clone(),
        until: wanted.until.clone(),
        view: wanted.view.clone(),
        filtered: wanted.is_filtered(),
        bare_href: wanted.bare().address(),
        file_href: under("/control/files/xlsx", &text),
        duty: duty(app, locale, &query),
        saved: filters::saved(app, official, LIST, &text).await?,
        empty: locale.text(empty(wanted)).to_owned(),
        bar: bar(app, locale, &rows, wanted)?,
        rows: rows.iter().map(|line| row(app, locale, line)).collect(),
        strip: control_strip::view(locale, wanted, &strip),
        next,
        forecast: forecast
            .iter()
            .filter(|found| wanted.process.is_empty() || found.process == wanted.process)
            .map(|found| forecast_row(locale, found))
            .collect(),
    })
}

/// What an empty list says.
fn empty(wanted: &Wanted) -> &'static str {
    match (wanted.view.as_str(), wanted.is_filtered()) {
        (_, true) => "control.empty_filter",
        ("extended" | "held" | "nobody", _) => "control.empty_list",
        _ => "control.empty",
    }
}

fn bar(
    app: &App,
    locale: Locale,
    rows: &[TaskLine],
    wanted: &Wanted,
) -> Result<Option<TogetherBar>, Failure> {
    let reminds = rows.iter().any(|line| line.may_remind);
    let escalates = rows.iter().any(|line| line.may_escalate);
    let reassigns = rows.iter().any(|line| line.may_reassign);
    if !reminds && !reassigns {
        return Ok(None);
    }
    let mut buttons = Vec::new();
    if reminds {
        buttons = vec![
            ("remind", "together.remind"),
            ("remind_all", "together.remind_all"),
        ];
    }
    let bar = Bar {
        action: "/control/together",
        query: wanted.text(),
        buttons,
        hand_over: reassigns.then_some(("reassign", "together.reassign")),
        above: escalates.then_some(("escalate", "together.escalate")),
    };
    bar.view(app, locale).map(Some)
}

/// Incidents and letters are for those who oversee everything: others cannot open that page.
fn counters(locale: Locale, numbers: &Counters, wanted: &Wanted, oversees: bool) -> Vec<Counter> {
    let list = |key, value, tone, view: &str| Counter {
        title: locale.text(key).to_owned(),
        value: counted(value),
        tone: if value == 0 { Tone::Waiting } else { tone },
        href: Wanted::default().view(view).address(),
        current: wanted.view == view,
    };
    let elsewhere = |key, value, href: &str| Counter {
        href: href.to_owned(),
        current: false,
        ..list(key, value, Tone::Incident, "elsewhere")
    };
    let mut all = vec![
        list("control.overdue", numbers.overdue, Tone::Overdue, ""),
        list("control.near", numbers.soon, Tone::Soon, "soon"),
    ];
    if oversees {
        all.push(elsewhere(
            "control.incidents",
            numbers.incidents,
            "/admin/outbox",
        ));
    }
    let vacant = numbers.without_holder;
    all.push(list("control.no_holder", vacant, Tone::Incident, "nobody"));
    if oversees {
        let failed = "/admin/outbox?state=failed";
        all.push(elsewhere("outbox.failed", numbers.failed, failed));
    }
    all
}

fn tabs(locale: Locale, numbers: &Counters, wanted: &Wanted) -> Vec<Tab> {
    let tab = |(view, key): (&'static str, &'static str)| Tab {
        title: locale.text(key).to_owned(),
        count: match view {
            "" => usize::try_from(numbers.overdue).ok(),
            "extended" => usize::try_from(numbers.extended).ok(),
            "held" => usize::try_from(numbers.held).ok(),
            _ => None,
        },
        alarm: view.is_empty() && numbers.overdue > 0,
        href: wanted.view(view).address(),
        current: wanted.view == view,
    };
    TABS.map(tab).into()
}

/// A number on top; beyond the limit of counting it says so.
pub(super) fn counted(value: u32) -> String {
    if value >= MAX_COUNT {
        format!("{MAX_COUNT}+")
    } else {
        value.to_string()
    }
}

/// Roles of all published processes; the same role may be named by several.
fn roles(app: &App, locale: Locale, chosen: &str) -> Vec<OptionView> {
    let package = app.service().library().current();
    let named = package
        .definitions
        .values()
        .flat_map(|definition| &definition.roles);
    let titles: BTreeMap<&str, String> = named
        .map(|(id, title)| (id.as_str(), locale.title(title)))
        .collect();
    options(locale, by_title(titles), chosen)
}

fn units(app: &App, locale: Locale, chosen: &str) -> Vec<OptionView> {
    let package = app.service().library().current();
    let units = package.organisation.units.values();
    let titles: BTreeMap<&str, String> = units
        .map(|unit| (unit.id.as_str(), locale.title(&unit.name)))
        .collect();
    options(locale, by_title(titles), chosen)
}

/// Those who may do tasks of this list, and whoever is chosen already.
fn people(app: &App, locale: Locale, strip: &StripView, chosen: &str) -> Vec<OptionView> {
    let mut titles: BTreeMap<&str, String> = strip
        .people
        .iter()
        .map(|person| (person.id.as_str(), person.title.clone()))
        .collect();
    if let Some(person) = app.service().person(chosen) {
        titles.entry(chosen).or_insert(person.name);
    }
    options(locale, by_title(titles), chosen)
}

fn by_title(titles: BTreeMap<&str, String>) -> impl Iterator<Item = (&str, String)> {
    let mut titles: Vec<(&str, String)> = titles.into_iter().collect();
    titles.sort_by(|(_, a), (_, b)| reglament_expression::russian_order(a, b));
    titles.into_iter()
}

fn duty(app: &App, locale: Locale, query: &OverdueQuery) -> String {
    let (Some(process), Some(step)) = (&query.process, &query.step) else {
        return String::new();
    };
    let package = app.service().library().current();
    let definition = package.definitions.get(process);
    let step = definition.and_then(|definition| definition.step(step));
    step.map(|step| locale.title(&step.title))
        .unwrap_or_default()
}

fn row(app: &App, locale: Locale, line: &TaskLine) -> ControlRow {
    let days = u64::try_from(line.days_open).unwrap_or(0);
    let told = u64::from(line.reminded) + u64::from(line.overdue);
    let acts = line.may_remind || line.may_reassign;
    ControlRow {
        pick: acts.then(|| together::value(line)),
        picked: false,
        title: locale.title(&line.title),
        href: format!("/instances/{}", url_encoded(line.instance.as_str())),
        subject: subject(line),
        process: locale.title(&line.process_title),
        holder: holder(locale, line),
        held: locale.count("control.holds", days),
        reminders: match told {
            0 => locale.text("control.not_reminded").to_owned(),
            told => locale.count("control.reminded", told),
        },
        deadline: brief(app, locale, line),
        no_deadline: match line.held_at {
            Some(at) => {
                let on = at.with_timezone(&app.zone_of(&line.process)).date_naive();
                locale.fill("control.held_since", &[("date", &locale.date(on))])
            }
            None => locale.text("tasks.no_deadline").to_owned(),
        },
        notes: notes(locale, line),
    }
}

/// «Продлён, первоначально до 12.11.2026».
fn notes(locale: Locale, line: &TaskLine) -> Vec<String> {
    let first = line.first_due_on;
    let extended = (line.extended > 0).then(|| match first {
        Some(on) => locale.fill("control.extended_from", &[("date", &locale.date(on))]),
        None => locale.text("control.was_extended").to_owned(),
    });
    extended.into_iter().collect()
}

fn forecast_row(locale: Locale, found: &LateView) -> ForecastRow {
    ForecastRow {
        title: locale.title(&found.late.title),
        href: format!("/instances/{}", found.id),
        subject: found.subject.clone(),
        process: locale.title(&found.process_title),
        due: locale.date(found.late.due),
        expected: locale.date(found.late.expected),
        late_by: locale.count(
            "control.late_days",
            u64::try_from(found.late.days).unwrap_or(0),
        ),
    }
}

fn subject(line: &TaskLine) -> String {
    if line.subject.is_empty() {
        line.receipt.clone()
    } else {
        format!("{} · {}", line.subject, line.receipt)
    }
}

fn holder(locale: Locale, line: &TaskLine) -> String {
    let roles: Vec<String> = line.roles.iter().map(|role| locale.title(role)).collect();
    if line.holders.is_empty() {
        locale.fill("control.nobody", &[("role", &roles.join(", "))])
    } else {
        line.holders.join(", ")
    }
}
