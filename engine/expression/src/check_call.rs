//! Kinds of functions and list methods.
//!
//! Every argument is looked at even after a mistake in another one, so that all problems come out at once.

use crate::check::{Checker, Found};
use crate::function::{FUNCTIONS, Function, METHODS, SYNONYMS};
use crate::syntax::{Form, Node, Unknown};
use crate::{Kind, Problem, Value, suggest};
use std::ops::Range;

impl<'c> Checker<'c> {
    pub(crate) fn call(&mut self, function: Function, nodes: &'c [Node], node: &Node) -> Found {
        let kinds: Vec<Found> = nodes.iter().map(|node| self.find(node)).collect();
        let entry = FUNCTIONS.iter().find(|(_, f, ..)| *f == function);
        let (_, _, fewest, most) = entry?;
        if nodes.len() < *fewest || nodes.len() > *most {
            let wanted = if fewest == most {
                fewest.to_string()
            } else {
                format!("{fewest}–{most}")
            };
            return self.arity(function.name(), &wanted, nodes.len(), node.span.clone());
        }
        match function {
            Function::Has => Some(Kind::Boolean),
            Function::Count => {
                self.item_kind(&nodes[0], kinds[0].clone()?);
                Some(Kind::Integer)
            }
            Function::Sum => {
                let item = self.item_kind(&nodes[0], kinds[0].clone()?)?;
                self.number(item, nodes[0].span.clone())
            }
            Function::Min | Function::Max => self.extreme(nodes, kinds),
            Function::Round | Function::Truncate => self.rounding(nodes, &kinds),
            Function::Text => self.printable(&nodes[0], kinds[0].clone()?),
            Function::Join => {
                self.expect(&kinds, nodes, 1, &Kind::Text);
                match self.item_kind(&nodes[0], kinds[0].clone()?)? {
                    Kind::Null => Some(Kind::Text),
                    item => self.printable(&nodes[0], item),
                }
            }
            Function::Date => self.date_kind(&nodes[0], kinds[0].clone()?),
            _ => self.plain_call(function, nodes, &kinds),
        }
    }

    /// Functions with fixed kinds.
    fn plain_call(&mut self, function: Function, nodes: &'c [Node], kinds: &[Found]) -> Found {
        let (wanted, result): (&[Kind], Kind) = match function {
            Function::Upper | Function::Lower | Function::Trim => (&[Kind::Text], Kind::Text),
            Function::StartsWith | Function::Contains => (&[Kind::Text, Kind::Text], Kind::Boolean),
            Function::Now => (&[], Kind::Moment),
            Function::Term => (&[Kind::Text], Kind::Term),
            Function::WorkingDaysBetween => (&[Kind::Date, Kind::Date], Kind::Integer),
            Function::NthWeekday => (&[Kind::Date, Kind::Integer, Kind::Text], Kind::Date),
            Function::MonthEnd => (&[Kind::Integer, Kind::Integer], Kind::Date),
            Function::Add => (&[Kind::Date, Kind::Term], Kind::Date),
            Function::Plural => (
                &[Kind::Decimal, Kind::Text, Kind::Text, Kind::Text],
                Kind::Text,
            ),
            Function::Percent => (&[Kind::Decimal, Kind::Decimal], Kind::Decimal),
            _ => (&[], Kind::Date),
        };
        for (at, kind) in wanted.iter().enumerate() {
            self.expect(kinds, nodes, at, kind);
        }
        Some(result)
    }

    /// Reports an argument of another kind.
    fn expect(&mut self, kinds: &[Found], nodes: &[Node], at: usize, wanted: &Kind) {
        let (Some(Some(kind)), Some(node)) = (kinds.get(at), nodes.get(at)) else {
            return;
        };
        if kind.fits(wanted) && *kind != Kind::Null {
            return;
        }
        let problem = Problem::new(
            node.span.clone(),
            "X212",
            format!("Здесь нужно: {}, а это {}.", wanted.ru(), kind.ru()),
            format!("This must be {}, and it is {}.", wanted.en(), kind.en()),
        );
        let problem = match (kind, wanted) {
            (Kind::Moment, Kind::Date) => problem.hint("Напишите date(…).", "Write date(…)."),
            (Kind::Text, Kind::Term) => problem.hint(
                "Напишите term(\"5 рабочих дней\").",
                "Write term(\"5 working days\").",
            ),
            (_, Kind::Text) if kind.is_printable() => {
                problem.hint("Напишите text(…).", "Write text(…).")
            }
            _ => problem,
        };
        self.report(problem);
    }

    pub(crate) fn number(&mut self, kind: Kind, span: Range<usize>) -> Found {
        match kind {
            Kind::Null => Some(Kind::Integer),
            kind if kind.is_number() => Some(kind),
            kind => self.report(Problem::new(
                span,
                "X212",
                format!("Складываются числа, а это {}.", kind.ru()),
                format!("Numbers are summed, and this is {}.", kind.en()),
            )),
        }
    }

