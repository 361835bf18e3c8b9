//! Blocks of `name: expression`: values set, contents of messages, data of documents, register entries.
//!
//! Who may be assigned is said by the caller through the kind that each name wants.

use reglament_expression::Names;

use super::Lowering;
use super::block::Block;
use super::computed::must_be_stored;
use super::expression::Want;
use crate::model::{Assignments, DataKind, Field};
use crate::source::{Entry, Node};

impl<'w> Lowering<'w> {
    /// Values of any kind under names given by the author.
    pub(crate) fn free_values(&self, node: Option<&'w Node>, names: Option<&Names>) -> Assignments {
        self.each_value(node, |entry| {
            self.reader.check_id(&entry.key, &entry.key_span);
            Some(match names {
                Some(names) => self.expression_with(&entry.value, names, &Want::Any),
                None => self.unchecked(&entry.value),
            })
        })
    }

    /// Values of fields. `names` is absent where a message comes from nobody known.
    pub(crate) fn field_values(
        &self,
        node: Option<&'w Node>,
        fields: &[Field],
        names: Option<&Names>,
    ) -> Assignments {
        self.each_value(node, |entry| {
            let Some(field) = fields.iter().find(|field| field.name == entry.key) else {
                let known = fields.iter().map(|field| field.name.as_str());
                self.reader.unknown(
                    "R022",
                    ("Поле", "field"),
                    &entry.key,
                    &entry.key_span,
                    known,
                );
                return None;
            };
            must_be_stored(self.reader, Some(field), &entry.key_span);
            Some(self.value_of(field, &entry.value, names))
        })
    }

    /// A value of one field.
    pub(crate) fn value_of(
        &self,
        field: &Field,
        node: &'w Node,
        names: Option<&Names>,
    ) -> reglament_expression::Expression {
        let Some(names) = names else {
            return self.unchecked(node);
        };
        self.check_option(field, node);
        self.expression_with(node, names, &Want::Kind(field.kind.expression_kind()))
    }

    /// A text literal given to a choice must be one of its options.
    fn check_option(&self, field: &Field, node: &Node) {
        let DataKind::Choice(options) = &field.kind else {
            return;
        };
        let Some(literal) = node.text().and_then(literal) else {
            return;
        };
        if options.iter().any(|option| option.id == literal) {
            return;
        }
        let ru = format!("У «{}» нет варианта «{literal}».", field.name);
        let en = format!("`{}` has no option `{literal}`.", field.name);
        let hint = crate::suggest::hint(literal, options.iter().map(|option| option.id.as_str()));
        self.reader.error("R043", &node.span, ru, en, hint);
    }

    fn each_value(
        &self,
        node: Option<&'w Node>,
        read: impl Fn(&'w Entry) -> Option<reglament_expression::Expression>,
    ) -> Assignments {
        let Some(block) = node.and_then(|node| Block::any(self.reader, node)) else {
            return Vec::new();
        };
        let entries = block.entries();
        let cut: Vec<bool> = entries.iter().map(|e| self.cut_by_a_comma(e)).collect();
        // Of an expression that is cut only the cut is told, not what is missing at the end of its first part.
        let whole = |at: usize| !cut[at] && !cut.get(at + 1).is_some_and(|next| *next);
        let entries = entries.iter().enumerate();
        entries
            .filter(|(at, _)| whole(*at))
            .filter_map(|(_, entry)| Some((entry.key.clone(), read(entry)?)))
            .collect()
    }

    /// `{total: round(a, 2)}` without quotes is read as the keys `total` and `2)`.
    fn cut_by_a_comma(&self, entry: &Entry) -> bool {
        let cut = entry.value.is_null()
            && entry
                .key
                .contains(|c: char| !(c.is_alphanumeric() || c == '_'));
        if cut {
            let (ru, en) = (
                "Запятая оборвала выражение: внутри `{…}` она отделяет ключи.",
                "A comma cut the expression: inside `{…}` it separates keys.",
            );
            let hint = (
                "Возьмите выражение в кавычки.".to_owned(),
                "Put the expression in quotes.".to_owned(),
            );
            self.reader
                .error("R007", &entry.key_span, ru, en, Some(hint));
        }
        cut
    }
}

/// The text of an expression that is nothing but a quoted text.
pub(crate) fn literal(text: &str) -> Option<&str> {
    let text = text.trim();
    let quote = text.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    let inner = text.strip_prefix(quote)?.strip_suffix(quote)?;
    (!inner.contains(['\'', '"', '\\'])).then_some(inner)
}
