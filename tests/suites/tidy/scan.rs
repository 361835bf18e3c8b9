//! Splits Rust text into code, string literals and comments without parsing it.
//!
//! Each view keeps every line break of the original, and blanks what does not belong to it, so that a line
//! number in a view is a line number in the file. It knows nested comments, raw strings, characters and
//! lifetimes; macros that invent their own lexical rules do not exist in Rust, so nothing more is needed.

/// Two views of one Rust file.
#[derive(Debug, Default)]
pub(crate) struct Views {
    /// Code alone: comments, texts and characters are blank.
    pub(crate) code: String,
    /// String literals alone, with their quotes.
    pub(crate) literals: String,
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Code,
    Literal,
    Comment,
}

impl Views {
    pub(crate) fn of(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let mut views = Views::default();
        let mut at = 0;
        while at < chars.len() {
            let (part, end) = next_part(&chars, at);
            for &letter in &chars[at..end] {
                views.push(letter, part);
            }
            at = end;
        }
        views
    }

    fn push(&mut self, letter: char, part: Part) {
        let blank = if letter == '\n' { '\n' } else { ' ' };
        self.code
            .push(if part == Part::Code { letter } else { blank });
        self.literals
            .push(if part == Part::Literal { letter } else { blank });
    }
}

/// The part that begins at `at` and the place where it ends.
fn next_part(chars: &[char], at: usize) -> (Part, usize) {
    match (chars[at], chars.get(at + 1)) {
        ('/', Some('/')) => (Part::Comment, line_end(chars, at)),
        ('/', Some('*')) => (Part::Comment, comment_end(chars, at)),
        ('"', _) => (Part::Literal, text_end(chars, at + 1)),
        ('r', Some('"' | '#')) if !continues_a_name(chars, at) => match raw_text_end(chars, at) {
            Some(end) => (Part::Literal, end),
            None => (Part::Code, at + 1),
        },
        ('\'', _) => match character_end(chars, at) {
            Some(end) => (Part::Comment, end),
            None => (Part::Code, at + 1),
        },
        _ => (Part::Code, at + 1),
    }
}

/// `r` ends a longer name such as `for`; `br"…"` is a raw byte string all the same.
fn continues_a_name(chars: &[char], at: usize) -> bool {
    let is_name = |place: usize| chars[place].is_alphanumeric() || chars[place] == '_';
    match at {
        0 => false,
        1 => is_name(0) && chars[0] != 'b',
        _ => is_name(at - 1) && (chars[at - 1] != 'b' || is_name(at - 2)),
    }
}

fn line_end(chars: &[char], at: usize) -> usize {
    let rest = chars[at..].iter().position(|letter| *letter == '\n');
    rest.map_or(chars.len(), |length| at + length)
}

fn comment_end(chars: &[char], mut at: usize) -> usize {
    let mut depth = 0;
    while at < chars.len() {
        match (chars[at], chars.get(at + 1)) {
            ('/', Some('*')) => {
                depth += 1;
                at += 2;
            }
            ('*', Some('/')) => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    chars.len()
}

fn text_end(chars: &[char], mut at: usize) -> usize {
    while at < chars.len() {
        match chars[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    chars.len()
}

/// `None` for a raw identifier such as `r#type`.
fn raw_text_end(chars: &[char], at: usize) -> Option<usize> {
    let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
    let open = at + 1 + hashes;
    if chars.get(open) != Some(&'"') {
        return None;
    }
    let mut place = open + 1;
    while place < chars.len() {
        let closes = chars[place] == '"'
            && chars[place + 1..]
                .iter()
                .take(hashes)
                .filter(|c| **c == '#')
                .count()
                == hashes;
        if closes {
            return Some(place + 1 + hashes);
        }
        place += 1;
    }
    Some(chars.len())
}

/// `None` for a lifetime.
fn character_end(chars: &[char], at: usize) -> Option<usize> {
    if chars.get(at + 1) == Some(&'\\') {
        let close = chars[at + 3..].iter().position(|letter| *letter == '\'')?;
        return Some(at + 3 + close + 1);
    }
    (chars.get(at + 2) == Some(&'\'')).then_some(at + 3)
}

#[cfg(test)]
mod tests {
    use super::Views;

    #[test]
    fn code_literals_and_comments_part() {
        let table = [
            ("a // b \"c\"", "a", ""),
            ("a /* x /* y */ z */ b", "a                   b", ""),
            (r#"f("{ // }")"#, "f(        )", r#""{ // }""#),
            (r##"f(r#"a"b"#)"##, "f(        )", r##"r#"a"b"#"##),
            (r#"f("\"")"#, "f(    )", r#""\"""#),
            ("x: &'a str = '{'", "x: &'a str =", ""),
            (r"y = '\''; z", "y =     ; z", ""),
            ("r#type + for", "r#type + for", ""),
        ];
        for (text, code, literals) in table {
            let views = Views::of(text);
            assert_eq!(views.code.trim(), code, "code of {text}");
            assert_eq!(views.literals.trim(), literals, "literals of {text}");
        }
    }

    #[test]
    fn views_keep_the_lines() {
        let views = Views::of("a\n\"b\nc\" /* d\n */ e\n");
        assert_eq!(views.code.lines().count(), 4);
        assert_eq!(views.literals.lines().nth(1), Some("\"b"));
    }
}
