//! Just enough HTML reading for the rules: the tags of a page with their attributes, in order.
//!
//! It trusts the pages to be written by templates (quoted attributes) and is not a parser of foreign HTML.

/// An opening or closing tag.
#[derive(Debug)]
pub(super) struct Tag<'a> {
    pub(super) name: &'a str,
    pub(super) closing: bool,
    pub(super) attributes: Vec<(&'a str, &'a str)>,
    /// Text from this tag to the next.
    pub(super) text: &'a str,
}

impl<'a> Tag<'a> {
    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        self.attributes
            .iter()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| *value)
    }
}

/// Every tag of a page.
pub(super) fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    for piece in html.split('<').skip(1) {
        let end = tag_end(piece);
        let (inner, text) = (&piece[..end], piece.get(end + 1..).unwrap_or(""));
        let closing = inner.starts_with('/');
        let inner = inner.trim_matches('/');
        let (name, rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        tags.push(Tag {
            name,
            closing,
            attributes: attributes(rest),
            text,
        });
    }
    tags
}

fn tag_end(piece: &str) -> usize {
    let mut quoted = false;
    for (index, byte) in piece.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return index,
            _ => {}
        }
    }
    piece.len()
}

fn attributes(mut rest: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start();
        let name_end = rest
            .find(|c: char| c == '=' || c.is_whitespace())
            .unwrap_or(rest.len());
        if name_end == 0 {
            return found;
        }
        let name = &rest[..name_end];
        rest = &rest[name_end..];
        let Some(value) = rest.strip_prefix("=\"") else {
            found.push((name, ""));
            continue;
        };
        let value_end = value.find('"').unwrap_or(value.len());
        found.push((name, &value[..value_end]));
        rest = value.get(value_end + 1..).unwrap_or("");
    }
}

#[test]
fn tags_and_attributes_are_read() {
    let read = tags("<p class=\"a > b\" hidden>text</p>");
    assert_eq!(read[0].attributes, [("class", "a > b"), ("hidden", "")]);
    assert_eq!((read[0].text, read[1].closing), ("text", true));
}
