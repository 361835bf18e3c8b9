//! Numerator and denominator: the register, its columns, which entries count.

use reglament_expression::{Expression, Kind};

use super::super::expression::Want;
use super::super::{Block, Word};
use super::Counting;
use crate::grammar::{COUNTED, DENOMINATOR};
use crate::model::{Counted, DataKind, Denominator, Field, Period, RecordedFigure, Register};
use crate::source::Node;
use crate::suggest::advice;

/// What a column must hold.
#[derive(Clone, Copy)]
enum Holds {
    Date,
    Number,
    Text,
    Rows,
    /// Something that tells one from another.
    Key,
}

impl Holds {
    fn fits(self, kind: &DataKind) -> bool {
        match self {
            Self::Date => matches!(kind, DataKind::Date),
            Self::Number => matches!(kind, DataKind::Integer { .. } | DataKind::Decimal),
            Self::Text => matches!(
                kind,
                DataKind::Text | DataKind::LongText | DataKind::Choice(_)
            ),
            Self::Rows => matches!(kind, DataKind::List(_) | DataKind::People { .. }),
            Self::Key => !matches!(
                kind,
                DataKind::List(_)
                    | DataKind::Table { .. }
                    | DataKind::People { .. }
                    | DataKind::Boolean
                    | DataKind::Consent
            ),
        }
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Date => ("дата", "a date"),
            Self::Number => ("число", "a number"),
            Self::Text => ("текст", "a text"),
            Self::Rows => ("список строк", "a list of rows"),
            Self::Key => (
                "то, по чему отличают: текст, ФИО, число, дата",
                "what tells one from another: a text, a name, a number, a date",
            ),
        }
    }
}

/// A register with the columns that a count sees.
struct Sheet<'w> {
    register: &'w Register,
    /// Columns of the entry and of the rows in it.
    columns: Vec<(String, Kind, Option<Field>)>,
}

impl Sheet<'_> {
    /// The column that names a case: a person's name, else a key, else the first text. Never a confidential one.
    fn label(&self, keys: &[String]) -> Option<String> {
        let named = |wanted: &dyn Fn(&str, &Kind) -> bool| {
            let mut open = self
                .columns
                .iter()
                .filter(|(_, _, field)| field.as_ref().is_some_and(|field| !field.confidential));
            let found = open.find(|(name, kind, _)| wanted(name, kind));
            found.map(|(name, ..)| name.clone())
        };
        named(&|_, kind| *kind == Kind::PersonName)
            .or_else(|| named(&|name, _| keys.iter().any(|key| key == name)))
            .or_else(|| named(&|_, kind| *kind == Kind::Text))
    }

    fn row(&self) -> Kind {
        let columns = self.columns.iter();
        Kind::record(columns.map(|(name, kind, _)| (name.as_str(), kind.clone())))
    }
}

