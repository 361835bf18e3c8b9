//! The first tab of an instance: where it stands, who holds it, its children, the last events.

use std::sync::Arc;

use chrono_tz::Tz;
use reglament_core::{DateKind, InstanceId, TermOwner};
use reglament_definition::Definition;
use reglament_runtime::{
    ChildView, DataView, DateView, HistoryLine, InstanceView, OpenTask, StepState, StepView,
};

use super::due::{ahead, explained};
use super::files;
use super::instance_actions::reassigning;
use super::letters::editable;
use super::status::step_tone;
use super::term;
use crate::App;
use crate::locale::Locale;
use crate::ui::instance::{CourseView, CurrentStep, DateRow, StepRow};
use crate::ui::instances::InstanceRow;
use crate::ui::parts::{Chip, Drawing, Link, Pair, TimelineEntry, Tone};

/// Events of the history shown on this tab.
const LAST_EVENTS: usize = 5;

pub(super) fn view(app: &App, locale: Locale, instance: &InstanceView, zone: Tz) -> CourseView {
    let id = &instance.id;
    let last = instance.history.len().saturating_sub(LAST_EVENTS);
    CourseView {
        diagram: Drawing::default(),
        diagram_href: format!("/instances/{id}/diagram"),
        steps: steps(locale, instance, zone),
        current: instance
            .tasks
            .iter()
            .map(|task| current(app, locale, instance, task, zone))
            .collect(),
        dates: dates(app, locale, instance, zone),
        children: instance
            .children
            .iter()
            .map(|each| child(app, locale, instance, each))
            .collect(),
        children_title: children_title(locale, instance),
        history: timeline(locale, id, &instance.history[last..], zone),
        history_href: format!("/instances/{id}/history"),
        board_href: format!("/instances/{id}/board"),
        documents: instance
            .documents
            .iter()
            .map(|each| editable(locale, each, &id.to_string()))
            .collect(),
    }
}

/// The steps in the order written, each with how it stands.
pub(super) fn steps(locale: Locale, instance: &InstanceView, zone: Tz) -> Vec<StepRow> {
    let row = |each| step(locale, each, zone);
    instance.steps.iter().map(row).collect()
}

/// A history, the newest first. Explanations of dates are folded into the note of their line.
pub(super) fn timeline(
    locale: Locale,
    instance: &InstanceId,
    history: &[HistoryLine],
    zone: Tz,
) -> Vec<TimelineEntry> {
    let entry = |line: &HistoryLine| {
        let mut note = locale.short_moment(line.at.with_timezone(&zone));
        if let Some(actor) = &line.actor {
            note = format!("{note} · {actor}");
        }
        let why = line.why.iter().map(|(ru, en)| locale.said(ru, en));
        TimelineEntry::new(Tone::Done, locale.said(&line.ru, &line.en), note)
            .with_reasons(locale.text("deadline.why"), why.collect())
            .with_links(files::links(locale, instance, &line.files))
    };
    history.iter().rev().map(entry).collect()
}

fn step(locale: Locale, step: &StepView, zone: Tz) -> StepRow {
    let key = match step.state {
        StepState::Ahead => "step.waiting",
        StepState::Active => "step.here",
        StepState::Late => "deadline.late",
        StepState::Done => "step.done",
        StepState::Skipped => "step.passed_over",
        StepState::Stuck => "instance.incident",
    };
    let at = step.completed_at.or(step.started_at);
    let at = at.map(|at| locale.short_moment(at.with_timezone(&zone)));
    let number = step.number.as_ref().map(|number| format!("№ {number}"));
    let note: Vec<String> = number.into_iter().chain(at).collect();
    StepRow {
        id: step.id.clone(),
        chip: Chip::new(step_tone(step.state), locale.text(key)),
        ahead: step.state == StepState::Ahead,
        title: locale.title(&step.title),
        note: note.join(" · "),
    }
}

