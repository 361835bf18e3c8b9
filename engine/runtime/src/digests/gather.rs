//! What a digest is made of: the open tasks with those who have them and those who must know that they are late.
//!
//! One walk over the open tasks, by the index of due dates, serves all receivers.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::Tz;
use reglament_calendar::{DecreeDays, end_of_local_day, local_date};
use reglament_core::{Absence, InstanceId, eligible, rung_date};
use reglament_definition::{Deadline, Definition, DigestLetter, DigestPart, Overdue, StepKind};

use crate::{
    library::LoadedPackage,
    limits::{MAX_DIGEST_TASKS, MAX_PAGE},
    port::{FigureTimes, InstanceRow, Page, ProcessFigures, TaskRow},
    projection::INSTANCE_TERM,
    service::{
        Service, ServiceError,
        rights::{Reach, Rights},
    },
    view::TaskLine,
};

/// Days that the figures of a digest look back: since the last one of a week, or since yesterday.
const WEEK: u64 = 7;

/// What stands in a digest, for everybody.
pub(super) struct Contents {
    pub(super) today: NaiveDate,
    /// The first day of which figures tell.
    pub(super) since: NaiveDate,
    /// The last day that is soon.
    pub(super) horizon: NaiveDate,
    /// The tasks of a person that stand in the digest, the earliest due first.
    pub(super) own: BTreeMap<String, Vec<TaskLine>>,
    /// Late tasks of others that a person is told of.
    pub(super) others: BTreeMap<String, Vec<TaskLine>>,
    /// All open tasks of a person, those without a date too.
    pub(super) open: BTreeMap<String, u32>,
    /// Figures of every process.
    pub(super) figures: BTreeMap<String, ProcessFigures>,
}

/// Gathers what the parts of the digest need.
pub(super) async fn gather(
    service: &Service,
    digest: &DigestLetter,
    zone: Tz,
) -> Result<Contents, ServiceError> {
    let now = service.now();
    let today = local_date(now, zone);
    let calendar = service.shared.library.calendar();
    let horizon = (0..digest.soon).fold(today, |day, _| {
        calendar.next_working(day, DecreeDays::Working)
    });
    let back = if digest.on.is_some() { WEEK } else { 1 };
    let mut contents = Contents {
        today,
        since: today.checked_sub_days(Days::new(back)).unwrap_or(today),
        horizon,
        own: BTreeMap::new(),
        others: BTreeMap::new(),
        open: BTreeMap::new(),
        figures: BTreeMap::new(),
    };
    let tasks = |part: &DigestPart| matches!(part, DigestPart::Tasks | DigestPart::Overdue);
    if digest.of.iter().any(tasks) {
        walk(service, &mut contents).await?;
    }
    if digest.of.contains(&DigestPart::Processes) {
        figures(service, &mut contents, zone, now).await?;
    }
    Ok(contents)
}

async fn walk(service: &Service, contents: &mut Contents) -> Result<(), ServiceError> {
    let package = service.shared.library.current();
    let absences = service.shared.absences().await?;
    let mut after = None;
    let mut seen = 0;
    loop {
        let page = Page {
            after,
            limit: MAX_PAGE,
        };
        let rows = service
            .shared
            .store
            .tasks(&Default::default(), &page)
            .await?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        after = Some((last.due_at, last.instance.clone(), last.task));
        seen += rows.len();
        let ids: BTreeSet<&InstanceId> = rows.iter().map(|row| &row.instance).collect();
        let ids: Vec<InstanceId> = ids.into_iter().cloned().collect();
        let instances = service.shared.store.instance_rows(&ids).await?;
        for row in &rows {
            // A row may close between the two reads.
            if let Some(instance) = instances.iter().find(|known| known.id == row.instance) {
                let found = Found {
                    row,
                    instance,
                    package: &package,
                    absences: &absences,
                };
                place(service, contents, &found).await?;
            }
        }
        if seen >= MAX_DIGEST_TASKS {
            tracing::warn!(seen, "more tasks are open than a digest looks at");
            return Ok(());
        }
    }
}

