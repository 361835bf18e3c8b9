//! Sends a letter to an address or to the holders of roles.

use reglament_definition::MailStep;

use super::{Progress, texts};
use crate::{
    letter::{self, Recipient},
    people::on,
    scribe::{Scribe, Stuck},
};

pub(super) fn enter(scribe: &mut Scribe<'_>, mail: &MailStep) -> Result<Progress, Stuck> {
    let recipients = recipients(scribe, mail)?;
    if recipients.is_empty() {
        return Err(nobody(&mail.letter));
    }
    for recipient in recipients {
        letter::write(scribe, &mail.letter, &recipient, None)?;
    }
    Ok(Progress::Leave(mail.next.clone()))
}

fn recipients(scribe: &Scribe<'_>, mail: &MailStep) -> Result<Vec<Recipient>, Stuck> {
    let mut found: Vec<Recipient> = Vec::new();
    if let Some(to) = &mail.to {
        let value = to.evaluate(&scribe.facts().scope())?;
        let addresses: Vec<&str> = texts(&value);
        found.extend(addresses.into_iter().map(Recipient::address));
    }
    for role in &mail.roles {
        let today = on(scribe);
        let people = scribe.context.organisation.in_office(role, today);
        let people = people.into_iter();
        found.extend(people.map(|person| Recipient::person(person, today)));
    }
    Ok(found)
}

pub(crate) fn nobody(letter: &str) -> Stuck {
    Stuck {
        code: "letter_without_recipient",
        ru: format!("Письмо «{letter}» некому отправить: адрес не задан или у роли нет людей."),
        en: format!(
            "The letter `{letter}` has no recipient: the address is not set or nobody holds the role."
        ),
    }
}
