//! A register («журнал регистрации»): gapless numbers per year and the columns of its entries.

use super::{Field, Title};

/// A register declared in `registers.yaml`. Numbers are given at signing or registration, never to a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Register {
    /// Id.
    pub id: String,
    /// Title of the journal.
    pub title: Title,
    /// How the number is printed: `{n}`, `{n:4}` (zero padded) and `{year}` are replaced; the rest is literal.
    pub number: String,
    /// Whether counting starts anew each year.
    pub yearly: bool,
    /// Columns of the journal beside number and date, filled by `entry:` of the step that registers.
    pub columns: Vec<Field>,
    /// Anybody can ask whether an entry's document is valid, by a code printed on it.
    pub verification: Option<Verification>,
}

/// What the answer to «is this document valid?» depends on. Each names a column of the register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// The last day on which the document is valid, inclusive; a date.
    pub until: Option<String>,
    /// The printed number of the entry whose document this one replaces; a text.
    pub replaces: Option<String>,
    /// The printed number of the entry whose document this one makes invalid; a text.
    pub annuls: Option<String>,
}

impl Register {
    /// The printed form of number `n` given in `year`.
    pub fn print_number(&self, n: u32, year: i32) -> String {
        let mut text = self
            .number
            .replace("{year}", &year.to_string())
            .replace("{n}", &n.to_string());
        for width in 2..=8usize {
            text = text.replace(&format!("{{n:{width}}}"), &format!("{n:0width$}"));
        }
        text
    }
}
