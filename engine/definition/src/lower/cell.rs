//! Cells of a decision table: `>= 80`, `[3..5)`, `a, b`, `not(…)`, `null`, `-`, compiled to ordinary conditions over the
//! name of the input.
//!
//! Beside the condition stand the values that it admits, where its operands are literals.

use reglament_expression::{Expression, Names};
use rust_decimal::Decimal;

use super::expression::{Want, expression_problem, hole};
use super::{Lowering, assignments::literal, value};
use crate::model::{Admits, Cell, DataKind, Domain, Point, Range, TableInput};
use crate::source::{Node, locate};
use crate::suggest::advice;

/// A cell being read.
pub(super) struct CellReader<'r, 'w> {
    pub(super) lowering: &'r Lowering<'w>,
    pub(super) names: &'r Names,
    pub(super) input: &'r TableInput,
    pub(super) number: usize,
    pub(super) node: &'w Node,
}

/// One test of a cell: its condition, and the values it admits if they are known.
struct Test {
    when: String,
    admits: Option<Vec<Range>>,
}

/// An operand: its text in the condition, and its value if it is a literal.
struct Operand {
    text: String,
    point: Option<Point>,
}

impl CellReader<'_, '_> {
    /// The cell; `None` when anything goes (`-`), or when it could not be read.
    pub(super) fn cell(&self) -> Option<Cell> {
        let Some(whole) = self.node.text() else {
            self.no_condition();
            return None;
        };
        let text = whole.trim();
        let name = &self.input.name;
        if text == "-" {
            return None;
        }
        if text == "null" {
            let when = self.compiled(&format!("not has({name})"))?;
            return Some(self.made(when, Admits::Unset));
        }
        let (inner, negated) = negation(text);
        let start = whole.find(inner)?;
        let tests: Option<Vec<Test>> = split(inner)
            .into_iter()
            .map(|(offset, part)| self.test(part, start + offset))
            .collect();
        let tests = tests?;
        let list: Vec<&str> = tests.iter().map(|test| test.when.as_str()).collect();
        let not = if negated { "not " } else { "" };
        let when = self.compiled(&format!("has({name}) and {not}({})", list.join(" or ")))?;
        let known: Option<Vec<Vec<Range>>> = tests.into_iter().map(|test| test.admits).collect();
        let admits = match known.map(|ranges| ranges.concat()) {
            None => Admits::Unknown,
            Some(ranges) if negated => Admits::Outside(ranges),
            Some(ranges) => Admits::Ranges(ranges),
        };
        Some(self.made(when, admits))
    }

    fn no_condition(&self) {
        let (ru, en) = ("В ячейке нет условия.", "The cell has no condition.");
        let hint = (
            "Возьмите условие в кавычки: \">= 80\", \"[3..5)\", \"'a', 'b'\", \"not(…)\", \"null\", \"-\".",
            "Put the condition in quotes: \">= 80\", \"[3..5)\", \"'a', 'b'\", \"not(…)\", \"null\", \"-\".",
        );
        let hint = (hint.0.to_owned(), hint.1.to_owned());
        let reader = self.lowering.reader;
        reader.error("R107", &self.node.span, ru, en, Some(hint));
    }

    fn made(&self, when: Expression, admits: Admits) -> Cell {
        Cell {
            input: self.number,
            when,
            admits,
        }
    }

    /// Parses and checks the condition as a whole; what is wrong with it is shown at the cell.
    fn compiled(&self, text: &str) -> Option<Expression> {
        let checked = Expression::parse(text).and_then(|expression| {
            expression.check(self.names)?;
            Ok(expression)
        });
        let unsure = |expression: &Expression| {
            expression
                .reads()
                .iter()
                .any(|path| self.lowering.unsure.contains(&path[0]))
        };
        match checked {
            Ok(expression) => Some(expression),
            Err(_) if Expression::parse(text).is_ok_and(|parsed| unsure(&parsed)) => None,
            Err(problems) => {
                for problem in problems {
                    let span = &self.node.span;
                    let reader = self.lowering.reader;
                    reader.report(expression_problem(reader, span, problem));
                }
                None
            }
        }
    }

