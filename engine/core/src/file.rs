//! Uploaded files: what may be uploaded, and the record by which data speak of one.
//!
//! The bytes never come here except to be looked at once; they are kept by the store, and a command carries records only.

use reglament_expression::Value;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::limits::{MAX_FILE_BYTES, MAX_FILE_NAME};

/// What the data know of an uploaded file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FileFact {
    /// Id in the store; cannot be guessed.
    pub id: String,
    /// Name as the person's machine gave it, without a path.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// Media type, by the ending of the name.
    pub media: String,
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileProblem {
    /// It has no name, or one that is no name of a file.
    Name,
    /// It is empty.
    Empty,
    /// It is larger than [`MAX_FILE_BYTES`].
    TooLarge,
    /// Files of this kind are not taken.
    Kind,
    /// The contents are not what the ending of the name says.
    Contents,
}

/// How the contents of a kind of file begin.
enum Begin {
    /// With one of these bytes.
    With(&'static [&'static [u8]]),
    /// It is text: no byte of zero, unless it begins as UTF-16 does.
    Text,
}

const PDF: Begin = Begin::With(&[b"%PDF-"]);
const ZIP: Begin = Begin::With(&[b"PK\x03\x04", b"PK\x05\x06"]);
const JPEG: Begin = Begin::With(&[b"\xFF\xD8\xFF"]);
const PNG: Begin = Begin::With(&[b"\x89PNG\r\n\x1A\n"]);

/// Ending of the name, media type, beginning of the contents.
const KINDS: &[(&str, &str, Begin)] = &[
    ("pdf", "application/pdf", PDF),
    (
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ZIP,
    ),
    (
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ZIP,
    ),
    ("odt", "application/vnd.oasis.opendocument.text", ZIP),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet", ZIP),
    ("jpg", "image/jpeg", JPEG),
    ("jpeg", "image/jpeg", JPEG),
    ("png", "image/png", PNG),
    ("zip", "application/zip", ZIP),
    ("csv", "text/csv", Begin::Text),
    ("txt", "text/plain", Begin::Text),
];

impl FileFact {
    /// A file with this name and these contents, to be kept under `id`.
    ///
    /// # Errors
    /// Why it is not taken.
    pub fn of(id: String, name: &str, bytes: &[u8]) -> Result<Self, FileProblem> {
        let name = plain_name(name).ok_or(FileProblem::Name)?;
        let (media, begin) = kind(&name).ok_or(FileProblem::Kind)?;
        if bytes.is_empty() {
            return Err(FileProblem::Empty);
        }
        if bytes.len() > MAX_FILE_BYTES {
            return Err(FileProblem::TooLarge);
        }
        if !begins(bytes, begin) {
            return Err(FileProblem::Contents);
        }
        Ok(Self {
            id,
            name,
            size: bytes.len() as u64,
            media: media.to_owned(),
        })
    }

    /// The name under which a file will be kept if its contents are what they should be: judged before they come.
    ///
    /// # Errors
    /// Why it will not be taken.
    pub fn expected(name: &str, size: u64) -> Result<String, FileProblem> {
        let name = plain_name(name).ok_or(FileProblem::Name)?;
        kind(&name).ok_or(FileProblem::Kind)?;
        match usize::try_from(size) {
            Ok(0) => Err(FileProblem::Empty),
            Ok(size) if size <= MAX_FILE_BYTES => Ok(name),
            _ => Err(FileProblem::TooLarge),
        }
    }

    /// The endings of names that are taken, for the file dialogue of a form.
    pub fn endings() -> impl Iterator<Item = &'static str> {
        KINDS.iter().map(|(ending, ..)| *ending)
    }

    /// The media type that a name stands for; none when such files are not taken.
    pub fn media_of(name: &str) -> Option<&'static str> {
        kind(name).map(|(media, _)| media)
    }

    /// The file as an answer of a form.
    pub fn answer(&self) -> Json {
        serde_json::json!({"id": self.id, "name": self.name, "size": self.size, "media": self.media})
    }

    /// The file as data hold it.
    pub fn value(&self) -> Value {
        Value::record([
            ("id", Value::from(self.id.as_str())),
            ("name", Value::from(self.name.as_str())),
            ("size", Value::Number(Decimal::from(self.size))),
            ("media", Value::from(self.media.as_str())),
        ])
    }

    /// The file that a value is the record of.
    pub fn of_value(value: &Value) -> Option<Self> {
        let fields = value.as_record().filter(|fields| fields.len() == 4)?;
        let text = |key| Some(fields.get(key)?.as_text()?.to_owned());
        Some(Self {
            id: text("id")?,
            name: text("name")?,
            size: u64::try_from(fields.get("size")?.as_number()?).ok()?,
            media: text("media")?,
        })
    }

    /// The files inside a value, in their order.
    pub fn within(value: &Value) -> Vec<Self> {
        if let Some(file) = Self::of_value(value) {
            return vec![file];
        }
        match value {
            Value::List(items) => items.iter().flat_map(Self::within).collect(),
            Value::Record(fields) => fields.values().flat_map(Self::within).collect(),
            Value::Null
            | Value::Boolean(_)
            | Value::Number(_)
            | Value::Text(_)
            | Value::Date(_)
            | Value::Moment(_)
            | Value::Term(_) => Vec::new(),
        }
    }
}

