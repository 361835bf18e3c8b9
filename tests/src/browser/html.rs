//! Enough of HTML to read our own pages: elements with attributes, texts, links.
//!
//! No tree and no repairs: our templates close their elements, and the pages' own tests see to it.

use std::collections::BTreeMap;

/// An opening mark with its place in the page.
#[derive(Clone, Debug)]
pub struct Element {
    /// Name in lower case; closing marks begin with a slash.
    pub name: String,
    /// Attributes; those without a value are empty.
    pub attributes: BTreeMap<String, String>,
    /// Where it begins.
    pub start: usize,
    /// Where its contents begin.
    pub end: usize,
}

impl Element {
    /// An attribute; empty without it.
    pub fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }
}

/// All marks of a page in their order.
pub fn elements(page: &str) -> Vec<Element> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = page[at..].find('<') {
        let start = at + open;
        let Some(close) = end_of_mark(&page[start..]) else {
            break;
        };
        let inner = &page[start + 1..start + close];
        at = start + close + 1;
        if !inner.starts_with('!') {
            found.push(element(inner, start, at));
        }
    }
    found
}

/// The place of the `>` that ends a mark, attribute values skipped.
fn end_of_mark(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

fn element(inner: &str, start: usize, end: usize) -> Element {
    let name: String = inner.chars().take_while(|c| !c.is_whitespace()).collect();
    let mut attributes = BTreeMap::new();
    let mut rest = inner[name.len()..].trim_start();
    while !rest.is_empty() {
        let key: String = rest
            .chars()
            .take_while(|c| !c.is_whitespace() && *c != '=')
            .collect();
        rest = &rest[key.len()..];
        let mut value = "";
        if let Some(quoted) = rest.strip_prefix("=\"") {
            let length = quoted.find('"').unwrap_or(quoted.len());
            value = &quoted[..length];
            rest = quoted.get(length + 1..).unwrap_or_default();
        } else if let Some(plain) = rest.strip_prefix('=') {
            let length = plain.find(char::is_whitespace).unwrap_or(plain.len());
            value = &plain[..length];
            rest = &plain[length..];
        } else if key.is_empty() {
            break;
        }
        attributes.insert(key, plain(value));
        rest = rest.trim_start();
    }
    Element {
        name: name.to_lowercase(),
        attributes,
        start,
        end,
    }
}

/// Entities as characters.
pub(super) fn plain(text: &str) -> String {
    let named = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&nbsp;", " "),
    ];
    let numbered = [
        ("&#34;", "\""),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#38;", "&"),
        ("&amp;", "&"),
    ];
    let all = named.into_iter().chain(numbered);
    all.fold(text.to_owned(), |text, (entity, character)| {
        text.replace(entity, character)
    })
}

/// What a person reads: no marks, entities as characters, all spaces alike and joined.
pub fn text_of(page: &str) -> String {
    let mut text = String::new();
    let mut from = 0;
    for mark in elements(page) {
        text += page.get(from..mark.start).unwrap_or_default();
        text.push(' ');
        from = mark.end;
    }
    text += &page[from..];
    plain(&text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Addresses of the links whose text contains these words.
pub(super) fn links(page: &str, words: &str) -> Vec<String> {
    let marks = elements(page);
    let links = marks.iter().filter(|mark| mark.name == "a");
    let text = |mark: &Element| {
        let end = page[mark.end..]
            .find("</a>")
            .map_or(page.len(), |length| mark.end + length);
        text_of(&page[mark.end..end])
    };
    let wanted = links.filter(|mark| text(mark).contains(words));
    wanted
        .map(|mark| mark.attribute("href").to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{elements, links, text_of};

    #[test]
    fn marks_texts_and_links_are_read() {
        let page = r#"<p class="a > b">Ёлка &amp; <b>«x»</b></p><a href="/t?a=1&amp;b=2">К задаче</a><input checked>"#;
        let marks = elements(page);
        assert_eq!(marks[0].attribute("class"), "a > b");
        assert!(marks.last().unwrap().attributes.contains_key("checked"));
        assert_eq!(text_of(page), "Ёлка & «x» К задаче");
        assert_eq!(links(page, "задаче"), ["/t?a=1&b=2"]);
    }
}