fn current(
    app: &App,
    locale: Locale,
    instance: &InstanceView,
    task: &OpenTask,
    zone: Tz,
) -> CurrentStep {
    let roles: Vec<String> = task.roles.iter().map(|role| locale.title(role)).collect();
    let roles = roles.join(", ");
    let holders = if task.holders.is_empty() {
        locale.fill("control.nobody", &[("role", &roles)])
    } else {
        task.holders.join(", ")
    };
    CurrentStep {
        title: locale.title(&task.title),
        facts: vec![
            Pair::new(locale.text("task.role"), roles),
            Pair::new(locale.text("instance.holder"), holders),
        ],
        deadline: task
            .due
            .as_ref()
            .map(|due| explained(app, locale, due, zone)),
        task_href: task
            .mine
            .then(|| format!("/tasks/{}/{}", instance.id, task.task)),
        acts: acts(locale, instance, task),
    }
}

/// Handing it over, and what may be decided about its term.
fn acts(locale: Locale, instance: &InstanceView, task: &OpenTask) -> Vec<Link> {
    let owner = TermOwner::Task(task.task);
    let about_term = term::links(locale, &instance.id, owner, &task.term_acts);
    let hand_over = task.may_reassign.then(|| {
        let href = reassigning(instance, task);
        Link::new(locale.text("instance.reassign"), href)
    });
    hand_over.into_iter().chain(about_term).collect()
}

/// Dates beside those of the tasks, which stand with their steps.
fn dates(app: &App, locale: Locale, instance: &InstanceView, zone: Tz) -> Vec<DateRow> {
    let others = instance
        .dates
        .iter()
        .filter(|date| date.kind != DateKind::Task);
    let row = |date: &DateView| DateRow {
        title: format!(
            "{}: {}",
            locale.text(word(date.kind)),
            locale.title(&date.title)
        ),
        deadline: ahead(app, locale, date, zone),
    };
    others.map(row).collect()
}

fn word(kind: DateKind) -> &'static str {
    match kind {
        DateKind::Task => "task.due",
        DateKind::Wait => "date.wait",
        DateKind::Job => "date.job",
        DateKind::Window => "date.window",
        DateKind::Boundary | DateKind::Event => "date.event",
        DateKind::Reminder => "date.reminder",
        DateKind::Instance => "instance.due",
    }
}

fn children_title(locale: Locale, instance: &InstanceView) -> String {
    let first = instance.children.first().map(|child| child.step.as_str());
    let step = instance
        .steps
        .iter()
        .find(|step| Some(step.id.as_str()) == first);
    step.map_or_else(String::new, |step| locale.title(&step.title))
}

/// A child: its subject names it; what was reported beyond the answers it began with says how far it is.
fn child(app: &App, locale: Locale, instance: &InstanceView, child: &ChildView) -> InstanceRow {
    let definition = child_definition(app, &instance.definition.process, &child.step);
    let subject = definition
        .as_ref()
        .and_then(|definition| definition.subject.clone());
    let said = |data: &DataView| locale.said(&data.ru, &data.en);
    let name = child
        .data
        .iter()
        .find(|data| Some(&data.name) == subject.as_ref());
    let asked_first = |name: &str| {
        let form = definition
            .iter()
            .flat_map(|definition| &definition.start.form.fields);
        form.into_iter().any(|field| field.name == name)
    };
    let results = child.data.iter().filter(|data| {
        !data.value.is_null() && Some(&data.name) != subject.as_ref() && !asked_first(&data.name)
    });
    let results: Vec<String> = results
        .map(|data| format!("{}: {}", locale.title(&data.title), said(data)))
        .collect();
    InstanceRow {
        number: child.receipt.clone(),
        href: format!("/instances/{}", child.instance),
        subject: name.map_or_else(|| child.receipt.clone(), said),
        process: String::new(),
        step: results.join("; "),
        started: String::new(),
        state: state(locale, child.ended.as_ref()),
    }
}

/// The process that the items of a step run on, as published now: only titles and kinds are read from it.
fn child_definition(app: &App, process: &str, step: &str) -> Option<Arc<Definition>> {
    let package = app.service().library().current();
    let step = package.definitions.get(process)?.step(step)?;
    package.definitions.get(step.child()?.0).cloned()
}

/// The state of an instance: running, or the title of its end.
pub(super) fn state(locale: Locale, ended: Option<&reglament_runtime::Title>) -> Chip {
    match ended {
        // An end may be good or bad news; only its title says which.
        Some(end) => Chip::new(Tone::Waiting, locale.title(end)),
        None => Chip::new(Tone::Soon, locale.text("instance.running")),
    }
}
