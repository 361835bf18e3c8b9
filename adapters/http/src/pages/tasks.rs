//! «Мои задачи» grouped by how near they are.

use axum::extract::{Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::Datelike;
use reglament_runtime::{TaskLine, TaskPage};
use serde::Deserialize;

use super::control_query::under;
use super::due::{brief, distance};
use super::together::{self, Bar, Told};
use super::{filters, page, unprocessable};
use crate::form::FormBody;
use crate::locale::Locale;
use crate::ui::parts::{Distance, Notice, Tab, TogetherBar, Tone};
use crate::ui::tasks::{TaskRow, TasksPage};
use crate::web::{Failure, Official, url_encoded};
use crate::{App, limits};

/// Where saved filters of this page are kept.
pub(super) const LIST: &str = "tasks";

#[derive(Clone, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    view: String,
    #[serde(default)]
    q: String,
    #[serde(default)]
    look: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    ahead: String,
}

/// What has just happened elsewhere.
#[derive(Default, Deserialize)]
pub(super) struct Happened {
    #[serde(default)]
    done: String,
    #[serde(default)]
    closed: String,
    #[serde(default)]
    handed: String,
}

impl Wanted {
    fn text(&self) -> String {
        let parts = [
            ("view", &self.view),
            ("q", &self.q),
            ("look", &self.look),
            ("after", &self.after),
        ];
        let set = parts.iter().filter(|(_, value)| !value.is_empty());
        let set: Vec<String> = set
            .map(|(name, value)| format!("{name}={}", url_encoded(value)))
            .collect();
        set.join("&")
    }

    fn address(&self) -> String {
        under("/tasks", &self.text())
    }

    /// The same from its first page, otherwise changed.
    fn but(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut changed = Self {
            after: String::new(),
            ..self.clone()
        };
        change(&mut changed);
        changed
    }
}

/// A group of tasks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Overdue,
    Today,
    Week,
    All,
}

impl Group {
    const EVERY: [(Self, &'static str, &'static str); 4] = [
        (Self::Overdue, "overdue", "tasks.overdue"),
        (Self::Today, "today", "tasks.today"),
        (Self::Week, "week", "tasks.week"),
        (Self::All, "all", "tasks.all"),
    ];

    fn named(name: &str) -> Self {
        let found = Self::EVERY.iter().find(|(_, known, _)| *known == name);
        found.map_or(Self::All, |(group, ..)| *group)
    }

    fn has(self, app: &App, line: &TaskLine) -> bool {
        let zone = app.zone_of(&line.process);
        let today = app.today(zone);
        let days_to_sunday = 7 - i64::from(today.weekday().number_from_monday());
        match (self, distance(app, line, zone)) {
            (Self::All, _) => true,
            (_, None) => false,
            (Self::Overdue, Some(far)) => matches!(far, Distance::Late(_)),
            (Self::Today, Some(far)) => far == Distance::Today,
            (Self::Week, Some(far)) => {
                let soon = line
                    .due_on
                    .is_some_and(|on| (on - today).num_days() <= days_to_sunday);
                soon && !matches!(far, Distance::Late(_))
            }
        }
    }
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Query(wanted): Query<Wanted>,
    Query(happened): Query<Happened>,
    Query(told): Query<Told>,
) -> Result<Response, Failure> {
    let locale = official.locale();
    let mut view = draw(&app, &official, &wanted).await?;
    view.shell.live = official.looks_at("tasks", "");
    let is = |word: &str| word == "true";
    let (done, closed) = (is(&happened.done), is(&happened.closed));
    view.shell.notice = match (done, closed, is(&happened.handed)) {
        (true, ..) => Some(Notice::new(Tone::Done, locale.text("task.accepted"))),
        (_, true, _) => Some(Notice::new(Tone::Waiting, locale.text("task.completed"))),
        (.., true) => Some(Notice::new(Tone::Done, locale.text("people.handed"))),
        _ => told.notice(locale),
    };
    page(view)
}

/// Delegates or signs what is ticked.
pub(super) async fn act(
    State(app): State<App>,
    official: Official,
    request: Request,
) -> Result<Response, Failure> {
    let body = FormBody::read(request, limits::BODY_BYTES).await?;
    let wanted: Wanted = together::query_of(body.get("_query").unwrap_or_default())?;
    let press = together::Press::read(&official, &body)?;
    match press.carry_out(&app, &official).await? {
        Ok(told) => {
            let back = under("/tasks", &told.beside(&wanted.text()));
            Ok(Redirect::to(&back).into_response())
        }
        Err(mistake) => {
            let mut view = draw(&app, &official, &wanted).await?;
            if let Some(bar) = &mut view.bar {
                mistake.unfold(bar);
            }
            view.shell.notice = Some(mistake.notice);
            for row in &mut view.tasks {
                let pick = row.pick.as_ref();
                row.picked = pick.is_some_and(|pick| mistake.picked.contains(pick));
            }
            unprocessable(view)
        }
    }
}

