//! Declared data of a process: typed fields and named parameters.
//!
//! A field is what an instance remembers; a parameter is a choice that the regulation leaves open, fixed for a
//! definition (and overridden per organisation). Values themselves live in the instance, not here.

use std::collections::BTreeMap;

use reglament_expression::{Expression, Kind, Value};

use super::Title;
use super::scorecard::{claim_record, score_record};

/// What a field holds and how a form asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DataKind {
    /// One line of text.
    Text,
    /// Several lines of text.
    LongText,
    /// A whole number, with optional inclusive bounds.
    Integer {
        /// Smallest allowed value.
        min: Option<i64>,
        /// Largest allowed value.
        max: Option<i64>,
    },
    /// An exact decimal number.
    Decimal,
    /// Yes or no.
    Boolean,
    /// A box that must be ticked before the form is accepted (a consent). The value is `true`.
    Consent,
    /// A calendar date in the zone of the process.
    Date,
    /// An instant, shown in the zone of the process.
    Moment,
    /// A legal term such as «5 рабочих дней» (parameters only).
    Term,
    /// An e-mail address.
    Email,
    /// A telephone number, kept as typed.
    Phone,
    /// A person's name in three parts.
    PersonName,
    /// One of the declared options; the value is the option's id.
    Choice(Vec<Choice>),
    /// People of the directory who hold a role; the value is a list of records `{id, name, position}` as they
    /// were when the form was sent.
    People {
        /// The role whose holders may be chosen.
        role: String,
    },
    /// Repeated rows typed by the person.
    List(Vec<Field>),
    /// One row per item of a `for_each` step; the value is a list of records with the key `item` and the columns.
    Table {
        /// The `for_each` step whose items are the rows.
        rows: String,
        /// What is asked for each row. Cells may stay empty.
        columns: Vec<Field>,
    },
    /// What is claimed for the rows of a scorecard; the value is a list of records `{row, text, on, to, part, whole, file}`.
    Claims {
        /// Id of the card.
        card: String,
    },
    /// The verdicts on such claims with the points that they bring: see [`score_record`].
    Scorecard {
        /// The field with the claims.
        of: String,
        /// The field with the id of the position.
        position: Option<String>,
        /// The field with the first day that counts.
        since: Option<String>,
        /// The field with the last one, on which the procedure begins.
        until: Option<String>,
    },
    /// One uploaded file; the value is a record `{id, name, size, media}`. The bytes are in the store.
    File,
    /// Several uploaded files, in the order in which they were attached.
    Files {
        /// Fewest that an answer needs; none: one when the field is required.
        min: Option<usize>,
        /// Most that an answer may have.
        max: usize,
    },
    /// Items that are marked as done; the value is a record by item of `{done, note, file}`.
    Checklist(Checklist),
}

/// The items of a checklist and what an answer to it must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checklist {
    /// The items in their order.
    pub items: Vec<Choice>,
    /// Whether an item that is done needs a file or a note.
    pub evidence: bool,
    /// Whether a required answer may leave items undone.
    pub partly: bool,
}

impl DataKind {
    /// The kind under which expressions see a value of this field.
    pub fn expression_kind(&self) -> Kind {
        match self {
            Self::Text | Self::LongText | Self::Email | Self::Phone | Self::Choice(_) => Kind::Text,
            Self::Integer { .. } => Kind::Integer,
            Self::Decimal => Kind::Decimal,
            Self::Boolean | Self::Consent => Kind::Boolean,
            Self::Date => Kind::Date,
            Self::Moment => Kind::Moment,
            Self::Term => Kind::Term,
            Self::PersonName => Kind::PersonName,
            Self::People { .. } => Kind::List(Box::new(person_record())),
            Self::List(fields) => Kind::List(Box::new(row_record(fields))),
            Self::Table { columns, .. } => {
                let Kind::Record(mut row) = row_record(columns) else {
                    return Kind::Text;
                };
                row.insert("item".into(), Kind::Text);
                Kind::List(Box::new(Kind::Record(row)))
            }
            Self::Claims { .. } => Kind::list(claim_record()),
            Self::Scorecard { .. } => score_record(),
            Self::File => file_record(),
            Self::Files { .. } => Kind::List(Box::new(file_record())),
            Self::Checklist(list) => {
                let item = |item: &Choice| (item.id.clone(), item_record());
                Kind::Record(list.items.iter().map(item).collect())
            }
        }
    }

    /// Whether people hand it in with a form and nothing else can: files, lists of things done, claims and verdicts.
    pub fn is_handed_in(&self) -> bool {
        matches!(
            self,
            Self::File
                | Self::Files { .. }
                | Self::Checklist(_)
                | Self::Claims { .. }
                | Self::Scorecard { .. }
        )
    }
}

/// The record of an uploaded file. `size` is in bytes.
pub(super) fn file_record() -> Kind {
    Kind::record([
        ("id", Kind::Text),
        ("name", Kind::Text),
        ("size", Kind::Integer),
        ("media", Kind::Text),
    ])
}

/// The record of an item of a checklist.
fn item_record() -> Kind {
    Kind::record([
        ("done", Kind::Boolean),
        ("note", Kind::Text),
        ("file", file_record()),
    ])
}

/// The record of a person. `on` is the day of the signature and set only where the people are signers: a field may be
/// given the signers of a step, so both records are of one kind.
pub(crate) fn person_record() -> Kind {
    Kind::Record(BTreeMap::from([
        ("id".to_owned(), Kind::Text),
        ("name".to_owned(), Kind::PersonName),
        ("position".to_owned(), Kind::Text),
        ("on".to_owned(), Kind::Date),
    ]))
}

fn row_record(fields: &[Field]) -> Kind {
    Kind::Record(
        fields
            .iter()
            .map(|f| (f.name.clone(), f.kind.expression_kind()))
            .collect(),
    )
}

/// One option of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is stored.
    pub id: String,
    /// What the person reads.
    pub title: Title,
}

/// A declared field of an instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The name used in forms and expressions.
    pub name: String,
    /// The label on forms and pages.
    pub title: Title,
    /// The type.
    pub kind: DataKind,
    /// One more sentence under the label, if the author wrote one.
    pub hint: Option<Title>,
    /// True for values that only the subject, the commission, HR and the controller may see (K-1.3): they never
    /// enter letters and are masked elsewhere.
    pub confidential: bool,
    /// True for values by which somebody is known, which go when their retention is over.
    pub personal: bool,
    /// Computed from this where it is read, never stored; absent: what was entered or set.
    pub is: Option<Expression>,
}

/// A named choice that the regulation leaves open, with the default taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The name used in expressions and in `term:`.
    pub name: String,
    /// What is being chosen.
    pub title: Title,
    /// The type.
    pub kind: DataKind,
    /// The value in force (the default, or the organisation's override).
    pub value: Value,
    /// Why there is a choice and why this default: the ambiguity in the act, in one sentence.
    pub reason: Option<Title>,
}

impl DataKind {
    /// Whether values of this kind are personal unless their field says otherwise: names, addresses, telephones, what was
    /// brought. People of the directory are officials; their acts stay.
    pub fn is_personal(&self) -> bool {
        matches!(
            self,
            Self::Email | Self::Phone | Self::PersonName | Self::File | Self::Files { .. }
        )
    }
}
