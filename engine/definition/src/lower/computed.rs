//! Computed data: fields with `is`, which are computed where they are read and never stored.
//!
//! What a field is computed from may be computed itself, but not from the field. A field computed from confidential data
//! is confidential.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use reglament_expression::Expression;

use super::expression::{Want, hole};
use super::{Lowering, Outline, Reader};
use crate::limits::COMPUTED_DEPTH;
use crate::model::{DataKind, Field};
use crate::source::Node;
use crate::suggest::advice;

/// Reads the text of `is` without its names, which are not known yet; mistakes are reported by `computed_data`.
pub(super) fn text(node: &Node) -> Expression {
    let parsed = node.text().and_then(|text| Expression::parse(text).ok());
    parsed.unwrap_or_else(hole)
}

/// Names of the fields that are confidential, or computed from such.
pub(super) fn confidential<'o>(outline: &'o Outline<'_>) -> BTreeSet<&'o str> {
    let declared = outline.data.iter().filter(|field| field.confidential);
    let mut secret: BTreeSet<&str> = declared.map(|field| field.name.as_str()).collect();
    loop {
        let more = outline.data.iter().filter(|field| {
            !secret.contains(field.name.as_str())
                && reads(field)
                    .iter()
                    .any(|name| secret.contains(name.as_str()))
        });
        let more: Vec<&str> = more.map(|field| field.name.as_str()).collect();
        if more.is_empty() {
            return secret;
        }
        secret.extend(more);
    }
}

/// Top-level names from which a field is computed.
fn reads(field: &Field) -> BTreeSet<String> {
    let paths = field.is.as_ref().map(Expression::reads).unwrap_or_default();
    paths
        .into_iter()
        .filter_map(|path| path.into_iter().next())
        .collect()
}

impl<'w> Lowering<'w> {
    /// The declared data with their computations checked.
    pub(super) fn computed_data(&self) -> Vec<Field> {
        let secret = confidential(self.outline);
        let mut fields = self.outline.data.clone();
        for field in fields.iter_mut().filter(|field| field.is.is_some()) {
            field.confidential = secret.contains(field.name.as_str());
            if let Some(node) = self.computation(&field.name) {
                self.check_computed_kind(field, node);
                let want = Want::Kind(field.kind.expression_kind());
                field.is = Some(self.expression(node, &want));
            }
        }
        self.check_computed_cycles();
        fields
    }

    fn computation(&self, field: &str) -> Option<&'w Node> {
        let data = self.outline.block.node.get("data")?;
        data.get(field)?.get("is")
    }

    fn check_computed_kind(&self, field: &Field, node: &Node) {
        let (ru, en) = match field.kind {
            DataKind::Consent => ("согласие", "a consent"),
            DataKind::Table { .. } => ("таблица", "a table"),
            DataKind::Claims { .. } | DataKind::Scorecard { .. } => ("карта оценки", "a scorecard"),
            DataKind::Checklist(_) => ("перечень", "a checklist"),
            _ => return,
        };
        let ru = format!("Поле «{}» — {ru}: его вносит человек.", field.name);
        let en = format!("The field `{}` is {en}: a person enters it.", field.name);
        let hint = advice("Уберите `is`.", "Remove `is`.");
        self.reader.error("R106", &node.span, ru, en, hint);
    }

    /// Every circle of computations is reported once, at its first field.
    fn check_computed_cycles(&self) {
        let reads: BTreeMap<&str, BTreeSet<String>> = self
            .outline
            .data
            .iter()
            .map(|field| (field.name.as_str(), reads(field)))
            .collect();
        let mut told: BTreeSet<String> = BTreeSet::new();
        for field in &self.outline.data {
            let Some(way) = way_back(&reads, &field.name).filter(|_| !told.contains(&field.name))
            else {
                continue;
            };
            let shown = way.join(" → ");
            told.extend(way);
            let ru = format!("Поле «{}» вычисляется из самого себя: {shown}.", field.name);
            let en = format!(
                "The field `{}` is computed from itself: {shown}.",
                field.name
            );
            let hint = (
                "Уберите из одной формулы ссылку на другую.".to_owned(),
                "Take the reference to another one out of one formula.".to_owned(),
            );
            if let Some(node) = self.computation(&field.name) {
                self.reader.error("R105", &node.span, ru, en, Some(hint));
            }
        }
        if told.is_empty() {
            self.check_computed_depth(&reads);
        }
    }

    /// A chain of computations is bounded, because it is followed whenever its last field is read.
    fn check_computed_depth(&self, reads: &BTreeMap<&str, BTreeSet<String>>) {
        let computed = |name: &&str| self.outline.field(name).is_some_and(|f| f.is.is_some());
        let mut level: BTreeSet<&str> = reads.keys().copied().filter(computed).collect();
        for _ in 0..COMPUTED_DEPTH {
            level = level
                .iter()
                .flat_map(|name| reads.get(name).into_iter().flatten())
                .map(String::as_str)
                .filter(computed)
                .collect();
        }
        let Some(node) = level.first().and_then(|name| self.computation(name)) else {
            return;
        };
        let ru = format!("Поля вычисляются друг из друга больше чем {COMPUTED_DEPTH} раз подряд.");
        let en = format!("Fields are computed from each other more than {COMPUTED_DEPTH} times.");
        let hint = advice(
            "Сохраните промежуточное значение шагом `set`.",
            "Store a value in between with a `set` step.",
        );
        self.reader.error("R105", &node.span, ru, en, hint);
    }
}

/// The shortest way from a field through what it reads back to it.
fn way_back(reads: &BTreeMap<&str, BTreeSet<String>>, field: &str) -> Option<Vec<String>> {
    let mut ways = std::collections::VecDeque::from([vec![field.to_owned()]]);
    let mut seen: BTreeSet<String> = BTreeSet::new();
    while let Some(way) = ways.pop_front() {
        for name in reads.get(way.last()?.as_str()).into_iter().flatten() {
            let longer = || {
                way.iter()
                    .cloned()
                    .chain([name.clone()])
                    .collect::<Vec<_>>()
            };
            if name == field {
                return Some(longer());
            }
            if seen.insert(name.clone()) {
                ways.push_back(longer());
            }
        }
    }
    None
}

/// Reports a computed field where only stored data will do.
pub(super) fn must_be_stored(reader: Reader<'_>, field: Option<&Field>, span: &Range<usize>) {
    let Some(field) = field.filter(|field| field.is.is_some()) else {
        return;
    };
    let ru = format!(
        "Поле «{}» вычисляется: его нельзя ни внести, ни передать.",
        field.name
    );
    let en = format!(
        "The field `{}` is computed: it can be neither entered nor handed on.",
        field.name
    );
    let hint = (
        "Назовите обычное поле; вычисленное значение запишет в него шаг `set`.".to_owned(),
        "Name an ordinary field; a `set` step can store the computed value in it.".to_owned(),
    );
    reader.error("R106", span, ru, en, Some(hint));
}
