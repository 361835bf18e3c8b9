//! Running instances go over to another version: who can, who cannot and why, and the migration itself.
//!
//! A dry run decides the same command and writes nothing. Every instance that goes over gets its own journal entry by the
//! person who ordered it; an instance that has moved on meanwhile is planned anew.

use std::collections::BTreeMap;

use reglament_calendar::local_date;
use reglament_core::{
    Actor, Ballots, Command, CommandId, Context, Event, Instance, InstanceEvent, InstanceId,
    MigrationPlan, MovedTerm, Numbers, Outside, Rejection, Request, Terms, decide,
};
use reglament_definition::{BegunBefore, Definition};
use reglament_edition::{Reason, Said, plan};
use serde_json::json;

use super::{Service, ServiceError};
use crate::{
    library::ProposedMigration,
    limits::{MAX_PAGE, MAX_PROPOSED},
    port::{InstanceFilter, InstanceRow, Page},
    view::{MigrationLine, MigrationReport, MigrationState, TermLine},
    writer::{Order, Target, digest},
};

/// Tries for an instance that changes while its migration is planned.
const TRIES: usize = 3;

/// What is ordered.
#[derive(Clone, Debug, Default)]
pub struct MigrationOrder {
    /// Process.
    pub process: String,
    /// Version to go to.
    pub version: u32,
    /// Steps whose counterpart ids and titles do not tell: old id -> new id.
    pub mapping: BTreeMap<String, String>,
    /// What becomes of running terms.
    pub terms: Terms,
    /// One instance only; none: every running one.
    pub instance: Option<InstanceId>,
    /// Only say what would happen.
    pub dry_run: bool,
}

impl Service {
    /// Migrates the running instances of a process, or says what would happen. Only overseers may; a dry run by nobody
    /// (`None`, from the command line) is allowed.
    ///
    /// # Errors
    /// Not found for an unknown version or somebody who may not; the store's failures. What instances refuse is in the report.
    pub async fn migrate(
        &self,
        person: Option<&str>,
        order: &MigrationOrder,
    ) -> Result<MigrationReport, ServiceError> {
        let allowed = match person {
            Some(person) => {
                let rights = self.rights(person);
                rights.oversees() || rights.oversees_process(&order.process)
            }
            None => order.dry_run,
        };
        let rows = self.shared.library.published();
        let to = rows.iter().find(|row| {
            row.reference.process == order.process && row.reference.version == order.version
        });
        let to = to.filter(|_| allowed).ok_or(ServiceError::NotFound)?;
        let new = self.shared.library.definition(&to.reference).await?;
        let mut report = MigrationReport {
            process: order.process.clone(),
            version: order.version,
            dry_run: order.dry_run,
            instances: Vec::new(),
        };
        for row in self.running(&order.process).await? {
            let wanted = order.instance.as_ref().is_none_or(|only| *only == row.id);
            if wanted && row.definition != to.reference {
                let line = self.migrate_one(person, order, &row, &new).await?;
                report.instances.push(line);
            }
        }
        if order.instance.is_some() && report.instances.is_empty() {
            return Err(ServiceError::NotFound);
        }
        Ok(report)
    }

    /// Running instances that the transitional rule of the version in force wants to go over to it.
    ///
    /// # Errors
    /// The store's failures.
    pub async fn proposed_migrations(
        &self,
    ) -> Result<Vec<ProposedMigration>, crate::port::StoreError> {
        let now = self.now();
        let current = self.shared.library.current();
        let in_force = self.shared.library.package_in_force(now).await?;
        let mut proposed = Vec::new();
        for (process, newest) in &current.definitions {
            let ahead = self.shared.library.is_future(newest, now);
            let version = if ahead {
                Some(newest)
            } else {
                in_force.definitions.get(process)
            };
            let Some(version) = version else { continue };
            let edition = version.edition.clone().unwrap_or_default();
            if edition.begun_before != BegunBefore::Move {
                continue;
            }
            let rows = self.running(process).await?;
            let others = rows
                .into_iter()
                .filter(|row| row.definition != version.reference);
            let instances: Vec<InstanceId> = others.map(|row| row.id).take(MAX_PROPOSED).collect();
            if !instances.is_empty() {
                proposed.push(ProposedMigration {
                    process: process.clone(),
                    version: version.reference.version,
                    from: edition.in_force.filter(|_| ahead),
                    instances,
                });
            }
        }
        Ok(proposed)
    }

    /// The same for somebody who oversees every process.
    ///
    /// # Errors
    /// Not found for anybody else; the store's failures.
    pub async fn proposals_for(
        &self,
        person: &str,
    ) -> Result<Vec<ProposedMigration>, ServiceError> {
        if !self.rights(person).oversees() {
            return Err(ServiceError::NotFound);
        }
        Ok(self.proposed_migrations().await?)
    }