/// An open task with what is around it.
struct Found<'a> {
    row: &'a TaskRow,
    instance: &'a InstanceRow,
    package: &'a LoadedPackage,
    absences: &'a [Absence],
}

async fn place(
    service: &Service,
    contents: &mut Contents,
    found: &Found<'_>,
) -> Result<(), ServiceError> {
    let row = found.row;
    let definition = &found.instance.definition;
    let definition = service.shared.library.definition(definition).await?;
    let organisation = &found.package.organisation;
    let today = local_date(service.now(), definition.zone);
    let mut doers = BTreeSet::new();
    if row.task != INSTANCE_TERM {
        let eligible = eligible(organisation, found.absences, today, &row.candidacy());
        doers.extend(eligible.into_iter().map(|doer| doer.person));
    }
    for person in &doers {
        *contents.open.entry(person.clone()).or_default() += 1;
    }
    let Some(due_on) = row.due_on.filter(|day| *day <= contents.horizon) else {
        return Ok(());
    };
    let line = service.task_line(row, found.instance, &definition, found.absences);
    for person in &doers {
        let own = contents.own.entry(person.clone()).or_default();
        own.push(line.clone());
    }
    if row.due_at.is_none_or(|at| service.now() < at) {
        return Ok(());
    }
    let rule = deadline(&definition, row).and_then(|deadline| deadline.overdue.as_ref());
    let told = rule.map(|rule| roles(service, rule, &definition, due_on, today));
    for role in told.into_iter().flatten() {
        for person in organisation.in_office(role, today) {
            let others = contents.others.entry(person.id.clone()).or_default();
            let known =
                |other: &TaskLine| other.instance == line.instance && other.task == line.task;
            if !doers.contains(&person.id) && !others.iter().any(known) {
                others.push(line.clone());
            }
        }
    }
    Ok(())
}

fn deadline<'d>(definition: &'d Definition, row: &TaskRow) -> Option<&'d Deadline> {
    if row.task == INSTANCE_TERM {
        return definition.deadline.as_ref();
    }
    match &definition.step(&row.step)?.kind {
        StepKind::UserTask(task) => task.deadline.as_ref(),
        _ => None,
    }
}

/// The roles that the ladder has come to.
fn roles<'d>(
    service: &Service,
    rule: &'d Overdue,
    definition: &Definition,
    due_on: NaiveDate,
    today: NaiveDate,
) -> Vec<&'d String> {
    let calendar = service.shared.library.calendar();
    let reached = rule.ladder.iter().filter(|rung| {
        let day = rung_date(&calendar, definition.zone, due_on, rung.after);
        day.is_some_and(|day| day <= today)
    });
    let further = reached.flat_map(|rung| &rung.notify);
    rule.notify.iter().chain(further).collect()
}

async fn figures(
    service: &Service,
    contents: &mut Contents,
    zone: Tz,
    now: DateTime<Utc>,
) -> Result<(), ServiceError> {
    let times = FigureTimes {
        since: reglament_calendar::start_of_day(contents.since, zone),
        now,
        soon: end_of_local_day(contents.horizon, zone),
    };
    let package = service.shared.library.current();
    for process in package.definitions.keys() {
        let found = service.shared.store.figures(process, times).await?;
        contents.figures.insert(process.clone(), found);
    }
    Ok(())
}

/// The processes whose figures a person may see, with titles in the order of their ids.
pub(super) fn visible<'c>(
    service: &Service,
    contents: &'c Contents,
    person: &str,
) -> Vec<(&'c String, &'c ProcessFigures)> {
    let package = service.shared.library.current();
    let rights = Rights::of(person, &package, contents.today);
    let seen = contents.figures.iter();
    let seen = seen.filter(|(process, _)| {
        let definition = package.definitions.get(*process);
        definition.is_some_and(|definition| rights.reach(definition) == Reach::Whole)
    });
    seen.collect()
}
