//! Writing a letter: the template is rendered now and the text is recorded, so that replay never renders again.
//!
//! Sending, retrying and bouncing are the outbox's business.

use chrono::NaiveDate;
use reglament_definition::Person;
use reglament_expression::Value;

use crate::{
    LetterFact, PaperEvent,
    lookup::text,
    scribe::{Scribe, Stuck},
};

/// Who gets a letter.
#[derive(PartialEq, Eq)]
pub(crate) struct Recipient {
    address: String,
    name: Value,
    position: String,
}

impl Recipient {
    /// Somebody known only by address; the name is the instance's subject, if it has one.
    pub(crate) fn address(address: &str) -> Self {
        Self {
            address: address.to_owned(),
            name: Value::Null,
            position: String::new(),
        }
    }

    /// A person of the directory, with the position on the day.
    pub(crate) fn person(person: &Person, day: NaiveDate) -> Self {
        Self {
            address: person.email.clone(),
            name: person.name.clone(),
            position: person.position_on(day).to_owned(),
        }
    }

    fn record(&self) -> Value {
        Value::record([
            ("name", self.name.clone()),
            ("position", text(&self.position)),
        ])
    }
}

/// Renders the letter and records it. `task` is what letters about tasks call `task`.
pub(crate) fn write(
    scribe: &mut Scribe<'_>,
    template: &str,
    recipient: &Recipient,
    task: Option<Value>,
) -> Result<(), Stuck> {
    let extras = [("task", task.unwrap_or(Value::Null))];
    write_with(scribe, template, recipient, extras)
}

/// Renders the letter with further names and records it.
pub(crate) fn write_with<'n>(
    scribe: &mut Scribe<'_>,
    template: &str,
    recipient: &Recipient,
    extras: impl IntoIterator<Item = (&'n str, Value)>,
) -> Result<(), Stuck> {
    let definition = scribe.context.definition;
    let Some(letter) = definition.letters.get(template) else {
        return Err(missing(template));
    };
    let subject_name = definition
        .subject
        .as_deref()
        .and_then(|field| scribe.instance().data.get(field))
        .cloned();
    let mut facts = scribe.facts().with("recipient", recipient.record());
    for (name, value) in extras {
        facts = facts.with(name, value);
    }
    let subject = letter.subject.render(&facts.scope())?;
    let body = letter.text.render(&facts.scope())?;
    let name = if recipient.name.is_null() {
        subject_name.unwrap_or(Value::Null)
    } else {
        recipient.name.clone()
    };
    let fact = LetterFact {
        letter: scribe.instance().letters + 1,
        template: template.to_owned(),
        to_address: recipient.address.clone(),
        to_name: full_name(&name),
        subject: subject.split_whitespace().collect::<Vec<_>>().join(" "),
        text: body,
    };
    scribe.emit(PaperEvent::LetterQueued { letter: fact });
    Ok(())
}

/// «Иванова Мария Петровна», or nothing for what is not a name.
pub(crate) fn full_name(name: &Value) -> String {
    let Some(parts) = name.as_record() else {
        return name.as_text().unwrap_or_default().to_owned();
    };
    let part = |key: &str| parts.get(key).and_then(Value::as_text).unwrap_or_default();
    [part("family"), part("given"), part("patronymic")]
        .iter()
        .filter(|p| !p.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join(" ")
}

fn missing(template: &str) -> Stuck {
    Stuck {
        code: "letter_missing",
        ru: format!("В определении нет письма «{template}»."),
        en: format!("The definition has no letter `{template}`."),
    }
}
