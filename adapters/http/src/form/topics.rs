//! A long form cut into pages, one topic each: who asks, what about, each long list, the files, each consent.
//!
//! Fields of one topic stay in the order of the form; a topic stands where its first field does, consents at the end.

use crate::locale::Locale;
use crate::ui::parts::{FieldKind, FieldSpec};

/// A page of a form.
#[derive(Clone, Debug)]
pub(crate) struct Topic {
    /// Its heading.
    pub(crate) title: String,
    /// What it asks for, at least one field.
    pub(crate) fields: Vec<FieldSpec>,
}

/// What a field belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Subject {
    Case,
    Person,
    Details,
    /// A field that fills a page alone.
    Whole(String),
    Files,
    /// Consents are documents of their own.
    Consent(String),
}

/// The pages of a form.
pub(crate) fn topics(locale: Locale, fields: Vec<FieldSpec>) -> Vec<Topic> {
    let (consents, others): (Vec<_>, Vec<_>) = fields
        .into_iter()
        .partition(|field| matches!(field.kind, FieldKind::Consent));
    let mut found: Vec<(Subject, Topic)> = Vec::new();
    for field in others.into_iter().chain(consents) {
        let subject = subject(&field);
        match found.iter_mut().find(|(known, _)| *known == subject) {
            Some((_, topic)) => topic.fields.push(field),
            None => {
                let title = title(locale, &subject, &field);
                let fields = vec![field];
                found.push((subject, Topic { title, fields }));
            }
        }
    }
    found.into_iter().map(|(_, topic)| topic).collect()
}

fn subject(field: &FieldSpec) -> Subject {
    // Codes of linked cases are called `link-…`; no declared field has a hyphen.
    if field.name.contains('-') {
        return Subject::Case;
    }
    match &field.kind {
        FieldKind::PersonName | FieldKind::Email | FieldKind::Phone => Subject::Person,
        FieldKind::List(_)
        | FieldKind::Table { .. }
        | FieldKind::Card(_)
        | FieldKind::Checklist { .. } => Subject::Whole(field.name.clone()),
        FieldKind::File | FieldKind::Files { .. } => Subject::Files,
        FieldKind::Consent => Subject::Consent(field.name.clone()),
        FieldKind::Text
        | FieldKind::LongText
        | FieldKind::Integer
        | FieldKind::Decimal
        | FieldKind::Boolean
        | FieldKind::Date
        | FieldKind::Moment
        | FieldKind::Choice(_)
        | FieldKind::Person(_)
        | FieldKind::People(_) => Subject::Details,
    }
}

fn title(locale: Locale, subject: &Subject, first: &FieldSpec) -> String {
    let key = match subject {
        Subject::Case => "topic.case",
        Subject::Person => "topic.person",
        Subject::Details => "topic.details",
        Subject::Files => "topic.files",
        Subject::Consent(_) => "topic.consent",
        Subject::Whole(_) => return first.label.clone(),
    };
    locale.text(key).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;

    #[test]
    fn a_form_is_cut_by_topics() {
        let locale = Locale::new(Language::Russian);
        let field = |name: &str, kind| FieldSpec {
            name: name.to_owned(),
            label: format!("«{name}»"),
            hint: String::new(),
            kind,
            required: true,
        };
        let fields = vec![
            field("consent", FieldKind::Consent),
            field("link-contested", FieldKind::Text),
            field("name", FieldKind::PersonName),
            field("school", FieldKind::Text),
            field("email", FieldKind::Email),
            field("remarks", FieldKind::List(Vec::new())),
            field("scan", FieldKind::File),
            field("since", FieldKind::Date),
            field("photos", FieldKind::Files { max: 3 }),
            field("publication", FieldKind::Consent),
        ];
        let cut = topics(locale, fields).into_iter().map(|topic| {
            let names = topic.fields.into_iter().map(|field| field.name);
            (topic.title, names.collect::<Vec<_>>().join(" "))
        });
        let expected = [
            ("Ваше дело", "link-contested"),
            ("О вас", "name email"),
            ("Сведения", "school since"),
            ("«remarks»", "remarks"),
            ("Файлы", "scan photos"),
            ("Согласие", "consent"),
            ("Согласие", "publication"),
        ];
        let expected = expected.map(|(title, names)| (title.to_owned(), names.to_owned()));
        assert_eq!(cut.collect::<Vec<_>>(), expected);
    }
}
