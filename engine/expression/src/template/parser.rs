//! Template text to parts.
//!
//! A mistake in one hole does not hide the next one: every tag is read on its own, and the blocks are matched over all.

use super::part::{Each, Part};
use crate::parser::{Parsed, Parser};
use crate::syntax::{Form, Local, Node};
use crate::token::{self, Placed, Token};
use crate::{Problem, Value, limits};
use std::ops::Range;

pub(crate) fn parse(source: &str) -> Result<Vec<Part>, Vec<Problem>> {
    let mut reader = Reader {
        source,
        at: 0,
        problems: Vec::new(),
    };
    let (parts, end) = reader.block(0);
    if let Some((tag, span)) = end {
        reader.stray(tag, span);
    }
    if reader.problems.is_empty() {
        return Ok(parts);
    }
    reader.problems.sort_by_key(|p| p.span.start);
    reader.problems.truncate(limits::PROBLEMS);
    Err(reader.problems)
}

/// What stands between `{{` and `}}`.
enum Tag {
    Hole(Node),
    If(Node),
    Each(Node, Local, Option<Local>),
    Else,
    EndIf,
    EndEach,
    /// Already reported; takes part in no matching.
    Broken,
}

/// The tag that ended a block, and where it stands.
type End = Option<(Tag, Range<usize>)>;

struct Reader<'s> {
    source: &'s str,
    at: usize,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    /// Parts up to the end of the text or a tag that ends a block.
    fn block(&mut self, depth: usize) -> (Vec<Part>, End) {
        let mut parts = Vec::new();
        loop {
            let Some((tag, span)) = self.next_tag(&mut parts) else {
                return (parts, None);
            };
            match tag {
                Tag::Broken => {}
                Tag::Hole(node) => parts.push(Part::Hole(node)),
                Tag::If(_) | Tag::Each(..) if depth >= limits::BLOCK_DEPTH => {
                    self.problem(
                        span,
                        "X305",
                        format!("Блоки вложены глубже {} уровней.", limits::BLOCK_DEPTH),
                        format!("Blocks are nested deeper than {}.", limits::BLOCK_DEPTH),
                    );
                    // Reading on would report every closing tag as well.
                    self.at = self.source.len();
                    return (parts, None);
                }
                Tag::If(condition) => parts.push(self.condition(condition, span, depth)),
                Tag::Each(list, item, number) => {
                    let (body, end) = self.block(depth + 1);
                    self.must_end(end, "each", span);
                    parts.push(Part::Each(Each {
                        list,
                        item,
                        number,
                        body,
                    }));
                }
                end @ (Tag::Else | Tag::EndIf | Tag::EndEach) if depth > 0 => {
                    return (parts, Some((end, span)));
                }
                end @ (Tag::Else | Tag::EndIf | Tag::EndEach) => self.stray(end, span),
            }
        }
    }

    fn condition(&mut self, condition: Node, span: Range<usize>, depth: usize) -> Part {
        let (then, end) = self.block(depth + 1);
        let (otherwise, end) = match end {
            Some((Tag::Else, _)) => self.block(depth + 1),
            end => (Vec::new(), end),
        };
        self.must_end(end, "if", span);
        Part::If(condition, then, otherwise)
    }

    /// Reports a block that another tag, or nothing, has ended.
    fn must_end(&mut self, end: End, word: &str, opening: Range<usize>) {
        match (end, word) {
            (Some((Tag::EndIf, _)), "if") | (Some((Tag::EndEach, _)), "each") => {}
            (Some((_, span)), _) => self.problem(
                span,
                "X302",
                format!("Здесь должно стоять {{{{/{word}}}}}: открыт блок «{word}»."),
                format!("{{{{/{word}}}}} must stand here: the open block is `{word}`."),
            ),
            (None, _) if self.problems.iter().any(|p| p.code == "X305") => {}
            (None, _) => self.problem(
                opening,
                "X302",
                format!("Блок «{word}» не закрыт: поставьте {{{{/{word}}}}}."),
                format!("The block `{word}` is not closed: write {{{{/{word}}}}}."),
            ),
        }
    }

    /// Reports `else` or a closing tag outside its block.
    fn stray(&mut self, tag: Tag, span: Range<usize>) {
        let word = match tag {
            Tag::Else => "else",
            Tag::EndIf => "/if",
            _ => "/each",
        };
        self.problem(
            span,
            "X302",
            format!("Лишний {{{{{word}}}}}: такой блок здесь не открыт."),
            format!("Stray {{{{{word}}}}}: no such block is open here."),
        );
    }

    /// The next tag; the text before it goes to `parts`.
    fn next_tag(&mut self, parts: &mut Vec<Part>) -> Option<(Tag, Range<usize>)> {
        let from = self.at;
        let Some(offset) = self.source[from..].find("{{") else {
            self.at = self.source.len();
            push_text(parts, from..self.source.len());
            return None;
        };
        let start = from + offset;
        let read = token::read_tag(self.source, start + 2);
        let closed = self.source[read.end..].starts_with("}}");
        let end = if closed {
            read.end + 2
        } else {
            self.source.len()
        };
        self.at = end;
        let span = start..end;
        let broken = !read.problems.is_empty();
        self.problems.extend(read.problems);
        if !closed && !broken {
            self.problem(
                start..start + 2,
                "X301",
                "Вставка «{{» не закрыта: поставьте «}}».".to_owned(),
                "The hole `{{` is not closed: write `}}`.".to_owned(),
            );
        }
        let tag = if broken || !closed {
            Tag::Broken
        } else {
            self.tag(&read.tokens, read.end).unwrap_or_else(|problem| {
                self.problems.push(*problem);
                repaired(&read.tokens)
            })
        };
        let text_end = match tag {
            Tag::Hole(_) | Tag::Broken => start,
            _ => self.take_line(from, start, end),
        };
        push_text(parts, from..text_end);
        Some((tag, span))
    }

    fn tag(&self, tokens: &[Placed], end: usize) -> Parsed<Tag> {
        let word = |at: usize| match tokens.get(at).map(|placed| &placed.token) {
            Some(Token::Name(name)) => name.as_str(),
            Some(Token::Sign(sign)) => sign,
            _ => "",
        };
        let inner = Parser::new(tokens.get(2..).unwrap_or_default(), end);
        match (word(0), word(1), tokens.len()) {
            ("#", "if", _) => inner.whole().map(Tag::If),
            ("#", "each", _) => each(inner),
            ("else", _, 1) => Ok(Tag::Else),
            ("/", "if", 2) => Ok(Tag::EndIf),
            ("/", "each", 2) => Ok(Tag::EndEach),
            ("#" | "/", ..) => Err(unknown_block(tokens)),
            _ => Parser::new(tokens, end).whole().map(Tag::Hole),
        }
    }

    /// When the tag stands alone on its line, moves past the line's end; the end of the text before the tag.
    fn take_line(&mut self, from: usize, start: usize, end: usize) -> usize {
        let blank = |text: &str| text.chars().all(|c| c == ' ' || c == '\t' || c == '\r');
        let line = self.source[..start].rfind('\n').map_or(0, |at| at + 1);
        let rest = &self.source[end..];
        let rest_of_line = rest.find('\n').map_or(rest, |at| &rest[..at]);
        if !blank(&self.source[line..start]) || !blank(rest_of_line) {
            return start;
        }
        let newline = usize::from(rest.len() > rest_of_line.len());
        self.at = end + rest_of_line.len() + newline;
        line.max(from)
    }

    fn problem(&mut self, span: Range<usize>, code: &'static str, ru: String, en: String) {
        self.problems.push(Problem::new(span, code, ru, en));
    }
}

