//! Letters that do not leave now, or not at all: outside the hours, declined, gathered in a digest, no longer true.
//!
//! It is decided when the letter would leave, by what holds then. What the regulation orders is never held back, unless
//! the settings make it wait for the hours.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use reglament_calendar::{DecreeDays, local_date};
use reglament_core::{Absence, InstanceId, LetterFact, LetterPurpose, TaskId, eligible};
use reglament_definition::DigestPart;

use super::Outbox;
use crate::{
    digests::{daily, has_digest_of_tasks},
    limits::MAX_PAGE,
    port::{OutboxEnd, OutboxRow, OutboxState, Page, StoreError, TaskFilter, TaskRow},
    service::wishes::{WISH_NEW_TASK, WISH_OVERDUE_AGAIN, WISH_REMINDER, Wish, Wishes},
};

/// Why a letter is not sent, as stored: the words of pages are found by these.
pub(crate) mod because {
    /// It waits for the hours.
    pub(crate) const HOURS: &str = "hours";
    /// The receiver declined letters of this kind.
    pub(crate) const DECLINED: &str = "declined";
    /// It stands in a digest of the receiver.
    pub(crate) const IN_DIGEST: &str = "in_digest";
    /// The task was done meanwhile.
    pub(crate) const DONE: &str = "done";
    /// The term has passed before the reminder could leave: the notice of lateness says more.
    pub(crate) const PASSED: &str = "passed";
    /// The address takes no letters.
    pub(crate) const ADDRESS: &str = "address";
}

impl Outbox {
    /// How a letter that does not leave now ends; none when it leaves.
    pub(super) async fn held(
        &self,
        row: &OutboxRow,
        fact: &LetterFact,
    ) -> Result<Option<OutboxEnd>, StoreError> {
        if row.state == OutboxState::Ambiguous {
            return Ok(None);
        }
        if let Some(why) = self.withheld(row, fact).await? {
            return Ok(Some(self.end(
                row,
                OutboxState::Withheld,
                Some(why.to_owned()),
            )));
        }
        let hours = self.shared.hours;
        if !hours.concern(row.about.purpose) {
            return Ok(None);
        }
        let now = self.shared.clock.now();
        let opening = self.opening(row, now).await?;
        if opening <= now {
            return Ok(None);
        }
        let due = self.task(row).await?.and_then(|task| task.due_at);
        if row.about.purpose == LetterPurpose::Reminder && due.is_some_and(|due| due <= opening) {
            let why = because::PASSED.to_owned();
            return Ok(Some(self.end(row, OutboxState::Withheld, Some(why))));
        }
        let mut end = self.end(row, OutboxState::Queued, Some(because::HOURS.to_owned()));
        end.next_at = opening;
        end.uncounted = true;
        Ok(Some(end))
    }

    /// When the letter may leave if it could at `at`.
    pub(super) async fn opening(
        &self,
        row: &OutboxRow,
        at: DateTime<Utc>,
    ) -> Result<DateTime<Utc>, StoreError> {
        let hours = self.shared.hours;
        if !hours.concern(row.about.purpose) {
            return Ok(at);
        }
        let zone = self.zone(row.instance.as_ref()).await?;
        Ok(hours.opening(&self.shared.library.calendar(), zone, at))
    }

    async fn zone(&self, instance: Option<&InstanceId>) -> Result<Tz, StoreError> {
        let Some(instance) = instance else {
            return Ok(self.shared.zone());
        };
        let ids = std::slice::from_ref(instance);
        let rows = self.shared.store.instance_rows(ids).await?;
        match rows.first() {
            Some(row) => Ok(self.shared.library.definition(&row.definition).await?.zone),
            None => Ok(self.shared.zone()),
        }
    }

