//! Puts the parser's syntax errors into words that say what to change.
//!
//! The parser recovers from nothing, so there is at most one such error per file.

use serde_saphyr::granit_parser::{ErrorKind, ScanError};

use super::Source;
use crate::diagnostic::Diagnostic;

/// The diagnostic for a syntax error.
pub(super) fn describe(source: &Source, error: &ScanError) -> Diagnostic {
    let mark = error.marker();
    let fallback = || source.line_start(mark.line()) + mark.col();
    let start = mark
        .byte_offset()
        .unwrap_or_else(fallback)
        .min(source.text.len());
    let end = source
        .text
        .get(start..)
        .and_then(|rest| rest.chars().next())
        .map_or(start, |c| start + c.len_utf8());
    let (ru, en, hint_ru, hint_en) = words(error.kind());
    let code = if matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
        "R002"
    } else {
        "R001"
    };
    let detail = error.info();
    let (ru, en) = match ru {
        Some(ru) => (ru.to_owned(), en.to_owned()),
        None => (
            format!("Файл не читается как YAML: {detail}."),
            format!("The file cannot be read as YAML: {detail}."),
        ),
    };
    source
        .error(code, &(start..end), ru, en)
        .hint(hint_ru, hint_en)
}

type Words = (
    Option<&'static str>,
    &'static str,
    &'static str,
    &'static str,
);

fn words(kind: &ErrorKind) -> Words {
    match kind {
        ErrorKind::TabNotAllowed | ErrorKind::TabInBlockIndentation => (
            Some("Отступ сделан табуляцией."),
            "The line is indented with a tab.",
            "Замените табуляцию пробелами: два на уровень.",
            "Replace the tab by spaces, two per level.",
        ),
        ErrorKind::InvalidIndentation => (
            Some("Отступ строки не совпадает ни с одним уровнем выше."),
            "The indentation matches no level above.",
            "Выровняйте строку по соседним ключам.",
            "Align the line with the keys around it.",
        ),
        ErrorKind::UnknownAnchor => (
            Some("Ссылка `*имя` указывает на то, чего нет."),
            "The alias `*name` refers to nothing.",
            "Если звёздочка — часть текста, возьмите текст в кавычки.",
            "Put the text in quotes if the asterisk belongs to it.",
        ),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => (
            Some("После ключа нет двоеточия, или текст с двоеточием стоит без кавычек."),
            "A key has no colon, or a text with a colon has no quotes.",
            "Поставьте `: ` после ключа или возьмите текст в кавычки.",
            "Write `: ` after the key, or put the text in quotes.",
        ),
        ErrorKind::RecursionLimitExceeded => (
            Some("Вложенность слишком глубока."),
            "The nesting is too deep.",
            "Упростите описание.",
            "Make the description flatter.",
        ),
        _ => (
            None,
            "",
            "Проверьте отступы, кавычки и скобки в этой строке и строкой выше.",
            "Check indentation, quotes and brackets on this line and the one above.",
        ),
    }
}
