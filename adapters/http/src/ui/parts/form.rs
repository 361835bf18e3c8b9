//! A form as a page shows it: its fields, the mistakes of the last attempt, its buttons.
//!
//! Public forms add consents as blocks of their own and a trap for robots; both are flags here.

use askama::Template;
use serde_json::{Map, Value};

use super::{FieldBody, FieldKind, FieldSpec, FieldView};
use crate::locale::Locale;

/// A mistake in a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Path of the field: `name`, `name.family`, `rows.0.question`; empty for the form as a whole.
    pub field: String,
    /// The sentence for the person.
    pub text: String,
}

impl Problem {
    /// Where the summary links to.
    pub fn href(&self) -> String {
        format!("#{}", field_id(&self.field))
    }
}

/// The `id` of a field with this path.
pub(crate) fn field_id(path: &str) -> String {
    format!("f-{}", path.replace('.', "-"))
}

/// A button that sends the form with an outcome.
#[derive(Clone, Debug)]
pub struct OutcomeButton {
    /// Value of `_outcome`.
    pub id: String,
    /// The words on it.
    pub title: String,
    /// The most usual one is filled with colour; at most one per form.
    pub primary: bool,
}

/// A form.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/form.html")]
pub struct FormView {
    /// Words.
    pub locale: Locale,
    /// Where it posts to.
    pub action: String,
    /// Fields, consents excluded.
    pub fields: Vec<FieldView>,
    /// Consents, shown last and apart.
    pub consents: Vec<FieldView>,
    /// Mistakes, in the order of the fields.
    pub problems: Vec<Problem>,
    /// Buttons, at least one.
    pub outcomes: Vec<OutcomeButton>,
    /// Hidden values that travel with the form: a command id, a version, the moment of opening.
    pub hidden: Vec<(String, String)>,
    /// Whether files may be sent along (imports into tables).
    pub multipart: bool,
    /// Whether there is a trap for robots (public forms).
    pub trap: bool,
}

impl FormView {
    /// A form with what was typed (`raw`, as sent by the browser or stored) and the mistakes in it.
    pub fn new(
        locale: Locale,
        action: impl Into<String>,
        specs: &[FieldSpec],
        raw: &Map<String, Value>,
        problems: Vec<Problem>,
    ) -> Self {
        let view = |spec: &&FieldSpec| FieldView::new(locale, spec, raw.get(&spec.name), &problems);
        let is_consent = |spec: &&FieldSpec| matches!(spec.kind, FieldKind::Consent);
        let fields = specs
            .iter()
            .filter(|s| !is_consent(s))
            .map(|s| view(&s))
            .collect();
        let consents = specs.iter().filter(is_consent).map(|s| view(&s)).collect();
        Self {
            locale,
            action: action.into(),
            fields,
            consents,
            multipart: specs.iter().any(|spec| spec.kind.takes_files()),
            problems,
            outcomes: Vec::new(),
            hidden: Vec::new(),
            trap: false,
        }
    }

    /// Whether a scorecard is filled in, which needs the whole width.
    pub fn has_card(&self) -> bool {
        let card = |field: &FieldView| matches!(field.body, FieldBody::Card(_));
        self.fields.iter().any(card)
    }

    /// The same form with its buttons.
    pub fn with_outcomes(mut self, outcomes: Vec<OutcomeButton>) -> Self {
        self.outcomes = outcomes;
        self
    }

    fn t(&self, key: &'static str) -> &'static str {
        self.locale.text(key)
    }
}
