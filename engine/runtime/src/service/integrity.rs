//! Whether the journal is what it was: who may see it, and what those who run the program are told.

use reglament_core::LetterFact;
use reglament_core::LetterPurpose;
use reglament_metrics::{Kind, Text};

use super::{Service, ServiceError, Shared};
use crate::{
    anchor::{AnchorDepth, AnchorFailure, ComparedAnchors, compare_anchors},
    port::{AnchorKeeper, LetterAbout, StoreError},
    projection,
    view::IntegrityView,
};

impl Service {
    /// Whether the journal is what it was, as far as this server has seen.
    ///
    /// # Errors
    /// Forbidden for those who do not administer.
    pub fn integrity(&self, person: &str) -> Result<IntegrityView, ServiceError> {
        self.must_administer(person)?;
        Ok(self.shared.integrity.seen())
    }

    /// Compares the journal with a file of anchors.
    ///
    /// # Errors
    /// Journal or file cannot be read. Differences are no errors.
    pub async fn compare_anchors(
        &self,
        keeper: &dyn AnchorKeeper,
        depth: AnchorDepth,
    ) -> Result<ComparedAnchors, AnchorFailure> {
        compare_anchors(&*self.shared.store, keeper, depth).await
    }

    /// Whether the journal was found to be another one than it was. Asks no store.
    pub fn journal_differs(&self) -> bool {
        self.shared.integrity.differences() > 0
    }

    /// Writes what is known of the journal's integrity.
    pub(super) fn write_integrity(&self, text: &mut Text) {
        let seen = self.shared.integrity.seen();
        let name = "reglament_anchor_time_seconds";
        text.family(
            name,
            Kind::Gauge,
            "When journal and anchors were last compared and agreed, seconds since 1970; 0 when they never did, nothing where no anchors are kept.",
        );
        if let Some(anchor) = seen.anchor {
            // A server that never came to write one must not be taken for one that keeps none.
            let at = anchor.compared_at.map_or(0, |at| at.timestamp());
            text.sample(name, &[], at);
        }
        let name = "reglament_chains_followed_time_seconds";
        text.family(
            name,
            Kind::Gauge,
            "When this server last came to the end of following all chains of the journal, seconds since 1970; nothing before.",
        );
        if let Some(at) = seen.chains.ended_at {
            text.sample(name, &[], at.timestamp());
        }
        let found = self.shared.integrity.differences();
        text.gauge(
            "reglament_journal_differences",
            "Differences between the journal and what was written of it before, counted up to 60; 0 when there are none.",
            u32::try_from(found).unwrap_or(u32::MAX),
        );
    }
}

impl Shared {
    /// Puts a letter of the program itself into the outbox, for each address under the key of its number; known keys stay.
    pub(crate) async fn service_letters(
        &self,
        addresses: &[String],
        template: &str,
        (subject, text): (&str, &str),
        key: impl Fn(usize) -> String,
    ) -> Result<(), StoreError> {
        for (number, address) in addresses.iter().enumerate() {
            let fact = LetterFact {
                letter: 0,
                template: template.to_owned(),
                to_address: address.clone(),
                to_name: String::new(),
                subject: subject.to_owned(),
                text: text.to_owned(),
            };
            let about = LetterAbout {
                purpose: LetterPurpose::Service,
                ..LetterAbout::default()
            };
            let row = projection::letter(key(number), None, fact, about, self.clock.now());
            if self.store.queue_letter(&row).await? {
                self.wake.outbox.notify_one();
            }
        }
        Ok(())
    }
}
