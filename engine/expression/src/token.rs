//! Source text to tokens with byte spans.
//!
//! Knows Cyrillic letters, and names the usual typing slips (`=`, `≥`, «ёлочки») with their remedy. It keeps reading
//! after a bad character, so that all of them are reported at once; it never looks at the meaning of a name.

use crate::Problem;
use rust_decimal::Decimal;
use std::ops::Range;

/// One lexical unit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Token {
    Name(String),
    Number(Decimal),
    Text(String),
    /// An operator or a bracket, as written (`&&` is `and`, `||` is `or`).
    Sign(&'static str),
}

/// A token and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub(crate) token: Token,
    pub(crate) span: Range<usize>,
}

/// Where reading stops.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stop {
    /// At the end of the text.
    End,
    /// Before the `}}` that closes a hole of a template.
    Braces,
}

/// The tokens, and the byte at which reading stopped.
pub(crate) struct Tokens {
    pub(crate) tokens: Vec<Placed>,
    pub(crate) end: usize,
    pub(crate) problems: Vec<Problem>,
}

/// Longest first, so that `<=` is not read as `<`.
const SIGNS: [&str; 25] = [
    "==", "!=", "<=", ">=", "??", "&&", "||", "<", ">", "!", "+", "-", "*", "/", "%", "?", ":",
    ".", ",", "(", ")", "[", "]", "{", "}",
];

/// Signs that people type and the language does not have: as typed, as it should be.
const SLIPS: [(&str, &str); 10] = [
    ("=", "=="),
    ("≥", ">="),
    ("≤", "<="),
    ("≠", "!="),
    ("×", "*"),
    ("÷", "/"),
    ("−", "-"),
    ("–", "-"),
    ("&", "and"),
    ("|", "or"),
];

/// The tokens of a template's tag; `#` is a token at its beginning only.
pub(crate) fn read_tag(source: &str, from: usize) -> Tokens {
    let rest = &source[from..];
    let start = from + rest.len() - rest.trim_start().len();
    if !source[start..].starts_with('#') {
        return read(source, from, Stop::Braces);
    }
    let mut read = read(source, start + 1, Stop::Braces);
    let token = Token::Sign("#");
    let span = start..start + 1;
    read.tokens.insert(0, Placed { token, span });
    read
}

pub(crate) fn read(source: &str, from: usize, stop: Stop) -> Tokens {
    let mut lexer = Lexer {
        source,
        at: from,
        problems: Vec::new(),
    };
    let mut tokens = Vec::new();
    let mut braces = 0_usize;
    loop {
        lexer.skip_space();
        let rest = &source[lexer.at..];
        let closes = stop == Stop::Braces && braces == 0 && rest.starts_with("}}");
        if rest.is_empty() || closes {
            let (end, problems) = (lexer.at, lexer.problems);
            return Tokens {
                tokens,
                end,
                problems,
            };
        }
        let start = lexer.at;
        let Some(token) = lexer.next() else { continue };
        match token {
            Token::Sign("{") => braces += 1,
            Token::Sign("}") => braces = braces.saturating_sub(1),
            _ => {}
        }
        let span = start..lexer.at;
        tokens.push(Placed { token, span });
    }
}

