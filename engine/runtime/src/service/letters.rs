//! The letters of a person: what they want, the links by which they decline, their calendar.

use std::collections::BTreeSet;

use reglament_calendar::start_of_day;
use reglament_core::{LetterFact, LetterPurpose, eligible};
use reglament_definition::Title;

use super::{
    Service, ServiceError, Shared,
    wishes::{
        WISH_DIGEST, WISH_LANGUAGE, WISH_NEW_TASK, WISH_OVERDUE_AGAIN, WISH_REMINDER, Wish, Wishes,
    },
};
use crate::{
    calendar_file::{CalendarEntry, calendar},
    digests::{digest_of, has_digest_of_tasks, receives},
    limits::{MAX_BOUNCES_SHOWN, MAX_CALENDAR},
    outbox::held::open_task,
    port::{OutboxRow, OutgoingLetter, StoreError},
    signer::{token_digest, url_encoded},
    view::{LetterChoices, LetterKindView, TaskLine, UnsubscribeView},
};

impl Service {
    /// What a person can arrange about their letters, and what they have.
    ///
    /// # Errors
    /// Not found for somebody whom the directory does not know; the store's failures.
    pub async fn letter_choices(&self, person: &str) -> Result<LetterChoices, ServiceError> {
        let package = self.shared.library.current();
        let known = package.organisation.people.get(person);
        let address = known.ok_or(ServiceError::NotFound)?.email.clone();
        let store = &self.shared.store;
        let wishes = Wishes::read(&**store, person).await?;
        let kinds = self.kinds(person, &wishes).into_iter();
        let kinds = kinds.map(|(kind, title, choices)| LetterKindView {
            wish: wishes.of(&kind).map(Wish::name),
            choices: choices.iter().map(|wish| wish.name()).collect(),
            kind,
            title,
        });
        Ok(LetterChoices {
            kinds: kinds.collect(),
            marked_since: store.marked_since(&address).await?,
            bounces: store.bounces(Some(&address), MAX_BOUNCES_SHOWN).await?,
            address,
            english: wishes.english(),
            calendar_since: store.calendar_since(person).await?,
        })
    }

