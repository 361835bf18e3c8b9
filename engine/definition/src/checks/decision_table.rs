//! R101, R102, R103: decision tables whose rows overlap where only one may fit, or that leave inputs without a row.
//!
//! A table with `otherwise` has no gaps: the author has said where the rest goes.

use std::ops::Range;

use crate::diagnostic::Severity;
use crate::lower::Draft;
use crate::model::{DecisionTable, HitPolicy, StepKind, TableRow};
use crate::source::{Entry, Node};
use crate::table_analysis::{Overlap, Undecided, analyse, words};

pub(super) fn check(draft: &Draft<'_>) {
    for step in &draft.definition.steps {
        if let StepKind::Decision(decision) = &step.kind
            && let Some(table) = &decision.table
            && let Some(place) = Place::of(draft, &step.id, table)
        {
            place.check(table, decision.otherwise.is_empty());
        }
    }
}

/// Where a table stands.
struct Place<'d, 'w> {
    draft: &'d Draft<'w>,
    key: Range<usize>,
    rows: &'d [Node],
}

impl<'d, 'w> Place<'d, 'w> {
    /// `None` when the table could not be read as it is written.
    fn of(draft: &'d Draft<'w>, step: &str, table: &DecisionTable) -> Option<Self> {
        let entries = draft.outline.sketch(step)?.entry.value.map()?;
        let entry = entries.iter().find(|entry| entry.key == "table")?;
        let rows = entry.value.get("rows")?.list()?;
        let written = |row: &Node| {
            let cells = row.get("if").and_then(Node::map).unwrap_or_default();
            let any = |cell: &&Entry| cell.value.text().is_some_and(|text| text.trim() == "-");
            cells.len() - cells.iter().filter(any).count()
        };
        let whole = rows.len() == table.rows.len()
            && rows
                .iter()
                .zip(&table.rows)
                .all(|(node, row)| written(node) == row.cells.len());
        whole.then(|| Self {
            draft,
            key: entry.key_span.clone(),
            rows,
        })
    }

    fn check(&self, table: &DecisionTable, open: bool) {
        let findings = analyse(table);
        let one = matches!(table.hit, HitPolicy::Unique | HitPolicy::Any);
        for overlap in findings.overlaps.iter().filter(|_| one) {
            let (a, b) = (&table.rows[overlap.first], &table.rows[overlap.second]);
            if table.hit == HitPolicy::Unique || !same(a, b) {
                self.overlap(overlap, table.hit);
            }
        }
        let gaps = open && table.hit != HitPolicy::Collect;
        if let Some(example) = findings.gap.as_ref().filter(|_| gaps) {
            let (ru, en) = words(example);
            let ru = format!("Таблица не знает, что делать, если {ru}.");
            let en = format!("The table does not say what to do when {en}.");
            let hint = (
                "Добавьте строку или `otherwise: <шаг>` рядом с таблицей.".to_owned(),
                "Add a row, or `otherwise: <step>` beside the table.".to_owned(),
            );
            let reader = self.draft.outline.reader;
            reader.error("R102", &self.key, ru, en, Some(hint));
        }
        let (overlaps, gap) = (findings.overlaps_undecided, findings.gap_undecided);
        if let Some(why) = overlaps.filter(|_| table.hit == HitPolicy::Unique) {
            self.undecided(why, ("две строки сразу", "two rows at once"));
        }
        if let Some(why) = gap.filter(|_| gaps) {
            self.undecided(why, ("ни одна строка", "no row"));
        }
    }

    fn overlap(&self, overlap: &Overlap, hit: HitPolicy) {
        let (first, second) = (overlap.first + 1, overlap.second + 1);
        let (ru, en) = words(&overlap.example);
        let (more_ru, more_en) = match hit {
            HitPolicy::Any => (", а дают они разное", " and give different results"),
            _ => ("", ""),
        };
        let ru = format!("Строки {first} и {second} подходят обе, если {ru}{more_ru}.");
        let en = format!("Rows {first} and {second} both fit when {en}{more_en}.");
        let reader = self.draft.outline.reader;
        let row = &self.rows[overlap.second].span;
        let diagnostic = reader.source.error("R101", row, ru, en).related(
            &reader.source.path,
            &self.rows[overlap.first].span,
            "первая строка",
            "the first row",
        );
        reader.report(diagnostic.hint(
            "Разведите условия строк или выберите правило: `hit: first` — первая подходящая.",
            "Tell the rows apart, or choose another policy: with `hit: first` the first one counts.",
        ));
    }

    fn undecided(&self, why: Undecided, what: (&str, &str)) {
        let (because_ru, because_en) = match why {
            Undecided::Data => ("в ячейках сравнение с данными", "cells compare with data"),
            Undecided::Size => ("слишком много сочетаний", "there are too many combinations"),
        };
        let ru = format!("Не проверено, может ли подойти {}: {because_ru}.", what.0);
        let en = format!("It is not known whether {} can fit: {because_en}.", what.1);
        let reader = self.draft.outline.reader;
        let diagnostic = reader
            .source
            .diagnostic(Severity::Warning, "R103", &self.key, ru, en);
        reader.report(diagnostic.hint(
            "Сравнивайте с числами, датами и текстами; путь на остальные случаи — `otherwise`, правило — `hit: first`.",
            "Compare with numbers, dates and texts; say `otherwise` for the rest, and `hit: first` for rows in order.",
        ));
    }
}

/// Whether two rows set the same and go the same way.
fn same(a: &TableRow, b: &TableRow) -> bool {
    a.then == b.then && a.next == b.next
}
