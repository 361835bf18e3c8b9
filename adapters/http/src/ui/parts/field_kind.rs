//! What a form asks for: a field's name, label and kind, in the words of the visitor's language.
//!
//! It mirrors the data kinds of a definition without titles in two languages and with the facts already looked up
//! (people of a role, rows of a table). Values and mistakes are not here.

use super::{CardSpec, OptionView};

/// A field of a form.
#[derive(Clone, Debug)]
pub struct FieldSpec {
    /// Name in the form and in the raw input.
    pub name: String,
    /// Label.
    pub label: String,
    /// One more sentence, or empty.
    pub hint: String,
    /// What is asked for.
    pub kind: FieldKind,
    /// Whether it must be filled in.
    pub required: bool,
}

/// What a field holds and how it is asked for.
#[derive(Clone, Debug)]
pub enum FieldKind {
    /// One line.
    Text,
    /// Several lines.
    LongText,
    /// A whole number.
    Integer,
    /// A decimal number; comma and point are both understood by the engine.
    Decimal,
    /// Yes or no.
    Boolean,
    /// A box that must be ticked, in its own block.
    Consent,
    /// A date written `дд.мм.гггг`.
    Date,
    /// A date with a time, written `дд.мм.гггг чч:мм`.
    Moment,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// Family name, given name, patronymic.
    PersonName,
    /// One of the options.
    Choice(Vec<OptionView>),
    /// One of many people: always a list to open.
    Person(Vec<OptionView>),
    /// Several people of the directory.
    People(Vec<OptionView>),
    /// Repeated rows.
    List(Vec<FieldSpec>),
    /// One row per item.
    Table {
        /// The rows: participants of a session.
        items: Vec<TableItem>,
        /// What is asked for each.
        columns: Vec<FieldSpec>,
    },
    /// A scorecard: claims, or verdicts on them.
    Card(Box<CardSpec>),
    /// One uploaded file.
    File,
    /// Several uploaded files.
    Files {
        /// Most.
        max: usize,
    },
    /// Items to be marked as done.
    Checklist {
        /// The items.
        items: Vec<OptionView>,
        /// Whether a file or a note belongs to each.
        evidence: bool,
    },
}

impl FieldKind {
    /// Whether files may be sent with it.
    pub fn takes_files(&self) -> bool {
        match self {
            Self::File | Self::Files { .. } | Self::Checklist { evidence: true, .. } => true,
            Self::Table { .. } => true,
            Self::Card(card) => !card.judged,
            Self::List(columns) => columns.iter().any(|column| column.kind.takes_files()),
            _ => false,
        }
    }
}

/// A row of a table field.
#[derive(Clone, Debug)]
pub struct TableItem {
    /// Id of the item (a child instance); the engine reads it as `item`.
    pub id: String,
    /// How a person recognises it: a name with a code.
    pub label: String,
}
