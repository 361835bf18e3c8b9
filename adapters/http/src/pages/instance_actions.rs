//! What the viewer of a case may do with it: the task first, then who has it; everything rarer is folded under «Ещё».
//!
//! Whether an act is possible is the service's answer; nothing is offered that would be refused.

use reglament_core::TermOwner;
use reglament_runtime::{InstanceView, OpenTask};

use super::{correction, passing, term};
use crate::App;
use crate::ui::instance::InstanceActions;
use crate::ui::parts::Link;
use crate::web::{Official, url_encoded};

pub(super) fn of(app: &App, official: &Official, view: &InstanceView) -> InstanceActions {
    let mut actions = InstanceActions {
        open: open(official, view),
        beside: beside(app, official, view),
        more: more(app, official, view),
    };
    // A fold with one thing in it only hides it.
    if actions.more.len() == 1 {
        actions.beside.append(&mut actions.more);
    }
    actions
}

/// The viewer's own task, the most urgent first.
fn open(official: &Official, view: &InstanceView) -> Option<Link> {
    let mine: Vec<&OpenTask> = view.tasks.iter().filter(|task| task.mine).collect();
    let undated = |task: &OpenTask| (task.due.is_none(), task.due.as_ref().map(|due| due.at));
    let first = mine.iter().min_by_key(|task| undated(task))?;
    let locale = official.locale();
    let title = match mine.len() {
        1 => locale.text("instance.open_task").to_owned(),
        _ => locale.fill(
            "instance.open_task_of",
            &[("title", &locale.title(&first.title))],
        ),
    };
    let href = format!("/tasks/{}/{}", view.id, first.task);
    Some(Link::new(title, href))
}

fn beside(app: &App, official: &Official, view: &InstanceView) -> Vec<Link> {
    let mut beside: Vec<Link> = reassign(official, view).into_iter().collect();
    if oversees(app, official, view) {
        beside.extend(passing::links(official.locale(), view));
    }
    beside
}

/// The form that hands a task over; with several of them, the cards from which one is chosen.
fn reassign(official: &Official, view: &InstanceView) -> Option<Link> {
    let mut theirs = view.tasks.iter().filter(|task| task.may_reassign);
    let first = theirs.next()?;
    let href = match theirs.next() {
        None => reassigning(view, first),
        Some(_) => format!("/instances/{}#current-1", view.id),
    };
    Some(Link::new(official.locale().text("instance.reassign"), href))
}

/// Where a task is handed over.
pub(super) fn reassigning(view: &InstanceView, task: &OpenTask) -> String {
    format!(
        "/tasks/{}/{}?open=reassign#people-title",
        view.id, task.task
    )
}

fn more(app: &App, official: &Official, view: &InstanceView) -> Vec<Link> {
    let locale = official.locale();
    let id = &view.id;
    let late = view.late_windows.iter().map(|window| {
        let title = locale.fill("late.action", &[("step", &locale.title(&window.title))]);
        let href = format!("/instances/{id}/late/{}", url_encoded(&window.step));
        Link::new(title, href)
    });
    let events = view.events.iter().map(|event| {
        let href = format!("/instances/{id}/events/{}", url_encoded(&event.id));
        Link::new(locale.title(&event.title), href)
    });
    let correct = view
        .may_correct
        .then(|| Link::new(locale.text("correction.title"), correction::href(id)));
    let watched = oversees(app, official, view).then(|| {
        let href = format!("/admin/access-log?case={id}");
        Link::new(locale.text("access_log.of_case"), href)
    });
    let terms = term::links(locale, id, TermOwner::Instance, &view.term_acts);
    terms
        .into_iter()
        .chain(late)
        .chain(correct)
        .chain(events)
        .chain(watched)
        .collect()
}

fn oversees(app: &App, official: &Official, view: &InstanceView) -> bool {
    let process = &view.definition.process;
    app.service().oversees_process(official.id(), process)
}
