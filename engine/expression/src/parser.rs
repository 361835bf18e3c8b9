//! Tokens to a syntax tree, by precedence from loose to tight:
//! `? :`, `or`, `and`, `not`, comparisons and `in`, `+ -`, `* / %`, unary `- !`, `??`, then `.field [index] call()`.
//! The primaries are in `primary.rs`.
//!
//! `??` is the tightest binary operator: an operator never gives an unset value, so a default is only ever useful for
//! the plain value before it. Names and kinds are not looked at here; the first syntax error ends the parse.

use crate::syntax::{Arithmetic, Comparison, Form, Node};
use crate::token::{Placed, Token};
use crate::{Problem, limits};
use std::ops::Range;

/// Boxed, because a result is passed through many small stack frames.
pub(crate) type Parsed<T> = Result<T, Box<Problem>>;

/// Precedence of binary operators, from loose to tight; the last stands for «no operator».
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Or,
    And,
    Comparison,
    Sum,
    Product,
    Operand,
}

type Signs = &'static [(&'static str, Arithmetic)];

const SUM: Signs = &[("+", Arithmetic::Add), ("-", Arithmetic::Subtract)];
const PRODUCT: Signs = &[
    ("*", Arithmetic::Multiply),
    ("/", Arithmetic::Divide),
    ("%", Arithmetic::Remainder),
];

pub(crate) struct Parser<'t> {
    pub(crate) tokens: &'t [Placed],
    pub(crate) at: usize,
    /// Byte after the last token: where «something is missing» points.
    pub(crate) end: usize,
    depth: usize,
}

impl<'t> Parser<'t> {
    pub(crate) fn new(tokens: &'t [Placed], end: usize) -> Self {
        Self {
            tokens,
            at: 0,
            end,
            depth: 0,
        }
    }

    /// A whole expression, up to the last token.
    pub(crate) fn whole(mut self) -> Parsed<Node> {
        let node = self.expression()?;
        self.finish()?;
        Ok(node)
    }

    /// Fails when tokens are left.
    pub(crate) fn finish(&self) -> Parsed<()> {
        match self.tokens.get(self.at) {
            None => Ok(()),
            Some(_) => Err(self.expected("знак действия или конец", "an operator or the end")),
        }
    }

    pub(crate) fn expression(&mut self) -> Parsed<Node> {
        self.enter()?;
        let node = self.choice();
        self.depth -= 1;
        node
    }

    /// Counts nesting before the stack does.
    fn enter(&mut self) -> Parsed<()> {
        self.depth += 1;
        if self.depth > limits::DEPTH {
            return Err(too_deep(self.here()));
        }
        Ok(())
    }

    fn choice(&mut self) -> Parsed<Node> {
        let first = self.binary(Level::Or)?;
        if !self.peek("?") {
            return Ok(first);
        }
        self.arms(first)
    }

    /// `a ? b : c ? d : e`, after `a`.
    fn arms(&mut self, first: Node) -> Parsed<Node> {
        let start = first.span.start;
        let mut next = first;
        let mut arms = Vec::new();
        while self.take("?") {
            let result = self.expression()?;
            self.require(":")?;
            arms.push((next, result));
            next = self.binary(Level::Or)?;
        }
        let span = start..next.span.end;
        self.node(span, Form::Choose(arms, Box::new(next)))
    }

    /// Operators of `lowest` precedence and tighter. One function for all levels: a frame per level would make the
    /// deepest allowed nesting overflow a thread's stack.
    fn binary(&mut self, lowest: Level) -> Parsed<Node> {
        let mut left = self.unary()?;
        while let Some(level) = self.peek_level().filter(|level| *level >= lowest) {
            left = match level {
                Level::Or => self.chain("or", left, Level::And, Form::Or)?,
                Level::And => self.chain("and", left, Level::Comparison, Form::And)?,
                Level::Comparison => self.comparison(left)?,
                Level::Sum => self.arithmetic(left, SUM, Level::Product)?,
                Level::Product => self.arithmetic(left, PRODUCT, Level::Operand)?,
                Level::Operand => return Ok(left),
            };
        }
        Ok(left)
    }

    fn peek_level(&self) -> Option<Level> {
        match &self.tokens.get(self.at)?.token {
            Token::Name(name) => match name.as_str() {
                "or" => Some(Level::Or),
                "and" => Some(Level::And),
                "in" => Some(Level::Comparison),
                "not" if self.word_at(self.at + 1) == Some("in") => Some(Level::Comparison),
                _ => None,
            },
            Token::Sign("+" | "-") => Some(Level::Sum),
            Token::Sign("*" | "/" | "%") => Some(Level::Product),
            Token::Sign("==" | "!=" | "<" | "<=" | ">" | ">=") => Some(Level::Comparison),
            _ => None,
        }
    }

