//! The static check: finds the kind of every node and collects every problem on the way.
//!
//! A node with a problem gets no kind and the nodes around it stay silent about it, so one mistake gives one problem.
//! Calls are checked in `check_call.rs` and `check_method.rs`, operators in `check_operator.rs`. It never looks at values other than literals.

use crate::syntax::{Form, Local, Node};
use crate::{Kind, Names, Problem, REGISTER, Value, limits, outside_parts, person, suggest};
use std::collections::BTreeMap;

/// The kind of a node, or `None` when it is known to be wrong already.
pub(crate) type Found = Option<Kind>;

pub(crate) struct Checker<'c> {
    names: &'c Names,
    locals: Vec<(&'c str, Found)>,
    problems: Vec<Problem>,
}

impl<'c> Checker<'c> {
    pub(crate) fn new(names: &'c Names) -> Self {
        Self {
            names,
            locals: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// All problems found, in the order of the text.
    pub(crate) fn finish(mut self) -> Result<(), Vec<Problem>> {
        if self.problems.is_empty() {
            return Ok(());
        }
        self.problems.sort_by_key(|p| (p.span.start, p.span.end));
        self.problems.truncate(limits::PROBLEMS);
        Err(self.problems)
    }

    pub(crate) fn report(&mut self, problem: Problem) -> Found {
        self.problems.push(problem);
        None
    }

    pub(crate) fn find(&mut self, node: &'c Node) -> Found {
        match &node.form {
            Form::Literal(value) => Some(literal(value)),
            Form::Name(name) => self.name(name, node),
            Form::Field(base, name, span) => {
                let base = self.find(base)?;
                self.field(&base, name, span.clone())
            }
            Form::Index(base, index) => self.index(base, index),
            Form::List(nodes) => self.list(nodes),
            Form::Record(fields) => self.record(fields, node),
            Form::Not(inner) => {
                self.condition(inner);
                Some(Kind::Boolean)
            }
            Form::And(nodes) | Form::Or(nodes) => {
                nodes.iter().for_each(|node| self.condition(node));
                Some(Kind::Boolean)
            }
            Form::Negate(inner) => self.negate(inner),
            Form::Default(nodes) => self.default(nodes),
            Form::Arithmetic(first, rest) => self.arithmetic(first, rest),
            Form::Compare(comparison, a, b) => self.compare(*comparison, a, b),
            Form::Choose(arms, otherwise) => self.choose(arms, otherwise),
            Form::Call(function, arguments) => self.call(*function, arguments, node),
            Form::Method(method, base, arguments) => self.method(*method, base, arguments, node),
            Form::Each(method, base, local, body) => self.each(*method, base, local, body),
            Form::Unknown(call) => self.unknown(call),
        }
    }

    /// A node that must be a boolean.
    pub(crate) fn condition(&mut self, node: &'c Node) {
        let Some(kind) = self.find(node) else { return };
        if kind != Kind::Boolean {
            let (ru, en) = (kind.ru(), kind.en());
            self.report(
                Problem::new(
                    node.span.clone(),
                    "X207",
                    format!("Здесь нужно условие (да/нет), а это {ru}."),
                    format!("A yes/no condition is needed here, and this is {en}."),
                )
                .hint(
                    "Сравните значение с чем-нибудь или напишите has(…).",
                    "Compare the value with something, or write has(…).",
                ),
            );
        }
    }

    /// Runs `check` with a local name of the given kind.
    pub(crate) fn with_local<T>(
        &mut self,
        local: &'c Local,
        kind: Found,
        check: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let taken = self.names.root.contains_key(&local.name)
            || self.locals.iter().any(|(name, _)| *name == local.name);
        if taken {
            let name = &local.name;
            self.report(
                Problem::new(
                    local.span.clone(),
                    "X211",
                    format!("Имя «{name}» уже занято."),
                    format!("The name `{name}` is already taken."),
                )
                .hint(
                    "Назовите строку списка иначе.",
                    "Give the list's item another name.",
                ),
            );
        }
        self.locals.push((&local.name, kind));
        let result = check(self);
        self.locals.pop();
        result
    }

    fn name(&mut self, name: &str, node: &Node) -> Found {
        if let Some((_, kind)) = self.locals.iter().rev().find(|(local, _)| *local == name) {
            return kind.clone();
        }
        if let Some(kind) = self.names.kind(name) {
            return Some(kind.clone());
        }
        let problem = Problem::new(
            node.span.clone(),
            "X201",
            format!("Имя «{name}» не объявлено."),
            format!("The name `{name}` is not declared."),
        );
        if let Some(problem) = self.register_out_of_place(name, &problem) {
            return self.report(problem);
        }
        let alike = self.names.alike(name);
        let locals = self.locals.iter().map(|(local, _)| *local);
        let locals = locals.filter(|_| outside_parts(name).is_none());
        let known = alike.iter().map(String::as_str).chain(locals);
        let problem = suggest::nearest(problem, name, known);
        self.report(problem)
    }

    /// Rows of registers are handed in only where a list is gone through.
    fn register_out_of_place(&self, name: &str, problem: &Problem) -> Option<Problem> {
        let (list, _) = outside_parts(name).filter(|(list, _)| *list == REGISTER)?;
        let here = self
            .names
            .root
            .keys()
            .any(|known| outside_parts(known).is_some_and(|(other, _)| other == list));
        (!here).then(|| {
            problem.clone().hint(
                "Строки журнала перебирает только `each: row in register('…')`.",
                "Rows of a register are gone through by `each: row in register('…')` only.",
            )
        })
    }

    pub(crate) fn field(&mut self, base: &Kind, name: &str, span: std::ops::Range<usize>) -> Found {
        match base {
            Kind::Record(fields) => match fields.get(name) {
                Some(kind) => Some(kind.clone()),
                None => {
                    let problem = unknown_field(name, span);
                    let known = fields.keys().map(String::as_str);
                    self.report(suggest::nearest(problem, name, known))
                }
            },
            Kind::PersonName if person::FIELDS.contains(&name) => Some(Kind::Text),
            Kind::PersonName => {
                let problem = unknown_field(name, span);
                let known = person::FIELDS.into_iter();
                self.report(suggest::nearest(problem, name, known))
            }
            Kind::List(_) => self.report(
                Problem::new(
                    span,
                    "X202",
                    format!("У списка нет поля «{name}»."),
                    format!("A list has no field `{name}`."),
                )
                .hint(
                    format!("Возьмите его у каждой строки: .map(x, x.{name}), или у первой: .first().{name}."),
                    format!("Take it from every item: .map(x, x.{name}), or from the first: .first().{name}."),
                ),
            ),
            other => {
                let (ru, en) = (other.ru(), other.en());
                self.report(Problem::new(
                    span,
                    "X202",
                    format!("Здесь {ru}, полей у него нет."),
                    format!("This is {en}; it has no fields."),
                ))
            }
        }
    }

    fn index(&mut self, base: &'c Node, index: &'c Node) -> Found {
        let base_kind = self.find(base);
        if let (Some(Kind::Record(_)), Form::Literal(Value::Text(name))) = (&base_kind, &index.form)
        {
            return self.field(&base_kind?, name, index.span.clone());
        }
        let index_kind = self.find(index);
        if index_kind.is_some_and(|kind| kind != Kind::Integer) {
            self.report(Problem::new(
                index.span.clone(),
                "X214",
                "В квадратных скобках пишется целое число, от 0.",
                "A whole number, from 0, stands in the square brackets.",
            ));
        }
        self.item_kind(base, base_kind?)
    }

    fn list(&mut self, nodes: &'c [Node]) -> Found {
        let mut item = Some(Kind::Null);
        for node in nodes {
            let kind = self.find(node);
            item = self.joined(item, kind, node);
        }
        item.map(Kind::list)
    }

    fn record(&mut self, fields: &'c [(String, Node)], node: &Node) -> Found {
        let mut kinds = Some(BTreeMap::new());
        for (name, value) in fields {
            let kind = self.find(value);
            kinds = match (kinds, kind) {
                (Some(mut kinds), Some(kind)) => {
                    kinds.insert(name.clone(), kind);
                    Some(kinds)
                }
                _ => None,
            };
        }
        let kind = Kind::Record(kinds?);
        if kind.size(limits::KIND_NODES) >= limits::KIND_NODES {
            return self.report(Problem::new(
                node.span.clone(),
                "X216",
                "Запись слишком велика: в ней слишком много полей.",
                "The record is too large: it holds too many fields.",
            ));
        }
        Some(kind)
    }

    fn default(&mut self, nodes: &'c [Node]) -> Found {
        let mut kind = Some(Kind::Null);
        for node in nodes {
            let next = self.find(node);
            kind = self.joined(kind, next, node);
        }
        kind
    }

    fn choose(&mut self, arms: &'c [(Node, Node)], otherwise: &'c Node) -> Found {
        let mut kind = Some(Kind::Null);
        for (condition, result) in arms {
            self.condition(condition);
            let next = self.find(result);
            kind = self.joined(kind, next, result);
        }
        let last = self.find(otherwise);
        self.joined(kind, last, otherwise)
    }

    /// The kind that both fit; a problem at `node` when there is none.
    fn joined(&mut self, known: Found, next: Found, node: &Node) -> Found {
        let (known, next) = (known?, next?);
        if let Some(kind) = known.join(&next) {
            return Some(kind);
        }
        let (known_ru, next_ru) = (known.ru(), next.ru());
        let (known_en, next_en) = (known.en(), next.en());
        self.report(Problem::new(
            node.span.clone(),
            "X208",
            format!("Виды значений расходятся: раньше {known_ru}, здесь {next_ru}."),
            format!("The kinds differ: {known_en} before, {next_en} here."),
        ))
    }
}

fn unknown_field(name: &str, span: std::ops::Range<usize>) -> Problem {
    Problem::new(
        span,
        "X202",
        format!("Поля «{name}» нет."),
        format!("There is no field `{name}`."),
    )
}

fn literal(value: &Value) -> Kind {
    match value {
        Value::Boolean(_) => Kind::Boolean,
        Value::Number(number) if number.is_integer() => Kind::Integer,
        Value::Number(_) => Kind::Decimal,
        Value::Text(_) => Kind::Text,
        Value::Date(_) => Kind::Date,
        Value::Moment(_) => Kind::Moment,
        Value::Term(_) => Kind::Term,
        Value::Null | Value::List(_) | Value::Record(_) => Kind::Null,
    }
}
