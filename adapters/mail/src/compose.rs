//! Letter -> message bytes. The same letter and moment always give the same bytes, so a letter sent again is the
//! same letter: same Message-ID, same parts, same boundary.
//!
//! Both parts travel as base64: it keeps every line short, needs no 8BITMIME, and cannot contain the boundary.

use crate::{
    address::{read_address, read_mailbox},
    html::{self, Frame},
    letter::{Beside, Letter, check_line},
    limits,
    reason::Reason,
    settings::{Language, Settings},
    text::normalise,
};
use chrono::{DateTime, Utc};
use lettre::{
    Address, Message,
    message::{
        Body, Mailbox, MultiPart, MultiPartBuilder, SinglePart,
        header::{
            ContentDisposition, ContentTransferEncoding, ContentType, Header, HeaderName,
            HeaderValue,
        },
    },
};
use std::{error::Error, time::SystemTime};

/// Cannot occur in base64, which has no `_` and `=` only at its end.
const BOUNDARY: &str = "=_reglament_part";
const OUTER_BOUNDARY: &str = "=_reglament_whole";

/// A letter as it goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Composed {
    /// Message-ID without the angle brackets: the same for the same letter id.
    pub message_id: String,
    /// Plain text part, footer included.
    pub text: String,
    /// HTML part, a whole page.
    pub html: String,
    /// The whole message with headers, CRLF line ends, before dot-stuffing.
    pub bytes: Vec<u8>,
    pub(crate) to: Address,
}

/// What is the same for all letters: sender, names, footer.
#[derive(Debug)]
pub(crate) struct Composer {
    pub(crate) from: Mailbox,
    reply_to: Option<Mailbox>,
    organisation: String,
    language: Language,
}

impl Composer {
    pub(crate) fn new(settings: &Settings) -> Result<Self, Reason> {
        let from = read_mailbox(&settings.from).map_err(|reason| in_setting("from", &reason))?;
        let reply_to = settings.reply_to.as_deref().map(read_mailbox).transpose();
        let reply_to = reply_to.map_err(|reason| in_setting("reply_to", &reason))?;
        let organisation = settings
            .organisation
            .clone()
            .or_else(|| from.name.clone())
            .unwrap_or_else(|| from.email.domain().to_owned());
        check_line(
            "название организации",
            "the name of the organisation",
            &organisation,
            limits::NAME_CHARS_MAX,
        )
        .map_err(|reason| in_setting("organisation", &reason))?;
        Ok(Self {
            language: settings.language,
            from,
            reply_to,
            organisation,
        })
    }

    /// The Message-ID of a letter, without the angle brackets. Different ids never give the same one.
    pub(crate) fn message_id(&self, letter_id: &str) -> String {
        format!(
            "reglament.{}@{}",
            escape_id(letter_id),
            self.from.email.domain()
        )
    }

    pub(crate) fn compose(
        &self,
        letter: &Letter,
        beside: &Beside,
        sent_at: DateTime<Utc>,
    ) -> Result<Composed, Reason> {
        letter.check()?;
        beside.check()?;
        let to = read_address(&letter.to_address)?;
        let message_id = self.message_id(&letter.id);
        let text = normalise(&letter.text);
        let language = beside.language.unwrap_or(self.language);
        let footer = footer(language, self.reply_to.as_ref());
        let unsubscribe = beside.unsubscribe.as_deref();
        let frame = Frame {
            language,
            organisation: &self.organisation,
            subject: &letter.subject,
            footer: &footer,
            unsubscribe,
        };
        let html = html::render(&frame, &text);
        let decline = unsubscribe.map(|link| format!("{}: {link}\n", html::decline(language)));
        let decline = decline.unwrap_or_default();
        let organisation = &self.organisation;
        let text = format!("{text}\n\n-- \n{organisation}\n{footer}\n{decline}");
        let name = letter.to_name.trim();
        let recipient = Mailbox::new((!name.is_empty()).then(|| name.to_owned()), to.clone());
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(recipient)
            .subject(letter.subject.trim())
            .date(header_date(sent_at)?)
            .message_id(Some(format!("<{message_id}>")))
            .header(AutoSubmitted)
            .header(AutoResponseSuppress);
        if let Some(reply_to) = &self.reply_to {
            message = message.reply_to(reply_to.clone());
        }
        if let Some(link) = unsubscribe {
            message = message.header(ListUnsubscribe(format!("<{link}>")));
            // RFC 8058 wants the address to be one that cannot be listened to.
            if link.starts_with("https://") {
                message = message.header(ListUnsubscribePost);
            }
        }
        let message = message
            .multipart(parts(&text, &html, beside.calendar.as_deref())?)
            .map_err(|error| unbuildable(&error))?;
        Ok(Composed {
            bytes: message.formatted(),
            message_id,
            text,
            html,
            to,
        })
    }
}

