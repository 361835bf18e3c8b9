//! Proposals for values: names, words, terms, clauses, files.

use std::ops::Range;

use chrono_tz::TZ_VARIANTS;
use reglament_calendar::{Term, Unit};
use reglament_definition::grammar::{Symbol, Value};
use reglament_definition::{DataKind, Node, Title};

use super::place::Place;
use super::{Completion, CompletionKind, Desk, fitting};
use crate::describe;

/// Units that a term may count, the most used first.
const UNITS: [Unit; 7] = [
    Unit::WorkingDay,
    Unit::CalendarDay,
    Unit::Month,
    Unit::Year,
    Unit::Week,
    Unit::Hour,
    Unit::Minute,
];

impl Desk<'_> {
    pub(super) fn value(
        &self,
        place: &Place<'_>,
        node: &Node,
        value: &'static Value,
    ) -> Vec<Completion> {
        let scalar = self.scalar(node);
        let literal = |found: Vec<Completion>| fitting(found, &self.text[scalar.clone()]);
        match value {
            Value::Flag => fitting(self.words(&["true", "false"], &scalar), self.typed()),
            Value::Word(words) => {
                let words = words.iter().map(|[word, ru, en]| Completion {
                    detail: self.pick(ru, en).to_owned(),
                    ..self.plain(word, CompletionKind::Word, &scalar)
                });
                literal(words.collect())
            }
            Value::Term => {
                let mut found = self.term_parameters();
                found.extend(self.terms(&scalar));
                literal(found)
            }
            Value::TermLiteral => literal(self.terms(&scalar)),
            Value::Reminder => literal(self.reminders(&scalar)),
            Value::Hour => literal(self.quoted(&["17:00", "18:00"], node, &scalar)),
            Value::Schedule => {
                literal(self.quoted(&["0 0 9 1 * *", "0 0 0 8-14 * TUE"], node, &scalar))
            }
            Value::Calendar => literal(self.words(&["ru"], &scalar)),
            Value::Zone => literal(self.zones(&scalar)),
            Value::Path => literal(self.paths(&scalar)),
            Value::Expression(scope) => self.expression(place, node, *scope),
            Value::Each => self.each(place, node),
            Value::Name(Symbol::Clause) => literal(self.clauses(node, &scalar)),
            Value::Name(symbol) => fitting(self.known(*symbol, place), self.typed()),
            Value::FormField => fitting(self.known(Symbol::Field, place), self.typed()),
            Value::Free => literal(self.parameter_values(place, &scalar)),
            Value::Text => literal(self.text_around(place, &scalar)),
            Value::Either(ways) => ways.first().map_or(Vec::new(), |way| match way {
                Value::Many(inner) => self.value(place, node, inner),
                way => self.value(place, node, way),
            }),
            _ => Vec::new(),
        }
    }

    /// The bytes of the scalar from its first character, without a quote, to the cursor.
    pub(super) fn scalar(&self, node: &Node) -> Range<usize> {
        let start = node.span.start.min(self.offset);
        let quote = usize::from(self.text[start..self.offset].starts_with(['"', '\'']));
        start + quote..self.offset
    }

    fn is_quoted(&self, node: &Node) -> bool {
        self.scalar(node).start > node.span.start
    }

    pub(super) fn plain(
        &self,
        label: &str,
        kind: CompletionKind,
        span: &Range<usize>,
    ) -> Completion {
        Completion {
            label: label.to_owned(),
            kind,
            detail: String::new(),
            documentation: String::new(),
            insert: label.to_owned(),
            span: span.clone(),
        }
    }

    fn words(&self, words: &[&str], span: &Range<usize>) -> Vec<Completion> {
        let words = words.iter();
        words
            .map(|word| self.plain(word, CompletionKind::Word, span))
            .collect()
    }

    /// Literals that need quotes.
    fn quoted(&self, words: &[&str], node: &Node, span: &Range<usize>) -> Vec<Completion> {
        let quoted = |word: &str| match self.is_quoted(node) {
            true => word.to_owned(),
            false => format!("\"{word}\""),
        };
        let literal = |word: &&str| Completion {
            insert: quoted(word),
            ..self.plain(word, CompletionKind::Literal, span)
        };
        words.iter().map(literal).collect()
    }

    fn terms(&self, span: &Range<usize>) -> Vec<Completion> {
        let typed = &self.text[span.clone()];
        let digits: String = typed.chars().take_while(char::is_ascii_digit).collect();
        let counts: Vec<u32> = match digits.parse() {
            Ok(count) => vec![count],
            Err(_) => vec![5, 10],
        };
        let terms = counts
            .into_iter()
            .flat_map(|count| UNITS.map(|unit| Term::new(count, unit)));
        terms.map(|term| self.term(&term, span)).collect()
    }

    fn term(&self, term: &Term, span: &Range<usize>) -> Completion {
        let written = describe::written(term, self.language);
        Completion {
            documentation: describe::term(term, self.language),
            ..self.plain(&written, CompletionKind::Literal, span)
        }
    }

    fn term_parameters(&self) -> Vec<Completion> {
        let process = self.workspace.process_of(self.path);
        let parameters = process
            .into_iter()
            .flat_map(|process| process.parameters.values());
        parameters
            .filter(|parameter| parameter.kind == DataKind::Term)
            .map(|parameter| self.named(&parameter.name, CompletionKind::Field, &parameter.title))
            .collect()
    }

    fn reminders(&self, span: &Range<usize>) -> Vec<Completion> {
        let words = match self.language {
            reglament_definition::Language::Russian => [
                "в день срока",
                "за 1 рабочий день",
                "за 2 рабочих дня",
                "за 5 календарных дней",
            ],
            reglament_definition::Language::English => [
                "on the due date",
                "1 working day before",
                "2 working days before",
                "5 calendar days before",
            ],
        };
        self.words(&words, span)
    }

    /// Time zones, those of the country first.
    fn zones(&self, span: &Range<usize>) -> Vec<Completion> {
        const FIRST: [&str; 6] = [
            "Europe/Moscow",
            "Europe/Kaliningrad",
            "Asia/Yekaterinburg",
            "Asia/Novosibirsk",
            "Asia/Novokuznetsk",
            "Asia/Krasnoyarsk",
        ];
        let all = TZ_VARIANTS.iter().map(|zone| zone.name());
        let rest = all.filter(|name| !FIRST.contains(name));
        let names: Vec<&str> = FIRST.into_iter().chain(rest).collect();
        self.words(&names, span)
    }

    /// Texts of acts beside this file.
    fn paths(&self, span: &Range<usize>) -> Vec<Completion> {
        let folder = self.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let files = self.workspace.files().keys().filter_map(|path| {
            let (place, name) = path.split_once('/')?;
            let act = name.ends_with(".md") && !name.contains('/') && place != "shared";
            let written = if place == folder {
                name.to_owned()
            } else {
                format!("../{path}")
            };
            act.then_some(written)
        });
        files
            .map(|path| self.plain(&path, CompletionKind::File, span))
            .collect()
    }

    fn clauses(&self, node: &Node, span: &Range<usize>) -> Vec<Completion> {
        let process = self.workspace.process_of(self.path);
        let clauses = process.into_iter().flat_map(|process| &process.clauses);
        let quoted = |id: &str| match self.is_quoted(node) {
            true => id.to_owned(),
            false => format!("\"{id}\""),
        };
        clauses
            .map(|clause| Completion {
                detail: describe::short(&clause.text),
                documentation: clause.text.clone(),
                insert: quoted(&clause.id),
                ..self.plain(&clause.id, CompletionKind::Clause, span)
            })
            .collect()
    }

    /// The value of a parameter by its kind.
    fn parameter_values(&self, place: &Place<'_>, span: &Range<usize>) -> Vec<Completion> {
        let (Some(process), [_, parameter, value]) =
            (self.workspace.process_of(self.path), place.trail.as_slice())
        else {
            return Vec::new();
        };
        let parameter = parameter.key.and_then(|name| process.parameters.get(name));
        match parameter
            .filter(|_| value.key == Some("value"))
            .map(|p| &p.kind)
        {
            Some(DataKind::Choice(options)) => options
                .iter()
                .map(|option| self.titled(&option.id, CompletionKind::Name, &option.title, span))
                .collect(),
            Some(DataKind::Term) => self.terms(span),
            Some(DataKind::Boolean) => self.words(&["true", "false"], span),
            _ => Vec::new(),
        }
    }

    pub(super) fn titled(
        &self,
        name: &str,
        kind: CompletionKind,
        title: &Title,
        span: &Range<usize>,
    ) -> Completion {
        Completion {
            detail: describe::title(title, self.language).to_owned(),
            ..self.plain(name, kind, span)
        }
    }

    pub(super) fn named(&self, name: &str, kind: CompletionKind, title: &Title) -> Completion {
        self.titled(name, kind, title, &self.word())
    }
}
