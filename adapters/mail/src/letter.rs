//! A letter ready to go: the text is already rendered, the recipient already known. Checked before `lettre` sees it.

use crate::{limits, reason::Reason, settings::Language, text::normalise};

/// One letter to one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Id of the outbox row, 1 to 80 bytes. The Message-ID is made from it, so it must be unique among all
    /// letters ever sent from the same sender domain, and the same on every attempt.
    pub id: String,
    /// Display name of the person; may be empty.
    pub to_name: String,
    /// Exactly one address, without a name or brackets.
    pub to_address: String,
    /// Subject, 1 to 300 characters, one line.
    pub subject: String,
    /// Plain text with light markup: a blank line parts paragraphs, lines starting with `- ` make a list,
    /// `http://` and `https://` addresses become links. At most 256 KiB.
    pub text: String,
}

/// What goes with a letter beside its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beside {
    /// Address at which the receiver declines letters of this kind; absent for letters that nobody can decline.
    pub unsubscribe: Option<String>,
    /// A calendar (RFC 5545, METHOD:PUBLISH) to attach, at most 256 KiB.
    pub calendar: Option<String>,
    /// Language of the lines around the text; absent = that of the settings.
    pub language: Option<Language>,
}

impl Beside {
    /// Checks what becomes a header.
    pub(crate) fn check(&self) -> Result<(), Reason> {
        if let Some(link) = &self.unsubscribe
            && (!link.is_ascii()
                || link.len() > limits::LINK_BYTES_MAX
                || link
                    .chars()
                    .any(|c| c.is_ascii_control() || " <>,\"".contains(c)))
        {
            return Err(Reason::new(
                "M208",
                "Ссылка для отказа от писем не годится для заголовка письма: проверьте `http.base_url`.",
                "The link to decline letters does not fit a header: check `http.base_url`.",
            ));
        }
        Ok(())
    }
}

impl Letter {
    /// Checks everything but the address: bounds, and characters that could forge a header.
    pub(crate) fn check(&self) -> Result<(), Reason> {
        if self.id.is_empty() || self.id.len() > limits::ID_BYTES_MAX {
            return Err(Reason::new(
                "M201",
                format!(
                    "Номер письма должен занимать от 1 до {} байт: передайте номер строки очереди писем.",
                    limits::ID_BYTES_MAX
                ),
                format!(
                    "The id of a letter takes 1 to {} bytes: pass the id of the outbox row.",
                    limits::ID_BYTES_MAX
                ),
            ));
        }
        check_line(
            "тема письма",
            "the subject",
            &self.subject,
            limits::SUBJECT_CHARS_MAX,
        )?;
        check_line(
            "имя получателя",
            "the name of the recipient",
            &self.to_name,
            limits::NAME_CHARS_MAX,
        )?;
        if self.text.len() > limits::TEXT_BYTES_MAX {
            return Err(Reason::new(
                "M203",
                format!(
                    "Текст письма длиннее {} КиБ: сократите шаблон или дайте ссылку на документ.",
                    limits::TEXT_BYTES_MAX / 1024
                ),
                format!(
                    "The text of the letter is longer than {} KiB: shorten the template or link to a document.",
                    limits::TEXT_BYTES_MAX / 1024
                ),
            ));
        }
        if self.subject.trim().is_empty() || normalise(&self.text).is_empty() {
            return Err(Reason::new(
                "M202",
                "У письма нет темы или текста: проверьте шаблон письма.",
                "The letter has no subject or no text: check the letter template.",
            ));
        }
        Ok(())
    }
}

/// Refuses a header value that is too long or has characters that break or disguise a header.
pub(crate) fn check_line(
    what_ru: &str,
    what_en: &str,
    value: &str,
    chars_max: usize,
) -> Result<(), Reason> {
    if value.chars().any(is_forbidden_in_line) {
        return Err(Reason::new(
            "M204",
            format!(
                "В строке «{what_ru}» есть перевод строки или управляющий символ: уберите его, так подделывают заголовки писем."
            ),
            format!(
                "There is a line break or a control character in «{what_en}»: remove it, headers are forged that way."
            ),
        ));
    }
    if value.chars().count() > chars_max {
        return Err(Reason::new(
            "M205",
            format!("Строка «{what_ru}» длиннее {chars_max} знаков: сократите её."),
            format!("The line «{what_en}» is longer than {chars_max} characters: shorten it."),
        ));
    }
    Ok(())
}

/// Controls and line separators split headers; direction overrides make a name read as another one.
pub(crate) fn is_forbidden_in_line(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fault_has_its_code() {
        let good = Letter {
            id: "case-7/12".into(),
            to_name: "Иванова А. П.".into(),
            to_address: "ivanova@example.ru".into(),
            subject: "Приглашение".into(),
            text: "Здравствуйте!".into(),
        };
        assert_eq!(good.check(), Ok(()));
        let with = |change: fn(&mut Letter)| {
            let mut letter = good.clone();
            change(&mut letter);
            letter.check().unwrap_err().code
        };
        assert_eq!(with(|l| l.id.clear()), "M201");
        assert_eq!(with(|l| l.id = "x".repeat(81)), "M201");
        assert_eq!(with(|l| l.subject = "  ".into()), "M202");
        assert_eq!(with(|l| l.text = "\u{feff}\n\0\n".into()), "M202");
        assert_eq!(
            with(|l| l.text = "x".repeat(limits::TEXT_BYTES_MAX + 1)),
            "M203"
        );
        assert_eq!(with(|l| l.subject = "А\r\nBcc: x@y.ru".into()), "M204");
        assert_eq!(with(|l| l.subject = "А\u{2028}Б".into()), "M204");
        assert_eq!(with(|l| l.to_name = "А\nБ".into()), "M204");
        assert_eq!(with(|l| l.to_name = "А\u{202E}Б".into()), "M204");
        assert_eq!(with(|l| l.to_name = "А\0".into()), "M204");
        assert_eq!(with(|l| l.subject = "ж".repeat(301)), "M205");
    }
}
