//! Kinds of list methods and of their lambdas.

use crate::check::{Checker, Found};
use crate::function::{METHODS, Method};
use crate::syntax::{Local, Node};
use crate::{Kind, Problem};

impl<'c> Checker<'c> {
    pub(crate) fn method(
        &mut self,
        method: Method,
        base: &'c Node,
        nodes: &'c [Node],
        node: &Node,
    ) -> Found {
        let base_kind = self.find(base);
        let (_, _, takes_lambda, wanted) = METHODS.into_iter().find(|(_, m, ..)| *m == method)?;
        if takes_lambda {
            return self.lambda_needed(method, node);
        }
        let kinds: Vec<Found> = nodes.iter().map(|node| self.find(node)).collect();
        if nodes.len() != wanted {
            let wanted = wanted.to_string();
            return self.arity(method.name(), &wanted, nodes.len(), node.span.clone());
        }
        let item = self.item_kind(base, base_kind?)?;
        let (Some(argument), Some(Some(kind))) = (nodes.first(), kinds.first()) else {
            return (method == Method::First).then_some(item);
        };
        self.comparable(&item, kind, argument.span.clone());
        Some(Kind::Boolean)
    }

    /// The arguments of a lambda written wrongly are not looked at: its name is unknown in them.
    fn lambda_needed(&mut self, method: Method, node: &Node) -> Found {
        let name = method.name();
        self.report(
            Problem::new(
                node.span.clone(),
                "X213",
                format!("«{name}» ждёт имя для строки списка и выражение."),
                format!("`{name}` takes a name for the list's item and an expression."),
            )
            .hint(
                format!("Например: .{name}(x, x.поле)."),
                format!("For example: .{name}(x, x.field)."),
            ),
        )
    }

    pub(crate) fn each(
        &mut self,
        method: Method,
        base: &'c Node,
        local: &'c Local,
        body: &'c Node,
    ) -> Found {
        let base_kind = self.find(base);
        let item = base_kind.and_then(|kind| self.item_kind(base, kind));
        let kind = item.clone();
        self.with_local(local, kind, |checker| match method {
            Method::All | Method::Any => {
                checker.condition(body);
                Some(Kind::Boolean)
            }
            Method::Count => {
                checker.condition(body);
                Some(Kind::Integer)
            }
            Method::Filter => {
                checker.condition(body);
                item.map(Kind::list)
            }
            Method::Sum => {
                let kind = checker.find(body)?;
                checker.number(kind, body.span.clone())
            }
            Method::SortBy => {
                let kind = checker.find(body)?;
                checker.sortable(&kind, body)?;
                item.map(Kind::list)
            }
            Method::Map | Method::First | Method::Contains => checker.find(body).map(Kind::list),
        })
    }
}
