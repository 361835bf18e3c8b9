//! Words for hover and for the text beside a proposal: keys, fields, steps, terms, clauses, functions.

use chrono::NaiveDate;
use reglament_calendar::{Calendar, From, Rule, Term, Unit, due};
use reglament_definition::grammar::{Key, Value};
use reglament_definition::{DataKind, Field, Language, ProcessSurvey, StepSurvey, Title};
use reglament_expression::Kind;
use reglament_expression::reference::Entry;

/// Most characters of a clause beside a proposal.
const SHORT_CHARS: usize = 80;

fn pick<'t>(language: Language, ru: &'t str, en: &'t str) -> &'t str {
    match language {
        Language::Russian => ru,
        Language::English => en,
    }
}

/// A title in the language asked for, Russian when there is no other.
pub(crate) fn title(title: &Title, language: Language) -> &str {
    title.text(language == Language::English)
}

/// A key: its sentence, its words, an example.
pub(crate) fn key(key: &Key, language: Language) -> String {
    let mut text = pick(language, key.ru, key.en).to_owned();
    if let Value::Word(words) = key.value {
        for [word, ru, en] in words {
            text.push_str(&format!("\n- `{word}`: {}", pick(language, ru, en)));
        }
    }
    text.push_str(&format!("\n\n```yaml\n{}: {}\n```", key.name, key.example));
    text
}

/// A field: its label, its kind, its hint.
pub(crate) fn field(field: &Field, language: Language) -> String {
    let mut text = format!(
        "{} ({})",
        title(&field.title, language),
        kind(&field.kind.expression_kind(), language)
    );
    if let DataKind::Choice(options) = &field.kind {
        for option in options {
            text.push_str(&format!(
                "\n- `{}`: {}",
                option.id,
                title(&option.title, language)
            ));
        }
    }
    if let Some(hint) = &field.hint {
        text.push_str(&format!("\n\n{}", title(hint, language)));
    }
    if field.confidential {
        let word = pick(language, "Скрыто от посторонних.", "Confidential.");
        text.push_str(&format!("\n\n{word}"));
    }
    text
}

/// A step: its title, its kind, the wording of its clauses.
pub(crate) fn step(process: &ProcessSurvey, step: &StepSurvey, language: Language) -> String {
    let mut text = format!("**{}**", title(&step.title, language));
    if let Some(kind) = step.kind {
        text.push_str(&format!(" (`{kind}`)"));
    }
    for id in &step.basis {
        if let Some(clause) = process.clause(id) {
            let word = pick(language, "п.", "clause");
            text.push_str(&format!("\n\n{word} {id}: {}", clause.text));
        }
    }
    text
}

/// What a name of an expression stands for.
pub(crate) fn name(process: &ProcessSurvey, name: &str, language: Language) -> Option<String> {
    if let Some(found) = process.step(name) {
        return Some(step(process, found, language));
    }
    if let Some(found) = process.field(name) {
        return Some(field(found, language));
    }
    if let Some(found) = process.parameters.get(name) {
        let value = value(&found.value, language);
        let mut text = format!("{} = {value}", title(&found.title, language));
        if let Some(reason) = &found.reason {
            text.push_str(&format!("\n\n{}", title(reason, language)));
        }
        return Some(text);
    }
    let link = process.links.iter().find(|link| link.name == name)?;
    Some(title(&link.title, language).to_owned())
}

/// A value as a person reads it; empty for what has no short form.
pub(crate) fn value(value: &reglament_expression::Value, language: Language) -> String {
    use reglament_expression::Value as V;
    match value {
        V::Boolean(true) => pick(language, "да", "yes").to_owned(),
        V::Boolean(false) => pick(language, "нет", "no").to_owned(),
        V::Number(number) => number.normalize().to_string(),
        V::Text(text) => text.clone(),
        V::Date(date) => date.format("%d.%m.%Y").to_string(),
        V::Moment(moment) => moment.to_rfc3339(),
        V::Term(term) => written(term, language),
        V::Record(parts) => {
            let part = |name: &str| parts.get(name).and_then(V::as_text).unwrap_or_default();
            let name = [part("family"), part("given"), part("patronymic")].join(" ");
            name.trim().to_owned()
        }
        V::Null | V::List(_) => String::new(),
    }
}

/// The kind of a value in words; records name their fields.
pub(crate) fn kind(kind: &Kind, language: Language) -> String {
    match language {
        Language::Russian => kind.ru(),
        Language::English => kind.en(),
    }
}

/// A function or list method with its example.
pub(crate) fn function(entry: &Entry, language: Language) -> String {
    let sentence = pick(language, entry.ru, entry.en);
    format!("{sentence}\n\n`{}` → {}", entry.example, entry.result)
}

/// A term as it is written in the language.
pub(crate) fn written(term: &Term, language: Language) -> String {
    match language {
        Language::Russian => term.to_string(),
        Language::English => term.to_english(),
    }
}

/// A term: how it is counted, and one count.
pub(crate) fn term(term: &Term, language: Language) -> String {
    let how = match term.unit {
        Unit::WorkingDay => pick(
            language,
            "Считаются рабочие дни производственного календаря; день события не входит (ст. 191 ГК).",
            "Working days of the production calendar count; the day of the event does not (article 191 of the Civil Code).",
        ),
        Unit::CalendarDay | Unit::Week | Unit::Month | Unit::Year => pick(
            language,
            "Считаются все дни подряд; срок, который кончается в нерабочий день, переходит на следующий рабочий (ст. 193 ГК).",
            "All days count; a term that ends on a day off ends on the next working day (article 193 of the Civil Code).",
        ),
        Unit::Hour | Unit::Minute => pick(
            language,
            "Считается точное время от момента события.",
            "The exact time from the moment of the event.",
        ),
    };
    let mut text = format!("**{}**\n\n{how}", written(term, language));
    if let Some(example) = example(term, language) {
        text.push_str(&format!("\n\n{example}"));
    }
    text
}

/// One count of the term, from a day before holidays, so that it shows how they are treated.
fn example(term: &Term, language: Language) -> Option<String> {
    if matches!(term.unit, Unit::Hour | Unit::Minute) {
        return None;
    }
    let from = NaiveDate::from_ymd_opt(2026, 4, 28)?;
    let rule = Rule::new(*term, chrono_tz::Europe::Moscow);
    let due = due(&Calendar::russia(), &rule, From::Date(from)).ok()?;
    let (from, to) = (from.format("%d.%m.%Y"), due.date.format("%d.%m.%Y"));
    Some(match language {
        Language::Russian => format!("Например, от {from} – по {to}."),
        Language::English => format!("For example, from {from} to {to}."),
    })
}

/// The beginning of a wording.
pub(crate) fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= SHORT_CHARS {
        return line;
    }
    let cut: String = line.chars().take(SHORT_CHARS).collect();
    format!("{}…", cut.trim_end())
}
