//! Data of an instance and fields of a form, as shown.

use reglament_core::FileFact;
use reglament_definition::Title;
use schemars::JsonSchema;
use serde::Serialize;

use super::CardView;

/// One value with its label.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct DataView {
    /// Name of the field.
    pub name: String,
    /// Label.
    pub title: Title,
    /// Plain JSON as documents get it; null when masked.
    pub value: serde_json::Value,
    /// The value in words, Russian; «скрыто» when masked.
    pub ru: String,
    /// The same in English.
    pub en: String,
    /// Whether the viewer may not see it.
    pub masked: bool,
    /// The card, of claims and of a counted scorecard.
    #[serde(skip)]
    pub card: Option<CardView>,
    /// The uploaded files in it that the viewer may open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileFact>,
}

/// A form to fill in.
#[derive(Clone, Debug, Default, PartialEq, JsonSchema, Serialize)]
pub struct FormView {
    /// Fields in their order.
    pub fields: Vec<FieldView>,
}

/// One field of a form.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct FieldView {
    /// Name under which the answer is sent.
    pub name: String,
    /// Label.
    pub title: Title,
    /// One more sentence.
    pub hint: Option<Title>,
    /// Whether it must be filled in.
    pub required: bool,
    /// What is asked for.
    pub kind: FieldKindView,
    /// What stands in it now, as plain JSON; null when nothing does.
    pub value: serde_json::Value,
}

/// What a field asks for.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FieldKindView {
    /// One line.
    Text,
    /// Several lines.
    LongText,
    /// A whole number.
    Integer {
        /// Smallest.
        min: Option<i64>,
        /// Largest.
        max: Option<i64>,
    },
    /// A decimal number.
    Decimal,
    /// Yes or no.
    Boolean,
    /// A box that must be ticked.
    Consent,
    /// A date.
    Date,
    /// An instant.
    Moment,
    /// An address.
    Email,
    /// A telephone number.
    Phone,
    /// Family name, given name, patronymic: an object with these keys.
    PersonName,
    /// One of these.
    Choice {
        /// Options.
        options: Vec<ChoiceView>,
    },
    /// Any of these people; the answer is a list of ids.
    People {
        /// Who may be chosen.
        options: Vec<PersonView>,
    },
    /// Rows typed by the person.
    List {
        /// Columns.
        fields: Vec<FieldView>,
    },
    /// A row for each of these.
    Table {
        /// Rows: id and name.
        rows: Vec<ChoiceView>,
        /// Columns.
        columns: Vec<FieldView>,
    },
    /// What is claimed for the rows of a card; the answer is a list of items `{row, text, on, to, part, whole}`.
    Claims {
        /// The card.
        card: CardView,
    },
    /// Verdicts on what is claimed; the answer is `{verdicts: [{row, accept, reason, except, points}], findings: [item]}`.
    Scorecard {
        /// The card.
        card: CardView,
        /// What is claimed, as plain JSON.
        claims: serde_json::Value,
        /// What the verdicts so far bring, as plain JSON; null when it cannot be counted.
        counted: serde_json::Value,
    },
    /// One uploaded file; the answer is its id.
    File,
    /// Several uploaded files; the answer is a list of ids.
    Files {
        /// Fewest, when more than one is needed.
        min: Option<usize>,
        /// Most.
        max: usize,
    },
    /// Items to be marked; the answer is an object by item of `{done, note, file}`.
    Checklist {
        /// Items.
        items: Vec<ChoiceView>,
        /// Whether an item that is done needs a file or a note.
        evidence: bool,
    },
}

/// An option.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct ChoiceView {
    /// What is sent.
    pub id: String,
    /// What is shown.
    pub title: Title,
}

/// A person of the directory.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct PersonView {
    /// Id.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Position.
    pub position: String,
    /// Roles held.
    pub roles: Vec<String>,
}
