//! Rows of the table of people, each read for itself: name, address, unit, days, roles.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::attribute;
use crate::columns::{Column, Columns};
use crate::day::day;
use crate::facts::Written;
use crate::limits::EMAIL_CHARS;
use crate::line::{Line, report};
use crate::name::Name;
use crate::present::Present;
use crate::problem::{Problems, Sentence};
use crate::roles;
use crate::sheet::{Sheet, What};
use crate::units::Book;

/// A row. What is empty says nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct PersonRow {
    pub(crate) number: usize,
    pub(crate) id: Option<String>,
    pub(crate) name: Option<Name>,
    pub(crate) email: String,
    pub(crate) position: String,
    pub(crate) unit: Option<String>,
    pub(crate) from: Option<NaiveDate>,
    pub(crate) until: Option<NaiveDate>,
    pub(crate) roles: BTreeSet<String>,
    pub(crate) attributes: BTreeMap<String, Written>,
    /// Whether something of it was reported: it is not taken.
    pub(crate) wrong: bool,
}

/// The table of people.
#[derive(Default)]
pub(crate) struct People {
    pub(crate) rows: Vec<PersonRow>,
    /// Whether the table tells roles at all.
    pub(crate) tells_roles: bool,
    /// Columns that say nothing to us.
    pub(crate) unread: Vec<String>,
}

/// Reads the table.
pub(crate) fn people(
    present: &Present,
    sheet: &Sheet,
    book: &Book,
    problems: &RefCell<Problems>,
) -> People {
    let whole = |says| report(problems, What::Person, None, None, "columns", says);
    let columns = match Columns::find(sheet, What::Person, &present.organisation.attributes) {
        Ok(columns) => columns,
        Err(says) => {
            whole(says);
            return People::default();
        }
    };
    let named =
        columns.has(Column::Name) || columns.has(Column::Family) && columns.has(Column::Given);
    if !named && !columns.has(Column::Id) {
        whole(Columns::missing(What::Person, Column::Name));
        return People::default();
    }
    let rows = sheet.rows.iter().map(|row| {
        let line = Line::new(What::Person, row, &columns, problems);
        person(&line, present, book)
    });
    People {
        rows: rows.collect(),
        tells_roles: columns.has(Column::Roles),
        unread: columns.unread.clone(),
    }
}

fn person(line: &Line<'_>, present: &Present, book: &Book) -> PersonRow {
    let id = line.text(Column::Id);
    let (from, until) = (date(line, Column::From), date(line, Column::Until));
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        let says = Sentence::new(
            "Последний день раньше первого.",
            "The last day is before the first one.",
        );
        line.wrong(Column::Until, "days", says);
    }
    let mut row = PersonRow {
        number: line.row.number,
        id: Some(id.to_owned()).filter(|id| !id.is_empty()),
        name: name(line),
        email: email(line),
        position: line.text(Column::Position).to_owned(),
        unit: book.find(line, Column::Unit, present),
        from,
        until,
        roles: roles::named(line, present),
        attributes: attribute::attributes(line, &present.organisation.attributes),
        wrong: false,
    };
    if row.id.is_none() && row.name.is_none() && !line.is_wrong() {
        let says = Sentence::new(
            "Нет ни имени, ни логина.",
            "There is neither a name nor an id.",
        );
        line.wrong_at(None, "name", says);
    }
    row.wrong = line.is_wrong();
    row
}

fn name(line: &Line<'_>) -> Option<Name> {
    let whole = line.text(Column::Name);
    let parts = [Column::Family, Column::Given, Column::Patronymic].map(|column| line.text(column));
    let (column, read) = match (whole, parts) {
        ("", ["", "", ""]) => return None,
        ("", [family, given, patronymic]) => (Column::Family, Name::of(family, given, patronymic)),
        (whole, _) => (Column::Name, Name::split(whole)),
    };
    match read {
        Ok(name) => Some(name),
        Err(says) => {
            line.wrong(column, "name", says);
            None
        }
    }
}

fn date(line: &Line<'_>, column: Column) -> Option<NaiveDate> {
    match day(line.text(column)) {
        Ok(day) => day,
        Err(says) => {
            line.wrong(column, "date", says);
            None
        }
    }
}

fn email(line: &Line<'_>) -> String {
    let text = line.text(Column::Email);
    if !text.is_empty() && !is_address(text) {
        let says = match text.matches('@').count() {
            2.. => Sentence::new(
                format!("В «{text}» несколько адресов: оставьте один."),
                format!("`{text}` holds several addresses: keep one."),
            ),
            _ => Sentence::new(
                format!("«{text}» – не адрес электронной почты. Нужен вид petrov@example.ru."),
                format!("`{text}` is no e-mail address, such as petrov@example.ru."),
            ),
        };
        line.wrong(Column::Email, "email", says);
    }
    text.to_owned()
}

/// Whether letters can go there: something, `@`, a name with a point in it; no spaces, no brackets, no commas.
fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let labels = domain.split('.').collect::<Vec<_>>();
    let stray = |c: char| c.is_whitespace() || c.is_control() || "@,;:<>()[]\"\\".contains(c);
    text.chars().count() <= EMAIL_CHARS
        && !local.is_empty()
        && !local.starts_with('.')
        && !local.ends_with('.')
        && labels.len() >= 2
        && labels
            .iter()
            .all(|label| !label.is_empty() && !label.starts_with('-'))
        && !local.contains(stray)
        && !domain.contains(stray)
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn addresses_are_told_from_other_texts() {
        for good in [
            "petrov@example.ru",
            "i.petrov+x@mail.example.ru",
            "почта@пример.рф",
        ] {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "petrov",
            "petrov@",
            "@example.ru",
            "petrov@example",
            "a b@example.ru",
            "a@b@c.ru",
            "a@example.ru,",
            "a@.ru",
            ".a@example.ru",
        ] {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
