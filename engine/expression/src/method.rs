//! List methods: `all any filter map sort_by count sum first contains`.
//!
//! A method of an unset list fails like any operator; write `(list ?? []).all(…)` where that is not wanted.

use crate::evaluate::{Evaluator, Outcome};
use crate::function::Method;
use crate::limits;
use crate::operator::Key;
use crate::syntax::{Local, Node};
use crate::val::{Size, Val};
use std::cmp::Ordering;
use std::ops::Range;

impl<'e> Evaluator<'e> {
    /// A method without a lambda.
    pub(crate) fn method(
        &mut self,
        method: Method,
        base: &'e Node,
        arguments: &'e [Node],
        node: &Node,
    ) -> Outcome<Val<'e>> {
        let list = self.set(base)?;
        let items = self.items_of(&list, &base.span)?;
        match (method, arguments) {
            (Method::First, []) => Ok(items.first().cloned().unwrap_or_else(Val::null)),
            (Method::Contains, [wanted]) => {
                let wanted = self.eval(wanted)?;
                Ok(Val::own(self.includes(&items, &wanted, &node.span)?))
            }
            _ => Err(self.unknown(method.name(), &node.span)),
        }
    }

    /// A method with a lambda.
    pub(crate) fn each(
        &mut self,
        method: Method,
        base: &'e Node,
        local: &'e Local,
        body: &'e Node,
        node: &Node,
    ) -> Outcome<Val<'e>> {
        let list = self.set(base)?;
        let items = self.items_of(&list, &base.span)?;
        match method {
            Method::All => Ok(Val::own(!self.finds(&items, local, body, false)?)),
            Method::Any => Ok(Val::own(self.finds(&items, local, body, true)?)),
            Method::Filter => Ok(Val::list(self.chosen(&items, local, body)?)),
            Method::Count => Ok(Val::own(self.chosen(&items, local, body)?.len() as i64)),
            Method::Map => Ok(Val::list(self.mapped(&items, local, body)?)),
            Method::Sum => {
                let numbers = self.mapped(&items, local, body)?;
                self.total(&numbers, &body.span)
            }
            Method::SortBy => self.sorted(&items, local, body),
            Method::First | Method::Contains => Err(self.unknown(method.name(), &node.span)),
        }
    }

    fn finds(
        &mut self,
        items: &[Val<'e>],
        local: &'e Local,
        body: &'e Node,
        wanted: bool,
    ) -> Outcome<bool> {
        for item in items {
            if self.holds(item, local, body)? == wanted {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn holds(&mut self, item: &Val<'e>, local: &'e Local, body: &'e Node) -> Outcome<bool> {
        self.push_local(&local.name, item.clone());
        let holds = self.boolean(body);
        self.pop_local();
        holds
    }

    fn chosen(
        &mut self,
        items: &[Val<'e>],
        local: &'e Local,
        body: &'e Node,
    ) -> Outcome<Vec<Val<'e>>> {
        let mut chosen = Vec::new();
        for item in items {
            if self.holds(item, local, body)? {
                chosen.push(item.clone());
            }
        }
        Ok(chosen)
    }

    fn mapped(
        &mut self,
        items: &[Val<'e>],
        local: &'e Local,
        body: &'e Node,
    ) -> Outcome<Vec<Val<'e>>> {
        let mut results = Vec::with_capacity(items.len());
        for item in items {
            self.push_local(&local.name, item.clone());
            let result = self.eval(body);
            self.pop_local();
            results.push(result?);
        }
        Ok(results)
    }

    /// Stable, so that equal keys keep the order of the list.
    fn sorted(&mut self, items: &[Val<'e>], local: &'e Local, body: &'e Node) -> Outcome<Val<'e>> {
        let results = self.mapped(items, local, body)?;
        let mut rows = Vec::with_capacity(items.len());
        for (result, item) in results.iter().zip(items) {
            rows.push((self.key(result, &body.span)?, item.clone()));
        }
        self.pay_for_sorting(&rows, &body.span)?;
        let mut mixed = false;
        rows.sort_by(|(a, _), (b, _)| {
            a.order(b).unwrap_or_else(|| {
                mixed = true;
                Ordering::Equal
            })
        });
        if let (true, Some(result)) = (mixed, results.first()) {
            let (ru, en) = ("значения одного вида", "values of one kind");
            return Err(self.wrong_kind(result, &body.span, ru, en));
        }
        Ok(Val::list(rows.into_iter().map(|(_, item)| item).collect()))
    }

    /// Every key takes part in about log₂(n) comparisons.
    fn pay_for_sorting(&mut self, rows: &[(Key<'_>, Val<'e>)], span: &Range<usize>) -> Outcome<()> {
        let rounds = rows.len().max(1).ilog2() as usize;
        let bytes: usize = rows.iter().map(|(key, _)| key.bytes()).sum();
        let bytes = bytes * rounds / limits::SORTED_BYTES_DISCOUNT;
        let parts = rows.len() * rounds;
        self.spend_size(Size { parts, bytes }, span)
    }
}