fn parts(text: &str, html: &str, calendar: Option<&str>) -> Result<MultiPart, Reason> {
    let alternative = MultiPartBuilder::new()
        .kind(lettre::message::MultiPartKind::Alternative)
        .boundary(BOUNDARY);
    let alternative = alternative
        .singlepart(part(ContentType::TEXT_PLAIN, text)?)
        .singlepart(part(ContentType::TEXT_HTML, html)?);
    let Some(calendar) = calendar else {
        return Ok(alternative);
    };
    let mixed = MultiPartBuilder::new()
        .kind(lettre::message::MultiPartKind::Mixed)
        .boundary(OUTER_BOUNDARY);
    Ok(mixed
        .multipart(alternative)
        .singlepart(calendar_part(calendar)?))
}

/// The calendar as a file: programs that know calendars offer to take the date over, others show an attachment.
fn calendar_part(calendar: &str) -> Result<SinglePart, Reason> {
    let kind = ContentType::parse("text/calendar; charset=utf-8; method=PUBLISH")
        .map_err(|error| unbuildable(&error))?;
    let body = Body::new_with_encoding(calendar.to_owned(), ContentTransferEncoding::Base64)
        .map_err(|_| unbuildable("base64"))?;
    Ok(SinglePart::builder()
        .header(kind)
        .header(ContentDisposition::attachment("deadline.ics"))
        .body(body))
}

fn part(content_type: ContentType, content: &str) -> Result<SinglePart, Reason> {
    let body = Body::new_with_encoding(content.to_owned(), ContentTransferEncoding::Base64)
        .map_err(|_| unbuildable("base64"))?;
    Ok(SinglePart::builder().header(content_type).body(body))
}

/// `lettre` panics on a date before 1970 or after 9998, so those are refused here.
fn header_date(sent_at: DateTime<Utc>) -> Result<SystemTime, Reason> {
    const YEAR_9999: i64 = 253_370_764_800;
    if !(0..YEAR_9999).contains(&sent_at.timestamp()) {
        return Err(Reason::new(
            "M206",
            format!("Дата отправки письма {sent_at} вне 1970-9998 годов: проверьте часы сервера."),
            format!(
                "The sending date {sent_at} is outside the years 1970 to 9998: check the clock of the server."
            ),
        ));
    }
    Ok(SystemTime::from(sent_at))
}

fn footer(language: Language, reply_to: Option<&Mailbox>) -> String {
    match (language, reply_to) {
        (Language::Ru, None) => {
            "Письмо отправлено автоматически, отвечать на него не нужно.".to_owned()
        }
        (Language::Ru, Some(to)) => format!(
            "Письмо отправлено автоматически. Ответить можно на адрес {}.",
            to.email
        ),
        (Language::En, None) => {
            "This letter was sent automatically; please do not answer it.".to_owned()
        }
        (Language::En, Some(to)) => format!(
            "This letter was sent automatically. You may answer to {}.",
            to.email
        ),
    }
}

/// Keeps ASCII letters, digits and `-`; every other byte becomes `_` and two hex digits. Never two ids to one text.
pub(crate) fn escape_id(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || byte == b'-' {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("_{byte:02x}"));
        }
    }
    out
}

fn in_setting(key: &str, reason: &Reason) -> Reason {
    Reason::new(
        "M106",
        format!("Настройка `mail.{key}`: {}", reason.ru),
        format!("Setting `mail.{key}`: {}", reason.en),
    )
}

fn unbuildable(error: impl ToString) -> Reason {
    let error = error.to_string();
    Reason::new(
        "M207",
        format!("Письмо не удалось собрать ({error}): проверьте тему, имя и адрес получателя."),
        format!(
            "The letter could not be built ({error}): check the subject, the name and the address."
        ),
    )
}

/// RFC 3834: a machine wrote this; auto-responders must keep silent.
#[derive(Clone)]
struct AutoSubmitted;

/// The same for Exchange, which does not read `Auto-Submitted`.
#[derive(Clone)]
struct AutoResponseSuppress;

/// RFC 2369: where letters of this kind are declined.
#[derive(Clone)]
struct ListUnsubscribe(String);

/// RFC 8058: one press in the mail program is enough.
#[derive(Clone)]
struct ListUnsubscribePost;

impl Header for ListUnsubscribe {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe")
    }
    fn parse(text: &str) -> Result<Self, Box<dyn Error + Send + Sync>> {
        Ok(Self(text.to_owned()))
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), self.0.clone())
    }
}

impl Header for ListUnsubscribePost {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe-Post")
    }
    fn parse(_: &str) -> Result<Self, Box<dyn Error + Send + Sync>> {
        Ok(Self)
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "List-Unsubscribe=One-Click".to_owned())
    }
}

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }
    fn parse(_: &str) -> Result<Self, Box<dyn Error + Send + Sync>> {
        Ok(Self)
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

impl Header for AutoResponseSuppress {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("X-Auto-Response-Suppress")
    }
    fn parse(_: &str) -> Result<Self, Box<dyn Error + Send + Sync>> {
        Ok(Self)
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "All".to_owned())
    }
}

#[cfg(test)]
mod tests;