struct Lexer<'s> {
    source: &'s str,
    at: usize,
    problems: Vec<Problem>,
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        &self.source[self.at..]
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// Moves past at least one character; `None` after a problem.
    fn next(&mut self) -> Option<Token> {
        let first = self.rest().chars().next()?;
        if first.is_alphabetic() || first == '_' {
            return Some(self.name());
        }
        if first.is_ascii_digit() {
            return self.number();
        }
        if first == '\'' || first == '"' {
            return self.text(first);
        }
        if let Some(sign) = SIGNS.into_iter().find(|s| self.rest().starts_with(s)) {
            self.at += sign.len();
            return Some(match sign {
                "&&" => Token::Name("and".to_owned()),
                "||" => Token::Name("or".to_owned()),
                sign => Token::Sign(sign),
            });
        }
        self.unexpected(first);
        None
    }

    fn name(&mut self) -> Token {
        let rest = self.rest();
        let end = rest
            .find(|c: char| !(c.is_alphanumeric() || c == '_'))
            .unwrap_or(rest.len());
        let name = rest[..end].to_owned();
        self.at += end;
        Token::Name(name)
    }

    fn number(&mut self) -> Option<Token> {
        let start = self.at;
        self.digits();
        let mut after = self.rest().chars();
        if after.next() == Some('.') && after.next().is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
            self.digits();
        }
        let glued = self.rest().chars().next().is_some_and(char::is_alphabetic);
        let text = &self.source[start..self.at];
        match Decimal::from_str_exact(text) {
            Ok(number) if !glued => Some(Token::Number(number.normalize())),
            Ok(_) => {
                self.problem(
                    start..self.at,
                    "X103",
                    format!("После числа «{text}» сразу стоит буква."),
                    format!("A letter follows the number `{text}`."),
                    "Поставьте пробел; имя не может начинаться с цифры.",
                    "Put a space; a name cannot begin with a digit.",
                );
                self.name();
                None
            }
            Err(_) => {
                self.problem(
                    start..self.at,
                    "X103",
                    format!("Число «{text}» слишком длинное."),
                    format!("The number `{text}` is too long."),
                    "Точно хранится до 28 значащих цифр.",
                    "Up to 28 significant digits are kept exactly.",
                );
                None
            }
        }
    }

    fn digits(&mut self) {
        let rest = self.rest();
        self.at += rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
    }

    fn text(&mut self, quote: char) -> Option<Token> {
        let start = self.at;
        let mut text = String::new();
        let mut chars = self.source[start + 1..].char_indices();
        while let Some((offset, c)) = chars.next() {
            let here = start + 1 + offset;
            if c == quote {
                self.at = here + 1;
                return Some(Token::Text(text));
            }
            if c != '\\' {
                text.push(c);
                continue;
            }
            match chars.next() {
                Some((_, 'n')) => text.push('\n'),
                Some((_, 't')) => text.push('\t'),
                Some((_, c @ ('\'' | '"' | '\\'))) => text.push(c),
                Some((_, c)) => self.problem(
                    here..here + 1 + c.len_utf8(),
                    "X110",
                    format!("Сочетание «\\{c}» в тексте ничего не значит."),
                    format!("`\\{c}` means nothing inside a text."),
                    r#"Можно: \n, \t, \', \", \\."#,
                    r#"Use \n, \t, \', \" or \\."#,
                ),
                None => break,
            }
        }
        self.at = self.source.len();
        self.problem(
            start..start + 1,
            "X102",
            "Текст в кавычках не закрыт.".to_owned(),
            "The quoted text is not closed.".to_owned(),
            "Закройте его такой же кавычкой.",
            "Close it with the same quotation mark.",
        );
        None
    }

    fn unexpected(&mut self, c: char) {
        let span = self.at..self.at + c.len_utf8();
        self.at = span.end;
        let mut problem = Problem::new(
            span,
            "X101",
            format!("Знак «{c}» здесь ничего не значит."),
            format!("The character `{c}` means nothing here."),
        );
        let slip = SLIPS.iter().find(|(typed, _)| typed.starts_with(c));
        if let Some((_, wanted)) = slip {
            problem = problem.hint(
                format!("Напишите «{wanted}»."),
                format!("Write `{wanted}`."),
            );
        } else if "«»„“”‘’`".contains(c) {
            problem = problem.hint(
                "Текст пишется в прямых кавычках: 'текст' или \"текст\".",
                "A text stands in straight quotation marks: 'text' or \"text\".",
            );
        }
        self.problems.push(problem);
    }

    fn problem(
        &mut self,
        span: Range<usize>,
        code: &'static str,
        ru: String,
        en: String,
        hint_ru: &str,
        hint_en: &str,
    ) {
        self.problems
            .push(Problem::new(span, code, ru, en).hint(hint_ru, hint_en));
    }
}

impl Token {
    /// The token as a message shows it.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Name(name) => name.clone(),
            Self::Number(number) => number.to_string(),
            Self::Text(text) => format!("'{text}'"),
            Self::Sign(sign) => (*sign).to_owned(),
        }
    }
}
