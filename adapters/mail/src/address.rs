//! Addresses: one text in, one checked `lettre` address out. Domains in national letters (`.рф`) become their ASCII
//! form, which every server takes; national letters before the `@` are refused, because few servers deliver them.

use crate::{
    letter::{check_line, is_forbidden_in_line},
    limits,
    reason::Reason,
};
use lettre::{Address, message::Mailbox};

/// Reads exactly one bare address.
pub(crate) fn read_address(text: &str) -> Result<Address, Reason> {
    if text
        .chars()
        .any(|c| is_forbidden_in_line(c) || c.is_whitespace())
    {
        return Err(Reason::new(
            "M211",
            "В адресе есть пробел, перевод строки или управляющий символ: письмо на такой адрес не отправляется, исправьте адрес.",
            "There is a space, a line break or a control character in the address: no letter goes there, correct the address.",
        ));
    }
    let malformed = || {
        Reason::new(
            "M212",
            format!(
                "«{}» не похоже на один адрес электронной почты: исправьте его, например «ivanova@example.ru».",
                shorten(text)
            ),
            format!(
                "«{}» does not read as one e-mail address: correct it, for example «ivanova@example.ru».",
                shorten(text)
            ),
        )
    };
    let (local, domain) = text.rsplit_once('@').ok_or_else(malformed)?;
    if !local.is_ascii() {
        return Err(Reason::new(
            "M213",
            format!(
                "В адресе «{}» до знака @ есть нелатинские буквы, почтовые серверы такие адреса не принимают: укажите другой адрес.",
                shorten(text)
            ),
            format!(
                "The address «{}» has non-Latin letters before the @, and mail servers do not take such addresses: give another one.",
                shorten(text)
            ),
        ));
    }
    let domain = idna::domain_to_ascii(domain).map_err(|_| malformed())?;
    if local.len() > limits::LOCAL_PART_BYTES_MAX
        || local.len() + 1 + domain.len() > limits::ADDRESS_BYTES_MAX
        || !domain.contains('.') && domain != "localhost"
    {
        return Err(malformed());
    }
    Address::new(local, &domain).map_err(|_| malformed())
}

/// Reads a sender: a bare address, or `Name <address>` where the name may be quoted.
pub(crate) fn read_mailbox(text: &str) -> Result<Mailbox, Reason> {
    let text = text.trim();
    let Some((name, rest)) = text.rsplit_once('<') else {
        return Ok(Mailbox::new(None, read_address(text)?));
    };
    let address = read_address(rest.strip_suffix('>').unwrap_or(rest))?;
    let name = name.trim().trim_matches('"').trim();
    check_line(
        "имя отправителя",
        "the name of the sender",
        name,
        limits::NAME_CHARS_MAX,
    )?;
    Ok(Mailbox::new(
        (!name.is_empty()).then(|| name.to_owned()),
        address,
    ))
}

fn shorten(text: &str) -> String {
    text.chars().take(80).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_or_refused_with_a_code() {
        let long_local = format!("{}@example.ru", "a".repeat(65));
        for (text, expected) in [
            ("ivanova@example.ru", Ok("ivanova@example.ru")),
            (
                "o.petrova+school-5@mail.example.ru",
                Ok("o.petrova+school-5@mail.example.ru"),
            ),
            ("info@кемерово.рф", Ok("info@xn--b1afaslnbn.xn--p1ai")),
            ("a@localhost", Ok("a@localhost")),
            ("иванова@example.ru", Err("M213")),
            ("ivanova", Err("M212")),
            ("@example.ru", Err("M212")),
            ("ivanova@", Err("M212")),
            ("a@b@c.ru", Err("M212")),
            ("a@school", Err("M212")),
            ("a@example.ru,b@example.ru", Err("M212")),
            ("<a@example.ru>", Err("M212")),
            (&long_local, Err("M212")),
            ("a@example.ru\r\nRCPT TO:<b@example.ru>", Err("M211")),
            ("a@example.ru ", Err("M211")),
            ("a\u{0}@example.ru", Err("M211")),
        ] {
            let read = read_address(text);
            let read = read
                .as_ref()
                .map(AsRef::as_ref)
                .map_err(|reason: &Reason| reason.code);
            assert_eq!(read, expected, "{text:?}");
        }
    }

    #[test]
    fn a_sender_may_have_a_name() {
        for text in [
            "Управление образования <a@edu.example.ru>",
            "\"Управление образования\" <a@edu.example.ru>",
        ] {
            let mailbox = read_mailbox(text).unwrap();
            assert_eq!(mailbox.name.as_deref(), Some("Управление образования"));
            assert_eq!(mailbox.email.to_string(), "a@edu.example.ru");
        }
        assert_eq!(read_mailbox("a@edu.example.ru").unwrap().name, None);
        assert_eq!(
            read_mailbox("А\nБ <a@edu.example.ru>").unwrap_err().code,
            "M204"
        );
    }
}