impl FileProblem {
    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Name => "file_name",
            Self::Empty => "file_empty",
            Self::TooLarge => "file_too_large",
            Self::Kind => "file_kind",
            Self::Contents => "file_contents",
        }
    }

    /// A sentence in Russian.
    pub fn ru(self) -> String {
        match self {
            Self::Name => format!(
                "У файла нет имени, или оно длиннее {MAX_FILE_NAME} знаков. Переименуйте файл."
            ),
            Self::Empty => "Файл пуст. Проверьте его и приложите снова.".into(),
            Self::TooLarge => {
                format!(
                    "Файл больше {} МБ. Уменьшите или разделите его.",
                    MAX_FILE_BYTES >> 20
                )
            }
            Self::Kind => format!(
                "Файлы такого вида не принимаются. Принимаются: {}.",
                endings()
            ),
            Self::Contents => {
                "Содержимое файла не соответствует его имени. Сохраните файл заново в нужном виде."
                    .into()
            }
        }
    }

    /// A sentence in English.
    pub fn en(self) -> String {
        match self {
            Self::Name => {
                format!("The file has no name, or one longer than {MAX_FILE_NAME} characters. Rename it.")
            }
            Self::Empty => "The file is empty. Check it and attach it again.".into(),
            Self::TooLarge => {
                format!("The file is larger than {} MB. Shrink or split it.", MAX_FILE_BYTES >> 20)
            }
            Self::Kind => format!("Files of this kind are not taken. These are: {}.", endings()),
            Self::Contents => {
                "The contents of the file are not what its name says. Save it anew in the right format.".into()
            }
        }
    }
}

fn endings() -> String {
    FileFact::endings().collect::<Vec<_>>().join(", ")
}

/// The name without a path (some browsers send one); none when nothing is left or it cannot be shown.
fn plain_name(name: &str) -> Option<String> {
    let last = name.rsplit(['/', '\\']).next()?.trim();
    let odd = |c: char| {
        c.is_control()
            || "\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2066}\u{2067}\u{2068}\u{2069}\""
                .contains(c)
    };
    let fits = !last.is_empty() && last.chars().count() <= MAX_FILE_NAME;
    (fits && !last.chars().any(odd)).then(|| last.to_owned())
}

fn kind(name: &str) -> Option<(&'static str, &'static Begin)> {
    let (stem, ending) = name.rsplit_once('.')?;
    let ending = ending.to_lowercase();
    let found = KINDS.iter().find(|(known, ..)| *known == ending)?;
    (!stem.is_empty()).then_some((found.1, &found.2))
}

fn begins(bytes: &[u8], begin: &Begin) -> bool {
    match begin {
        Begin::With(marks) => marks.iter().any(|mark| bytes.starts_with(mark)),
        Begin::Text => {
            bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") || !bytes.contains(&0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_taken_by_its_name_its_size_and_its_contents() {
        let large = vec![b' '; MAX_FILE_BYTES + 1];
        let exact = [b"%PDF-".as_slice(), &large[..MAX_FILE_BYTES - 5]].concat();
        let long = format!("{}.txt", "я".repeat(MAX_FILE_NAME));
        let rows: &[(&str, &[u8], Result<&str, FileProblem>)] = &[
            ("приказ.pdf", b"%PDF-1.7", Ok("приказ.pdf")),
            ("C:\\Документы\\Приказ.PDF", b"%PDF-1.7", Ok("Приказ.PDF")),
            ("../../etc/x.txt", b"x", Ok("x.txt")),
            ("модель.docx", b"PK\x03\x04..", Ok("модель.docx")),
            ("фото.jpeg", b"\xFF\xD8\xFF\xE0", Ok("фото.jpeg")),
            ("utf16.csv", b"\xFF\xFEa\0", Ok("utf16.csv")),
            ("весь.pdf", &exact, Ok("весь.pdf")),
            ("a.b.c.zip", b"PK\x05\x06", Ok("a.b.c.zip")),
            ("", b"x", Err(FileProblem::Name)),
            (" / ", b"x", Err(FileProblem::Name)),
            ("a\u{202E}fdp.txt", b"x", Err(FileProblem::Name)),
            (&long, b"x", Err(FileProblem::Name)),
            ("run.exe", b"MZ", Err(FileProblem::Kind)),
            ("pdf", b"%PDF-", Err(FileProblem::Kind)),
            (".pdf", b"%PDF-", Err(FileProblem::Kind)),
            ("пусто.txt", b"", Err(FileProblem::Empty)),
            ("том.txt", &large, Err(FileProblem::TooLarge)),
            ("не.pdf", b"MZ", Err(FileProblem::Contents)),
            ("не.docx", b"%PDF-", Err(FileProblem::Contents)),
            ("не.csv", b"a\0b", Err(FileProblem::Contents)),
        ];
        for (name, bytes, expected) in rows {
            let found = FileFact::of("id".into(), name, bytes);
            let found = found
                .as_ref()
                .map(|file| file.name.as_str())
                .map_err(|problem| *problem);
            assert_eq!(found, *expected, "{name}");
        }
    }

    #[test]
    fn files_are_found_wherever_they_stand() {
        let file = FileFact::of("f1".into(), "a.txt", b"abc").expect("right");
        let value = Value::record([
            (
                "rows",
                Value::List(vec![Value::record([("act", file.value())])]),
            ),
            ("note", Value::from("x")),
        ]);
        assert_eq!(FileFact::within(&value), std::slice::from_ref(&file));
        assert_eq!(FileFact::of_value(&file.value()), Some(file));
        assert!(FileFact::within(&Value::from("x")).is_empty());
    }
}
