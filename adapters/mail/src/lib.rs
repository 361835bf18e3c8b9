//! Delivery of letters by e-mail, over `lettre`: one letter, one recipient, one SMTP transaction.
//!
//! [`Mailer::send`] takes a rendered [`Letter`] and answers what became of it as a [`Delivery`], precise enough
//! for the outbox to choose between "done", "try later", "never again" and "perhaps sent". The crate keeps no
//! queue, retries nothing by itself (except on a connection that had gone stale before anything was sent), and
//! reads no clock: the caller gives the moment of sending. Start reading at `mailer.rs`.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod address;
mod bounce;
mod compose;
mod delivery;
mod folder;
mod hours;
mod html;
mod letter;
mod limits;
mod mailer;
mod pace;
mod reason;
mod secret;
mod settings;
#[cfg(feature = "sink")]
pub mod sink;
mod smtp;
mod text;

pub use bounce::{Maildir, MaildirError, Report, read_reports};
pub use compose::Composed;
pub use delivery::Delivery;
pub use hours::Hours;
pub use letter::{Beside, Letter};
pub use mailer::Mailer;
pub use reason::{MailError, Reason};
pub use secret::Secret;
pub use settings::{Encryption, Language, Settings, Transport};