    pub(super) async fn running(
        &self,
        process: &str,
    ) -> Result<Vec<InstanceRow>, crate::port::StoreError> {
        let filter = InstanceFilter {
            processes: vec![process.to_owned()],
            running: Some(true),
            ..InstanceFilter::default()
        };
        let mut page = Page {
            after: None,
            limit: MAX_PAGE,
        };
        let mut found = Vec::new();
        loop {
            let rows = self.shared.store.instances(&filter, &page).await?;
            let full = rows.len() == MAX_PAGE as usize;
            page.after = rows.last().map(|row| (row.started_at, row.id.clone()));
            found.extend(rows);
            if !full {
                return Ok(found);
            }
        }
    }

    pub(super) async fn migrate_one(
        &self,
        person: Option<&str>,
        order: &MigrationOrder,
        row: &InstanceRow,
        new: &Definition,
    ) -> Result<MigrationLine, ServiceError> {
        let old = self.shared.library.definition(&row.definition).await?;
        let mut line = MigrationLine {
            instance: row.id.clone(),
            subject: row.subject.clone(),
            version: row.definition.version,
            state: MigrationState::Refused,
            reasons: Vec::new(),
            terms: Vec::new(),
        };
        for _ in 0..TRIES {
            line.reasons.clear();
            let instance = self.load(&row.id).await?.ok_or(ServiceError::NotFound)?;
            let planned = match plan(&old, new, &order.mapping, &instance, order.terms) {
                Ok(planned) => planned,
                Err(refused) => {
                    line.reasons = refused.0;
                    return Ok(line);
                }
            };
            match self.preview(person, &instance, new, &planned).await? {
                Ok(terms) => line.terms = term_lines(&terms, new),
                Err(why) => {
                    line.reasons.push(reason(&why));
                    return Ok(line);
                }
            }
            let Some(person) = person.filter(|_| !order.dry_run) else {
                line.state = MigrationState::Possible;
                return Ok(line);
            };
            match self.order_migration(person, &instance, new, planned).await {
                Ok(()) => {
                    line.state = MigrationState::Done;
                    return Ok(line);
                }
                Err(ServiceError::Rejected(why)) => line.reasons.push(reason(&why)),
                Err(error) => return Err(error),
            }
        }
        Ok(line)
    }

    /// The terms that a migration would move; the same decision, not written.
    async fn preview(
        &self,
        person: Option<&str>,
        instance: &Instance,
        new: &Definition,
        planned: &MigrationPlan,
    ) -> Result<Result<Vec<MovedTerm>, Rejection>, ServiceError> {
        let package = self.shared.library.current();
        let calendar = self.shared.library.calendar();
        let context = Context {
            definition: new,
            children: &BTreeMap::new(),
            calendar: &calendar,
            organisation: &package.organisation,
            numbers: &Numbers::default(),
            absences: &self.shared.absences().await?,
            ballots: &Ballots::default(),
            now: self.now(),
            base_url: &self.shared.base_url,
            outside: &Outside::default(),
        };
        let request = Request {
            id: CommandId(format!("preview/{}", instance.id())),
            actor: person.map_or(Actor::System, |id| Actor::Person(id.to_owned())),
            command: command(new, planned.clone()),
        };
        Ok(decide(&context, instance, &request).map(|events| {
            let terms = events
                .into_iter()
                .find_map(|recorded| match recorded.event {
                    Event::Instance(InstanceEvent::Migrated { terms, .. }) => Some(terms),
                    _ => None,
                });
            terms.unwrap_or_default()
        }))
    }

    async fn order_migration(
        &self,
        person: &str,
        instance: &Instance,
        new: &Definition,
        planned: MigrationPlan,
    ) -> Result<(), ServiceError> {
        let order = Order {
            target: Target::Existing(instance.id().clone()),
            request: Request {
                id: self.new_command_id(),
                actor: Actor::Person(person.to_owned()),
                command: command(new, planned),
            },
            digest: Some(digest(&json!([
                "migrate",
                instance.id(),
                new.reference,
                person
            ]))),
        };
        self.submit(order).await.map(drop)
    }
}

fn command(new: &Definition, planned: MigrationPlan) -> Command {
    Command::Migrate {
        to: new.reference.clone(),
        plan: Box::new(planned),
    }
}

fn reason(why: &Rejection) -> Reason {
    Reason {
        code: why.code(),
        said: Said::new(why.ru(), why.en()),
    }
}

/// A due date is the last day in time, a term's end the first instant that is late: both are told as local dates.
fn term_lines(terms: &[MovedTerm], new: &Definition) -> Vec<TermLine> {
    let date = |at: chrono::DateTime<chrono::Utc>| {
        local_date(at - chrono::TimeDelta::microseconds(1), new.zone)
    };
    let line = |term: &MovedTerm| TermLine {
        step: term.step.clone(),
        title: new
            .step(&term.step)
            .map(|step| step.title.clone())
            .unwrap_or_default(),
        task: term.task,
        before: term.before.map(date),
        by_rule: term.by_rule.map(date),
        after: term.after.map(date),
    };
    terms.iter().map(line).collect()
}
