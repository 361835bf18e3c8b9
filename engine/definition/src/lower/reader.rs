//! Reads nodes as what the language wants: texts, flags, numbers, ids. Every refusal is a diagnostic.
//!
//! The reader never gives up: a wrong value is reported and the caller goes on without it.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Log};
use crate::grammar::TITLE;
use crate::limits::ID_CHARS;
use crate::model::Title;
use crate::source::{Node, NodeValue, Source, Style};

/// A file being lowered and the log its mistakes go to.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub(crate) source: &'a Source,
    pub(crate) log: &'a Log,
}

/// A word as written and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) span: Range<usize>,
}

impl<'a> Reader<'a> {
    /// Reports an error.
    pub(crate) fn error(
        &self,
        code: &'static str,
        span: &Range<usize>,
        ru: impl Into<String>,
        en: impl Into<String>,
        hint: Option<(String, String)>,
    ) {
        self.log
            .add(self.source.error(code, span, ru, en).maybe_hint(hint));
    }

    /// Reports whatever it is.
    pub(crate) fn report(&self, diagnostic: Diagnostic) {
        self.log.add(diagnostic);
    }

    /// Reports that something else stands where `ru`/`en` was expected.
    pub(crate) fn wrong_shape(&self, node: &Node, ru: &str, en: &str) {
        let (found_ru, found_en) = node.word();
        let ru = format!("Здесь нужен {ru}, а написано: {found_ru}.");
        let en = format!("Expected {en} here, found {found_en}.");
        self.error("R007", &node.span, ru, en, None);
    }

