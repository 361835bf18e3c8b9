//! Values of statements: text, JSON, whole numbers and bytes. Switches are numbers, so that both databases store them alike.
//!
//! PostgreSQL has no letter U+0000. Somebody who sends one is not to stop the commit of those who did not: U+FFFD is kept
//! in its place. Texts inside JSON that is kept as text, such as events, are not touched.

use std::borrow::Cow;

use serde::Serialize;

use crate::{
    error::write as json_text,
    line::{Line, listed},
};

/// One value.
#[derive(Clone, Debug)]
pub(crate) enum Value<'q> {
    /// Text.
    Text(Option<Cow<'q, str>>),
    /// JSON that the database itself takes apart.
    Json(Option<String>),
    /// A whole number, or a switch.
    Number(Option<i64>),
    /// Bytes.
    Bytes(Option<Cow<'q, [u8]>>),
}

impl Value<'_> {
    /// JSON that the database itself takes apart: rows and lists.
    pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> Self {
        Self::Json(Some(json_text(value)))
    }

    /// Rows that the database itself takes apart.
    pub(crate) fn lines(lines: &[Line]) -> Self {
        Self::Json(Some(listed(lines)))
    }
}

/// The text without U+0000.
pub(super) fn without_zero(text: Cow<'_, str>) -> Cow<'_, str> {
    match text.contains('\0') {
        true => text.replace('\0', "\u{FFFD}").into(),
        false => text,
    }
}

/// The JSON without U+0000 in the texts of its own. A second backslash before makes it a text about one.
pub(super) fn json_without_zero(json: String) -> String {
    const ZERO: &str = "\\u0000";
    if !json.contains(ZERO) {
        return json;
    }
    let mut kept = String::with_capacity(json.len());
    let mut rest = json.as_str();
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        kept += before;
        if let Some(after) = escape.strip_prefix(ZERO) {
            kept.push('\u{FFFD}');
            rest = after;
        } else {
            // An escape is a backslash and one sign at least, which has one byte.
            let (whole, after) = escape.split_at_checked(2).unwrap_or((escape, ""));
            kept += whole;
            rest = after;
        }
    }
    kept + rest
}

impl<'q> From<&'q str> for Value<'q> {
    fn from(text: &'q str) -> Self {
        Self::Text(Some(text.into()))
    }
}

impl<'q> From<&'q String> for Value<'q> {
    fn from(text: &'q String) -> Self {
        text.as_str().into()
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Some(text.into()))
    }
}

impl<'q> From<Option<&'q str>> for Value<'q> {
    fn from(text: Option<&'q str>) -> Self {
        Self::Text(text.map(Cow::from))
    }
}

impl<'q> From<&'q Option<String>> for Value<'q> {
    fn from(text: &'q Option<String>) -> Self {
        text.as_deref().into()
    }
}

impl From<Option<String>> for Value<'_> {
    fn from(text: Option<String>) -> Self {
        Self::Text(text.map(Cow::from))
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Number(Some(number))
    }
}

impl From<Option<i64>> for Value<'_> {
    fn from(number: Option<i64>) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        i64::from(number).into()
    }
}

impl From<i32> for Value<'_> {
    fn from(number: i32) -> Self {
        i64::from(number).into()
    }
}

impl From<bool> for Value<'_> {
    fn from(on: bool) -> Self {
        i64::from(on).into()
    }
}

impl From<Option<bool>> for Value<'_> {
    fn from(on: Option<bool>) -> Self {
        Self::Number(on.map(i64::from))
    }
}

impl<'q> From<&'q [u8]> for Value<'q> {
    fn from(bytes: &'q [u8]) -> Self {
        Self::Bytes(Some(bytes.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::json_without_zero;

    #[test]
    fn only_the_outer_texts_lose_the_letter_that_one_database_has_not() {
        for (json, kept) in [
            (r#"["a\u0000b"]"#, "[\"a\u{FFFD}b\"]"),
            (r#"["{\"t\":\"\\u0000\"}"]"#, r#"["{\"t\":\"\\u0000\"}"]"#),
            (r#"["\\\u0000"]"#, "[\"\\\\\u{FFFD}\"]"),
            (r#"["u0000"]"#, r#"["u0000"]"#),
        ] {
            assert_eq!(json_without_zero(json.to_owned()), kept, "{json}");
        }
    }
}
