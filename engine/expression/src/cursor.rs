//! The parser's place among the tokens: looking ahead, taking, and saying what was expected instead.

use crate::Problem;
use crate::parser::{Parsed, Parser};
use crate::token::{Placed, Token};
use std::ops::Range;

/// Words that cannot be names.
const RESERVED: [&str; 9] = [
    "and", "or", "not", "in", "true", "false", "да", "нет", "null",
];

impl<'t> Parser<'t> {
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

    pub(crate) fn word_at(&self, at: usize) -> Option<&str> {
        match &self.tokens.get(at)?.token {
            Token::Name(name) => Some(name),
            _ => None,
        }
    }

    pub(crate) fn peek_word(&self, word: &str) -> bool {
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

    /// A name, reserved or not.
    pub(crate) fn take_any_name(&mut self) -> Option<String> {
        let name = self.word_at(self.at)?.to_owned();
        self.at += 1;
        Some(name)
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
