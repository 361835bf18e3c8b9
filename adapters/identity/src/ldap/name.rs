//! How a login becomes a question: the pattern of the settings with the login escaped, so that it stays one value whatever
//! was typed.

use ldap3::{dn_escape, ldap_escape, parse_filter};

/// What stands for the login in a pattern.
pub(super) const LOGIN: &str = "{login}";

/// A pattern with one place for a login.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    before: String,
    after: String,
    place: Place,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    /// A value in a distinguished name (RFC 4514).
    Name,
    /// A whole name that is none of these, such as `{login}@domain`.
    Account,
    /// A value in a filter (RFC 4515).
    Filter,
}

impl Pattern {
    /// A pattern of names under which people bind.
    pub(super) fn of_name(text: &str) -> Option<Self> {
        let place = match text.contains('=') {
            true => Place::Name,
            false => Place::Account,
        };
        Self::new(text, place)
    }

    /// A pattern of filters; none when it is no filter.
    pub(super) fn of_filter(text: &str) -> Option<Self> {
        let pattern = Self::new(text, Place::Filter)?;
        let sample = pattern.fill("somebody")?;
        parse_filter(sample).is_ok().then_some(pattern)
    }

    fn new(text: &str, place: Place) -> Option<Self> {
        let (before, after) = text.split_once(LOGIN)?;
        let once = !after.contains(LOGIN);
        once.then(|| Self {
            before: before.to_owned(),
            after: after.to_owned(),
            place,
        })
    }

    /// The pattern with a login. None for one that nobody can have: empty, or with what cannot be escaped.
    pub(super) fn fill(&self, login: &str) -> Option<String> {
        if login.trim().is_empty() || login.chars().any(char::is_control) {
            return None;
        }
        let value = match self.place {
            Place::Name => dn_escape(login),
            Place::Filter => ldap_escape(login),
            Place::Account => {
                let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
                login.chars().all(plain).then(|| login.into())?
            }
        };
        Some(format!("{}{value}{}", self.before, self.after))
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn a_login_stays_one_value() {
        let name = Pattern::of_name("uid={login},ou=people,dc=example").unwrap();
        let account = Pattern::of_name("{login}@example.ru").unwrap();
        let filter = Pattern::of_filter("(&(objectClass=person)(uid={login}))").unwrap();
        let rows = [
            (&name, "anna", Some("uid=anna,ou=people,dc=example")),
            (
                &name,
                "a,ou=admins",
                Some("uid=a\\2cou\\3dadmins,ou=people,dc=example"),
            ),
            (&name, " a+b#", Some("uid=\\20a\\2bb#,ou=people,dc=example")),
            (&name, "a\\", Some("uid=a\\5c,ou=people,dc=example")),
            (&name, "a\0b", None),
            (&name, "", None),
            (&name, "  ", None),
            (&account, "anna", Some("anna@example.ru")),
            (&account, "анна.и-1", Some("анна.и-1@example.ru")),
            (&account, "anna@other", None),
            (&account, "office\\anna", None),
            (&filter, "anna", Some("(&(objectClass=person)(uid=anna))")),
            (&filter, "*", Some("(&(objectClass=person)(uid=\\2a))")),
            (
                &filter,
                "a)(uid=*",
                Some("(&(objectClass=person)(uid=a\\29\\28uid=\\2a))"),
            ),
            (
                &filter,
                "a\\2a",
                Some("(&(objectClass=person)(uid=a\\5c2a))"),
            ),
            (&filter, "a\nb", None),
        ];
        for (pattern, login, expected) in rows {
            assert_eq!(
                pattern.fill(login).as_deref(),
                expected,
                "{pattern:?} {login:?}"
            );
        }
        for wrong in ["(uid={login}", "uid={login})", "(uid=x)", "({login})"] {
            assert!(Pattern::of_filter(wrong).is_none(), "{wrong}");
        }
    }
}