async fn draw(app: &App, official: &Official, wanted: &Wanted) -> Result<TasksPage, Failure> {
    let (service, locale) = (app.service(), official.locale());
    let after = Some(wanted.after.as_str()).filter(|after| !after.is_empty());
    let found = match wanted.q.trim() {
        "" => service.my_tasks(official.id(), after).await?,
        text => service.search_my_tasks(official.id(), text).await?,
    };
    let group = Group::named(&wanted.view);
    let lines = found.rows.iter().filter(|line| group.has(app, line));
    let lines: Vec<&TaskLine> = lines.collect();
    let nothing = found.rows.is_empty() && wanted.q.trim().is_empty() && after.is_none();
    // Reading what lies ahead of many cases takes a moment, so it is done when asked for.
    let asked = nothing && wanted.ahead == "true";
    let expected = match asked {
        true => expected(app, official).await?,
        false => String::new(),
    };
    let empty = match (nothing, wanted.q.trim().is_empty()) {
        (true, _) => "tasks.none",
        (_, false) => "tasks.not_found",
        _ => "tasks.empty",
    };
    let text = wanted.but(|_| {}).text();
    Ok(TasksPage {
        shell: official.shell(app, locale.text("tasks.title"), "/tasks"),
        tabs: tabs(app, locale, &found, wanted),
        view: wanted.view.clone(),
        search: wanted.q.clone(),
        looks: looks(locale, wanted),
        cards: wanted.look == "cards",
        saved: filters::saved(app, official, LIST, &text).await?,
        bar: bar(app, locale, &lines, wanted)?,
        tasks: lines.iter().map(|line| row(app, locale, line)).collect(),
        empty: locale.text(empty).to_owned(),
        expected,
        ahead_href: (nothing && !asked).then(|| "/tasks?ahead=true".to_owned()),
        next: found.next.map(|after| {
            Wanted {
                after,
                ..wanted.clone()
            }
            .address()
        }),
    })
}

/// «Следующая ожидается 01.12.2026: провести заседание, сессия 12/2026».
async fn expected(app: &App, official: &Official) -> Result<String, Failure> {
    let locale = official.locale();
    let Some(task) = app.service().next_expected(official.id()).await? else {
        return Ok(locale.text("tasks.not_expected").to_owned());
    };
    let about = match task.subject.is_empty() {
        true => locale.title(&task.process_title),
        false => task.subject,
    };
    let (on, title) = (locale.date(task.on), locale.title(&task.title));
    let values = [("date", on.as_str()), ("task", &title), ("about", &about)];
    Ok(locale.fill("tasks.expected", &values))
}

fn bar(
    app: &App,
    locale: Locale,
    lines: &[&TaskLine],
    wanted: &Wanted,
) -> Result<Option<TogetherBar>, Failure> {
    if !lines.iter().any(|line| !line.whole) {
        return Ok(None);
    }
    let signs = lines.iter().any(|line| line.only_signs);
    let bar = Bar {
        action: "/tasks/together",
        query: wanted.text(),
        buttons: signs
            .then_some(("sign", "together.sign"))
            .into_iter()
            .collect(),
        hand_over: Some(("delegate", "together.delegate")),
        above: None,
    };
    bar.view(app, locale).map(Some)
}

fn looks(locale: Locale, wanted: &Wanted) -> Vec<Tab> {
    let look = |(look, key): (&str, &'static str)| Tab {
        title: locale.text(key).to_owned(),
        count: None,
        alarm: false,
        href: wanted
            .but(|wanted| look.clone_into(&mut wanted.look))
            .address(),
        current: wanted.look == look,
    };
    [("", "tasks.as_list"), ("cards", "tasks.as_cards")]
        .map(look)
        .into()
}

/// Counts are said only when everything is on this page.
fn tabs(app: &App, locale: Locale, found: &TaskPage, wanted: &Wanted) -> Vec<Tab> {
    let current = Group::named(&wanted.view);
    let whole = found.next.is_none() && wanted.after.is_empty();
    let tab = |(group, name, key): (Group, &str, &'static str)| {
        let count = found
            .rows
            .iter()
            .filter(|line| group.has(app, line))
            .count();
        Tab {
            title: locale.text(key).to_owned(),
            count: whole.then_some(count),
            alarm: group == Group::Overdue && count > 0,
            href: wanted
                .but(|wanted| name.clone_into(&mut wanted.view))
                .address(),
            current: group == current,
        }
    };
    Group::EVERY.map(tab).into()
}

fn row(app: &App, locale: Locale, line: &TaskLine) -> TaskRow {
    // A case about nobody in particular goes by its code.
    let (subject, number) = match line.subject.is_empty() {
        true => (line.receipt.clone(), String::new()),
        false => (line.subject.clone(), line.receipt.clone()),
    };
    TaskRow {
        pick: (!line.whole).then(|| together::value(line)),
        picked: false,
        title: locale.title(&line.title),
        href: format!("/tasks/{}/{}", line.instance, line.task),
        subject,
        number,
        process: locale.title(&line.process_title),
        note: note(locale, line),
        deadline: brief(app, locale, line),
    }
}

/// «В работе у вас», «за Иванову Марию Петровну».
fn note(locale: Locale, line: &TaskLine) -> String {
    let mine = line.claimed.then(|| locale.text("tasks.yours").to_owned());
    let place = line.acting_for.as_ref();
    let place = place.map(|name| locale.fill("tasks.acting_for", &[("name", name)]));
    [mine, place]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}
