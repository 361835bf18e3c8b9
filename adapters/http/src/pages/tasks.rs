//! «Мои задачи» grouped by how near they are.

use axum::extract::{Query, State};
use axum::response::Response;
use chrono::Datelike;
use reglament_runtime::{TaskLine, TaskPage};
use serde::Deserialize;

use super::due::{brief, distance};
use super::page;
use crate::App;
use crate::locale::Locale;
use crate::ui::parts::{Distance, Notice, Tab, Tone};
use crate::ui::tasks::{TaskRow, TasksPage};
use crate::web::{Failure, Official};

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    view: String,
    #[serde(default)]
    done: bool,
    #[serde(default)]
    closed: bool,
    #[serde(default)]
    handed: bool,
    after: Option<String>,
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
) -> Result<Response, Failure> {
    let found = app
        .service()
        .my_tasks(official.id(), wanted.after.as_deref())
        .await?;
    let locale = official.locale();
    let group = Group::named(&wanted.view);
    let mut shell = official.shell(&app, locale.text("tasks.title"), "/tasks");
    shell.notice = match (wanted.done, wanted.closed, wanted.handed) {
        (true, ..) => Some(Notice::new(Tone::Done, locale.text("task.accepted"))),
        (_, true, _) => Some(Notice::new(Tone::Waiting, locale.text("task.completed"))),
        (.., true) => Some(Notice::new(Tone::Done, locale.text("people.handed"))),
        _ => None,
    };
    let tasks = found.rows.iter().filter(|line| group.has(&app, line));
    page(TasksPage {
        shell,
        tabs: tabs(&app, locale, &found, group),
        tasks: tasks.map(|line| row(&app, locale, line)).collect(),
        empty: locale.text("tasks.empty").to_owned(),
        next: found
            .next
            .map(|next| format!("/tasks?after={}", crate::web::url_encoded(&next))),
    })
}

/// Counts are said only when everything is on this page.
fn tabs(app: &App, locale: Locale, found: &TaskPage, current: Group) -> Vec<Tab> {
    let tab = |(group, name, key): (Group, &str, &'static str)| {
        let count = found
            .rows
            .iter()
            .filter(|line| group.has(app, line))
            .count();
        Tab {
            title: locale.text(key).to_owned(),
            count: found.next.is_none().then_some(count),
            alarm: group == Group::Overdue && count > 0,
            href: format!("/tasks?view={name}"),
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
