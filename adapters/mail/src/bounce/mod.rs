//! Reports that a letter did not arrive (RFC 3464), read from a message: which letter, which address, why.
//!
//! Only what a report must have is read; everything else of a stranger's message is skipped. A report counts only when it
//! names one of our own Message-IDs and the address that the letter went to: whether it did is for the caller to compare.

mod maildir;
mod part;

use part::{Part, decoded, header, parts};

pub use maildir::{Maildir, MaildirError};

use crate::limits;

/// A report about one address of one letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Id of the letter, from its Message-ID.
    pub letter: String,
    /// The address that did not take it, as the letter had it, or as the server names it.
    pub address: String,
    /// `failed`: it will not arrive. Otherwise the server still tries.
    pub failed: bool,
    /// The enhanced status code (RFC 3463): `5.1.1`.
    pub status: String,
    /// What the server said, in its own words.
    pub reason: String,
}

impl Report {
    /// Whether the address itself is at fault for good: a mailbox, host or name that does not exist or is closed.
    pub fn is_hard(&self) -> bool {
        let mut numbers = self.status.split('.');
        let class = numbers.next() == Some("5");
        let subject = numbers.next();
        // 5.1.x: the address; 5.2.1: the mailbox is disabled. A full mailbox, a filter or a policy is no matter of
        // the address.
        self.failed && class && (subject == Some("1") || self.status == "5.2.1")
    }
}

/// The reports of a message; none when it is no report about a letter of ours.
pub fn read_reports(message: &[u8]) -> Vec<Report> {
    let message = &message[..message.len().min(limits::REPORT_BYTES_MAX)];
    let text = String::from_utf8_lossy(message).replace("\r\n", "\n");
    let parts = parts(&text);
    let Some(letter) = parts.iter().find_map(letter_id) else {
        return Vec::new();
    };
    let status = parts.iter().find(|part| part.is("message/delivery-status"));
    let Some(status) = status else {
        return Vec::new();
    };
    let body = decoded(status);
    let groups = body.split("\n\n").skip(1);
    let found = groups.filter_map(|group| report(&letter, group));
    found.take(limits::REPORTED_ADDRESSES_MAX).collect()
}

/// What is said of one address.
fn report(letter: &str, fields: &str) -> Option<Report> {
    let action = header(fields, "Action")?.to_ascii_lowercase();
    let failed = match action.as_str() {
        "failed" => true,
        "delayed" => false,
        _ => return None,
    };
    let address = header(fields, "Original-Recipient").or(header(fields, "Final-Recipient"))?;
    let address = address
        .split_once(';')
        .map_or(address.as_str(), |(_, name)| name);
    let status = header(fields, "Status").unwrap_or_default();
    let status = status.split(' ').next().unwrap_or_default().to_owned();
    let said = header(fields, "Diagnostic-Code").unwrap_or_default();
    let said = said.split_once(';').map_or(said.as_str(), |(_, said)| said);
    let reason: String = said.trim().chars().take(limits::REPLY_CHARS_MAX).collect();
    Some(Report {
        letter: letter.to_owned(),
        address: address.trim().trim_matches(['<', '>']).to_ascii_lowercase(),
        failed,
        status: status.clone(),
        reason: if reason.is_empty() { status } else { reason },
    })
}

/// The id of our letter, from the headers of the returned message or from the headers of the report itself.
fn letter_id(part: &Part<'_>) -> Option<String> {
    let returned = part.is("message/rfc822")
        || part.is("message/global")
        || part.is("text/rfc822-headers")
        || part.is("message/rfc822-headers");
    if returned {
        return ours(&header(&decoded(part), "Message-ID")?);
    }
    let named = ["In-Reply-To", "References", "X-Failed-Message-ID"];
    let mut named = named.iter().filter_map(|name| header(part.headers, name));
    named.find_map(|ids| ids.split_whitespace().find_map(ours))
}

/// The letter of a Message-ID that `compose` gave.
fn ours(id: &str) -> Option<String> {
    let id = id.trim().trim_start_matches('<').trim_end_matches('>');
    let (escaped, _) = id.strip_prefix("reglament.")?.rsplit_once('@')?;
    unescaped(escaped)
}

/// The way back from `compose::escape_id`.
fn unescaped(escaped: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(escaped.len());
    let mut rest = escaped.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        match first {
            b'_' => {
                let digits = std::str::from_utf8(rest.get(..2)?).ok()?;
                bytes.push(u8::from_str_radix(digits, 16).ok()?);
                rest = &rest[2..];
            }
            byte => bytes.push(*byte),
        }
    }
    let id = String::from_utf8(bytes).ok()?;
    (id.len() <= limits::ID_BYTES_MAX).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::escape_id;

    #[test]
    fn ids_come_back_from_a_message_id() {
        for id in ["case-7/12", "digest/2026-11-23/0f", "дело_1", "a_b"] {
            let message_id = format!("<reglament.{}@edu.example.ru>", escape_id(id));
            assert_eq!(ours(&message_id).as_deref(), Some(id));
        }
        for foreign in ["<1@example.ru>", "reglament._zz@a", "reglament._a@b", ""] {
            assert_eq!(ours(foreign), None, "{foreign}");
        }
    }

    #[test]
    fn only_an_address_at_fault_is_hard() {
        for (action, status, hard) in [
            (true, "5.1.1", true),
            (true, "5.1.10", true),
            (true, "5.2.1", true),
            (true, "5.2.2", false),
            (true, "5.7.1", false),
            (true, "4.4.7", false),
            (false, "5.1.1", false),
            (true, "", false),
        ] {
            let report = Report {
                letter: "a".into(),
                address: "a@b.ru".into(),
                failed: action,
                status: status.into(),
                reason: String::new(),
            };
            assert_eq!(report.is_hard(), hard, "{status}");
        }
    }

    proptest::proptest! {
        /// Whatever a stranger sends, reading it ends quietly.
        #[test]
        fn no_message_breaks_the_reader(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..2_000)) {
            assert!(read_reports(&bytes).len() <= limits::REPORTED_ADDRESSES_MAX);
        }

        #[test]
        fn no_report_breaks_the_reader(text in "(?s)(Content-Type: (multipart/report; boundary=x|message/(rfc822|delivery-status))\n|--x(--)?\n|Message-ID: <reglament\\.a@b>\n|Action: failed\n|Final-Recipient: rfc822; \\PC{0,9}\n|\n|.){0,60}") {
            let _ = read_reports(text.as_bytes());
        }
    }
}
