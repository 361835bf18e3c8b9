//! Letters that did not arrive: reports are fetched, matched to the outbox and counted against the address.
//!
//! A report is a stranger's word: it counts only for a letter of ours that went to the address that it names. An address
//! with too many hard bounces is marked; optional letters no longer go there, and the administrators are told once.

use chrono::TimeDelta;
use reglament_core::{LetterFact, LetterPurpose};

use crate::{
    limits::BOUNCE_PAUSE,
    outbox::Outbox,
    port::{Bounce, BounceRow, LetterAbout, OutboxBody, StoreError},
    projection, words,
};

impl Outbox {
    /// Fetches reports for ever; to be raced against the stop of the runtime.
    pub(crate) async fn watch(self: std::sync::Arc<Self>) {
        loop {
            // The mailbox may be that of the installation from whose backup this one came.
            self.shared.effects.free().await;
            match self.mailer.reports().await {
                Ok(reports) => {
                    for report in reports {
                        if let Err(error) = self.bounced(&report).await {
                            tracing::error!(%error, "a report about a letter could not be recorded");
                        }
                    }
                }
                Err(error) => tracing::error!(error, "the reports about letters cannot be read"),
            }
            let clock = &self.shared.clock;
            clock.wait_until(clock.now() + BOUNCE_PAUSE).await;
        }
    }

    /// Takes note of a report. False: it is about no letter of ours, or was known.
    pub(crate) async fn bounced(&self, report: &Bounce) -> Result<bool, StoreError> {
        let row = self.shared.store.outbox_row(&report.key).await?;
        let letter = row.as_ref().and_then(|row| match &row.body {
            OutboxBody::Letter(fact) => Some((row, fact)),
            OutboxBody::Document { .. } | OutboxBody::Notification(_) => None,
        });
        let same = |address: &str| address.eq_ignore_ascii_case(&report.address);
        let Some((row, fact)) = letter.filter(|(_, fact)| same(&fact.to_address)) else {
            let (key, address) = (&report.key, &report.address);
            tracing::warn!(
                key,
                address,
                "a report about no letter of ours is not counted"
            );
            return Ok(false);
        };
        let bounce = BounceRow {
            report: report.report.clone(),
            key: row.key.clone(),
            person: row.about.person.clone(),
            address: fact.to_address.clone(),
            hard: report.hard,
            failed: report.failed,
            status: report.status.clone(),
            reason: report.reason.clone(),
            at: self.shared.clock.now(),
        };
        self.record(bounce).await
    }

    /// Records a bounce and marks its address when there were too many.
    pub(crate) async fn record(&self, bounce: BounceRow) -> Result<bool, StoreError> {
        let store = &self.shared.store;
        if !store.record_bounce(&bounce).await? {
            return Ok(false);
        }
        let (key, address, status) = (&bounce.key, &bounce.address, &bounce.status);
        tracing::warn!(key, address, status, "a letter did not arrive");
        let most = self.mailer.bounces_max();
        if !bounce.hard || most == 0 || store.hard_bounces(address).await? < most {
            return Ok(true);
        }
        if store.mark_address(address, bounce.at).await? {
            self.tell_administrators(&bounce, most).await?;
        }
        Ok(true)
    }

    async fn tell_administrators(&self, bounce: &BounceRow, most: u32) -> Result<(), StoreError> {
        let package = self.shared.library.current();
        let person = bounce.person.as_ref();
        let person = person.and_then(|id| package.organisation.people.get(id));
        let name = person.map(|person| words::full_name(&person.name));
        for (number, to_address) in self.mailer.administrators().into_iter().enumerate() {
            let (subject, text) = words::marked_address(
                &bounce.address,
                name.as_deref(),
                &bounce.reason,
                most,
                &format!("{}/admin/outbox", self.shared.base_url),
            );
            let fact = LetterFact {
                letter: 0,
                template: "address_marked".to_owned(),
                to_address,
                to_name: String::new(),
                subject,
                text,
            };
            let about = LetterAbout {
                purpose: LetterPurpose::Service,
                ..LetterAbout::default()
            };
            let report = bounce.report.get(..16).unwrap_or(&bounce.report);
            let key = format!("address/{}/{number}/{report}", bounce.at.timestamp());
            let row = projection::letter(key, None, fact, about, bounce.at);
            self.shared.store.queue_letter(&row).await?;
        }
        self.shared.wake.outbox.notify_one();
        Ok(())
    }
}

/// The pause between two looks at the mailbox must not be none, or the loop would never wait.
const _: () = assert!(BOUNCE_PAUSE.num_milliseconds() > TimeDelta::zero().num_milliseconds());