    fn chain(
        &mut self,
        word: &str,
        first: Node,
        tighter: Level,
        form: fn(Vec<Node>) -> Form,
    ) -> Parsed<Node> {
        let mut nodes = vec![first];
        while self.take_word(word) {
            nodes.push(self.binary(tighter)?);
        }
        let span = span_of(&nodes[0], &nodes[nodes.len() - 1]);
        self.node(span, form(nodes))
    }

    fn comparison(&mut self, left: Node) -> Parsed<Node> {
        let Some((comparison, negated)) = self.take_comparison() else {
            return Ok(left);
        };
        let right = self.binary(Level::Sum)?;
        if self.peek_level() == Some(Level::Comparison) {
            return Err(Box::new(
                Problem::new(
                    self.here(),
                    "X107",
                    "Сравнения нельзя ставить подряд.",
                    "Comparisons cannot follow one another.",
                )
                .hint(
                    "Вместо «a < b < c» напишите «a < b and b < c».",
                    "Instead of `a < b < c` write `a < b and b < c`.",
                ),
            ));
        }
        let span = span_of(&left, &right);
        let form = Form::Compare(comparison, Box::new(left), Box::new(right));
        let node = self.node(span.clone(), form)?;
        if negated {
            return self.node(span, Form::Not(Box::new(node)));
        }
        Ok(node)
    }

    /// The comparison and whether it is `not in`.
    fn take_comparison(&mut self) -> Option<(Comparison, bool)> {
        const SIGNS: [(&str, Comparison); 6] = [
            ("==", Comparison::Equal),
            ("!=", Comparison::NotEqual),
            ("<=", Comparison::LessOrEqual),
            (">=", Comparison::GreaterOrEqual),
            ("<", Comparison::Less),
            (">", Comparison::Greater),
        ];
        let negated = self.take_word("not");
        if self.take_word("in") {
            return Some((Comparison::In, negated));
        }
        let (_, comparison) = SIGNS.into_iter().find(|(sign, _)| self.take(sign))?;
        Some((comparison, false))
    }

    fn arithmetic(&mut self, first: Node, signs: Signs, tighter: Level) -> Parsed<Node> {
        let mut rest = Vec::new();
        while let Some((_, operator)) = signs.iter().find(|(sign, _)| self.take(sign)) {
            rest.push((*operator, self.binary(tighter)?));
        }
        let Some((_, last)) = rest.last() else {
            return Ok(first);
        };
        let span = span_of(&first, last);
        self.node(span, Form::Arithmetic(Box::new(first), rest))
    }

    fn unary(&mut self) -> Parsed<Node> {
        let (form, level): (fn(Box<Node>) -> Form, Level) = if self.peek("-") {
            (Form::Negate, Level::Operand)
        } else if self.peek("!") {
            (Form::Not, Level::Operand)
        } else if self.peek_word("not") {
            (Form::Not, Level::Comparison)
        } else {
            return self.default();
        };
        let start = self.here().start;
        self.at += 1;
        self.enter()?;
        let inner = self.binary(level);
        self.depth -= 1;
        let inner = inner?;
        self.node(start..inner.span.end, form(Box::new(inner)))
    }

    fn default(&mut self) -> Parsed<Node> {
        let first = self.postfix()?;
        if !self.peek("??") {
            return Ok(first);
        }
        let mut nodes = vec![first];
        while self.take("??") {
            nodes.push(self.default_operand()?);
        }
        let span = span_of(&nodes[0], &nodes[nodes.len() - 1]);
        self.node(span, Form::Default(nodes))
    }

    /// `x ?? -1` reads as expected although `-` is looser than `??`.
    fn default_operand(&mut self) -> Parsed<Node> {
        let start = self.here().start;
        if !self.take("-") {
            return self.postfix();
        }
        let inner = self.postfix()?;
        self.node(start..inner.span.end, Form::Negate(Box::new(inner)))
    }

    pub(crate) fn node(&self, span: Range<usize>, form: Form) -> Parsed<Node> {
        let node = Node::new(span, form);
        if node.height > limits::DEPTH {
            return Err(too_deep(node.span));
        }
        Ok(node)
    }
}

pub(crate) fn span_of(first: &Node, last: &Node) -> Range<usize> {
    first.span.start..last.span.end
}

fn too_deep(span: Range<usize>) -> Box<Problem> {
    Box::new(
        Problem::new(
            span,
            "X106",
            format!("Вложенность выражения больше {}.", limits::DEPTH),
            format!("The expression is nested deeper than {}.", limits::DEPTH),
        )
        .hint(
            "Вынесите часть выражения в отдельный шаг «set».",
            "Move a part of the expression into a `set` step of its own.",
        ),
    )
}
