//! A failed attempt: at which stage, and why; and the verdict on it. This table is the heart of the crate:
//!
//! | | no answer | 4xx | 5xx |
//! |---|---|---|---|
//! | connect, encrypt, sign in, sender | unreachable | refused, later | unreachable (530 at any stage, too) |
//! | recipient, body | unreachable | refused, later | refused for good |
//! | after the dot | **ambiguous** | refused, later | refused for good |

use crate::{delivery::Delivery, limits, reason::Reason};
use lettre::transport::smtp::Error as SmtpError;
use std::error::Error;

/// How far the transaction had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    Connect,
    Encrypt,
    SignIn,
    Sender,
    Recipient,
    Body,
    Dot,
}

/// What stopped it.
#[derive(Debug)]
pub(crate) enum Cause {
    TimedOut,
    NoStartTls,
    /// A positive reply that does not belong to the command.
    OutOfStep(u16),
    Smtp(SmtpError),
}

/// A failed attempt.
#[derive(Debug)]
pub(crate) struct Failure {
    stage: Stage,
    cause: Cause,
}

/// Addresses that do not exist: RFC 5321 replies 550, 551, 553 to RCPT.
const NO_SUCH_ADDRESS: [u16; 3] = [550, 551, 553];

impl Failure {
    pub(crate) fn new(stage: Stage, cause: Cause) -> Self {
        Self { stage, cause }
    }

    /// The server's reply code, if it answered.
    fn code(&self) -> Option<u16> {
        match &self.cause {
            Cause::Smtp(error) => error.status().map(u16::from),
            Cause::TimedOut | Cause::NoStartTls | Cause::OutOfStep(_) => None,
        }
    }

    pub(crate) fn has_reply(&self) -> bool {
        self.code().is_some()
    }

    /// A kept connection that died before the transaction began.
    pub(crate) fn is_stale_connection(&self) -> bool {
        self.stage == Stage::Sender
            && matches!(self.code(), None | Some(421))
            && !matches!(self.cause, Cause::TimedOut)
    }

    /// A 4.7.x reply: the recipient's domain asks for a slower pace.
    pub(crate) fn asks_for_patience(&self) -> bool {
        self.code().is_some_and(|code| code < 500)
            && self.stage >= Stage::Recipient
            && self.words().starts_with("4.7.")
    }

    /// The verdict for the outbox.
    pub(crate) fn into_delivery(self, place: &str, address: &str, message_id: &str) -> Delivery {
        let early = self.stage < Stage::Recipient;
        match self.code() {
            Some(code) if code < 500 => self.refusal(code, false, place, address),
            Some(code) if !early && code != 530 => self.refusal(code, true, place, address),
            None if self.stage == Stage::Dot => Delivery::Ambiguous {
                message_id: message_id.to_owned(),
                reason: ambiguous(place),
            },
            code => Delivery::Unreachable {
                code,
                reason: self.unreachable(place),
            },
        }
    }

    fn refusal(&self, code: u16, permanent: bool, place: &str, address: &str) -> Delivery {
        let words = self.words();
        let reason = if permanent {
            Reason::new(
                "M401",
                format!(
                    "Почтовый сервер «{place}» отказался принять письмо для «{address}»: {code} {words}. Проверьте адрес или свяжитесь с человеком иначе."
                ),
                format!(
                    "The mail server «{place}» refused the letter to «{address}»: {code} {words}. Check the address or reach the person another way."
                ),
            )
        } else {
            Reason::new(
                "M402",
                format!(
                    "Почтовый сервер «{place}» просит отправить письмо для «{address}» позже: {code} {words}. Письмо уйдёт само."
                ),
                format!(
                    "The mail server «{place}» asks to send the letter to «{address}» later: {code} {words}. It will be sent by itself."
                ),
            )
        };
        Delivery::Refused {
            permanent,
            code: Some(code),
            flags_address: permanent
                && self.stage == Stage::Recipient
                && NO_SUCH_ADDRESS.contains(&code),
            reason,
        }
    }

    /// Why the server cannot be used, for the health page.
    pub(crate) fn unreachable(&self, place: &str) -> Reason {
        let words = self.words();
        match (self.stage, &self.cause) {
            (_, Cause::NoStartTls) => Reason::new(
                "M303",
                format!(
                    "Почтовый сервер «{place}» не предлагает шифрование STARTTLS; открытым текстом письма не отправляются. Проверьте порт или поставьте `mail.encryption = \"tls\"`."
                ),
                format!(
                    "The mail server «{place}» offers no STARTTLS; letters are not sent in clear text. Check the port or set `mail.encryption = \"tls\"`."
                ),
            ),
            (Stage::Connect | Stage::Encrypt, _) if words.contains("certificate") => Reason::new(
                "M304",
                format!(
                    "Сертификат почтового сервера «{place}» не принят ({words}). Проверьте `mail.host` или добавьте удостоверяющий центр в `mail.ca_file`."
                ),
                format!(
                    "The certificate of the mail server «{place}» was not accepted ({words}). Check `mail.host` or add the authority to `mail.ca_file`."
                ),
            ),
            (_, Cause::TimedOut) => Reason::new(
                "M305",
                format!(
                    "Почтовый сервер «{place}» не ответил вовремя; письмо он не получил. Проверьте сеть и `mail.timeout_seconds`."
                ),
                format!(
                    "The mail server «{place}» did not answer in time; it has not got the letter. Check the network and `mail.timeout_seconds`."
                ),
            ),
            (Stage::SignIn, _) => Reason::new(
                "M306",
                format!(
                    "Почтовый сервер «{place}» не пустил с этим именем и паролем ({words}). Проверьте `mail.user` и `mail.password`."
                ),
                format!(
                    "The mail server «{place}» did not let us in with this name and password ({words}). Check `mail.user` and `mail.password`."
                ),
            ),
            (Stage::Sender | Stage::Recipient, _) if self.has_reply() => Reason::new(
                "M307",
                format!(
                    "Почтовый сервер «{place}» не принимает письма от этого отправителя ({words}). Проверьте `mail.from` и `mail.user`."
                ),
                format!(
                    "The mail server «{place}» takes no letters from this sender ({words}). Check `mail.from` and `mail.user`."
                ),
            ),
            _ => Reason::new(
                "M302",
                format!(
                    "С почтовым сервером «{place}» нет связи ({words}). Проверьте `mail.host`, `mail.port`, `mail.encryption` и сеть."
                ),
                format!(
                    "There is no connection with the mail server «{place}» ({words}). Check `mail.host`, `mail.port`, `mail.encryption` and the network."
                ),
            ),
        }
    }

    /// The server's words or the system's, on one line and not too long.
    fn words(&self) -> String {
        let error = match &self.cause {
            Cause::Smtp(error) => error,
            Cause::OutOfStep(code) => return format!("unexpected reply {code}"),
            Cause::TimedOut | Cause::NoStartTls => return String::new(),
        };
        let words = error
            .source()
            .map_or_else(|| error.to_string(), ToString::to_string);
        let line = words.chars().map(|c| if c.is_control() { ' ' } else { c });
        line.take(limits::REPLY_CHARS_MAX)
            .collect::<String>()
            .trim()
            .to_owned()
    }
}

fn ambiguous(place: &str) -> Reason {
    Reason::new(
        "M403",
        format!(
            "Письмо передано почтовому серверу «{place}» целиком, но связь оборвалась до его ответа: возможно, оно доставлено. Повторится один раз с тем же номером Message-ID."
        ),
        format!(
            "The whole letter went to the mail server «{place}», but the connection broke before its answer: it may have been delivered. It will be repeated once with the same Message-ID."
        ),
    )
}
