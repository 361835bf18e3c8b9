//! The mailer against a scripted SMTP server on the loopback, and against a folder.

#![allow(clippy::unwrap_used)]

mod folder;
mod refusals;
mod security;
mod transaction;

use chrono::{DateTime, Utc};
use reglament_mail::Letter;

fn letter(to: &str) -> Letter {
    Letter {
        id: "case-7/12".into(),
        to_name: "Иванова Анна Петровна".into(),
        to_address: to.into(),
        subject: "Приглашение на заседание".into(),
        text: "Здравствуйте, Анна Петровна!\n\nПринесите:\n- паспорт\n- приказ\n\n.\n..две точки\n\nhttps://a.ru/t/1".into(),
    }
}

/// Monday, 21 September 2026, 14:13:20 UTC.
fn moment() -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000, 0).unwrap()
}
