//! How long the work of a process takes: usual durations on its picture and in a table, the bottleneck in a sentence.

use axum::extract::{Path, State};
use axum::response::Response;
use reglament_diagram::Badge;
use reglament_runtime::limits::BOTTLENECK_SHARE;
use reglament_runtime::{MeasuredProcess, ProcessTimesView, SpreadView, StepTimesView};

use super::page;
use crate::App;
use crate::locale::Locale;
use crate::ui::parts::{Chip, Drawing, Link, Pair, Tone};
use crate::ui::process_times::{MeasuredProcessesPage, ProcessTimesPage, StepTimesRow};
use crate::web::{Failure, Official, url_encoded};

const HERE: &str = "/control/processes";

pub(super) async fn list(State(app): State<App>, official: Official) -> Result<Response, Failure> {
    let locale = official.locale();
    let mut shell = official.shell(&app, locale.text("times.title"), "/control");
    shell.crumbs = vec![Link::new(locale.text("control.title"), "/control")];
    let processes = app.service().measured_processes(official.id());
    let link = |found: MeasuredProcess| {
        let href = format!("{HERE}/{}", url_encoded(&found.process));
        (Link::new(locale.title(&found.title), href), found.act)
    };
    page(MeasuredProcessesPage {
        shell,
        processes: processes.into_iter().map(link).collect(),
    })
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Path(process): Path<String>,
) -> Result<Response, Failure> {
    let locale = official.locale();
    let view = app.service().process_times(official.id(), &process).await?;
    let mut shell = official.shell(&app, locale.title(&view.title), "/control");
    shell.crumbs = vec![
        Link::new(locale.text("control.title"), "/control"),
        Link::new(locale.text("times.title"), HERE),
    ];
    let heavy = view.steps.iter().find(|step| step.is_bottleneck);
    page(ProcessTimesPage {
        shell,
        facts: facts(locale, &view),
        bottleneck: heavy.map_or_else(String::new, |step| bottleneck(locale, step)),
        bottleneck_href: heavy.map_or_else(String::new, |step| format!("#step-{}", step.step)),
        overdue_href: format!("/control?process={}", url_encoded(&process)),
        diagram: diagram(&app, locale, &view),
        how: locale.fill("times.how", &[("percent", &BOTTLENECK_SHARE.to_string())]),
        rows: match view.whole {
            Some(_) => view.steps.iter().map(|step| row(locale, step)).collect(),
            None => Vec::new(),
        },
    })
}

fn facts(locale: Locale, view: &ProcessTimesView) -> Vec<Pair> {
    let (Some(whole), Some(since)) = (view.whole, view.since) else {
        return Vec::new();
    };
    let cases = locale.count("times.cases", view.instances.into());
    let since = locale.date(since.date_naive());
    vec![
        Pair::new(
            locale.text("times.by"),
            locale.fill("times.since", &[("cases", &cases), ("date", &since)]),
        ),
        Pair::new(locale.text("times.whole"), spread(locale, &whole)),
    ]
}

/// «обычно 2,5 дн., девять из десяти – до 12 дн.»
fn spread(locale: Locale, spread: &SpreadView) -> String {
    let median = locale.lasted(spread.median_minutes);
    let most = locale.lasted(spread.most_minutes);
    locale.fill("times.usually", &[("median", &median), ("most", &most)])
}

fn bottleneck(locale: Locale, step: &StepTimesView) -> String {
    let usually = step.spread.map(|found| spread(locale, &found));
    locale.fill(
        "times.heavy",
        &[
            ("step", &locale.title(&step.title)),
            ("share", &step.share.to_string()),
            ("usually", &usually.unwrap_or_default()),
        ],
    )
}

fn diagram(app: &App, locale: Locale, view: &ProcessTimesView) -> Drawing {
    let library = app.service().library().current();
    let Some(definition) = library.definitions.get(&view.process) else {
        return Drawing::default();
    };
    let badges = view.steps.iter().filter_map(|step| {
        let spread = step.spread?;
        let median = locale.lasted(spread.median_minutes);
        let most = locale.lasted(spread.most_minutes);
        let badge = Badge {
            text: locale.fill("times.badge", &[("median", &median), ("most", &most)]),
            heavy: step.is_bottleneck,
        };
        Some((step.step.clone(), badge))
    });
    Drawing(app.pictures().told(definition, locale, badges))
}

fn row(locale: Locale, step: &StepTimesView) -> StepTimesRow {
    let lasted = |of: fn(&SpreadView) -> i64| {
        let minutes = step.spread.as_ref().map(of);
        minutes.map_or_else(|| "–".to_owned(), |minutes| locale.lasted(minutes))
    };
    let heavy = || Chip::new(Tone::Soon, locale.text("times.bottleneck"));
    let late = [
        ("n", step.late.to_string()),
        ("of", step.with_term.to_string()),
    ];
    let late = late.each_ref().map(|(name, value)| (*name, value.as_str()));
    StepTimesRow {
        id: step.step.clone(),
        title: locale.title(&step.title),
        chip: step.is_bottleneck.then(heavy),
        times: step.spread.map_or(0, |spread| spread.times).to_string(),
        median: lasted(|spread| spread.median_minutes),
        most: lasted(|spread| spread.most_minutes),
        late: match step.with_term {
            0 => "–".to_owned(),
            _ => locale.fill("times.late_of", &late),
        },
        share: step.is_work.then_some(step.share),
    }
}