    async fn withheld(
        &self,
        row: &OutboxRow,
        fact: &LetterFact,
    ) -> Result<Option<&'static str>, StoreError> {
        let purpose = row.about.purpose;
        let about_task = matches!(
            purpose,
            LetterPurpose::Reminder | LetterPurpose::Overdue | LetterPurpose::OverdueAgain
        );
        let optional =
            about_task || matches!(purpose, LetterPurpose::NewTask | LetterPurpose::Digest);
        if !optional {
            return Ok(None);
        }
        let store = &self.shared.store;
        if store.marked_since(&fact.to_address).await?.is_some() {
            return Ok(Some(because::ADDRESS));
        }
        let task = self.task(row).await?;
        if about_task && row.about.task.is_some() && task.is_none() {
            return Ok(Some(because::DONE));
        }
        let Some(person) = &row.about.person else {
            return Ok(None);
        };
        let wishes = Wishes::read(&**store, person).await?;
        let zone = self.zone(row.instance.as_ref()).await?;
        let today = local_date(self.shared.clock.now(), zone);
        let absences = self.shared.absences().await?;
        let covered = || self.in_digest(&wishes, person, task.as_ref(), purpose, today, &absences);
        Ok(match purpose {
            LetterPurpose::Reminder => unwanted(wishes.of(WISH_REMINDER), covered),
            LetterPurpose::OverdueAgain => unwanted(wishes.of(WISH_OVERDUE_AGAIN), covered),
            // Whoever declines these must learn of new tasks in another way.
            LetterPurpose::NewTask => {
                let declined = wishes.of(WISH_NEW_TASK) == Some(Wish::Never);
                let other_way =
                    declined && has_digest_of_tasks(&self.shared.library, &wishes, person, today);
                other_way.then_some(because::DECLINED)
            }
            _ => None,
        })
    }

    /// The open task that a letter is about.
    async fn task(&self, row: &OutboxRow) -> Result<Option<TaskRow>, StoreError> {
        let (Some(instance), Some(task)) = (&row.instance, row.about.task) else {
            return Ok(None);
        };
        open_task(&*self.shared.store, instance, task).await
    }

    /// Whether a digest of every working day tells the person of this task by itself.
    fn in_digest(
        &self,
        wishes: &Wishes,
        person: &str,
        task: Option<&TaskRow>,
        purpose: LetterPurpose,
        today: NaiveDate,
        absences: &[Absence],
    ) -> bool {
        let Some((task, due_on)) = task.and_then(|task| Some((task, task.due_on?))) else {
            return false;
        };
        let own = purpose == LetterPurpose::Reminder || self.does(person, task, absences, today);
        let digests = daily(&self.shared.library, wishes, person, today);
        digests.iter().any(|digest| {
            let part = match own {
                true => DigestPart::Tasks,
                false => DigestPart::Overdue,
            };
            due_on <= self.horizon(today, digest.soon) && digest.of.contains(&part)
        })
    }

    fn does(&self, person: &str, task: &TaskRow, absences: &[Absence], on: NaiveDate) -> bool {
        let package = self.shared.library.current();
        let doers = eligible(&package.organisation, absences, on, &task.candidacy());
        doers.iter().any(|doer| doer.person == person)
    }

    fn horizon(&self, today: NaiveDate, soon: u32) -> NaiveDate {
        let calendar = self.shared.library.calendar();
        (0..soon).fold(today, |day, _| {
            calendar.next_working(day, DecreeDays::Working)
        })
    }
}

fn unwanted(wish: Option<Wish>, covered: impl FnOnce() -> bool) -> Option<&'static str> {
    match wish {
        Some(Wish::Never) => Some(because::DECLINED),
        Some(Wish::Always) => None,
        None => covered().then_some(because::IN_DIGEST),
    }
}

/// A task of an instance while it is open.
pub(crate) async fn open_task(
    store: &dyn crate::port::Store,
    instance: &InstanceId,
    task: TaskId,
) -> Result<Option<TaskRow>, StoreError> {
    let filter = TaskFilter {
        instance: Some(instance.clone()),
        ..TaskFilter::default()
    };
    let mut after = None;
    loop {
        let page = Page {
            after,
            limit: MAX_PAGE,
        };
        let rows = store.tasks(&filter, &page).await?;
        let next = rows
            .last()
            .map(|row| (row.due_at, row.instance.clone(), row.task));
        if let Some(found) = rows.into_iter().find(|row| row.task == task) {
            return Ok(Some(found));
        }
        match next {
            Some(next) => after = Some(next),
            None => return Ok(None),
        }
    }
}
