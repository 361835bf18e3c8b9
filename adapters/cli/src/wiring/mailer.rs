//! Delivery of letters behind the runtime's port.
//!
//! The runtime knows four outcomes; the mail crate's finer ones are folded into them, with its sentence kept.

use std::sync::Arc;

use async_trait::async_trait;
use reglament_mail::{Delivery as Fate, Hours, Letter, Mailer as MailService, Reason, Settings};
use reglament_runtime::port::{Delivery, Mailer, OutgoingLetter};
use reglament_runtime::{Clock, SendingHours};

use crate::failure::Failure;

/// Sends letters with `reglament-mail`.
pub struct LetterMailer {
    service: MailService,
    clock: Arc<dyn Clock>,
    hours: SendingHours,
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
            ..Self::of(service, clock)
        })
    }

    /// Letters go through this service, dated by this clock.
    pub fn of(service: MailService, clock: Arc<dyn Clock>) -> Self {
        Self {
            service,
            clock,
            hours: SendingHours::default(),
        }
    }
}

#[async_trait]
impl Mailer for LetterMailer {
    async fn send(&self, letter: &OutgoingLetter) -> Delivery {
        let letter = Letter {
            id: letter.id.clone(),
            to_name: letter.to_name.clone(),
            to_address: letter.to_address.clone(),
            subject: letter.subject.clone(),
            text: letter.text.clone(),
        };
        match self.service.send(&letter, self.clock.now()).await {
            Fate::Accepted { .. } => Delivery::Sent,
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

    fn hours(&self) -> SendingHours {
        self.hours
    }
}

fn said(reason: &Reason) -> String {
    format!("{}: {}", reason.code, reason.ru)
}
