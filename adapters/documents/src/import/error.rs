//! Why an uploaded table could not be read, as sentences that tell what to do with the file.

use thiserror::Error;

use crate::limits;
use crate::sentence::Sentence;

/// A table that was refused as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ImportError {
    /// The file has no bytes, or no row with text.
    #[error("the file is empty")]
    Empty,
    /// The file is longer than [`limits::TABLE_BYTES`].
    #[error("the file is too long")]
    FileTooLong,
    /// The workbook unpacks to more than [`limits::UNPACKED_BYTES`] or has too many parts.
    #[error("the workbook unpacks to too much")]
    UnpacksTooMuch,
    /// More rows than [`limits::TABLE_ROWS`].
    #[error("too many rows")]
    TooManyRows,
    /// A cell beyond column [`limits::TABLE_COLUMNS`].
    #[error("too many columns")]
    TooManyColumns,
    /// A cell longer than [`limits::CELL_CHARS`].
    #[error("the cell in row {row} is too long")]
    CellTooLong {
        /// Row as the spreadsheet shows it.
        row: usize,
    },
    /// An Excel 97-2003 workbook, or one with a password.
    #[error("an old or encrypted workbook")]
    OldWorkbook,
    /// The extension is not one of those read here.
    #[error("the extension `{extension}` is not read")]
    UnknownKind {
        /// The extension, lower case.
        extension: String,
    },
    /// The content is of another kind than the extension says.
    #[error("the content does not agree with the extension `{extension}`")]
    WrongContent {
        /// The extension, lower case.
        extension: String,
    },
    /// The content is damaged.
    #[error("the file is damaged: {detail}")]
    Damaged {
        /// What the reader met.
        detail: String,
    },
    /// No column with names of people.
    #[error("no column with names")]
    NoNameColumn {
        /// The titles that were found.
        found: Vec<String>,
    },
    /// Two columns that mean the same.
    #[error("the column `{title}` occurs twice")]
    TwiceTheColumn {
        /// Title of the second one.
        title: String,
    },
}

impl ImportError {
    /// Stable code of the error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "I001",
            Self::FileTooLong => "I002",
            Self::UnpacksTooMuch => "I003",
            Self::TooManyRows => "I004",
            Self::TooManyColumns => "I005",
            Self::CellTooLong { .. } => "I006",
            Self::OldWorkbook => "I007",
            Self::UnknownKind { .. } => "I008",
            Self::WrongContent { .. } => "I009",
            Self::Damaged { .. } => "I010",
            Self::NoNameColumn { .. } => "I011",
            Self::TwiceTheColumn { .. } => "I012",
        }
    }

    /// The error as a sentence with what to do about it.
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Empty => Sentence::new(
                "В файле нет строк. Загрузите таблицу с заголовками столбцов и данными.",
                "The file has no rows. Upload a table with column titles and data.",
            ),
            Self::FileTooLong => over(
                limits::TABLE_BYTES >> 20,
                "Файл больше {} МБ. Разделите таблицу на части.",
                "The file is larger than {} MB. Split the table.",
            ),
            Self::UnpacksTooMuch => Sentence::new(
                "Книга распаковывается в слишком большой объём. Сохраните таблицу без картинок и лишних листов.",
                "The workbook unpacks to too much data. Save the table without pictures and spare sheets.",
            ),
            Self::TooManyRows => over(
                limits::TABLE_ROWS,
                "В таблице больше {} строк. Разделите её на части.",
                "The table has more than {} rows. Split it.",
            ),
            Self::TooManyColumns => over(
                limits::TABLE_COLUMNS,
                "В таблице больше {} столбцов. Удалите лишние.",
                "The table has more than {} columns. Remove the spare ones.",
            ),
            Self::CellTooLong { row } => Sentence::new(
                format!(
                    "В строке {row} есть ячейка длиннее {} знаков. Сократите её.",
                    limits::CELL_CHARS
                ),
                format!(
                    "Row {row} has a cell longer than {} characters. Shorten it.",
                    limits::CELL_CHARS
                ),
            ),
            Self::OldWorkbook => Sentence::new(
                "Это книга Excel 97–2003 или книга с паролем. Сохраните её как «Книга Excel (*.xlsx)» без пароля.",
                "This is an Excel 97-2003 workbook or one with a password. Save it as `.xlsx` without a password.",
            ),
            Self::UnknownKind { extension } => Sentence::new(
                format!("Файлы `.{extension}` не читаются. Загрузите таблицу `.xlsx` или `.csv`."),
                format!("Files `.{extension}` are not read. Upload a table as `.xlsx` or `.csv`."),
            ),
            Self::WrongContent { extension } => Sentence::new(
                format!(
                    "Содержимое файла не похоже на `.{extension}`. Сохраните таблицу заново в этом формате."
                ),
                format!(
                    "The content of the file is not `.{extension}`. Save the table again in this format."
                ),
            ),
            Self::Damaged { detail } => Sentence::new(
                format!(
                    "Файл повреждён: {detail}. Откройте его в табличном редакторе и сохраните заново."
                ),
                format!(
                    "The file is damaged: {detail}. Open it in a spreadsheet and save it again."
                ),
            ),
            Self::NoNameColumn { found } => no_name_column(&found.join("», «")),
            Self::TwiceTheColumn { title } => Sentence::new(
                format!("Столбец «{title}» повторяет смысл другого столбца. Оставьте один."),
                format!("The column «{title}» repeats another column. Leave one of them."),
            ),
        }
    }
}

/// Sentences about a limit; `{}` in them is its value.
fn over(limit: usize, ru: &str, en: &str) -> Sentence {
    let limit = limit.to_string();
    Sentence::new(ru.replace("{}", &limit), en.replace("{}", &limit))
}

fn no_name_column(found: &str) -> Sentence {
    Sentence::new(
        format!("Не найден столбец с фамилиями. Назовите его «ФИО». Найдены: «{found}»."),
        format!("No column with names was found. Title it «ФИО». Found: «{found}»."),
    )
}