/// `list as x` or `list as x, n`.
fn each(mut parser: Parser<'_>) -> Parsed<Tag> {
    let list = parser.expression()?;
    if !parser.take_word("as") {
        return Err(parser.expected("«as имя»", "`as name`"));
    }
    let (name, span) = parser.free_name()?;
    let item = Local { name, span };
    let number = if parser.take(",") {
        let (name, span) = parser.free_name()?;
        Some(Local { name, span })
    } else {
        None
    };
    parser.finish()?;
    Ok(Tag::Each(list, item, number))
}

/// A block whose expression is wrong still opens a block, or its closing tag would be reported too.
fn repaired(tokens: &[Placed]) -> Tag {
    let nothing = Node::new(0..0, Form::Literal(Value::Null));
    let word = match tokens {
        [first, second, ..] if first.token == Token::Sign("#") => &second.token,
        _ => return Tag::Broken,
    };
    match word {
        Token::Name(name) if name == "if" => Tag::If(nothing),
        Token::Name(name) if name == "each" => {
            let (name, span) = (String::new(), 0..0);
            Tag::Each(nothing, Local { name, span }, None)
        }
        _ => Tag::Broken,
    }
}

fn unknown_block(tokens: &[Placed]) -> Box<Problem> {
    let first = tokens.first().map_or(0, |placed| placed.span.start);
    let last = tokens.get(1).or(tokens.first());
    let end = last.map_or(0, |placed| placed.span.end);
    Box::new(
        Problem::new(
            first..end,
            "X303",
            "Такого блока нет.",
            "There is no such block.",
        )
        .hint(
            "Есть {{#if условие}} … {{else}} … {{/if}} и {{#each список as x}} … {{/each}}.",
            "There are {{#if condition}} … {{else}} … {{/if}} and {{#each list as x}} … {{/each}}.",
        ),
    )
}

fn push_text(parts: &mut Vec<Part>, range: Range<usize>) {
    if !range.is_empty() {
        parts.push(Part::Text(range));
    }
}