    fn extreme(&mut self, nodes: &'c [Node], kinds: Vec<Found>) -> Found {
        let mut best = Kind::Null;
        for (node, kind) in nodes.iter().zip(kinds) {
            let kind = match (kind?, nodes.len()) {
                (Kind::List(item), 1) => *item,
                (kind, _) => kind,
            };
            self.sortable(&kind, node)?;
            let Some(joined) = best.join(&kind) else {
                self.comparable(&best, &kind, node.span.clone());
                return None;
            };
            best = joined;
        }
        Some(best)
    }

    /// Reports a kind that has no order.
    pub(crate) fn sortable(&mut self, kind: &Kind, node: &Node) -> Option<()> {
        if kind.is_ordered() || *kind == Kind::Null {
            return Some(());
        }
        self.report(Problem::new(
            node.span.clone(),
            "X212",
            format!(
                "Упорядочить можно числа, тексты, даты и ФИО, а это {}.",
                kind.ru()
            ),
            format!(
                "Numbers, texts, dates and names can be put in order, and this is {}.",
                kind.en()
            ),
        ));
        None
    }

    fn rounding(&mut self, nodes: &'c [Node], kinds: &[Found]) -> Found {
        self.expect(kinds, nodes, 0, &Kind::Decimal);
        self.expect(kinds, nodes, 1, &Kind::Integer);
        let to_whole = match nodes.get(1).map(|node| &node.form) {
            None => true,
            Some(Form::Literal(Value::Number(digits))) => digits.is_zero(),
            Some(_) => false,
        };
        Some(if to_whole {
            Kind::Integer
        } else {
            Kind::Decimal
        })
    }

    /// A value that has a printed form gives a text.
    pub(crate) fn printable(&mut self, node: &Node, kind: Kind) -> Found {
        if kind.is_printable() {
            return Some(Kind::Text);
        }
        let problem = Problem::new(
            node.span.clone(),
            "X306",
            format!("Напечатать нельзя: это {}.", kind.ru()),
            format!("It cannot be printed: it is {}.", kind.en()),
        );
        self.report(match kind {
            Kind::List(_) => problem.hint(
                "Напишите join(список, \", \") или {{#each список as x}} … {{/each}}.",
                "Write join(list, \", \") or {{#each list as x}} … {{/each}}.",
            ),
            Kind::Record(_) => problem.hint(
                "Назовите поле, которое нужно напечатать.",
                "Name the field to be printed.",
            ),
            _ => problem,
        })
    }

    fn date_kind(&mut self, node: &Node, kind: Kind) -> Found {
        if matches!(kind, Kind::Text | Kind::Moment | Kind::Date) {
            return Some(Kind::Date);
        }
        self.report(Problem::new(
            node.span.clone(),
            "X212",
            format!(
                "Дата берётся из текста или из даты и времени, а это {}.",
                kind.ru()
            ),
            format!(
                "A date is taken from a text or a date and time, and this is {}.",
                kind.en()
            ),
        ))
    }

    pub(crate) fn unknown(&mut self, call: &'c Unknown) -> Found {
        let is_method = call.base.is_some();
        if let Some(base) = &call.base {
            self.find(base);
        }
        if !is_method {
            for node in &call.arguments {
                self.find(node);
            }
        }
        let name = &call.name;
        let (ru, en) = if is_method {
            (
                format!("У списка нет действия «{name}»."),
                format!("There is no list method `{name}`."),
            )
        } else {
            (
                format!("Функции «{name}» нет."),
                format!("There is no function `{name}`."),
            )
        };
        let problem = Problem::new(call.span.clone(), "X203", ru, en);
        let functions = FUNCTIONS
            .into_iter()
            .map(|(name, ..)| name)
            .filter(|_| !is_method);
        let methods = METHODS
            .into_iter()
            .map(|(name, ..)| name)
            .filter(|_| is_method);
        let known = functions.chain(methods);
        let synonym = SYNONYMS.iter().find(|(other, _)| other == name);
        let problem = match synonym {
            Some((_, ours)) if known.clone().any(|name| name == *ours) => problem.hint(
                format!("Возможно, «{ours}»?"),
                format!("Did you mean `{ours}`?"),
            ),
            _ => suggest::nearest(problem, name, known),
        };
        self.report(problem)
    }

    pub(crate) fn arity(
        &mut self,
        name: &str,
        wanted: &str,
        found: usize,
        span: Range<usize>,
    ) -> Found {
        self.report(Problem::new(
            span,
            "X205",
            format!("«{name}» принимает аргументов: {wanted}, а дано {found}."),
            format!("`{name}` takes {wanted} argument(s), and {found} are given."),
        ))
    }
}
