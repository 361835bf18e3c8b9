//! Delivery of letters behind the runtime's port.
//!
//! The runtime knows four outcomes; the mail crate's finer ones are folded into them, with its sentence kept.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_mail::{
    Beside, Delivery as Fate, Hours, Language, Letter, Maildir, Mailer as MailService, Reason,
    Report, Settings, read_reports,
};
use reglament_runtime::port::{Bounce, ComposedLetter, Delivery, Mailer, OutgoingLetter};
use reglament_runtime::{Clock, SendingHours};
use sha2::{Digest, Sha256};

use crate::failure::Failure;

/// Sends letters with `reglament-mail`.
pub struct LetterMailer {
    service: MailService,
    clock: Arc<dyn Clock>,
    hours: SendingHours,
    reports: Option<Maildir>,
    bounces_max: u32,
    administrators: Vec<String>,
}

impl LetterMailer {
    /// Checks the settings; connects to nothing yet.
    pub(super) fn new(settings: &Settings, clock: Arc<dyn Clock>) -> Result<Self, Failure> {
        let service = MailService::new(settings).map_err(|error| {
            let Reason { code, ru, en } = error.0;
            Failure::usage(code, ru, en)
        })?;
        let Hours {
            from,
            until,
            every_day,
            new_tasks,
            notices,
        } = settings.hours;
        let hours = SendingHours {
            from,
            until,
            every_day,
            new_tasks,
            notices,
        };
        Ok(Self {
            hours,
            reports: settings.bounces.as_deref().map(Maildir::new),
            bounces_max: settings.bounces_max,
            administrators: settings.administrators.clone(),
            ..Self::of(service, clock)
        })
    }

    /// Letters go through this service, dated by this clock.
    pub fn of(service: MailService, clock: Arc<dyn Clock>) -> Self {
        Self {
            service,
            clock,
            hours: SendingHours::default(),
            reports: None,
            bounces_max: 3,
            administrators: Vec::new(),
        }
    }
}

#[async_trait]
impl Mailer for LetterMailer {
    async fn send(&self, letter: &OutgoingLetter) -> Delivery {
        let (letter, beside) = parts(letter);
        let sent = self.service.send_with(&letter, &beside, self.clock.now());
        match sent.await {
            Fate::Accepted { .. } => Delivery::Sent,
            Fate::Refused {
                permanent: true,
                flags_address: true,
                reason,
                ..
            } => Delivery::BadAddress(said(&reason)),
            Fate::Refused {
                permanent: true,
                reason,
                ..
            } => Delivery::Refused(said(&reason)),
            Fate::Ambiguous { reason, .. } => Delivery::Ambiguous(said(&reason)),
            Fate::Refused { reason, .. }
            | Fate::Unreachable { reason, .. }
            | Fate::Postponed { reason, .. } => Delivery::Later(said(&reason)),
        }
    }

    fn compose(
        &self,
        letter: &OutgoingLetter,
        at: DateTime<Utc>,
    ) -> Result<ComposedLetter, String> {
        let (letter, beside) = parts(letter);
        let composed = self.service.compose_with(&letter, &beside, at);
        let composed = composed.map_err(|reason| said(&reason))?;
        Ok(ComposedLetter {
            text: composed.text,
            html: composed.html,
            message: composed.bytes,
        })
    }

    fn hours(&self) -> SendingHours {
        self.hours
    }

    async fn reports(&self) -> Result<Vec<Bounce>, String> {
        let Some(mailbox) = &self.reports else {
            return Ok(Vec::new());
        };
        let messages = mailbox.take().await.map_err(|error| error.to_string())?;
        Ok(messages
            .iter()
            .flat_map(|message| bounces(message))
            .collect())
    }

    fn bounces_max(&self) -> u32 {
        self.bounces_max
    }

    fn administrators(&self) -> Vec<String> {
        self.administrators.clone()
    }
}

/// The reports of a message, each named by the message and its address: the same message twice tells nothing new.
fn bounces(message: &[u8]) -> Vec<Bounce> {
    let digest = Sha256::digest(message);
    let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let bounce = |report: Report| Bounce {
        report: format!("{digest}/{}", report.address),
        hard: report.is_hard(),
        key: report.letter,
        address: report.address,
        failed: report.failed,
        status: report.status,
        reason: report.reason,
    };
    read_reports(message).into_iter().map(bounce).collect()
}

fn parts(letter: &OutgoingLetter) -> (Letter, Beside) {
    let beside = Beside {
        unsubscribe: letter.unsubscribe.clone(),
        calendar: letter.calendar.clone(),
        language: letter.english.then_some(Language::En),
    };
    let letter = Letter {
        id: letter.id.clone(),
        to_name: letter.to_name.clone(),
        to_address: letter.to_address.clone(),
        subject: letter.subject.clone(),
        text: letter.text.clone(),
    };
    (letter, beside)
}

fn said(reason: &Reason) -> String {
    format!("{}: {}", reason.code, reason.ru)
}
