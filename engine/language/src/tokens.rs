//! Names inside expressions as they stand in the file, without parsing: half an expression has names too.

use std::ops::Range;

/// A piece of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// A name that begins a path: `order` in `order.number`.
    Name(Range<usize>),
    /// A field after a point.
    Member(Range<usize>),
    /// A name before `(`.
    Call(Range<usize>),
    /// A text, without its quotes.
    Text(Range<usize>),
    /// Any other character.
    Sign(char, usize),
}

/// Words of the language that are no names.
const WORDS: &[&str] = &[
    "and", "or", "not", "in", "true", "false", "null", "да", "нет", "и", "или", "не",
];

/// Splits `text[span]`; ranges are bytes of `text`. In a YAML text in single quotes every inner quote is `doubled`.
pub(crate) fn tokens(text: &str, span: Range<usize>, doubled: bool) -> Vec<Token> {
    let Some(part) = text.get(span.clone()) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut rest = part.char_indices().peekable();
    while let Some((at, next)) = rest.next() {
        let start = span.start + at;
        if next.is_alphabetic() || next == '_' {
            let mut end = at + next.len_utf8();
            while let Some((more, _)) = rest.next_if(|(_, c)| c.is_alphanumeric() || *c == '_') {
                end = more + part[more..].chars().next().map_or(1, char::len_utf8);
            }
            found.push(word(text, &found, start..span.start + end, span.end));
        } else if next.is_ascii_digit() {
            while rest.next_if(|(_, c)| c.is_alphanumeric()).is_some() {}
        } else if matches!(next, '\'' | '"') {
            let width = usize::from(doubled && next == '\'' && part[at + 1..].starts_with('\''));
            let open = at + 1 + width;
            let closing = if width == 1 { "''" } else { &part[at..=at] };
            let inner = part.get(open..).and_then(|tail| tail.find(closing));
            let end = inner.map_or(part.len(), |length| open + length);
            found.push(Token::Text(span.start + open..span.start + end.max(open)));
            while rest.next_if(|(i, _)| *i < end + closing.len()).is_some() {}
        } else if !next.is_whitespace() {
            found.push(Token::Sign(next, start));
        }
    }
    found
}

fn word(text: &str, before: &[Token], span: Range<usize>, end: usize) -> Token {
    let after = text.get(span.end..end).unwrap_or_default().trim_start();
    let called = after.starts_with('(');
    let member = matches!(before.last(), Some(Token::Sign('.', _)));
    let written = text.get(span.clone()).unwrap_or_default();
    match (member, called) {
        (true, false) => Token::Member(span),
        (_, true) if !WORDS.contains(&written) => Token::Call(span),
        (false, false) if !WORDS.contains(&written) => Token::Name(span),
        _ => Token::Sign('w', span.start),
    }
}

/// Names of lambdas: the first argument of `list.any(x, …)`.
pub(crate) fn locals<'t>(text: &'t str, tokens: &[Token]) -> Vec<&'t str> {
    let mut found = Vec::new();
    for window in tokens.windows(5) {
        let [Token::Sign('.', _), Token::Call(_), rest @ ..] = window else {
            continue;
        };
        if let [Token::Sign('(', _), Token::Name(name), Token::Sign(',', _)] = rest {
            found.extend(text.get(name.clone()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Token, tokens};

    fn shown(text: &str, doubled: bool) -> Vec<String> {
        let tokens = tokens(text, 0..text.len(), doubled);
        let show = |token: &Token| match token {
            Token::Name(span) => format!("name {}", &text[span.clone()]),
            Token::Member(span) => format!(".{}", &text[span.clone()]),
            Token::Call(span) => format!("{}()", &text[span.clone()]),
            Token::Text(span) => format!("'{}'", &text[span.clone()]),
            Token::Sign('w', _) => "word".to_owned(),
            Token::Sign(sign, _) => sign.to_string(),
        };
        tokens.iter().map(show).collect()
    }

    #[test]
    fn names_members_calls_and_texts() {
        assert_eq!(
            shown("шаг.outcome == 'да' and has(x2)", false),
            [
                "name шаг",
                ".",
                ".outcome",
                "=",
                "=",
                "'да'",
                "word",
                "has()",
                "(",
                "name x2",
                ")"
            ]
        );
        assert_eq!(
            shown("a == ''b'' or c", true),
            ["name a", "=", "=", "'b'", "word", "name c"]
        );
        assert_eq!(shown("a == 'b", false), ["name a", "=", "=", "'b'"]);
        assert_eq!(shown("'", false), ["''"]);
    }
}
