//! The tight half of the parser: literals, names, brackets, calls, lambdas.
//!
//! A call of an unknown function is kept in the tree, so that the check can report it together with everything else.

use crate::cursor::is_reserved;
use crate::function::{FUNCTIONS, METHODS};
use crate::parser::{Parsed, Parser};
use crate::syntax::{Form, Local, Node, Unknown};
use crate::token::Token;
use crate::{Problem, Value, legal, outside};
use std::ops::Range;

impl Parser<'_> {
    /// A primary with everything that follows it: `.field`, `.method(…)`, `[index]`.
    pub(crate) fn postfix(&mut self) -> Parsed<Node> {
        let mut node = self.primary()?;
        loop {
            let start = node.span.start;
            if self.take(".") {
                node = self.member(node)?;
            } else if self.take("[") {
                let index = self.expression()?;
                self.require("]")?;
                let span = start..self.behind();
                node = self.node(span, Form::Index(Box::new(node), Box::new(index)))?;
            } else {
                return Ok(node);
            }
        }
    }

    /// After the dot; a reserved word may be a field's name.
    fn member(&mut self, base: Node) -> Parsed<Node> {
        let span = self.here();
        let Some(name) = self.take_any_name() else {
            return Err(self.expected("имя поля", "a field name"));
        };
        if self.take("(") {
            return self.method(base, &name, span);
        }
        let whole = base.span.start..span.end;
        self.node(whole, Form::Field(Box::new(base), name, span))
    }

    fn method(&mut self, base: Node, name: &str, name_span: Range<usize>) -> Parsed<Node> {
        let start = base.span.start;
        let base = Box::new(base);
        let Some((_, method, takes_lambda, _)) = METHODS.into_iter().find(|(n, ..)| *n == name)
        else {
            let arguments = self.arguments(")")?;
            let form = Form::Unknown(Box::new(Unknown {
                name: name.to_owned(),
                span: name_span,
                base: Some(base),
                arguments,
            }));
            return self.node(start..self.behind(), form);
        };
        if takes_lambda && let Some((name, span)) = self.take_local() {
            let body = Box::new(self.expression()?);
            self.require(")")?;
            let form = Form::Each(method, base, Local { name, span }, body);
            return self.node(start..self.behind(), form);
        }
        let arguments = self.arguments(")")?;
        self.node(start..self.behind(), Form::Method(method, base, arguments))
    }

    fn primary(&mut self) -> Parsed<Node> {
        let span = self.here();
        let Some(placed) = self.next_token() else {
            return Err(self.expected("выражение", "an expression"));
        };
        match &placed.token {
            Token::Number(number) => self.literal(span, Value::Number(*number)),
            Token::Text(text) => self.literal(span, Value::Text(text.clone())),
            Token::Name(name) => self.word(name, span),
            Token::Sign("(") => {
                let mut node = self.expression()?;
                self.require(")")?;
                // The brackets belong to the node, or the span of `(a) + b` would begin inside them.
                node.span = span.start..self.behind();
                Ok(node)
            }
            Token::Sign("[") => {
                let items = self.arguments("]")?;
                self.node(span.start..self.behind(), Form::List(items))
            }
            Token::Sign("{") => self.record(span.start),
            Token::Sign(_) => {
                self.step_back();
                Err(self.expected("выражение", "an expression"))
            }
        }
    }

    fn literal(&mut self, span: Range<usize>, value: Value) -> Parsed<Node> {
        self.node(span, Form::Literal(value))
    }

    fn word(&mut self, name: &str, span: Range<usize>) -> Parsed<Node> {
        match name {
            "true" | "да" => return self.literal(span, Value::Boolean(true)),
            "false" | "нет" => return self.literal(span, Value::Boolean(false)),
            "null" => return self.literal(span, Value::Null),
            name if is_reserved(name) => {
                self.step_back();
                return Err(self.expected("выражение", "an expression"));
            }
            _ => {}
        }
        if self.take("(") {
            return self.call(name, span);
        }
        self.node(span, Form::Name(name.to_owned()))
    }

    fn call(&mut self, name: &str, name_span: Range<usize>) -> Parsed<Node> {
        let arguments = self.arguments(")")?;
        let span = name_span.start..self.behind();
        if let Some(list) = outside::called(name, &arguments) {
            return self.node(span, Form::Name(list));
        }
        let Some((_, function, ..)) = FUNCTIONS.into_iter().find(|(n, ..)| *n == name) else {
            let form = Form::Unknown(Box::new(Unknown {
                name: name.to_owned(),
                span: name_span,
                base: None,
                arguments,
            }));
            return self.node(span, form);
        };
        match legal::literal(function, &arguments)? {
            Some(value) => self.literal(span, value),
            None => self.node(span, Form::Call(function, arguments)),
        }
    }

    /// Comma-separated expressions up to the closing bracket, which is taken.
    fn arguments(&mut self, close: &str) -> Parsed<Vec<Node>> {
        let mut nodes = Vec::new();
        if self.take(close) {
            return Ok(nodes);
        }
        loop {
            nodes.push(self.expression()?);
            if self.take(close) {
                return Ok(nodes);
            }
            if !self.take(",") {
                let (ru, en) = (format!("«,» или «{close}»"), format!("`,` or `{close}`"));
                return Err(self.expected(&ru, &en));
            }
        }
    }

    fn record(&mut self, start: usize) -> Parsed<Node> {
        let mut fields: Vec<(String, Node)> = Vec::new();
        while !self.take("}") {
            if !fields.is_empty() {
                self.require(",")?;
            }
            let span = self.here();
            let key = match self.next_token().map(|placed| &placed.token) {
                Some(Token::Name(key) | Token::Text(key)) => key.clone(),
                found => {
                    if found.is_some() {
                        self.step_back();
                    }
                    return Err(self.expected("имя поля или «}»", "a field name or `}`"));
                }
            };
            if fields.iter().any(|(known, _)| *known == key) {
                return Err(Box::new(Problem::new(
                    span,
                    "X111",
                    format!("Поле «{key}» названо в записи дважды."),
                    format!("The field `{key}` stands twice in the record."),
                )));
            }
            self.require(":")?;
            fields.push((key, self.expression()?));
        }
        self.node(start..self.behind(), Form::Record(fields))
    }
}
