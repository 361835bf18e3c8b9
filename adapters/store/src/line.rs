//! A row as the statements of a commit take it: a JSON object, written straight into its text.
//!
//! A commit has hundreds of rows with a dozen values each; a tree of them, of which every key and text is an allocation of its
//! own, took longer to build than the text.

use serde::Serialize;

/// One row, in UTF-8.
#[derive(Clone, Debug)]
pub(crate) struct Line(Vec<u8>);

/// A row of keys and values; a value is anything that serialises, and only looked at.
macro_rules! line {
    ({ $($key:literal: $value:expr),+ $(,)? }) => {
        $crate::line::Line::begin()$(.with(concat!("\"", $key, "\":"), &$value))+.end()
    };
}
pub(crate) use line;

impl Line {
    pub(crate) fn begin() -> Self {
        Self(b"{".to_vec())
    }

    /// Adds a value; `key` comes quoted and with its colon.
    pub(crate) fn with<T: Serialize + ?Sized>(mut self, key: &'static str, value: &T) -> Self {
        if self.0.len() > 1 {
            self.0.push(b',');
        }
        self.0.extend_from_slice(key.as_bytes());
        serde_json::to_writer(&mut self.0, value).expect("rows have text keys and finite numbers");
        self
    }

    pub(crate) fn end(mut self) -> Self {
        self.0.push(b'}');
        self
    }
}

/// The rows as a JSON array.
pub(crate) fn listed(lines: &[Line]) -> String {
    let length = lines.iter().map(|line| line.0.len() + 1).sum::<usize>() + 2;
    let mut text = Vec::with_capacity(length);
    text.push(b'[');
    for line in lines {
        if text.len() > 1 {
            text.push(b',');
        }
        text.extend_from_slice(&line.0);
    }
    text.push(b']');
    String::from_utf8(text).expect("JSON is written in UTF-8")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::listed;

    #[test]
    fn rows_read_as_the_json_that_they_are() {
        let none: Option<u32> = None;
        let lines = [
            line!({"id": "а\"б\\", "count": 7, "none": none}),
            line!({"list": ["x", "\u{0}"], "text": "{\"a\": 1}"}),
        ];
        let read: Value = serde_json::from_str(&listed(&lines)).expect("JSON");
        let expected = json!([
            {"id": "а\"б\\", "count": 7, "none": null},
            {"list": ["x", "\u{0}"], "text": "{\"a\": 1}"},
        ]);
        assert_eq!(read, expected);
        assert_eq!(listed(&[]), "[]");
    }
}