    fn test(&self, part: &str, offset: usize) -> Option<Test> {
        const SIGNS: [&str; 7] = [">=", "<=", "!=", "==", ">", "<", "="];
        if let Some(sign) = SIGNS.iter().find(|sign| part.starts_with(**sign)) {
            let rest = &part[sign.len()..];
            let skipped = rest.len() - rest.trim_start().len();
            let operand = self.operand(rest.trim(), offset + sign.len() + skipped)?;
            return Some(self.compared(sign, operand));
        }
        if let Some((low, high)) = interval(part) {
            let at = |inner: &str| offset + inner.as_ptr() as usize - part.as_ptr() as usize;
            let (from, to) = (self.operand(low, at(low))?, self.operand(high, at(high))?);
            self.check_interval(part, &from, &to);
            return Some(self.between(part, from, to));
        }
        if part.contains("..") {
            self.no_interval(part);
            return None;
        }
        let operand = self.operand(part, offset)?;
        Some(self.compared("=", operand))
    }

    fn compared(&self, sign: &str, operand: Operand) -> Test {
        let written = if sign == "=" { "==" } else { sign };
        let when = format!("{} {written} {}", self.input.name, operand.text);
        let ordered = matches!(sign, "=" | "==" | "!=") || self.is_ordered();
        let admits = operand.point.filter(|_| ordered).map(|p| {
            let range = |from: Option<(Point, bool)>, to: Option<(Point, bool)>| Range { from, to };
            match sign {
                ">=" => vec![range(Some((p, true)), None)],
                ">" => vec![range(Some((p, false)), None)],
                "<=" => vec![range(None, Some((p, true)))],
                "<" => vec![range(None, Some((p, false)))],
                "!=" => vec![
                    range(None, Some((p.clone(), false))),
                    range(Some((p, false)), None),
                ],
                _ => vec![range(Some((p.clone(), true)), Some((p, true)))],
            }
        });
        Test { when, admits }
    }

    fn between(&self, part: &str, from: Operand, to: Operand) -> Test {
        let (low, high) = (part.starts_with('['), part.ends_with(']'));
        let name = &self.input.name;
        let when = format!(
            "({name} {} {} and {name} {} {})",
            if low { ">=" } else { ">" },
            from.text,
            if high { "<=" } else { "<" },
            to.text
        );
        let points = from.point.zip(to.point).filter(|_| self.is_ordered());
        let admits = points.map(|(from, to)| {
            vec![Range {
                from: Some((from, low)),
                to: Some((to, high)),
            }]
        });
        Test { when, admits }
    }

    /// An interval with its ends exchanged admits nothing.
    fn check_interval(&self, part: &str, from: &Operand, to: &Operand) {
        let ends = from.point.as_ref().zip(to.point.as_ref());
        if !ends.is_some_and(|(from, to)| self.is_ordered() && from > to) {
            return;
        }
        let (ru, en) = (
            format!("Промежуток «{part}» пуст: его начало больше конца."),
            format!("The interval `{part}` is empty: it begins above its end."),
        );
        let hint = advice("Поменяйте границы местами.", "Exchange its ends.");
        let reader = self.lowering.reader;
        reader.error("R107", &self.node.span, ru, en, hint);
    }

    fn no_interval(&self, part: &str) {
        let (ru, en) = (
            format!("Промежуток «{part}» не закрыт скобками."),
            format!("The interval `{part}` lacks a bracket."),
        );
        let hint = advice(
            "Напишите `[3..5]`, `(3..5)`, `[3..5)` или `(3..5]`: `[` `]` с границей, `(` `)` без неё.",
            "Write `[3..5]`, `(3..5)`, `[3..5)` or `(3..5]`: `[` `]` with the end, `(` `)` without it.",
        );
        let reader = self.lowering.reader;
        reader.error("R107", &self.node.span, ru, en, hint);
    }

    fn is_ordered(&self) -> bool {
        matches!(
            self.input.domain,
            Domain::Integers { .. } | Domain::Numbers | Domain::Dates
        )
    }

