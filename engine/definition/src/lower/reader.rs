//! Reads nodes as what the language wants: texts, flags, numbers, ids. Every refusal is a diagnostic.
//!
//! The reader never gives up: a wrong value is reported and the caller goes on without it.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Log};
use crate::grammar::{Key, STEP, TITLE};
use crate::limits::ID_CHARS;
use crate::model::Title;
use crate::source::{Node, NodeValue, Source, Style};
use crate::suggest::advice;

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
    pub(crate) fn wrong_shape(
        &self,
        node: &Node,
        (ru, en): (&str, &str),
        hint: Option<(String, String)>,
    ) {
        let (found_ru, found_en) = node.word();
        let ru = format!("Здесь нужен {ru}, а написано: {found_ru}.");
        let en = format!("Expected {en} here, found {found_en}.");
        self.error("R007", &first_line(self.source, &node.span), ru, en, hint);
    }

    /// A text that is not empty.
    pub(crate) fn text(&self, node: &'a Node) -> Option<&'a str> {
        match node.text().map(str::trim) {
            Some(text) if !text.is_empty() => Some(text),
            _ => {
                let hint = advice(
                    "Напишите одно значение; если в нём есть скобки или двоеточие – в кавычках.",
                    "Write one value; put it in quotes if it holds brackets or a colon.",
                );
                self.wrong_shape(node, ("текст", "a text"), hint);
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
            Some(items) => {
                self.not_empty(node, items);
                items.iter().filter_map(|item| self.word(item)).collect()
            }
            None => self.word(node).into_iter().collect(),
        }
    }

    /// An empty list says nothing, and is more likely unfinished than meant.
    fn not_empty(&self, node: &Node, items: &[Node]) {
        if items.is_empty() {
            let (ru, en) = ("Список пуст.", "The list is empty.");
            let hint = advice(
                "Напишите хотя бы одно значение или уберите ключ.",
                "Write at least one value, or remove the key.",
            );
            self.error("R007", &node.span, ru, en, hint);
        }
    }

    /// A list; anything else is an error.
    pub(crate) fn list(&self, node: &'a Node) -> &'a [Node] {
        match node.list() {
            Some(items) => {
                self.not_empty(node, items);
                items
            }
            None => {
                let hint = advice(
                    "Возьмите в квадратные скобки, `[…]`, или начните каждую строку с `- `.",
                    "Put it in square brackets, `[…]`, or begin every line with `- `.",
                );
                self.wrong_shape(node, ("список", "a list"), hint);
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
        let hint = advice(
            "Напишите цифрами, без кавычек.",
            "Write it in digits, without quotes.",
        );
        self.error("R009", &node.span, ru, en, hint);
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
            self.missing_key("ru", &node.span, TITLE.key("ru"));
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
        let mut diagnostic = self.source.error("R005", span, ru, en);
        // A key of another kind of step is no misspelling of one that stands here.
        if let Some(owners) = owners(key) {
            let (list, near_ru, near_en) = match near {
                Some(near) => (
                    owners,
                    format!(" Или вы имели в виду `{near}`?"),
                    format!(" Or did you mean `{near}`?"),
                ),
                None => (owners, String::new(), String::new()),
            };
            let hint = advice(
                format!("Он бывает у шагов вида {list}.{near_ru}"),
                format!("It belongs to steps of the kind {list}.{near_en}"),
            );
            return self.report(diagnostic.maybe_hint(hint));
        }
        diagnostic = diagnostic.maybe_hint(crate::suggest::hint(key, known.iter().copied()));
        if let Some(near) = near {
            diagnostic = diagnostic.fix(span, near);
        }
        self.report(diagnostic);
    }

    /// Reports a key that must be there.
    pub(crate) fn missing_key(
        &self,
        key: &str,
        span: &Range<usize>,
        meaning: Option<&'static Key>,
    ) {
        let ru = format!("Не хватает ключа `{key}`.");
        let en = format!("The key `{key}` is missing.");
        let hint = match meaning {
            Some(meaning) => advice(
                format!(
                    "Добавьте, например, `{key}: {}`. {}",
                    meaning.example, meaning.ru
                ),
                format!(
                    "Add, for example, `{key}: {}`. {}",
                    meaning.example, meaning.en
                ),
            ),
            None => advice(format!("Добавьте `{key}: …`."), format!("Add `{key}: …`.")),
        };
        self.error("R006", &first_line(self.source, span), ru, en, hint);
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

/// The kinds of steps that have a key of this name for themselves.
fn owners(key: &str) -> Option<String> {
    let kinds = STEP.kinds.iter();
    let owners: Vec<String> = kinds
        .filter(|kind| kind.own.key(key).is_some())
        .map(|kind| format!("`{}`", kind.key.name))
        .collect();
    (!owners.is_empty()).then(|| owners.join(", "))
}
