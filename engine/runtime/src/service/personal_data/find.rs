//! Finding a person: in the directory, by the code of a case, by its subject, and field by field through the cases that are
//! overseen, a bounded number at a time.

use chrono::{DateTime, Utc};
use reglament_core::InstanceId;

use super::sought::Sought;
use crate::{
    limits::{MAX_PAGE, MAX_PERSON_FOUND, MAX_PERSON_SCAN},
    port::{InstanceFilter, InstanceRow, Page},
    service::{Service, ServiceError},
    view::{CaseFound, DirectoryQuery, FoundBy, PersonFound, PersonSought},
};

impl Service {
    /// People of the directory and cases that may be about somebody. A text that is too short or too long finds nothing.
    ///
    /// # Errors
    /// Forbidden for those who do not oversee everything; the store's failures.
    pub async fn find_person(
        &self,
        by: &str,
        wish: &PersonSought,
    ) -> Result<PersonFound, ServiceError> {
        self.must_oversee_all(by)?;
        let mut found = PersonFound {
            people: Vec::new(),
            cases: Vec::new(),
            looked: 0,
            next: None,
        };
        let Some(sought) = Sought::read(&wish.text) else {
            return Ok(found);
        };
        let processes = self.overseen_processes(&self.rights(by));
        if wish.cursor.is_none() {
            let query = DirectoryQuery {
                text: wish.text.clone(),
                page: 1,
            };
            found.people = self.directory(by, &query).await?.rows;
            if let Some(row) = self.by_code(&wish.text).await? {
                let case = self.case_found(row, FoundBy::Receipt, &processes).await?;
                found.cases.extend(case);
                return Ok(found);
            }
        }
        self.look_through(&sought, &processes, wish, &mut found)
            .await?;
        Ok(found)
    }

    async fn by_code(&self, text: &str) -> Result<Option<InstanceRow>, ServiceError> {
        let id = self.find_receipt(text).await?;
        let id = id.unwrap_or_else(|| InstanceId(text.trim().to_owned()));
        let rows = self.shared.store.instance_rows(&[id]).await?;
        Ok(rows.into_iter().next())
    }

    /// Goes on from the cursor until enough was looked through or found.
    async fn look_through(
        &self,
        sought: &Sought,
        processes: &[String],
        wish: &PersonSought,
        found: &mut PersonFound,
    ) -> Result<(), ServiceError> {
        let filter = InstanceFilter {
            processes: processes.to_vec(),
            ..InstanceFilter::default()
        };
        if processes.is_empty() {
            return Ok(());
        }
        let mut after = key(wish.cursor.as_deref());
        while found.looked < MAX_PERSON_SCAN && found.cases.len() < MAX_PERSON_FOUND {
            let page = Page {
                after,
                limit: MAX_PAGE,
            };
            let rows = self.shared.store.instances(&filter, &page).await?;
            let more = rows.len() == MAX_PAGE as usize;
            after = rows.last().map(|row| (row.started_at, row.id.clone()));
            found.looked += u32::try_from(rows.len()).unwrap_or(u32::MAX);
            self.of_page(sought, rows, processes, found).await?;
            if !more {
                return Ok(());
            }
        }
        found.next = after.map(|(at, id)| format!("{}~{id}", at.timestamp_micros()));
        Ok(())
    }

    async fn of_page(
        &self,
        sought: &Sought,
        rows: Vec<InstanceRow>,
        processes: &[String],
        found: &mut PersonFound,
    ) -> Result<(), ServiceError> {
        let ids: Vec<InstanceId> = rows.iter().map(|row| row.id.clone()).collect();
        let store = &self.shared.store;
        let mut fitting = Vec::new();
        for stored in store.load(&ids).await? {
            let (instance, _) = crate::writer::restore(&**store, stored).await?;
            let mut values = instance.data().values().chain(instance.links().values());
            if values.any(|value| sought.fits(value)) {
                fitting.push(instance.id().clone());
            }
        }
        for row in rows {
            if fitting.contains(&row.id) || sought.is_in(&row.subject) {
                let case = self.case_found(row, sought.by(), processes).await?;
                found.cases.extend(case);
            }
        }
        Ok(())
    }

    /// The case, when it is of a process that is overseen.
    async fn case_found(
        &self,
        row: InstanceRow,
        by: FoundBy,
        processes: &[String],
    ) -> Result<Option<CaseFound>, ServiceError> {
        if !processes.contains(&row.definition.process) {
            return Ok(None);
        }
        let definition = self.shared.library.definition(&row.definition).await?;
        Ok(Some(CaseFound {
            id: row.id,
            process_title: definition.title.clone(),
            subject: row.subject,
            receipt: row.receipt,
            started_at: row.started_at,
            ended_at: row.ended_at,
            by,
        }))
    }

    /// A case of a process that somebody oversees.
    pub(in crate::service) async fn must_oversee_case(
        &self,
        by: &str,
        id: &InstanceId,
    ) -> Result<InstanceRow, ServiceError> {
        let rows = self
            .shared
            .store
            .instance_rows(std::slice::from_ref(id))
            .await?;
        let row = rows.into_iter().next();
        let rights = self.rights(by);
        row.filter(|row| rights.oversees_process(&row.definition.process))
            .ok_or(ServiceError::NotFound)
    }
}

/// Whether a text is a cursor of the search for a person.
pub fn is_person_cursor(text: &str) -> bool {
    key(Some(text)).is_some()
}

fn key(cursor: Option<&str>) -> Option<(DateTime<Utc>, InstanceId)> {
    let (at, id) = cursor?.split_once('~')?;
    let at = DateTime::from_timestamp_micros(at.parse().ok()?)?;
    Some((at, InstanceId(id.to_owned())))
}
