//! Which column holds what: recognised by the titles that offices and testing systems use, or set by the caller.

use std::collections::BTreeMap;

use crate::fold::fold;
use crate::import::ImportError;
use crate::table::TableRow;

/// Key of the number of right answers.
pub const CORRECT: &str = "correct";
/// Key of the number of items.
pub const TOTAL: &str = "total";
/// Key of the percentage, kept as text.
pub const PERCENT: &str = "percent";

const FULL_NAME: &[&str] = &[
    "фио",
    "ф и о",
    "фамилия имя отчество",
    "фамилия имя",
    "фио участника",
    "участник",
    "сотрудник",
    "работник",
    "руководящий работник",
    "full name",
    "name",
];
/// Titles of a name in three columns, in the order in which the name is put together.
const NAME_PARTS: [&[&str]; 3] = [
    &["фамилия", "last name", "surname"],
    &["имя", "first name", "given name"],
    &[
        "отчество",
        "отчество при наличии",
        "middle name",
        "patronymic",
    ],
];
const SCHOOL: &[&str] = &[
    "школа",
    "оо",
    "оу",
    "организация",
    "образовательная организация",
    "общеобразовательная организация",
    "наименование оо",
    "наименование организации",
    "наименование общеобразовательной организации",
    "учреждение",
    "место работы",
    "school",
    "organisation",
    "organization",
];
const VALUES: [(&str, &[&str]); 3] = [
    (
        CORRECT,
        &[
            "верно",
            "верных",
            "верных ответов",
            "верно выполнено",
            "выполнено верно",
            "правильно",
            "правильных ответов",
            "правильные ответы",
            "количество правильных ответов",
            "количество верных ответов",
            "correct",
        ],
    ),
    (
        TOTAL,
        &[
            "всего",
            "всего заданий",
            "всего вопросов",
            "заданий",
            "вопросов",
            "количество заданий",
            "количество вопросов",
            "total",
        ],
    ),
    (
        PERCENT,
        &[
            "%",
            "процент",
            "проценты",
            "процент выполнения",
            "% выполнения",
            "выполнено %",
            "результат %",
            "процент верных ответов",
            "процент правильных ответов",
            "percent",
        ],
    ),
];

/// Positions of the columns that matter, from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// The name: one column, or surname, given name and patronymic in this order.
    pub name: Vec<usize>,
    /// The school, when the table has it.
    pub school: Option<usize>,
    /// Values to take, by key: [`CORRECT`], [`TOTAL`], [`PERCENT`] or the caller's own.
    pub values: BTreeMap<String, usize>,
}

impl Columns {
    /// Recognises the columns by their titles.
    pub fn recognise(header: &[String]) -> Result<Self, ImportError> {
        let titles: Vec<String> = header
            .iter()
            .map(|title| fold(title).replace(':', ""))
            .collect();
        let find = |synonyms: &[&str]| -> Result<Option<usize>, ImportError> {
            let mut found = titles
                .iter()
                .enumerate()
                .filter(|(_, title)| synonyms.contains(&title.trim()))
                .map(|(column, _)| column);
            let first = found.next();
            match found.next() {
                Some(second) => Err(ImportError::TwiceTheColumn {
                    title: header[second].clone(),
                }),
                None => Ok(first),
            }
        };
        let mut name: Vec<usize> = find(FULL_NAME)?.into_iter().collect();
        if name.is_empty() {
            for part in NAME_PARTS {
                name.extend(find(part)?);
            }
        }
        if name.is_empty() {
            let found = header.iter().filter(|title| !title.is_empty());
            return Err(ImportError::NoNameColumn {
                found: found.cloned().collect(),
            });
        }
        let mut values = BTreeMap::new();
        for (key, synonyms) in VALUES {
            if let Some(column) = find(synonyms)? {
                values.insert(key.to_owned(), column);
            }
        }
        Ok(Self {
            name,
            school: find(SCHOOL)?,
            values,
        })
    }

    /// Whether both parts of an exact score are there.
    pub(crate) fn has_score(&self) -> bool {
        self.values.contains_key(CORRECT) && self.values.contains_key(TOTAL)
    }

    pub(crate) fn name_of(&self, row: &TableRow) -> String {
        let parts = self.name.iter().filter_map(|column| row.cells.get(*column));
        parts.map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    pub(crate) fn school_of(&self, row: &TableRow) -> String {
        let cell = self.school.and_then(|column| row.cells.get(column));
        cell.cloned().unwrap_or_default()
    }
}
