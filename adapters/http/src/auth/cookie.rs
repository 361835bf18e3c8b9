//! Cookies: the session's, with the `__Host-` prefix where the site is served over https, and plain preferences.
//!
//! Reading is lenient, writing is exact; nothing else about cookies is needed here.

use axum::http::{HeaderMap, HeaderValue, header};

use super::SessionId;
use crate::limits;

/// Cookies of a request.
#[derive(Clone, Debug, Default)]
pub struct CookieJar(Vec<(String, String)>);

impl CookieJar {
    /// Reads the `Cookie` headers.
    pub fn read(headers: &HeaderMap) -> Self {
        let lines = headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok());
        let pair = |piece: &str| {
            let (name, value) = piece.trim().split_once('=')?;
            Some((name.to_owned(), value.trim_matches('"').to_owned()))
        };
        Self(
            lines
                .flat_map(|line| line.split(';'))
                .filter_map(pair)
                .collect(),
        )
    }

    /// The first cookie with this name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

/// How the session cookie is written: depends on how the site is reached.
#[derive(Clone, Copy, Debug)]
pub struct SessionCookie {
    /// Whether visitors reach the site over https (also behind a proxy that ends TLS).
    pub https: bool,
}

impl SessionCookie {
    /// Its name. `__Host-` forbids other hosts of the domain to set it, and demands https.
    pub fn name(self) -> &'static str {
        if self.https {
            "__Host-session"
        } else {
            "session"
        }
    }

    /// The session number of a request.
    pub fn find(self, jar: &CookieJar) -> Option<SessionId> {
        jar.get(self.name()).and_then(SessionId::from_cookie)
    }

    /// `Set-Cookie` that begins a session; it ends with the browser.
    pub fn begin(self, id: &SessionId) -> HeaderValue {
        self.header(id.as_str(), "")
    }

    /// `Set-Cookie` that removes it.
    pub fn end(self) -> HeaderValue {
        self.header("", "; Max-Age=0")
    }

    fn header(self, value: &str, more: &str) -> HeaderValue {
        let secure = if self.https { "; Secure" } else { "" };
        let text = format!(
            "{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{more}",
            self.name()
        );
        HeaderValue::from_str(&text).expect("a session number is hexadecimal")
    }
}

/// The cookie of an attempt to sign in elsewhere: guarded as the session's, and gone after some minutes.
#[derive(Clone, Copy, Debug)]
pub struct AttemptCookie {
    /// As for [`SessionCookie`].
    pub https: bool,
}

impl AttemptCookie {
    /// Its name.
    pub fn name(self) -> &'static str {
        if self.https {
            "__Host-elsewhere"
        } else {
            "elsewhere"
        }
    }

    /// `Set-Cookie` that begins an attempt. `None` when the value has characters that no cookie may have.
    pub fn begin(self, value: &str) -> Option<HeaderValue> {
        self.header(value, limits::ELSEWHERE_PATIENCE.as_secs())
    }

    /// `Set-Cookie` that removes it.
    pub fn end(self) -> Option<HeaderValue> {
        self.header("", 0)
    }

    fn header(self, value: &str, seconds: u64) -> Option<HeaderValue> {
        let secure = if self.https { "; Secure" } else { "" };
        // Lax: the browser comes back from another site.
        let text = format!(
            "{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}; Max-Age={seconds}",
            self.name()
        );
        HeaderValue::from_str(&text).ok()
    }
}

/// Name of the cookie that switches the keys off.
pub const KEYS_COOKIE: &str = "keys";

/// `Set-Cookie` for a preference (language, theme), kept for a year. `None` when the value has other characters than
/// Latin letters.
pub fn preference(name: &'static str, value: &str) -> Option<HeaderValue> {
    let plain = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_alphabetic());
    let text = format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax");
    plain.then(|| HeaderValue::from_str(&text).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};

    use super::super::SessionId;
    use super::{AttemptCookie, CookieJar, SessionCookie, preference};

    #[test]
    fn the_session_cookie_is_guarded_and_found_again() {
        let id = SessionId::random().unwrap();
        for (https, name) in [(true, "__Host-session"), (false, "session")] {
            let cookie = SessionCookie { https };
            let written = cookie.begin(&id).to_str().unwrap().to_owned();
            assert!(written.starts_with(&format!(
                "{name}={}; Path=/; HttpOnly; SameSite=Lax",
                id.as_str()
            )));
            assert_eq!(written.contains("Secure"), https);
            let mut headers = HeaderMap::new();
            let sent = format!("language=en; {name}={}", id.as_str());
            headers.insert(header::COOKIE, HeaderValue::from_str(&sent).unwrap());
            assert_eq!(cookie.find(&CookieJar::read(&headers)), Some(id.clone()));
            assert!(cookie.end().to_str().unwrap().ends_with("Max-Age=0"));
        }
    }

    #[test]
    fn the_cookie_of_an_attempt_is_guarded_and_short_lived() {
        for (https, name) in [(true, "__Host-elsewhere"), (false, "elsewhere")] {
            let cookie = AttemptCookie { https };
            let begun = cookie.begin("a.b").unwrap();
            let secure = if https { "; Secure" } else { "" };
            assert_eq!(
                begun.to_str().unwrap(),
                format!("{name}=a.b; Path=/; HttpOnly; SameSite=Lax{secure}; Max-Age=600")
            );
            let end = cookie.end().unwrap();
            assert!(end.to_str().unwrap().ends_with("; Max-Age=0"));
            assert_eq!(cookie.begin("a\r\nb"), None);
        }
    }

    #[test]
    fn a_preference_cannot_carry_anything_else() {
        assert!(preference("language", "en").is_some());
        for value in ["", "en; Domain=x", "en\r\nx: y", "тест"] {
            assert_eq!(preference("language", value), None, "{value:?}");
        }
    }
}
