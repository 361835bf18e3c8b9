//! Kinds: what a value may be, known before anything runs.
//!
//! There is no kind «anything»: an expression either has one exact kind or a problem. Every field of every kind may be
//! unset, so unset is not part of a kind; [`Kind::Null`] is only the kind of the literal `null` and of an empty list's item.

use std::collections::BTreeMap;
use std::fmt;

/// The kind of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Only the literal `null`; fits wherever a value may be unset.
    Null,
    /// `true` / `да` or `false` / `нет`.
    Boolean,
    /// A whole number; fits wherever a decimal does.
    Integer,
    /// An exact decimal number, up to 28 significant digits.
    Decimal,
    /// A text.
    Text,
    /// A calendar day without time and zone.
    Date,
    /// An instant.
    Moment,
    /// A legal term, «5 рабочих дней».
    Term,
    /// A person's name; its value is a record of `family`, `given` and `patronymic`.
    PersonName,
    /// Values of one kind, in order.
    List(Box<Kind>),
    /// Named values.
    Record(BTreeMap<String, Kind>),
}

impl Kind {
    /// A list of `item`.
    #[must_use]
    pub fn list(item: Kind) -> Self {
        Self::List(Box::new(item))
    }

    /// A record of the given fields.
    #[must_use]
    pub fn record<N: Into<String>>(fields: impl IntoIterator<Item = (N, Kind)>) -> Self {
        Self::Record(fields.into_iter().map(|(n, k)| (n.into(), k)).collect())
    }

    /// Whether a value of this kind may be stored where `wanted` is declared.
    #[must_use]
    pub fn fits(&self, wanted: &Kind) -> bool {
        match (self, wanted) {
            (Self::Null, _) | (Self::Integer, Self::Decimal) => true,
            (Self::List(item), Self::List(wanted)) => item.fits(wanted),
            (Self::Record(fields), Self::PersonName) => fields.iter().all(|(name, kind)| {
                crate::person::PARTS.contains(&name.as_str()) && kind.fits(&Self::Text)
            }),
            (Self::Record(fields), Self::Record(wanted)) => fields
                .iter()
                .all(|(name, kind)| wanted.get(name).is_some_and(|w| kind.fits(w))),
            _ => self == wanted,
        }
    }

    /// The narrowest kind that both fit, if there is one.
    #[must_use]
    pub fn join(&self, other: &Kind) -> Option<Kind> {
        match (self, other) {
            (Self::Null, kind) | (kind, Self::Null) => Some(kind.clone()),
            (Self::Integer, Self::Decimal) | (Self::Decimal, Self::Integer) => Some(Self::Decimal),
            (Self::List(a), Self::List(b)) => Some(Self::list(a.join(b)?)),
            (Self::Record(a), Self::Record(b)) => join_records(a, b).map(Self::Record),
            _ if self.fits(other) => Some(other.clone()),
            _ if other.fits(self) => Some(self.clone()),
            _ => None,
        }
    }

    /// Whether it is a whole or decimal number.
    #[must_use]
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Integer | Self::Decimal)
    }

    /// Whether `<` and sorting make sense.
    #[must_use]
    pub fn is_ordered(&self) -> bool {
        self.is_number()
            || matches!(
                self,
                Self::Text | Self::Date | Self::Moment | Self::PersonName
            )
    }

    /// Whether a template can print it.
    #[must_use]
    pub fn is_printable(&self) -> bool {
        !matches!(self, Self::Null | Self::List(_) | Self::Record(_))
    }

    /// Fields and lists inside, counting no further than `limit`.
    pub(crate) fn size(&self, limit: usize) -> usize {
        match self {
            Self::List(item) => 1 + item.size(limit),
            Self::Record(fields) => {
                let mut size = 1;
                for kind in fields.values() {
                    if size >= limit {
                        break;
                    }
                    size += kind.size(limit - size);
                }
                size
            }
            _ => 1,
        }
    }

    /// The kind in Russian, «список из …» for lists.
    #[must_use]
    pub fn ru(&self) -> String {
        match self {
            Self::List(item) if **item == Self::Null => "пустой список".to_owned(),
            Self::List(item) => format!("список ({})", item.ru()),
            other => other.word().0.to_owned(),
        }
    }

    /// The kind in English.
    #[must_use]
    pub fn en(&self) -> String {
        match self {
            Self::List(item) if **item == Self::Null => "an empty list".to_owned(),
            Self::List(item) => format!("a list ({})", item.en()),
            other => other.word().1.to_owned(),
        }
    }

    fn word(&self) -> (&'static str, &'static str) {
        match self {
            Self::Null => ("null (не заполнено)", "null (unset)"),
            Self::Boolean => ("да/нет", "a yes/no value"),
            Self::Integer => ("целое число", "a whole number"),
            Self::Decimal => ("число", "a number"),
            Self::Text => ("текст", "a text"),
            Self::Date => ("дата", "a date"),
            Self::Moment => ("дата и время", "a date and time"),
            Self::Term => ("срок", "a term"),
            Self::PersonName => ("ФИО", "a person's name"),
            Self::List(_) => ("список", "a list"),
            Self::Record(_) => ("запись", "a record"),
        }
    }
}

fn join_records(
    a: &BTreeMap<String, Kind>,
    b: &BTreeMap<String, Kind>,
) -> Option<BTreeMap<String, Kind>> {
    let mut all = a.clone();
    for (name, kind) in b {
        let joined = match all.get(name) {
            Some(known) => known.join(kind)?,
            None => kind.clone(),
        };
        all.insert(name.clone(), joined);
    }
    Some(all)
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.ru())
    }
}
