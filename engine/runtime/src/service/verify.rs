//! Replays every journal and compares with what is stored beside it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use reglament_core::{Instance, InstanceId};

use super::{Service, ServiceError};
use crate::{
    limits::{MAX_PAGE, VERIFY_PAGE},
    participants,
    port::{Page, StoreError, TaskFilter, TaskRow, TimerRow},
    projection,
    view::Difference,
    writer,
};

type Timers = BTreeMap<InstanceId, BTreeSet<TimerRow>>;

impl Service {
    /// Checks the pages of the database, and everything that is stored against the journals: gaps, hash chain, snapshots, rows, tasks, timers,
    /// definitions. Reads all of it; commands that take effect meanwhile may show as differences.
    ///
    /// # Errors
    /// The store's failures. Damage is not a failure but a difference.
    pub async fn verify(&self) -> Result<Vec<Difference>, ServiceError> {
        let mut found = self.verify_definitions().await;
        let pages = self.shared.store.damaged_pages().await?;
        found.extend(pages.into_iter().map(|detail| Difference {
            place: "database".to_owned(),
            what: "pages",
            detail,
        }));
        let mut timers = self.all_timers().await?;
        let mut after: Option<InstanceId> = None;
        loop {
            let ids = self
                .shared
                .store
                .instance_ids(after.as_ref(), VERIFY_PAGE)
                .await?;
            let Some(last) = ids.last().cloned() else {
                break;
            };
            for id in &ids {
                self.verify_instance(id, timers.remove(id).unwrap_or_default(), &mut found)
                    .await?;
            }
            after = Some(last);
        }
        for id in timers.keys() {
            found.push(difference(
                id,
                "timers",
                "timers of an instance that does not exist",
            ));
        }
        Ok(found)
    }

    /// Every definition still compiles to the digest that it was published with.
    async fn verify_definitions(&self) -> Vec<Difference> {
        let mut found = Vec::new();
        for row in self.shared.library.published() {
            let reference = &row.reference;
            let problem = match self.shared.library.package_of(reference).await {
                Err(error) => Some(error.to_string()),
                Ok(package) => match package.definitions.get(&reference.process) {
                    None => Some("its package does not have it".to_owned()),
                    Some(known) if known.reference.digest != reference.digest => {
                        Some("its package now gives another digest".to_owned())
                    }
                    Some(_) => None,
                },
            };
            found.extend(problem.map(|detail| Difference {
                place: format!("{}@{}", reference.process, reference.version),
                what: "definition",
                detail,
            }));
        }
        found
    }

    async fn all_timers(&self) -> Result<Timers, ServiceError> {
        let mut timers = Timers::new();
        let mut after: Option<TimerRow> = None;
        loop {
            let end = DateTime::<Utc>::MAX_UTC;
            let rows = self
                .shared
                .store
                .due_timers(end, after.as_ref(), VERIFY_PAGE)
                .await?;
            let Some(last) = rows.last().cloned() else {
                return Ok(timers);
            };
            for row in rows {
                timers.entry(row.instance.clone()).or_default().insert(row);
            }
            after = Some(last);
        }
    }

    async fn verify_instance(
        &self,
        id: &InstanceId,
        timers: BTreeSet<TimerRow>,
        found: &mut Vec<Difference>,
    ) -> Result<(), ServiceError> {
        let Some(replayed) = self.replay(id, found).await? else {
            return Ok(());
        };
        match self.load(id).await {
            Ok(Some(stored)) if stored == replayed => {}
            Ok(_) => found.push(difference(
                id,
                "snapshot",
                "differs from the replayed journal",
            )),
            Err(ServiceError::Damaged(why)) => found.push(difference(id, "damaged", &why)),
            Err(error) => return Err(error),
        }
        if projection::timer_rows(&replayed)
            .into_iter()
            .collect::<BTreeSet<_>>()
            != timers
        {
            found.push(difference(id, "timers", "differ from the replayed journal"));
        }
        if self.stored_tasks(id).await? != self.expected_tasks(&replayed).await {
            found.push(difference(id, "tasks", "differ from the replayed journal"));
        }
        let first = self.shared.store.journal(id, 0, 1).await?;
        let expected = participants::expected(&replayed, first.first());
        if self.shared.store.participants(id).await? != expected {
            let detail = "differ from the replayed journal";
            found.push(difference(id, "participants", detail));
        }
        self.verify_row(id, &replayed, found).await
    }

    async fn verify_row(
        &self,
        id: &InstanceId,
        replayed: &Instance,
        found: &mut Vec<Difference>,
    ) -> Result<(), ServiceError> {
        let rows = self
            .shared
            .store
            .instance_rows(std::slice::from_ref(id))
            .await?;
        let Some(row) = rows.into_iter().next() else {
            found.push(difference(id, "row", "is missing"));
            return Ok(());
        };
        // A definition that cannot be had is reported once, by itself.
        if let Ok(definition) = self.shared.library.definition(&row.definition).await
            && projection::instance_row(replayed, &definition) != row
        {
            found.push(difference(id, "row", "differs from the replayed journal"));
        }
        Ok(())
    }

    /// Replays the journal; none when it cannot be replayed (reported).
    async fn replay(
        &self,
        id: &InstanceId,
        found: &mut Vec<Difference>,
    ) -> Result<Option<Instance>, ServiceError> {
        let mut instance = Instance::new(id.clone());
        let mut chain = writer::FollowedChain::default();
        loop {
            let seq = *instance.seq();
            let rows = self.shared.store.journal(id, seq, MAX_PAGE).await;
            let rows = match rows {
                Err(StoreError::Damaged(why)) => {
                    found.push(difference(id, "damaged", &why));
                    return Ok(None);
                }
                other => other?,
            };
            if rows.is_empty() {
                for position in chain.breaks() {
                    let detail = format!("the chain breaks at position {position}");
                    found.push(difference(id, "chain", &detail));
                }
                return Ok(Some(instance));
            }
            for row in rows {
                chain.follow(&row);
                if let Err(error) = writer::apply_row(&mut instance, &row) {
                    found.push(difference(id, "gap", &error.to_string()));
                    return Ok(None);
                }
            }
        }
    }

    async fn expected_tasks(&self, instance: &Instance) -> Vec<TaskRow> {
        let mut unit = None;
        if let Some(reference) = instance.definition()
            && let Ok(definition) = self.shared.library.definition(reference).await
        {
            unit = projection::unit(instance, &definition);
        }
        projection::task_rows(instance, unit.as_deref())
    }

    async fn stored_tasks(&self, id: &InstanceId) -> Result<Vec<TaskRow>, ServiceError> {
        let filter = TaskFilter {
            instance: Some(id.clone()),
            ..TaskFilter::default()
        };
        let page = Page {
            after: None,
            limit: u32::MAX,
        };
        let mut rows = self.shared.store.tasks(&filter, &page).await?;
        rows.sort_by_key(|row| row.task);
        Ok(rows)
    }
}

fn difference(id: &InstanceId, what: &'static str, detail: &str) -> Difference {
    Difference {
        place: id.to_string(),
        what,
        detail: detail.to_owned(),
    }
}
