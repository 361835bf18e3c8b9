//! What is held about a person of the directory. The password, tokens, salts and recovery codes are never read into it.

use std::collections::BTreeSet;

use crate::{
    limits::{
        MAX_ABSENCES, MAX_PAGE, MAX_PERSON_ACTS, MAX_PERSON_LETTERS, MAX_PERSON_PARTS,
        MAX_PERSON_TASKS, SESSIONS_LISTED,
    },
    port::{InstanceFilter, Page, ViewFilter, ViewRow},
    service::{Service, ServiceError, case, documents::letter},
    view::{
        AbsenceData, AccountData, AuditLine, Cut, DeviceData, IdentityData, LookData, OfficialData,
        PartData, TaskData,
    },
};

/// Lists whose filters people save.
const LISTS: [&str; 2] = ["control", "tasks"];

type Cuts = BTreeSet<Cut>;

impl Service {
    pub(super) async fn official_data(
        &self,
        by: &str,
        person: &str,
        cut: &mut Cuts,
    ) -> Result<OfficialData, ServiceError> {
        let entry = self.directory_entry(by, person).await?;
        let store = &self.shared.store;
        let mut filters = Vec::new();
        for list in LISTS {
            let saved = store.saved_filters(person, list).await?.into_iter();
            filters.extend(saved.map(|one| (one.title, one.query)));
        }
        let letters = store.letters_for(person, MAX_PERSON_LETTERS).await?;
        if letters.len() == MAX_PERSON_LETTERS as usize {
            cut.insert(Cut::Letters);
        }
        Ok(OfficialData {
            entry: entry.line,
            address: entry.address,
            account: self.account_data(person).await?,
            devices: self.devices(person).await?,
            identities: self.identity_data(person).await?,
            wishes: store.wishes(person).await?,
            calendar_since: store.calendar_since(person).await?,
            filters,
            absences: self.absence_data(person).await?,
            tasks: self.task_data(person, cut).await?,
            parts: self.parts(person, cut).await?,
            letters: letters.iter().filter_map(letter).collect(),
            acts: self.acts_of(person, cut).await?,
            looked_at: self.looked_at(person, cut).await?,
        })
    }

    async fn account_data(&self, person: &str) -> Result<Option<AccountData>, ServiceError> {
        let Some(account) = self.account(person).await? else {
            return Ok(None);
        };
        let factor = self.second_factor(person).await?;
        Ok(Some(AccountData {
            password: !account.password.is_empty(),
            changed_at: account.changed_at,
            blocked: account.blocked,
            second_factor_since: factor.map(|factor| factor.since),
        }))
    }

    async fn devices(&self, person: &str) -> Result<Vec<DeviceData>, ServiceError> {
        let store = &self.shared.store;
        let sessions = store.sessions(person, self.now(), SESSIONS_LISTED).await?;
        let device = sessions.into_iter().map(|session| DeviceData {
            device: session.device,
            since: session.created_at,
            seen_at: session.seen_at,
        });
        Ok(device.collect())
    }

    async fn identity_data(&self, person: &str) -> Result<Vec<IdentityData>, ServiceError> {
        let rows = self.shared.store.identities_of(person).await?;
        let identity = rows.into_iter().map(|row| IdentityData {
            issuer: row.issuer,
            subject: row.subject,
            name: row.name,
            seen_at: row.seen_at,
        });
        Ok(identity.collect())
    }

    async fn absence_data(&self, person: &str) -> Result<Vec<AbsenceData>, ServiceError> {
        let rows = self.shared.store.absence_rows(MAX_ABSENCES).await?;
        let package = self.shared.library.current();
        let name = |id: &String| case::name(&package, id);
        let own = rows.into_iter().filter(|row| {
            let absence = &row.absence;
            absence.person == person || absence.substitutes.iter().any(|id| id == person)
        });
        let told = own.map(|row| AbsenceData {
            name: name(&row.absence.person),
            from: row.absence.from,
            until: row.absence.until,
            substitutes: row.absence.substitutes.iter().map(name).collect(),
            order: row.absence.order,
            cancelled: row.cancelled.is_some(),
        });
        Ok(told.collect())
    }

    async fn task_data(&self, person: &str, cut: &mut Cuts) -> Result<Vec<TaskData>, ServiceError> {
        let mut tasks = Vec::new();
        let mut after = None;
        loop {
            let page = self.my_tasks(person, after.as_deref()).await?;
            tasks.extend(page.rows.into_iter().map(|line| TaskData {
                title: line.title,
                process_title: line.process_title,
                receipt: line.receipt,
                due_on: line.due_on,
            }));
            after = page.next;
            if after.is_none() {
                return Ok(tasks);
            }
            if tasks.len() >= MAX_PERSON_TASKS {
                cut.insert(Cut::Tasks);
                return Ok(tasks);
            }
        }
    }

    /// Cases in which they had a part, of every process ever published: whether they see them today matters little.
    async fn parts(&self, person: &str, cut: &mut Cuts) -> Result<Vec<PartData>, ServiceError> {
        let published = self.library().published().into_iter();
        let processes: BTreeSet<String> = published.map(|row| row.reference.process).collect();
        let filter = InstanceFilter {
            part: Some((person.to_owned(), processes.into_iter().collect())),
            ..InstanceFilter::default()
        };
        let mut parts = Vec::new();
        let mut after = None;
        loop {
            let page = Page {
                after,
                limit: MAX_PAGE,
            };
            let rows = self.shared.store.instances(&filter, &page).await?;
            for row in &rows {
                parts.push(self.part(person, row).await?);
            }
            after = rows.last().map(|row| (row.started_at, row.id.clone()));
            if rows.len() < MAX_PAGE as usize {
                return Ok(parts);
            }
            if parts.len() >= MAX_PERSON_PARTS {
                cut.insert(Cut::Parts);
                return Ok(parts);
            }
        }
    }

    async fn part(
        &self,
        person: &str,
        row: &crate::port::InstanceRow,
    ) -> Result<PartData, ServiceError> {
        let case = self.case(&row.id).await?;
        Ok(PartData {
            process_title: case.definition.title.clone(),
            receipt: row.receipt.clone(),
            started_at: row.started_at,
            did: self.deeds(&case, person).await?,
        })
    }

    async fn acts_of(&self, person: &str, cut: &mut Cuts) -> Result<Vec<AuditLine>, ServiceError> {
        let mut acts = Vec::new();
        let (mut after, mut seen) = (None, 0);
        loop {
            let page = Page {
                after,
                limit: MAX_PAGE,
            };
            let rows = self.shared.store.acts(&page).await?;
            let full = rows.len() == MAX_PAGE as usize;
            after = rows.last().map(|(id, _)| *id);
            let own = rows.into_iter().map(|(_, row)| row);
            let own = own.filter(|row| row.by == person || row.about == person);
            acts.extend(own.map(|row| self.told(row)));
            seen += MAX_PAGE;
            if !full {
                return Ok(acts);
            }
            if seen >= MAX_PERSON_ACTS {
                cut.insert(Cut::Acts);
                return Ok(acts);
            }
        }
    }

    async fn looked_at(&self, person: &str, cut: &mut Cuts) -> Result<Vec<LookData>, ServiceError> {
        let filter = ViewFilter {
            unplaced: true,
            person: Some(person.to_owned()),
            ..ViewFilter::default()
        };
        let rows = self.views(filter, cut).await?;
        let look = |row: ViewRow| LookData {
            at: row.at,
            who: String::new(),
            what: row.what,
            address: row.address,
        };
        Ok(rows.into_iter().map(look).collect())
    }
}
