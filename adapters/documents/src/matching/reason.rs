//! Why a row of an imported table has no certain person or no usable result.

use serde::Serialize;

use crate::sentence::Sentence;

/// The reason of an unmatched row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum Reason {
    /// The cell with the name is empty.
    NoName,
    /// Nobody has this name.
    NotFound,
    /// Several people have this name and the school does not tell them apart.
    Ambiguous,
    /// Several rows name the same person; none of them is taken.
    Duplicate {
        /// All rows with this person, as the spreadsheet shows them.
        rows: Vec<usize>,
    },
    /// A needed value is empty.
    NoValue {
        /// Column title.
        title: String,
    },
    /// A needed value is not the number that it should be.
    NotANumber {
        /// Column title.
        title: String,
        /// What stands there.
        text: String,
    },
    /// More right answers than items, or no items at all.
    MoreThanTotal,
}

impl Reason {
    /// The reason as a sentence with what to do about it.
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::NoName => Sentence::new(
                "Не указаны фамилия, имя и отчество. Заполните их в файле или пропустите строку.",
                "The name is empty. Fill it in in the file or skip the row.",
            ),
            Self::NotFound => Sentence::new(
                "Среди зарегистрированных нет человека с таким именем. Выберите его вручную или пропустите строку.",
                "Nobody registered has this name. Choose the person by hand or skip the row.",
            ),
            Self::Ambiguous => Sentence::new(
                "Зарегистрировано несколько человек с таким именем, по школе их различить нельзя. Выберите вручную.",
                "Several people registered have this name and the school does not tell them apart. Choose by hand.",
            ),
            Self::Duplicate { rows } => {
                let rows: Vec<String> = rows.iter().map(usize::to_string).collect();
                let rows = rows.join(", ");
                Sentence::new(
                    format!(
                        "Один и тот же человек указан в строках {rows}. Оставьте в файле одну из них."
                    ),
                    format!(
                        "The same person stands in rows {rows}. Leave one of them in the file."
                    ),
                )
            }
            Self::NoValue { title } => Sentence::new(
                format!("Не заполнен столбец «{title}». Заполните его или пропустите строку."),
                format!("The column «{title}» is empty. Fill it in or skip the row."),
            ),
            Self::NotANumber { title, text } => Sentence::new(
                format!("В столбце «{title}» стоит «{text}», нужно число. Исправьте файл."),
                format!(
                    "The column «{title}» holds «{text}», a number is needed. Correct the file."
                ),
            ),
            Self::MoreThanTotal => Sentence::new(
                "Верных ответов больше, чем заданий, или заданий нет. Исправьте файл.",
                "There are more right answers than items, or no items. Correct the file.",
            ),
        }
    }
}