    /// A text that is not empty.
    pub(crate) fn text(&self, node: &'a Node) -> Option<&'a str> {
        match node.text().map(str::trim) {
            Some(text) if !text.is_empty() => Some(text),
            _ => {
                self.wrong_shape(node, "текст", "a text");
                None
            }
        }
    }

    /// A text with its place.
    pub(crate) fn word(&self, node: &'a Node) -> Option<Word> {
        Some(Word {
            text: self.text(node)?.to_owned(),
            span: node.span.clone(),
        })
    }

    /// One text or a list of texts.
    pub(crate) fn words(&self, node: &'a Node) -> Vec<Word> {
        match node.list() {
            Some(items) => items.iter().filter_map(|item| self.word(item)).collect(),
            None => self.word(node).into_iter().collect(),
        }
    }

    /// A list; anything else is an error.
    pub(crate) fn list(&self, node: &'a Node) -> &'a [Node] {
        match node.list() {
            Some(items) => items,
            None => {
                self.wrong_shape(node, "список", "a list");
                &[]
            }
        }
    }

    /// `true` or `false`, nothing that merely looks like it.
    pub(crate) fn flag(&self, node: &Node) -> bool {
        let plain =
            matches!(&node.value, NodeValue::Scalar(scalar) if scalar.style == Style::Plain);
        match node.text() {
            Some("true") if plain => true,
            Some("false") if plain => false,
            _ => {
                let written = node.text().unwrap_or("…");
                let yes = matches!(
                    written.to_lowercase().as_str(),
                    "yes" | "on" | "y" | "да" | "true" | "1"
                );
                let right = if yes { "true" } else { "false" };
                let ru = format!("Нужно `true` или `false`, а написано `{written}`.");
                let en = format!("Expected `true` or `false`, found `{written}`.");
                let hint = (
                    format!("Напишите `{right}` без кавычек."),
                    format!("Write `{right}` without quotes."),
                );
                self.report(
                    self.source
                        .error("R008", &node.span, ru, en)
                        .maybe_hint(Some(hint))
                        .fix(&node.span, right),
                );
                false
            }
        }
    }

    /// A whole number.
    pub(crate) fn integer(&self, node: &Node) -> Option<i64> {
        let number = node.text().and_then(|text| text.trim().parse().ok());
        if number.is_none() {
            self.wrong_number(node);
        }
        number
    }

    fn wrong_number(&self, node: &Node) {
        let written = node.text().unwrap_or("…");
        let ru = format!("Нужно целое число, а написано `{written}`.");
        let en = format!("Expected a whole number, found `{written}`.");
        self.error("R009", &node.span, ru, en, None);
    }

    /// A title in one or two languages.
    pub(crate) fn title(&self, node: &'a Node) -> Title {
        let Some(entries) = node.map() else {
            return Title::russian(self.text(node).unwrap_or_default());
        };
        let mut title = Title::default();
        for entry in entries {
            match entry.key.as_str() {
                "ru" => title.ru = self.text(&entry.value).unwrap_or_default().to_owned(),
                "en" => title.en = self.text(&entry.value).map(str::to_owned),
                _ => self.unknown_key(&entry.key, &entry.key_span, &TITLE.names()),
            }
        }
        if node.get("ru").is_none() {
            self.missing_key("ru", &node.span);
        }
        title
    }

    /// Checks that a name is letters, digits and `_`, beginning with a letter.
    pub(crate) fn check_id(&self, id: &str, span: &Range<usize>) {
        let mut letters = id.chars();
        let begins = letters.next().is_some_and(char::is_alphabetic);
        let right = begins
            && letters.all(|c| c.is_alphanumeric() || c == '_')
            && id.chars().count() <= ID_CHARS;
        if right {
            return;
        }
        let ru = format!(
            "Имя «{id}» не годится: нужны буквы, цифры и `_`, первая — буква, не длиннее {ID_CHARS} знаков."
        );
        let en = format!(
            "The name `{id}` will not do: letters, digits and `_`, a letter first, at most {ID_CHARS} characters."
        );
        let better: String = id
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { '_' })
            .collect();
        let hint = (
            format!("Например, `{better}`."),
            format!("For example, `{better}`."),
        );
        self.error("R010", span, ru, en, Some(hint));
    }

    /// Reports a key that the language does not know here.
    pub(crate) fn unknown_key(&self, key: &str, span: &Range<usize>, known: &[&str]) {
        let ru = format!("Ключ `{key}` здесь не известен.");
        let en = format!("The key `{key}` is not known here.");
        let near = crate::suggest::nearest(key, known.iter().copied());
        let mut diagnostic = self
            .source
            .error("R005", span, ru, en)
            .maybe_hint(crate::suggest::hint(key, known.iter().copied()));
        if let Some(near) = near {
            diagnostic = diagnostic.fix(span, near);
        }
        self.report(diagnostic);
    }

    /// Reports a key that must be there.
    pub(crate) fn missing_key(&self, key: &str, span: &Range<usize>) {
        let ru = format!("Не хватает ключа `{key}`.");
        let en = format!("The key `{key}` is missing.");
        let hint = (format!("Добавьте `{key}: …`."), format!("Add `{key}: …`."));
        self.error("R006", &first_line(self.source, span), ru, en, Some(hint));
    }

    /// Reports a name that nothing is known by.
    pub(crate) fn unknown<'k>(
        &self,
        code: &'static str,
        what: (&str, &str),
        name: &str,
        span: &Range<usize>,
        known: impl IntoIterator<Item = &'k str> + Clone,
    ) {
        let ru = format!("{} «{name}» не найден{}.", what.0, ending(what.0));
        let en = format!("The {} `{name}` is not declared.", what.1);
        let near = crate::suggest::nearest(name, known.clone());
        let mut diagnostic = self
            .source
            .error(code, span, ru, en)
            .maybe_hint(crate::suggest::hint(name, known));
        if let Some(near) = near.filter(|_| self.source.text.get(span.clone()) == Some(name)) {
            diagnostic = diagnostic.fix(span, near);
        }
        self.report(diagnostic);
    }
}

/// The Russian ending of a short participle: роль не найдена, поле не найдено, шаг не найден.
fn ending(noun: &str) -> &'static str {
    match noun.split(' ').next().and_then(|word| word.chars().last()) {
        Some('ь' | 'а' | 'я') => "а",
        Some('о' | 'е') => "о",
        _ => "",
    }
}

/// The part of the span on its first line: a missing key is shown where its block begins.
fn first_line(source: &Source, span: &Range<usize>) -> Range<usize> {
    let text = source.text.get(span.clone()).unwrap_or("");
    span.start..span.start + text.lines().next().map_or(0, str::len)
}