    /// The kinds that a person can arrange, with the choices beside what the organisation has arranged.
    fn kinds(
        &self,
        person: &str,
        wishes: &Wishes,
    ) -> Vec<(String, Option<Title>, &'static [Wish])> {
        let package = self.shared.library.current();
        let today = self.today();
        let digests = package.organisation.digests.values();
        let received =
            digests.filter(|digest| receives(&package.organisation, digest, person, today));
        let mut kinds: Vec<(String, Option<Title>, &'static [Wish])> = received
            .map(|digest| {
                let kind = format!("{WISH_DIGEST}{}", digest.id);
                (kind, Some(digest.title.clone()), &[Wish::Never][..])
            })
            .collect();
        if has_digest_of_tasks(&self.shared.library, wishes, person, today) {
            kinds.push((WISH_NEW_TASK.to_owned(), None, &[Wish::Never]));
        }
        for kind in [WISH_REMINDER, WISH_OVERDUE_AGAIN] {
            kinds.push((kind.to_owned(), None, &[Wish::Always, Wish::Never]));
        }
        kinds
    }

    /// Saves what a person wants of a kind of letters; none takes the wish back.
    ///
    /// # Errors
    /// Not found for a kind that the person cannot arrange so; the store's failures.
    pub async fn choose_letters(
        &self,
        person: &str,
        kind: &str,
        wish: Option<Wish>,
    ) -> Result<(), ServiceError> {
        let store = &self.shared.store;
        let wishes = Wishes::read(&**store, person).await?;
        let mut kinds = self.kinds(person, &wishes).into_iter();
        let known = kinds.find(|(known, _, _)| known == kind);
        // A wish can always be taken back, also of a kind that is no longer offered.
        if let Some(wish) = wish
            && known.is_none_or(|(_, _, choices)| !choices.contains(&wish))
        {
            return Err(ServiceError::NotFound);
        }
        let name = wish.map(Wish::name);
        store.save_wish(person, kind, name, self.now()).await?;
        tracing::info!(
            person,
            kind,
            wish = name,
            "what letters are wanted was changed"
        );
        Ok(())
    }

    /// Whether a person wants letters in English.
    ///
    /// # Errors
    /// The store's failures.
    pub async fn letters_in_english(&self, person: &str) -> Result<bool, ServiceError> {
        let wishes = Wishes::read(&*self.shared.store, person).await?;
        Ok(wishes.english())
    }

    /// Saves in which language a person wants digests.
    ///
    /// # Errors
    /// The store's failures.
    pub async fn choose_letter_language(
        &self,
        person: &str,
        english: bool,
    ) -> Result<(), ServiceError> {
        let wish = english.then_some("en");
        let store = &self.shared.store;
        Ok(store
            .save_wish(person, WISH_LANGUAGE, wish, self.now())
            .await?)
    }

    /// What the link of a letter offers to decline.
    ///
    /// # Errors
    /// Not found for a link that no letter had; the store's failures.
    pub async fn unsubscribe_question(
        &self,
        person: &str,
        kind: &str,
        signature: &str,
    ) -> Result<UnsubscribeView, ServiceError> {
        if !self.shared.signer.is_good(person, kind, signature) {
            return Err(ServiceError::NotFound);
        }
        let wishes = Wishes::read(&*self.shared.store, person).await?;
        let package = self.shared.library.current();
        let digest = kind.strip_prefix(WISH_DIGEST);
        let digest = digest.and_then(|id| package.organisation.digests.get(id));
        Ok(UnsubscribeView {
            kind: kind.to_owned(),
            title: digest.map(|digest| digest.title.clone()),
            declined: wishes.of(kind) == Some(Wish::Never),
        })
    }

    /// Declines what the link of a letter offers to decline.
    ///
    /// # Errors
    /// As [`Service::unsubscribe_question`].
    pub async fn unsubscribe(
        &self,
        person: &str,
        kind: &str,
        signature: &str,
    ) -> Result<(), ServiceError> {
        self.unsubscribe_question(person, kind, signature).await?;
        let store = &self.shared.store;
        let never = Some(Wish::Never.name());
        store.save_wish(person, kind, never, self.now()).await?;
        tracing::info!(person, kind, "letters were declined by their link");
        Ok(())
    }

    /// Gives a person a calendar of their due dates to subscribe to; an older one ends. The token is told once.
    ///
    /// # Errors
    /// The store's failures.
    pub async fn open_calendar(&self, person: &str) -> Result<String, ServiceError> {
        let ids = &self.shared.ids;
        let token = format!("{:016x}{:016x}", ids.random(), ids.random());
        let digest = token_digest(&token);
        let store = &self.shared.store;
        store
            .save_calendar(person, Some(&digest), self.now())
            .await?;
        Ok(token)
    }

    /// Ends the calendar of a person.
    ///
    /// # Errors
    /// The store's failures.
    pub async fn close_calendar(&self, person: &str) -> Result<(), ServiceError> {
        let store = &self.shared.store;
        Ok(store.save_calendar(person, None, self.now()).await?)
    }

    /// The calendar behind a token: the due dates of the open tasks of its person.
    ///
    /// # Errors
    /// Not found for a token that opens none; the store's failures.
    pub async fn calendar_file(&self, token: &str) -> Result<String, ServiceError> {
        let found = self.shared.store.calendar_of(&token_digest(token)).await?;
        let package = self.shared.library.current();
        let person = found.filter(|person| package.organisation.people.contains_key(person));
        let person = person.ok_or(ServiceError::NotFound)?;
        let mut entries = Vec::new();
        let mut after = None;
        loop {
            let page = self.my_tasks(&person, after.as_deref()).await?;
            entries.extend(self.calendar_entries(&page.rows).await?);
            after = page.next;
            if after.is_none() || entries.len() >= MAX_CALENDAR {
                break;
            }
        }
        entries.truncate(MAX_CALENDAR);
        Ok(calendar("Сроки / Due dates", &entries, self.now()))
    }

    async fn calendar_entries(
        &self,
        lines: &[TaskLine],
    ) -> Result<Vec<CalendarEntry>, ServiceError> {
        let ids: BTreeSet<_> = lines.iter().map(|line| line.instance.clone()).collect();
        let ids: Vec<_> = ids.into_iter().collect();
        let rows = self.shared.store.instance_rows(&ids).await?;
        let mut entries = Vec::new();
        for line in lines {
            let row = rows.iter().find(|row| row.id == line.instance);
            if let (Some(row), Some(due_on)) = (row, line.due_on) {
                let definition = self.shared.library.definition(&row.definition).await?;
                let end = due_on
                    .succ_opt()
                    .map(|day| start_of_day(day, definition.zone));
                let mut about = line.process_title.ru.clone();
                if !line.subject.is_empty() {
                    about = format!("{about}\n{}", line.subject);
                }
                entries.push(CalendarEntry {
                    uid: self.shared.uid(&format!("{}-{}", line.instance, line.task)),
                    sequence: row.seq,
                    due_on,
                    hour: line.due_at.filter(|at| Some(*at) != end),
                    title: line.title.ru.clone(),
                    about,
                    url: format!(
                        "{}/tasks/{}/{}",
                        self.shared.base_url, line.instance, line.task
                    ),
                });
            }
        }
        Ok(entries)
    }
}

impl Shared {
    /// A name for an event of a calendar that no other installation gives.
    fn uid(&self, of: &str) -> String {
        let host = self.base_url.rsplit('/').next().unwrap_or_default();
        format!("task-{of}@{host}")
    }

