//! Puts the parser's syntax errors into words that say what to change.
//!
//! The parser recovers from nothing, so there is at most one such error per file.

use std::ops::Range;

use serde_saphyr::granit_parser::{ErrorKind, ScanError};

use super::Source;
use crate::diagnostic::Diagnostic;

/// What is wrong and what to do, Russian and English.
struct Words {
    ru: &'static str,
    en: &'static str,
    hint_ru: &'static str,
    hint_en: &'static str,
}

static TAB: Words = Words {
    ru: "Отступ сделан табуляцией.",
    en: "The line is indented with a tab.",
    hint_ru: "Замените табуляцию пробелами: два на уровень.",
    hint_en: "Replace the tab by spaces, two per level.",
};
static INDENTATION: Words = Words {
    ru: "Отступ строки не совпадает ни с одним уровнем выше.",
    en: "The indentation matches no level above.",
    hint_ru: "Выровняйте строку по соседним ключам.",
    hint_en: "Align the line with the keys around it.",
};
static ALIAS: Words = Words {
    ru: "Ссылка `*имя` указывает на то, чего нет.",
    en: "The alias `*name` refers to nothing.",
    hint_ru: "Если звёздочка — часть текста, возьмите текст в кавычки.",
    hint_en: "Put the text in quotes if the asterisk belongs to it.",
};
static KEY: Words = Words {
    ru: "После ключа нет двоеточия.",
    en: "A key has no colon.",
    hint_ru: "Поставьте `: ` после ключа.",
    hint_en: "Write `: ` after the key.",
};
static COLON: Words = Words {
    ru: "В тексте без кавычек стоит двоеточие с пробелом.",
    en: "A text without quotes contains a colon and a space.",
    hint_ru: "Возьмите весь текст в кавычки.",
    hint_en: "Put the whole text in quotes.",
};
static BRACKET: Words = Words {
    ru: "Скобка не закрыта или между элементами нет запятой.",
    en: "A bracket is not closed, or a comma is missing.",
    hint_ru: "Проверьте скобки `[ ]` и `{ }` в этой строке и строкой выше.",
    hint_en: "Check the brackets `[ ]` and `{ }` on this line and the one above.",
};
static QUOTE: Words = Words {
    ru: "Кавычка не закрыта, или после неё стоит лишнее.",
    en: "A quote is not closed, or something follows it.",
    hint_ru: "Проверьте кавычки в этой строке и строкой выше.",
    hint_en: "Check the quotes on this line and the one above.",
};
static ESCAPE: Words = Words {
    ru: "В двойных кавычках `\\` начинает особый знак, а такого знака нет.",
    en: "In double quotes `\\` begins an escape, and there is no such escape.",
    hint_ru: "Возьмите текст в одинарные кавычки.",
    hint_en: "Use single quotes.",
};
static DEPTH: Words = Words {
    ru: "Вложенность слишком глубока.",
    en: "The nesting is too deep.",
    hint_ru: "Упростите описание.",
    hint_en: "Make the description flatter.",
};
static OTHER: Words = Words {
    ru: "Файл не читается как YAML.",
    en: "The file cannot be read as YAML.",
    hint_ru: "Проверьте отступы, кавычки и скобки в этой строке и строкой выше.",
    hint_en: "Check indentation, quotes and brackets on this line and the one above.",
};

/// The diagnostic for a syntax error.
pub(super) fn describe(source: &Source, error: &ScanError) -> Diagnostic {
    let words = words(error.kind());
    let span = place(source, error);
    let code = if matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
        "R002"
    } else {
        "R001"
    };
    source
        .error(code, &span, words.ru, words.en)
        .hint(words.hint_ru, words.hint_en)
}

/// The character at which the parser stopped; the tab itself where tabs are the trouble.
fn place(source: &Source, error: &ScanError) -> Range<usize> {
    let mark = error.marker();
    let line = source.line_start(mark.line());
    let at = mark
        .byte_offset()
        .unwrap_or(line + mark.col())
        .min(source.text.len());
    let tab = source
        .text
        .get(line..at)
        .and_then(|text| text.find('\t'))
        .map(|offset| line + offset);
    let start = if std::ptr::eq(words(error.kind()), &TAB) {
        tab.unwrap_or(at)
    } else {
        at
    };
    let first = source
        .text
        .get(start..)
        .and_then(|rest| rest.chars().next());
    start..start + first.map_or(0, char::len_utf8)
}

fn words(kind: &ErrorKind) -> &'static Words {
    use ErrorKind as K;
    match kind {
        K::TabNotAllowed
        | K::TabInBlockIndentation
        | K::TabInIndentation
        | K::TabAtBlockScalarStart
        | K::TabInPlainScalar => &TAB,
        K::InvalidIndentation
        | K::ExpectedBlockMappingKey
        | K::ExpectedBlockSequenceEntry
        | K::InvalidBlockScalarIndent => &INDENTATION,
        K::UnknownAnchor | K::MissingAnchorOrAliasName => &ALIAS,
        K::SimpleKeyExpected | K::InvalidSimpleKey => &KEY,
        K::MappingValueNotAllowed | K::InvalidMappingValueWhitespace => &COLON,
        K::InvalidColonPlacement
        | K::UnclosedFlowCollection { .. }
        | K::MismatchedFlowCollectionEnd { .. }
        | K::MisplacedFlowCollectionEnd
        | K::ExpectedFlowMappingSeparator
        | K::ExpectedFlowSequenceSeparator
        | K::UnexpectedEofFlowSequence
        | K::UnexpectedEofFlowMapping
        | K::UnexpectedEofImplicitFlowMapping
        | K::BlockEntryInFlowCollection => &BRACKET,
        K::UnclosedQuotedScalar
        | K::InvalidTrailingSingleQuotedScalar
        | K::InvalidTrailingDoubleQuotedScalar => &QUOTE,
        K::UnknownQuotedScalarEscape
        | K::InvalidQuotedScalarHexEscape
        | K::InvalidUnicodeEscape => &ESCAPE,
        K::RecursionLimitExceeded => &DEPTH,
        _ => &OTHER,
    }
}
