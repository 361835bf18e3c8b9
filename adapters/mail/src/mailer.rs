//! The one door of this crate: settings in, letters through, an exact verdict out.

use crate::{
    compose::{Composed, Composer},
    delivery::Delivery,
    folder::Folder,
    letter::{Beside, Letter},
    pace::Pace,
    reason::{MailError, Reason},
    settings::{Settings, Transport},
    smtp::Smtp,
};
use chrono::{DateTime, Utc};
use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// Sends letters. Cheap to share behind an `Arc`; any number of letters may be under way at once.
#[derive(Debug)]
pub struct Mailer {
    composer: Composer,
    route: Route,
    pace: Mutex<Pace>,
}

#[derive(Debug)]
enum Route {
    Smtp(Box<Smtp>),
    Folder(Folder),
}

impl Mailer {
    /// Checks the settings and reads the file of authorities; connects to nothing yet.
    ///
    /// # Errors
    /// Settings that cannot work, named by their key.
    pub fn new(settings: &Settings) -> Result<Self, MailError> {
        settings.check_times()?;
        let route = match settings.transport {
            Transport::Smtp => Route::Smtp(Box::new(Smtp::new(settings)?)),
            Transport::Folder => Route::Folder(Folder::new(settings)?),
        };
        Ok(Self {
            composer: Composer::new(settings)?,
            route,
            pace: Mutex::new(Pace::new(settings.per_domain_per_minute)),
        })
    }

    /// Tries once to deliver a letter. `sent_at` becomes its `Date` and counts for the pace of the domain.
    ///
    /// Takes at most [`Mailer::longest_send`]. Dropping the future after the dot leaves the outcome unknown:
    /// treat that as [`Delivery::Ambiguous`].
    pub async fn send(&self, letter: &Letter, sent_at: DateTime<Utc>) -> Delivery {
        self.send_with(letter, &Beside::default(), sent_at).await
    }

    /// The same with what goes beside the text.
    pub async fn send_with(
        &self,
        letter: &Letter,
        beside: &Beside,
        sent_at: DateTime<Utc>,
    ) -> Delivery {
        let composed = match self.compose_with(letter, beside, sent_at) {
            Ok(composed) => composed,
            Err(reason) => return refused_here(reason),
        };
        let smtp = match &self.route {
            Route::Folder(folder) => return folder.deliver(letter, &composed).await,
            Route::Smtp(smtp) => smtp,
        };
        let domain = composed.to.domain().to_ascii_lowercase();
        if let Err(until) = self.pace().admit(&domain, sent_at) {
            return postponed(&domain, until);
        }
        match smtp.deliver(&self.composer.from.email, &composed).await {
            Ok(reply) => {
                self.pace().settle(&domain);
                Delivery::Accepted {
                    message_id: composed.message_id,
                    reply,
                }
            }
            Err(failure) => {
                if failure.asks_for_patience() {
                    self.pace().slow_down(&domain, sent_at);
                }
                tracing::warn!(letter = %letter.id, ?failure, "a letter was not accepted");
                failure.into_delivery(&smtp.place(), &letter.to_address, &composed.message_id)
            }
        }
    }

    /// The letter exactly as [`Mailer::send`] would send it, for previews.
    ///
    /// # Errors
    /// What in the letter makes it unsendable.
    pub fn compose(&self, letter: &Letter, sent_at: DateTime<Utc>) -> Result<Composed, Reason> {
        self.compose_with(letter, &Beside::default(), sent_at)
    }

    /// The letter exactly as [`Mailer::send_with`] would send it.
    ///
    /// # Errors
    /// What in the letter makes it unsendable.
    pub fn compose_with(
        &self,
        letter: &Letter,
        beside: &Beside,
        sent_at: DateTime<Utc>,
    ) -> Result<Composed, Reason> {
        self.composer.compose(letter, beside, sent_at)
    }

    /// Whether letters could go now: connects and signs in, or makes the folder. Sends nothing.
    ///
    /// # Errors
    /// Why not, for the health page.
    pub async fn check(&self) -> Result<(), Reason> {
        match &self.route {
            Route::Folder(folder) => folder.check().await,
            Route::Smtp(smtp) => smtp
                .check()
                .await
                .map_err(|failure| failure.unreachable(&smtp.place())),
        }
    }

    /// Longest time that [`Mailer::send`] can take on the network: a lease on an outbox row must be longer.
    pub fn longest_send(&self) -> Duration {
        match &self.route {
            Route::Folder(_) => Duration::from_secs(60),
            Route::Smtp(smtp) => smtp.longest(),
        }
    }

    fn pace(&self) -> MutexGuard<'_, Pace> {
        self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn refused_here(reason: Reason) -> Delivery {
    Delivery::Refused {
        permanent: true,
        code: None,
        flags_address: reason.code.starts_with("M21"),
        reason,
    }
}

fn postponed(domain: &str, until: DateTime<Utc>) -> Delivery {
    let time = until.format("%H:%M:%S UTC");
    Delivery::Postponed {
        until,
        reason: Reason::new(
            "M404",
            format!(
                "Почта домена «{domain}» принимает письма медленнее: следующая попытка не раньше {time}. Письмо уйдёт само."
            ),
            format!(
                "The mail of the domain «{domain}» takes letters more slowly: next attempt not before {time}. It will be sent by itself."
            ),
        ),
    }
}