impl<'w> Counting<'w, '_> {
    /// Reads `numerator`.
    pub(super) fn numerator(&self, node: &'w Node) -> Option<Counted> {
        let block = Block::shape(self.lowering.reader, node, &COUNTED)?;
        let mut counted = self.counted(block);
        let among = block.flag("among_denominator");
        if let Some(counted) = &mut counted {
            counted.among_denominator = among;
        }
        counted
    }

    /// Reads `denominator`: a figure that is recorded, or a count.
    pub(super) fn denominator(&self, node: &'w Node) -> Option<Denominator> {
        let block = Block::shape(self.lowering.reader, node, &DENOMINATOR)?;
        let figure = ["value", "as_of", "source"];
        if !figure.iter().any(|key| block.has(key)) {
            return self.counted(block).map(Denominator::Counted);
        }
        for key in ["each", "distinct", "on", "period"] {
            if block.has(key) {
                let ru = format!("`{key}` считает записи, а `value` берёт готовое число.");
                let en = format!("`{key}` counts entries, and `value` takes a figure.");
                let hint = advice(
                    "Оставьте `value`, `as_of`, `source` или счёт: `distinct`, `on`, `period`, `each`.",
                    "Keep `value`, `as_of`, `source`, or the count: `distinct`, `on`, `period`, `each`.",
                );
                let span = block.key_span(key);
                self.lowering.reader.error("R180", &span, ru, en, hint);
            }
        }
        let words = figure.map(|key| block.need_word(key));
        let sheet = self.sheet(block)?;
        let [value, as_of, source] = words;
        let column = |word: Option<Word>, holds| self.column(&sheet, &word?, holds);
        let condition = self.condition(block, &sheet);
        let (value, as_of) = (column(value, Holds::Number), column(as_of, Holds::Date));
        let source = column(source, Holds::Text);
        Some(Denominator::Recorded(RecordedFigure {
            register: sheet.register.id.clone(),
            value: value?,
            as_of: as_of?,
            source: source?,
            condition,
        }))
    }

    fn counted(&self, block: Block<'w>) -> Option<Counted> {
        let each = block.word("each");
        let distinct = block.words("distinct");
        let on = block.word("on");
        let period = self.word_or_parameter(block, "period", Period::Year);
        let mut sheet = self.sheet(block)?;
        let each = each.and_then(|word| self.rows(&mut sheet, &word));
        let distinct: Vec<String> = distinct
            .iter()
            .filter_map(|word| self.column(&sheet, word, Holds::Key))
            .collect();
        let on = on.and_then(|word| self.column(&sheet, &word, Holds::Date));
        if distinct.is_empty() && period == crate::model::Setting::Fixed(Period::State) {
            let (ru, en) = (
                "Непонятно, о ком последняя запись: нет `distinct`.",
                "It is not said about whom the latest entry is: there is no `distinct`.",
            );
            let hint = advice(
                "Назовите графу, по которой отличают одного от другого.",
                "Name the column that tells one from another.",
            );
            let span = block.key_span("period");
            self.lowering.reader.error("R180", &span, ru, en, hint);
        }
        Some(Counted {
            label: sheet.label(&distinct),
            register: sheet.register.id.clone(),
            register_title: sheet.register.title.clone(),
            each,
            distinct,
            on,
            period,
            condition: self.condition(block, &sheet),
            among_denominator: false,
        })
    }

    fn condition(&self, block: Block<'w>, sheet: &Sheet<'_>) -> Option<Expression> {
        let node = block.get("where")?;
        let names = self.names(sheet.row());
        Some(self.lowering.expression_with(node, &names, &Want::Boolean))
    }

    /// The register; without one the condition is still read as an expression.
    fn sheet(&self, block: Block<'w>) -> Option<Sheet<'w>> {
        let sheet = self.known_sheet(block);
        if sheet.is_none()
            && let Some(node) = block.get("where")
        {
            self.lowering.unchecked(node);
        }
        sheet
    }

    fn known_sheet(&self, block: Block<'w>) -> Option<Sheet<'w>> {
        let word = block.need_word("register")?;
        let world = self.lowering.world;
        let Some(register) = world.registers.get(&word.text) else {
            let known = world.registers.keys().map(String::as_str);
            let what = ("Журнал", "register");
            self.lowering
                .reader
                .unknown("R024", what, &word.text, &word.span, known);
            return None;
        };
        let own = [
            ("number", Kind::Text),
            ("registered_on", Kind::Date),
            ("instance", Kind::Text),
        ];
        let own = own.map(|(name, kind)| (name.to_owned(), kind, None));
        let columns = register.columns.iter().map(declared);
        Some(Sheet {
            register,
            columns: columns.chain(own).collect(),
        })
    }

    /// Puts the columns of the rows beside those of the entry.
    fn rows(&self, sheet: &mut Sheet<'w>, word: &Word) -> Option<String> {
        let id = self.column(sheet, word, Holds::Rows)?;
        let register = sheet.register;
        let column = register.columns.iter().find(|field| field.name == id)?;
        let inner: Vec<(String, Kind, Option<Field>)> = match &column.kind {
            DataKind::List(fields) => fields.iter().map(declared).collect(),
            _ => [
                ("id", Kind::Text),
                ("name", Kind::PersonName),
                ("position", Kind::Text),
            ]
            .map(|(name, kind)| (name.to_owned(), kind, None))
            .to_vec(),
        };
        sheet.columns.retain(|(name, ..)| *name != id);
        for (name, ..) in &inner {
            if sheet.columns.iter().any(|(known, ..)| known == name) {
                let ru = format!("Графа «{name}» есть и у записи, и у строк «{id}».");
                let en =
                    format!("The column `{name}` belongs to the entry and to the rows of `{id}`.");
                let hint = advice(
                    "Назовите одну из них иначе: при `each` они стоят рядом.",
                    "Rename one of them: with `each` they stand side by side.",
                );
                self.lowering.reader.error("R181", &word.span, ru, en, hint);
            }
        }
        sheet.columns.extend(inner);
        Some(id)
    }

    fn column(&self, sheet: &Sheet<'_>, word: &Word, holds: Holds) -> Option<String> {
        let found = sheet.columns.iter().find(|(name, ..)| *name == word.text);
        let Some((_, kind, field)) = found else {
            let known: Vec<&str> = sheet
                .columns
                .iter()
                .map(|(name, ..)| name.as_str())
                .collect();
            self.lowering.reader.unknown(
                "R027",
                ("Графа", "column"),
                &word.text,
                &word.span,
                known.iter().copied(),
            );
            return None;
        };
        let fits = match field {
            Some(field) => holds.fits(&field.kind),
            None => match holds {
                Holds::Date => *kind == Kind::Date,
                Holds::Text | Holds::Key => *kind != Kind::Date,
                Holds::Number | Holds::Rows => false,
            },
        };
        if !fits {
            let (want_ru, want_en) = holds.words();
            let ru = format!("В графе «{}» не {want_ru}.", word.text);
            let en = format!("The column `{}` does not hold {want_en}.", word.text);
            let hint = advice(
                format!("Здесь нужна графа другого вида: {want_ru}."),
                format!("A column of another kind is needed here: {want_en}."),
            );
            self.lowering.reader.error("R181", &word.span, ru, en, hint);
            return None;
        }
        Some(word.text.clone())
    }
}

fn declared(field: &Field) -> (String, Kind, Option<Field>) {
    (
        field.name.clone(),
        field.kind.expression_kind(),
        Some(field.clone()),
    )
}
