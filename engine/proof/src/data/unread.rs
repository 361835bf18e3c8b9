//! Fields that somebody fills in or that are computed, and that nothing ever reads.

use std::collections::BTreeSet;

use reglament_definition::{
    DataKind, Deadline, Definition, Package, ProcessTrigger, StepKind, Trigger,
};

use reglament_expression::Expression;

use super::guards::reads;
use crate::plan::{Op, Plan};

/// Fields written and never read, in the order declared.
pub(crate) fn unread(plan: &Plan<'_>, package: &Package) -> Vec<String> {
    let definition = plan.definition;
    let (written, mut read) = written_and_read(plan);
    read.extend(shown(definition));
    read.extend(read_by_others(definition, package));
    read.extend(counted(definition));
    // A consent is given by ticking it; there is nothing to read.
    let fields = definition
        .data
        .iter()
        .filter(|field| field.kind != DataKind::Consent);
    let fields = fields.map(|field| field.name.clone());
    fields
        .filter(|name| written.contains(name) && !read.contains(name))
        .collect()
}

fn written_and_read(plan: &Plan<'_>) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut written, mut read) = (BTreeSet::new(), BTreeSet::new());
    let roots = plan.roots.iter().flat_map(|root| &root.ops);
    let nodes = plan.nodes.iter().flat_map(|node| {
        let ways = node.ways.iter().flat_map(|way| &way.ops);
        node.entry.iter().chain(ways)
    });
    for op in roots.chain(nodes) {
        match op {
            Op::Put(name, _) => {
                written.insert(name.clone());
            }
            Op::Read(shape, _) => {
                read.extend(
                    reads(shape)
                        .into_iter()
                        .filter_map(|path| path.into_iter().next()),
                );
            }
        }
    }
    (written, read)
}

/// What the counting of scorecards reads.
fn counted(definition: &Definition) -> BTreeSet<String> {
    let mut read = BTreeSet::new();
    for field in &definition.data {
        if let DataKind::Scorecard {
            of,
            position,
            since,
            until,
        } = &field.kind
        {
            let facts = [position, since, until].into_iter().flatten();
            read.extend(facts.chain([of]).cloned());
        }
    }
    read
}

/// What people are shown, and what names the instance or reaches the applicant.
fn shown(definition: &Definition) -> BTreeSet<String> {
    let mut shown: BTreeSet<String> = definition.subject.iter().cloned().collect();
    shown.extend(definition.applicant_email.clone());
    let first = |path: Vec<String>| path.into_iter().next();
    for letter in definition.letters.values() {
        let paths = reads(&letter.text.shape())
            .into_iter()
            .chain(reads(&letter.subject.shape()));
        shown.extend(paths.filter_map(first));
    }
    for event in &definition.events {
        let trigger = match &event.trigger {
            ProcessTrigger::Of(Trigger::When(when)) => Some(when),
            ProcessTrigger::Of(Trigger::Term(deadline)) => deadline.from.as_ref(),
            ProcessTrigger::Of(_) | ProcessTrigger::Asked => None,
        };
        let paths = event.when.iter().chain(trigger);
        shown.extend(paths.flat_map(|e| reads(&e.shape())).filter_map(first));
    }
    let tasks = definition.steps.iter().filter_map(|step| match &step.kind {
        StepKind::UserTask(task) => task.deadline.as_ref(),
        _ => None,
    });
    let acts = tasks.chain(&definition.deadline).flat_map(acts);
    shown.extend(acts.flat_map(|e| reads(&e.shape())).filter_map(first));
    let keys = definition
        .messages
        .values()
        .filter_map(|message| message.key.as_ref());
    let allowed = definition.cancellation.iter().flat_map(|c| &c.when);
    let asked = keys.chain(allowed);
    shown.extend(asked.flat_map(|e| reads(&e.shape())).filter_map(first));
    let computed = definition.data.iter().filter_map(|field| field.is.as_ref());
    shown.extend(computed.flat_map(|is| reads(&is.shape())).filter_map(first));
    for check in &definition.start.form.checks {
        shown.extend(reads(&check.must.shape()).into_iter().filter_map(first));
    }
    shown.extend(planned(definition));
    for step in &definition.steps {
        match &step.kind {
            StepKind::UserTask(task) => shown.extend(task.show.iter().cloned()),
            StepKind::ForEach(each) => {
                let window = each.window.iter().flat_map(|window| {
                    [
                        Some(&window.closes),
                        window.opens.as_ref(),
                        window.late_until.as_ref(),
                    ]
                });
                let given = each.give.iter().map(|(_, value)| value);
                let lists = each.each.iter().map(|rows| &rows.list);
                let paths = window
                    .flatten()
                    .chain(given)
                    .chain(lists)
                    .chain(&each.until);
                shown.extend(paths.flat_map(|e| reads(&e.shape())).filter_map(first));
            }
            StepKind::Call(call) => {
                let given = call.give.iter();
                shown.extend(given.flat_map(|(_, e)| reads(&e.shape())).filter_map(first));
            }
            _ => {}
        }
    }
    shown
}

/// What the dates of milestones read.
fn planned(definition: &Definition) -> impl Iterator<Item = String> {
    let milestones = definition
        .steps
        .iter()
        .filter_map(|step| step.milestone.as_deref());
    let dates = milestones.flat_map(|milestone| milestone.due.iter().chain(&milestone.from));
    dates
        .flat_map(|date| reads(&date.shape()))
        .filter_map(|path| path.into_iter().next())
}

/// What the acts about a term read: its start, who is told of them, their documents.
fn acts(deadline: &Deadline) -> Vec<&Expression> {
    let mut found: Vec<&Expression> = deadline.from.iter().collect();
    if let Some(extension) = &deadline.extension {
        found.extend(&extension.notice.to);
        let drawn = extension.document.iter();
        let drawn = drawn.flat_map(|draw| draw.data.iter().chain(&draw.entry));
        found.extend(drawn.map(|(_, value)| value));
    }
    let notice = deadline.suspension.iter().flat_map(|s| &s.notice);
    found.extend(notice.flat_map(|notice| &notice.to));
    found
}

/// What parents ask their children for, and what linked processes read.
fn read_by_others(definition: &Definition, package: &Package) -> BTreeSet<String> {
    let own = &definition.reference.process;
    let mut read = BTreeSet::new();
    for other in package.definitions.values() {
        let links = other.start.links.iter().filter(|link| link.process == *own);
        read.extend(links.flat_map(|link| link.reads.iter().cloned()));
        for step in &other.steps {
            if let StepKind::ForEach(each) = &step.kind
                && each.process == *own
            {
                read.extend(each.reports.iter().chain(&each.unique).cloned());
            }
            if let StepKind::Call(call) = &step.kind
                && call.process == *own
            {
                let taken = call.take.iter().flat_map(|(_, e)| reads(&e.shape()));
                read.extend(taken.filter_map(|path| path.into_iter().nth(1)));
            }
        }
    }
    read
}
