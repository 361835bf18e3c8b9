//! The light markup of letters: blank line = paragraph, `- ` = list item, bare web addresses = links.
//!
//! Reading never fails and loses no words. There is deliberately no more markup than this: the plain text must
//! read as well as the HTML.

use crate::limits;

/// A piece of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Block<'a> {
    /// Lines that belong together; line breaks are kept.
    Paragraph(Vec<&'a str>),
    /// Items, each with its continuation lines.
    List(Vec<Vec<&'a str>>),
}

/// A piece of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Span<'a> {
    /// Words.
    Words(&'a str),
    /// A web address, `http` or `https` only.
    Link(&'a str),
}

/// Makes a text safe to send: line ends become `\n`, other control characters become spaces, ends are trimmed.
/// Byte order marks go: editors put them into templates, and mail programs swallow or show them as they like.
pub(crate) fn normalise(text: &str) -> String {
    let text = text
        .replace('\u{feff}', "")
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    let clean: String = text
        .chars()
        .map(|c| if c.is_control() && c != '\n' { ' ' } else { c })
        .collect();
    clean.trim_matches('\n').trim_end().to_owned()
}

/// Splits a normalised text into blocks.
pub(crate) fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut open = false;
    for line in text.lines() {
        if line.trim().is_empty() {
            open = false;
            continue;
        }
        let item = line.strip_prefix("- ").map(str::trim);
        match (blocks.last_mut().filter(|_| open), item) {
            (Some(Block::List(items)), Some(item)) => items.push(vec![item]),
            (Some(Block::List(items)), None) if line.starts_with("  ") => {
                items
                    .last_mut()
                    .into_iter()
                    .for_each(|lines| lines.push(line.trim()));
            }
            (_, Some(item)) => blocks.push(Block::List(vec![vec![item]])),
            (Some(Block::Paragraph(lines)), None) => lines.push(line.trim_end()),
            (_, None) => blocks.push(Block::Paragraph(vec![line.trim_end()])),
        }
        open = true;
    }
    blocks
}

/// Splits a line into words and links.
pub(crate) fn spans(line: &str) -> Vec<Span<'_>> {
    let mut spans = Vec::new();
    let mut rest = line;
    while let Some((before, link, after)) = next_link(rest) {
        if !before.is_empty() {
            spans.push(Span::Words(before));
        }
        spans.push(Span::Link(link));
        rest = after;
    }
    if !rest.is_empty() {
        spans.push(Span::Words(rest));
    }
    spans
}

fn next_link(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let start = from + text[from..].find("http")?;
        let candidate = &text[start..];
        let scheme = ["https://", "http://"]
            .into_iter()
            .find(|s| candidate.starts_with(s));
        let glued = text[..start]
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric);
        if let Some(scheme) = scheme.filter(|_| !glued) {
            let link = link_at(candidate);
            if link.len() > scheme.len() && link.len() <= limits::LINK_BYTES_MAX {
                return Some((&text[..start], link, &candidate[link.len()..]));
            }
        }
        from = start + "http".len();
    }
}

/// The address at the start of `text`, without the punctuation that closes the sentence around it.
fn link_at(text: &str) -> &str {
    let end = text
        .find(|c: char| c.is_whitespace() || c.is_control() || "<>\"«»“”„`|\\^".contains(c))
        .unwrap_or(text.len());
    let mut link = &text[..end];
    while let Some(last) = link.chars().next_back() {
        let closes_own = last == ')' && link.matches('(').count() >= link.matches(')').count();
        if closes_own || !".,;:!?)]}'…".contains(last) {
            break;
        }
        link = &link[..link.len() - last.len_utf8()];
    }
    link
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_follow_blank_lines_and_dashes() {
        let text = "Здравствуйте!\n\nПринесите:\n- паспорт\n- приказ\n  о назначении\nи диплом\n\n\n- одно\n\n- другое";
        assert_eq!(
            blocks(text),
            [
                Block::Paragraph(vec!["Здравствуйте!"]),
                Block::Paragraph(vec!["Принесите:"]),
                Block::List(vec![vec!["паспорт"], vec!["приказ", "о назначении"]]),
                Block::Paragraph(vec!["и диплом"]),
                Block::List(vec![vec!["одно"]]),
                Block::List(vec![vec!["другое"]]),
            ]
        );
        assert_eq!(blocks(""), []);
    }

    #[test]
    fn links_end_where_the_sentence_does() {
        for (line, links) in [
            ("Откройте https://a.ru/t/1.", vec!["https://a.ru/t/1"]),
            ("(см. http://a.ru/x_(y)), далее", vec!["http://a.ru/x_(y)"]),
            (
                "«https://a.ru» и https://b.ru/?a=1&b=2;",
                vec!["https://a.ru", "https://b.ru/?a=1&b=2"],
            ),
            ("https://пример.рф/дело", vec!["https://пример.рф/дело"]),
            ("xhttps://a.ru http:// https://", vec![]),
            ("javascript:alert(1) ftp://a.ru", vec![]),
        ] {
            let found: Vec<_> = spans(line)
                .into_iter()
                .filter_map(|span| match span {
                    Span::Link(link) => Some(link),
                    Span::Words(_) => None,
                })
                .collect();
            assert_eq!(found, links, "{line}");
        }
    }

    #[test]
    fn no_word_is_lost() {
        for line in [
            "a https://b.ru, c",
            "http http://x",
            "https://a.ru https://b.ru",
            "«http»: ",
            "",
        ] {
            let joined: String = spans(line)
                .into_iter()
                .map(|span| match span {
                    Span::Link(text) | Span::Words(text) => text,
                })
                .collect();
            assert_eq!(joined, line);
        }
    }

    #[test]
    fn controls_do_not_survive() {
        assert_eq!(
            normalise("\u{feff}\r\nа\r\nб\rв\u{0}\tг\u{1b}[0m  \n\n"),
            "а\nб\nв  г [0m"
        );
    }
}
