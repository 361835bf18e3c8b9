//! Tokens to a syntax tree, by precedence from loose to tight:
//! `? :`, `or`, `and`, `not`, comparisons and `in`, `+ -`, `* / %`, unary `- !`, `??`, then `.field [index] call()`.
//!
//! `??` is the tightest binary operator: an operator never gives an unset value, so a default is only ever useful for
//! the plain value before it. Names and kinds are not looked at here; the first syntax error ends the parse.

use crate::syntax::{Arithmetic, Comparison, Form, Node};
use crate::token::{Placed, Token};
use crate::{Problem, limits};
use std::ops::Range;

/// Boxed, because a result is passed through many small stack frames.
pub(crate) type Parsed<T> = Result<T, Box<Problem>>;

/// Words that cannot be names.
const RESERVED: [&str; 9] = [
    "and", "or", "not", "in", "true", "false", "да", "нет", "null",
];

pub(crate) struct Parser<'t> {
    tokens: &'t [Placed],
    at: usize,
    /// Byte after the last token: where «something is missing» points.
    end: usize,
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
        let first = self.disjunction()?;
        if !self.take("?") {
            return Ok(first);
        }
        let start = first.span.start;
        let mut condition = first;
        let mut arms = Vec::new();
        loop {
            let result = self.expression()?;
            self.require(":")?;
            arms.push((condition, result));
            let next = self.disjunction()?;
            if !self.take("?") {
                let span = start..next.span.end;
                return self.node(span, Form::Choose(arms, Box::new(next)));
            }
            condition = next;
        }
    }

    fn disjunction(&mut self) -> Parsed<Node> {
        self.chain("or", Self::conjunction, Form::Or)
    }

    fn conjunction(&mut self) -> Parsed<Node> {
        self.chain("and", Self::negation, Form::And)
    }

    fn chain(
        &mut self,
        word: &str,
        operand: fn(&mut Self) -> Parsed<Node>,
        form: fn(Vec<Node>) -> Form,
    ) -> Parsed<Node> {
        let first = operand(self)?;
        if !self.peek_word(word) {
            return Ok(first);
        }
        let mut nodes = vec![first];
        while self.take_word(word) {
            nodes.push(operand(self)?);
        }
        let span = span_of(&nodes[0], &nodes[nodes.len() - 1]);
        self.node(span, form(nodes))
    }

    fn negation(&mut self) -> Parsed<Node> {
        let start = self.here().start;
        if !self.take_word("not") {
            return self.comparison();
        }
        self.enter()?;
        let inner = self.negation();
        self.depth -= 1;
        let inner = inner?;
        self.node(start..inner.span.end, Form::Not(Box::new(inner)))
    }

    fn comparison(&mut self) -> Parsed<Node> {
        let left = self.sum()?;
        let Some((comparison, negated)) = self.take_comparison() else {
            return Ok(left);
        };
        let right = self.sum()?;
        let again = self.here();
        if self.take_comparison().is_some() {
            return Err(Box::new(
                Problem::new(
                    again,
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
        if self.take_word("in") {
            return Some((Comparison::In, false));
        }
        if self.peek_word("not") && self.word_at(self.at + 1) == Some("in") {
            self.at += 2;
            return Some((Comparison::In, true));
        }
        let (_, comparison) = SIGNS.into_iter().find(|(sign, _)| self.take(sign))?;
        Some((comparison, false))
    }

    fn sum(&mut self) -> Parsed<Node> {
        const SIGNS: &[(&str, Arithmetic)] = &[("+", Arithmetic::Add), ("-", Arithmetic::Subtract)];
        self.arithmetic(SIGNS, Self::product)
    }

    fn product(&mut self) -> Parsed<Node> {
        const SIGNS: &[(&str, Arithmetic)] = &[
            ("*", Arithmetic::Multiply),
            ("/", Arithmetic::Divide),
            ("%", Arithmetic::Remainder),
        ];
        self.arithmetic(SIGNS, Self::unary)
    }

    fn arithmetic(
        &mut self,
        signs: &[(&str, Arithmetic)],
        operand: fn(&mut Self) -> Parsed<Node>,
    ) -> Parsed<Node> {
        let first = operand(self)?;
        let mut rest = Vec::new();
        while let Some((_, operator)) = signs.iter().find(|(sign, _)| self.take(sign)) {
            rest.push((*operator, operand(self)?));
        }
        let Some((_, last)) = rest.last() else {
            return Ok(first);
        };
        let span = span_of(&first, last);
        self.node(span, Form::Arithmetic(Box::new(first), rest))
    }

    fn unary(&mut self) -> Parsed<Node> {
        let start = self.here().start;
        let form = if self.take("-") {
            Form::Negate
        } else if self.take("!") {
            Form::Not
        } else {
            return self.default();
        };
        self.enter()?;
        let inner = self.unary();
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

    // What the other half of the parser (`primary.rs`) needs.

    pub(crate) fn node(&self, span: Range<usize>, form: Form) -> Parsed<Node> {
        let node = Node::new(span, form);
        if node.height > limits::DEPTH {
            return Err(too_deep(node.span));
        }
        Ok(node)
    }

    pub(crate) fn next_token(&mut self) -> Option<&'t Placed> {
        let token = self.tokens.get(self.at)?;
        self.at += 1;
        Some(token)
    }

    pub(crate) fn step_back(&mut self) {
        self.at = self.at.saturating_sub(1);
    }

    /// The span of the next token, or the end of the text.
    pub(crate) fn here(&self) -> Range<usize> {
        match self.tokens.get(self.at) {
            Some(placed) => placed.span.clone(),
            None => self.end..self.end,
        }
    }

    /// The byte after the last token taken.
    pub(crate) fn behind(&self) -> usize {
        match self.at.checked_sub(1).and_then(|at| self.tokens.get(at)) {
            Some(placed) => placed.span.end,
            None => self.here().start,
        }
    }

    pub(crate) fn peek(&self, sign: &str) -> bool {
        self.sign_at(self.at) == Some(sign)
    }

    pub(crate) fn sign_at(&self, at: usize) -> Option<&str> {
        match &self.tokens.get(at)?.token {
            Token::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    pub(crate) fn take(&mut self, sign: &str) -> bool {
        let found = self.peek(sign);
        self.at += usize::from(found);
        found
    }

    fn word_at(&self, at: usize) -> Option<&str> {
        match &self.tokens.get(at)?.token {
            Token::Name(name) => Some(name),
            _ => None,
        }
    }

    fn peek_word(&self, word: &str) -> bool {
        self.word_at(self.at) == Some(word)
    }

    pub(crate) fn take_word(&mut self, word: &str) -> bool {
        let found = self.peek_word(word);
        self.at += usize::from(found);
        found
    }

    /// Takes `name ,` if a free name and a comma stand here: the beginning of a lambda.
    pub(crate) fn take_local(&mut self) -> Option<(String, Range<usize>)> {
        let name = self.word_at(self.at)?;
        if self.sign_at(self.at + 1) != Some(",") || RESERVED.contains(&name) {
            return None;
        }
        let local = (name.to_owned(), self.here());
        self.at += 2;
        Some(local)
    }

    /// A name that is not a reserved word.
    pub(crate) fn free_name(&mut self) -> Parsed<(String, Range<usize>)> {
        let span = self.here();
        match self.word_at(self.at) {
            Some(name) if !RESERVED.contains(&name) => {
                let name = name.to_owned();
                self.at += 1;
                Ok((name, span))
            }
            _ => Err(self.expected("имя", "a name")),
        }
    }

    pub(crate) fn require(&mut self, sign: &str) -> Parsed<()> {
        if self.take(sign) {
            return Ok(());
        }
        Err(self.expected(&format!("«{sign}»"), &format!("`{sign}`")))
    }

    /// «Here stands something else.»
    pub(crate) fn expected(&self, ru: &str, en: &str) -> Box<Problem> {
        let span = self.here();
        let (found_ru, found_en) = match self.tokens.get(self.at) {
            None => ("текст закончился".to_owned(), "the text ends".to_owned()),
            Some(placed) => {
                let found = placed.token.shown();
                (format!("стоит «{found}»"), format!("`{found}` was found"))
            }
        };
        Box::new(Problem::new(
            span,
            "X104",
            format!("Здесь ожидается {ru}, а {found_ru}."),
            format!("Expected {en} here, but {found_en}."),
        ))
    }
}

pub(crate) fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&name)
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
