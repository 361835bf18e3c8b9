//! Which language a visitor reads: an explicit choice (cookie) first, then what the browser asks for, else Russian.
//!
//! It knows nothing of words.

/// Name of the cookie that keeps the choice made in the footer.
pub const LANGUAGE_COOKIE: &str = "language";

/// A language of the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Russian, the default.
    #[default]
    Russian,
    /// English.
    English,
}

impl Language {
    /// The tag used in `lang`, in the cookie and in file names.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Russian => "ru",
            Self::English => "en",
        }
    }

    /// The language with this tag; regional tags such as `en-GB` are understood.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.trim().split('-').next()?.to_ascii_lowercase().as_str() {
            "ru" => Some(Self::Russian),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// The language for a request, from the cookie's value and the `Accept-Language` header.
    pub fn negotiate(cookie: Option<&str>, accepted: Option<&str>) -> Self {
        cookie
            .and_then(Self::from_tag)
            .or_else(|| accepted.and_then(preferred))
            .unwrap_or_default()
    }

    /// Whether titles of a definition are wanted in English.
    pub fn is_english(self) -> bool {
        self == Self::English
    }
}

/// The known language with the highest weight; the first of equals.
fn preferred(accepted: &str) -> Option<Language> {
    let mut best: Option<(Language, u32)> = None;
    for part in accepted.split(',') {
        let mut pieces = part.split(';');
        let Some(language) = pieces.next().and_then(Language::from_tag) else {
            continue;
        };
        let weight = pieces
            .find_map(|p| p.trim().strip_prefix("q=")?.parse::<f32>().ok())
            .map_or(1000, |q| (q.clamp(0.0, 1.0) * 1000.0) as u32);
        if weight > 0 && best.is_none_or(|(_, heaviest)| weight > heaviest) {
            best = Some((language, weight));
        }
    }
    best.map(|(language, _)| language)
}

#[cfg(test)]
mod tests {
    use super::Language::{self, English, Russian};

    #[test]
    fn the_cookie_wins_then_the_browser_then_russian() {
        let rows: &[(Option<&str>, Option<&str>, Language)] = &[
            (None, None, Russian),
            (Some("en"), Some("ru"), English),
            (Some("de"), Some("en-GB,ru;q=0.5"), English),
            (None, Some("de, en;q=0.3, ru;q=0.8"), Russian),
            (None, Some("en;q=0, ru;q=0.1"), Russian),
            (None, Some("fr"), Russian),
        ];
        for (cookie, accepted, expected) in rows {
            let got = Language::negotiate(*cookie, *accepted);
            assert_eq!(got, *expected, "{cookie:?} {accepted:?}");
        }
    }
}
