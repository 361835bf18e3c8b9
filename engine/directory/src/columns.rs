//! Which column of a table is which, by the titles that offices use. A column that says nothing to us is told of, not
//! ignored in silence.

use std::collections::BTreeMap;

use reglament_expression::Kind;

use crate::fold::fold;
use crate::problem::Sentence;
use crate::sheet::{Sheet, What};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Column {
    Id,
    Name,
    Family,
    Given,
    Patronymic,
    Position,
    Email,
    Unit,
    From,
    Until,
    Roles,
    Kind,
    Parent,
}

/// Titles of the columns of people, folded; the first one is that of the sample.
const PEOPLE: &[(Column, &[&str])] = &[
    (
        Column::Id,
        &[
            "логин",
            "id",
            "идентификатор",
            "имя входа",
            "учетная запись",
            "login",
            "account",
            "person",
        ],
    ),
    (
        Column::Name,
        &[
            "фио",
            "ф и о",
            "сотрудник",
            "работник",
            "фамилия имя отчество",
            "полное имя",
            "name",
            "full name",
            "employee",
        ],
    ),
    (
        Column::Family,
        &["фамилия", "family", "family name", "surname", "last name"],
    ),
    (Column::Given, &["имя", "given", "given name", "first name"]),
    (
        Column::Patronymic,
        &["отчество", "patronymic", "middle name"],
    ),
    (
        Column::Position,
        &["должность", "position", "post", "job title"],
    ),
    (
        Column::Email,
        &[
            "почта",
            "электронная почта",
            "эл почта",
            "e-mail",
            "email",
            "адрес электронной почты",
            "mail",
        ],
    ),
    (
        Column::Unit,
        &[
            "подразделение",
            "отдел",
            "учреждение",
            "организация",
            "место работы",
            "структурное подразделение",
            "школа",
            "unit",
            "department",
            "school",
        ],
    ),
    (
        Column::From,
        &[
            "с",
            "с какого дня",
            "дата приема",
            "дата назначения",
            "дата начала",
            "начало",
            "принят",
            "назначен",
            "from",
            "since",
            "start date",
        ],
    ),
    (
        Column::Until,
        &[
            "по",
            "по какой день",
            "дата увольнения",
            "дата окончания",
            "окончание",
            "уволен",
            "until",
            "to",
            "end date",
        ],
    ),
    (Column::Roles, &["роли", "роль", "roles", "role"]),
];

/// The same of units.
const UNITS: &[(Column, &[&str])] = &[
    (Column::Id, &["код", "id", "идентификатор", "unit", "code"]),
    (
        Column::Name,
        &[
            "название",
            "наименование",
            "подразделение",
            "учреждение",
            "организация",
            "name",
            "title",
        ],
    ),
    (
        Column::Kind,
        &["вид", "тип", "вид подразделения", "kind", "type"],
    ),
    (
        Column::Parent,
        &[
            "входит в",
            "вышестоящее",
            "вышестоящее подразделение",
            "подчиняется",
            "родитель",
            "район",
            "parent",
            "belongs to",
        ],
    ),
];

fn titles(table: What) -> &'static [(Column, &'static [&'static str])] {
    match table {
        What::Person => PEOPLE,
        What::Unit => UNITS,
    }
}

/// Where the columns of a table stand.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    places: BTreeMap<Column, usize>,
    /// Attributes by name.
    pub(crate) attributes: BTreeMap<String, usize>,
    /// Titles that say nothing to us.
    pub(crate) unread: Vec<String>,
    header: Vec<String>,
}

impl Columns {
    /// Finds them. A column of a declared attribute bears the attribute's name.
    ///
    /// # Errors
    /// Two columns for one thing: which of them counts is not ours to say.
    pub(crate) fn find(
        sheet: &Sheet,
        table: What,
        attributes: &BTreeMap<String, Kind>,
    ) -> Result<Self, Sentence> {
        let mut found = Self {
            header: sheet.header.clone(),
            ..Self::default()
        };
        for (place, title) in sheet.header.iter().enumerate() {
            let folded = fold(title);
            let column = titles(table)
                .iter()
                .find(|(_, names)| names.contains(&folded.as_str()));
            let attribute = attributes.keys().find(|name| fold(name) == folded);
            let before = match (attribute, column) {
                (Some(name), _) => found.attributes.insert(name.clone(), place),
                (None, Some((column, _))) => found.places.insert(*column, place),
                (None, None) if folded.is_empty() => None,
                (None, None) => {
                    found.unread.push(title.clone());
                    None
                }
            };
            if let Some(before) = before {
                let other = &sheet.header[before];
                return Err(Sentence::new(
                    format!(
                        "Графы «{other}» и «{title}» об одном и том же: оставьте одну или переименуйте вторую."
                    ),
                    format!(
                        "The columns `{other}` and `{title}` say the same: keep one or rename the other."
                    ),
                ));
            }
        }
        Ok(found)
    }

    /// Whether the table has the column.
    pub(crate) fn has(&self, column: Column) -> bool {
        self.places.contains_key(&column)
    }

    /// Where a column stands.
    pub(crate) fn place(&self, column: Column) -> Option<usize> {
        self.places.get(&column).copied()
    }

    /// The title of the column at a place.
    pub(crate) fn title(&self, place: usize) -> Option<String> {
        self.header.get(place).cloned()
    }

    /// What a table without this column is told.
    pub(crate) fn missing(table: What, column: Column) -> Sentence {
        let known = titles(table).iter().find(|(each, _)| *each == column);
        let names = known.map_or(&[][..], |(_, names)| names);
        let list = names.join("», «");
        Sentence::new(
            format!(
                "В таблице нет графы «{}». Годятся заголовки: «{list}».",
                names.first().unwrap_or(&"")
            ),
            format!("The table has no column for this. Titles that are known: «{list}»."),
        )
    }
}
