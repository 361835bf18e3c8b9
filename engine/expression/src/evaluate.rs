//! The evaluator: walks the tree, pays for every step, stops at the first failure.
//!
//! This file holds names and control flow (`and`, `or`, `??`, `? :`, lambdas' locals); operators are in `operator.rs`,
//! functions in `call.rs`, list methods in `method.rs`, the budget in `budget.rs`. No node evaluates a branch in vain.

use crate::syntax::{Comparison, Form, Node};
use crate::val::{Read, Val};
use crate::{Failure, FailureKind, Scope, Value, limits};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Boxed, because a result is passed through many small stack frames.
pub(crate) type Outcome<T> = Result<T, Box<Failure>>;

pub(crate) struct Evaluator<'e> {
    pub(crate) scope: &'e Scope<'e>,
    roots: &'e BTreeMap<String, Value>,
    pub(crate) text: &'e str,
    pub(crate) fuel: u32,
    locals: Vec<(&'e str, Val<'e>)>,
}

impl<'e> Evaluator<'e> {
    /// The values of all names that will be read, each asked for once.
    pub(crate) fn roots<'r>(
        scope: &Scope<'_>,
        reads: impl Iterator<Item = &'r Vec<String>>,
    ) -> BTreeMap<String, Value> {
        let names: BTreeSet<&String> = reads.filter_map(|path| path.first()).collect();
        let value = |name: &String| (name.clone(), scope.values.lookup(name).unwrap_or_default());
        names.into_iter().map(value).collect()
    }

    pub(crate) fn new(
        scope: &'e Scope<'e>,
        roots: &'e BTreeMap<String, Value>,
        text: &'e str,
        fuel: u32,
    ) -> Self {
        Self {
            scope,
            roots,
            text,
            fuel,
            locals: Vec::new(),
        }
    }

    /// The result as a value of its own.
    pub(crate) fn give(&mut self, result: Val<'e>, node: &Node) -> Result<Value, Failure> {
        self.spend_on(&result, &node.span).map_err(|f| *f)?;
        let value = result.to_value();
        if value.depth(limits::VALUE_DEPTH) > limits::VALUE_DEPTH {
            return Err(Failure::new(
                FailureKind::Budget,
                &node.span,
                format!(
                    "Списки и записи вложены глубже {} уровней.",
                    limits::VALUE_DEPTH
                ),
                format!(
                    "Lists and records are nested deeper than {} levels.",
                    limits::VALUE_DEPTH
                ),
            ));
        }
        Ok(value)
    }

    pub(crate) fn eval(&mut self, node: &'e Node) -> Outcome<Val<'e>> {
        self.spend(1, &node.span)?;
        match &node.form {
            Form::Literal(value) => Ok(Val::Ref(value)),
            Form::Name(name) => Ok(self.name(name)),
            Form::Field(base, name, _) => self.field(base, name, node),
            Form::Index(base, index) => self.index(base, index),
            Form::List(nodes) => self.list(nodes),
            Form::Record(fields) => self.record(fields),
            Form::Not(inner) => Ok(Val::own(!self.boolean(inner)?)),
            Form::Negate(inner) => self.negate(inner),
            Form::And(nodes) => self.connective(nodes, false),
            Form::Or(nodes) => self.connective(nodes, true),
            Form::Default(nodes) => self.default(nodes),
            Form::Arithmetic(first, rest) => self.arithmetic(first, rest),
            Form::Compare(comparison, a, b) => self.compare(*comparison, a, b),
            Form::Choose(arms, otherwise) => self.choose(arms, otherwise),
            Form::Call(function, arguments) => self.call(*function, arguments, node),
            Form::Method(method, base, arguments) => self.method(*method, base, arguments, node),
            Form::Each(method, base, local, body) => self.each(*method, base, local, body, node),
            Form::Unknown(call) => Err(self.unknown(&call.name, &call.span)),
        }
    }

    /// Evaluates to something that is set.
    pub(crate) fn set(&mut self, node: &'e Node) -> Outcome<Val<'e>> {
        let val = self.eval(node)?;
        if val.is_null() {
            return Err(self.unset(&node.span));
        }
        Ok(val)
    }

    pub(crate) fn boolean(&mut self, node: &'e Node) -> Outcome<bool> {
        let val = self.set(node)?;
        match val.plain() {
            Some(Value::Boolean(boolean)) => Ok(*boolean),
            _ => Err(self.wrong_kind(&val, &node.span, "да/нет", "a yes/no value")),
        }
    }

    /// Gives a name to an item until [`Self::pop_local`].
    pub(crate) fn push_local(&mut self, name: &'e str, item: Val<'e>) {
        self.locals.push((name, item));
    }

    pub(crate) fn pop_local(&mut self) {
        self.locals.pop();
    }

    fn name(&self, name: &str) -> Val<'e> {
        if let Some((_, item)) = self.locals.iter().rev().find(|(local, _)| *local == name) {
            return item.clone();
        }
        self.roots.get(name).map_or_else(Val::null, Val::Ref)
    }

    fn field(&mut self, base: &'e Node, name: &str, node: &Node) -> Outcome<Val<'e>> {
        let record = self.eval(base)?;
        self.field_of(&record, name, &node.span)
    }

    fn field_of(&mut self, record: &Val<'e>, name: &str, span: &Range<usize>) -> Outcome<Val<'e>> {
        match record.field(name) {
            Read::Found(val) => Ok(val),
            Read::Copy(record) => {
                let Some(field) = record.as_record().and_then(|r| r.get(name)) else {
                    return Ok(Val::null());
                };
                self.spend_size(Val::Ref(field).size(self.size_limit()), span)?;
                Ok(Val::own(field.clone()))
            }
            Read::NotRecord => Err(self.wrong_kind(record, span, "запись", "a record")),
        }
    }

    fn index(&mut self, base: &'e Node, index: &'e Node) -> Outcome<Val<'e>> {
        let list = self.eval(base)?;
        let position = self.set(index)?;
        if list.is_null() {
            return Ok(list);
        }
        if let Some(Value::Text(name)) = position.plain() {
            return self.field_of(&list, name, &base.span);
        }
        let position = self.number_of(&position, &index.span)?;
        let items = self.items_of(&list, &base.span)?;
        let at = position
            .is_integer()
            .then(|| usize::try_from(position).ok());
        let item = at.flatten().and_then(|at| items.get(at).cloned());
        Ok(item.unwrap_or_else(Val::null))
    }

    fn list(&mut self, nodes: &'e [Node]) -> Outcome<Val<'e>> {
        let items: Outcome<Vec<Val<'e>>> = nodes.iter().map(|node| self.eval(node)).collect();
        Ok(Val::list(items?))
    }

    fn record(&mut self, fields: &'e [(String, Node)]) -> Outcome<Val<'e>> {
        let mut record = BTreeMap::new();
        for (name, node) in fields {
            let val = self.eval(node)?;
            self.spend_on(&val, &node.span)?;
            record.insert(name.clone(), val.to_value());
        }
        Ok(Val::own(Value::Record(record)))
    }

    /// `and` stops at the first `false`, `or` at the first `true`.
    fn connective(&mut self, nodes: &'e [Node], stop: bool) -> Outcome<Val<'e>> {
        for node in nodes {
            if self.boolean(node)? == stop {
                return Ok(Val::own(stop));
            }
        }
        Ok(Val::own(!stop))
    }

    fn default(&mut self, nodes: &'e [Node]) -> Outcome<Val<'e>> {
        for node in nodes {
            let val = self.eval(node)?;
            if !val.is_null() {
                return Ok(val);
            }
        }
        Ok(Val::null())
    }

    fn choose(&mut self, arms: &'e [(Node, Node)], otherwise: &'e Node) -> Outcome<Val<'e>> {
        for (condition, result) in arms {
            if self.boolean(condition)? {
                return self.eval(result);
            }
        }
        self.eval(otherwise)
    }

    fn compare(&mut self, comparison: Comparison, a: &'e Node, b: &'e Node) -> Outcome<Val<'e>> {
        let span = a.span.start..b.span.end;
        if let Comparison::Equal | Comparison::NotEqual = comparison {
            let (left, right) = (self.eval(a)?, self.eval(b)?);
            let same = self.same(&left, &right, &span)?;
            return Ok(Val::own(same == (comparison == Comparison::Equal)));
        }
        let (left, right) = (self.set(a)?, self.set(b)?);
        if comparison == Comparison::In {
            let items = self.items_of(&right, &b.span)?;
            return Ok(Val::own(self.includes(&items, &left, &span)?));
        }
        let order = self.order(&left, &right, &span)?;
        Ok(Val::own(match comparison {
            Comparison::Less => order.is_lt(),
            Comparison::LessOrEqual => order.is_le(),
            Comparison::Greater => order.is_gt(),
            _ => order.is_ge(),
        }))
    }
}