    /// A letter as it leaves: with the link by which its receiver declines such letters, and the date of its task.
    pub(crate) async fn outgoing(
        &self,
        row: &OutboxRow,
        fact: &LetterFact,
    ) -> Result<OutgoingLetter, StoreError> {
        let mut letter = OutgoingLetter {
            id: row.key.clone(),
            to_name: fact.to_name.clone(),
            to_address: fact.to_address.clone(),
            subject: fact.subject.clone(),
            text: fact.text.clone(),
            ..OutgoingLetter::default()
        };
        if let Some(person) = &row.about.person {
            letter.unsubscribe = self.decline_link(row, person).await?;
            letter.calendar = self.date_of_task(row, person).await?;
            letter.english = fact.template.ends_with(".en");
        }
        Ok(letter)
    }

    async fn decline_link(
        &self,
        row: &OutboxRow,
        person: &str,
    ) -> Result<Option<String>, StoreError> {
        let kind = match row.about.purpose {
            LetterPurpose::Reminder => Some(WISH_REMINDER.to_owned()),
            LetterPurpose::OverdueAgain => Some(WISH_OVERDUE_AGAIN.to_owned()),
            LetterPurpose::Digest => {
                let package = self.library.current();
                let digest = digest_of(&package.organisation, &row.key, person);
                digest.map(|id| format!("{WISH_DIGEST}{id}"))
            }
            LetterPurpose::NewTask => {
                let wishes = Wishes::read(&*self.store, person).await?;
                let today = reglament_calendar::local_date(self.clock.now(), self.zone());
                has_digest_of_tasks(&self.library, &wishes, person, today)
                    .then(|| WISH_NEW_TASK.to_owned())
            }
            LetterPurpose::Notice | LetterPurpose::Overdue | LetterPurpose::Service => None,
        };
        Ok(kind.map(|kind| {
            let signature = self.signer.sign(person, &kind);
            let (person, kind) = (url_encoded(person), url_encoded(&kind));
            format!("{}/unsubscribe/{person}/{kind}/{signature}", self.base_url)
        }))
    }

    /// The due date of the task that a letter is about, when its receiver may do the task.
    async fn date_of_task(
        &self,
        row: &OutboxRow,
        person: &str,
    ) -> Result<Option<String>, StoreError> {
        let purpose = row.about.purpose;
        let (Some(instance), Some(task)) = (&row.instance, row.about.task) else {
            return Ok(None);
        };
        let dated = matches!(
            purpose,
            LetterPurpose::NewTask | LetterPurpose::Reminder | LetterPurpose::Notice
        );
        let open = match dated {
            true => open_task(&*self.store, instance, task).await?,
            false => None,
        };
        let rows = self
            .store
            .instance_rows(std::slice::from_ref(instance))
            .await?;
        let (Some(open), Some(found)) = (open, rows.first()) else {
            return Ok(None);
        };
        let Some(due_on) = open.due_on else {
            return Ok(None);
        };
        let definition = self.library.definition(&found.definition).await?;
        let now = self.clock.now();
        let today = reglament_calendar::local_date(now, definition.zone);
        let package = self.library.current();
        let absences = self.absences().await?;
        let doers = eligible(&package.organisation, &absences, today, &open.candidacy());
        if doers.iter().all(|doer| doer.person != person) {
            return Ok(None);
        }
        let step = definition.step(&open.step);
        let end = due_on
            .succ_opt()
            .map(|day| start_of_day(day, definition.zone));
        let subject = Some(&found.subject).filter(|subject| !subject.is_empty());
        let about = [Some(&definition.title.ru), subject];
        let about: Vec<&str> = about.into_iter().flatten().map(String::as_str).collect();
        let entry = CalendarEntry {
            uid: self.uid(&format!("{instance}-{task}")),
            sequence: found.seq,
            due_on,
            hour: open.due_at.filter(|at| Some(*at) != end),
            title: step.map_or_else(|| open.step.clone(), |step| step.title.ru.clone()),
            about: about.join("\n"),
            url: format!("{}/tasks/{instance}/{task}", self.base_url),
        };
        // Dated like the letter, so that a second try is the same letter.
        Ok(Some(calendar("", &[entry], row.created_at)))
    }
}