    /// Reads an operand that begins at byte `offset` of the cell's text.
    fn operand(&self, text: &str, offset: usize) -> Option<Operand> {
        let place = || {
            let part = offset..offset + text.len();
            locate(&self.lowering.reader.source.text, self.node, &part)
        };
        if text.is_empty() {
            self.no_condition();
            return None;
        }
        if let Domain::Options(options) = &self.input.domain {
            let named = literal(text).or_else(|| is_word(text).then_some(text));
            let bare = literal(text).is_none();
            if let Some(option) = named {
                if options.iter().any(|known| known == option) {
                    return Some(Operand {
                        text: format!("'{option}'"),
                        point: Some(Point::Text(option.to_owned())),
                    });
                }
                if !bare || !self.names.root.contains_key(option) {
                    let name = &self.input.name;
                    let ru = format!("У «{name}» нет варианта «{option}».");
                    let en = format!("`{name}` has no option `{option}`.");
                    let hint = crate::suggest::hint(option, options.iter().map(String::as_str));
                    self.lowering.reader.error("R043", &place(), ru, en, hint);
                    return None;
                }
            }
        }
        if let Some(operand) = self.known(text) {
            return Some(operand);
        }
        let (expression, kind) =
            self.lowering
                .checked(self.node, text, offset, self.names, &Want::Any);
        (kind.is_some() || expression != hole()).then(|| Operand {
            text: format!("({text})"),
            point: None,
        })
    }

    /// A literal of the input's kind.
    fn known(&self, text: &str) -> Option<Operand> {
        let made = |text: String, point| {
            Some(Operand {
                text,
                point: Some(point),
            })
        };
        match self.input.domain {
            Domain::Flags => match text {
                "true" | "да" => made("true".to_owned(), Point::Flag(true)),
                "false" | "нет" => made("false".to_owned(), Point::Flag(false)),
                _ => None,
            },
            Domain::Integers { .. } | Domain::Numbers => {
                let number: Decimal = text.parse().ok()?;
                made(format!("({text})"), Point::Number(number.normalize()))
            }
            Domain::Dates => {
                let inner = text.strip_prefix("date(").and_then(|t| t.strip_suffix(')'));
                let written = inner.and_then(literal).unwrap_or(text);
                let date = value::parse(written, &DataKind::Date).ok()?.as_date()?;
                made(format!("date('{date}')"), Point::Date(date))
            }
            Domain::Texts => made(text.to_owned(), Point::Text(literal(text)?.to_owned())),
            Domain::Options(_) | Domain::Unknown => None,
        }
    }
}

fn is_word(text: &str) -> bool {
    text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// What stands inside `not(…)`, and whether it does.
fn negation(text: &str) -> (&str, bool) {
    let inner = text
        .strip_prefix("not")
        .map(str::trim_start)
        .and_then(|rest| rest.strip_prefix('('))
        .and_then(|rest| rest.strip_suffix(')'));
    inner.map_or((text, false), |inner| (inner, true))
}

/// The ends of `[a..b)`.
fn interval(part: &str) -> Option<(&str, &str)> {
    let inner = part.strip_prefix(['[', '('])?.strip_suffix([']', ')'])?;
    let (low, high) = inner.split_once("..")?;
    Some((low.trim(), high.trim()))
}

/// Splits at commas that are neither in quotes nor in brackets; each part trimmed, with its place.
fn split(text: &str) -> Vec<(usize, &str)> {
    let (mut parts, mut start, mut depth, mut quote) = (Vec::new(), 0, 0i32, None);
    for (at, letter) in text.char_indices() {
        match (quote, letter) {
            (Some(open), _) if letter == open => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(letter),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => depth -= 1,
            (None, ',') if depth == 0 => {
                parts.push((start, &text[start..at]));
                start = at + 1;
            }
            (None, _) => {}
        }
    }
    parts.push((start, &text[start..]));
    let trimmed = |(at, part): (usize, &'_ str)| at + part.len() - part.trim_start().len();
    parts
        .into_iter()
        .map(|(at, part)| (trimmed((at, part)), part.trim()))
        .collect()
}
