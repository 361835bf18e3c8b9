//! The settings of a directory: `[sign_in.ldap]` of the settings file.

use std::path::PathBuf;

use openidconnect::url::Url;
use serde::Deserialize;

use super::name::{LOGIN, Pattern};
use crate::settings::{Secret, SettingsError, check, usual_timeout, wrong};

/// The section of the settings file.
pub(super) const SECTION: &str = "sign_in.ldap";

/// A directory of accounts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LdapSettings {
    /// What sessions and the hint beside the password say.
    pub title: String,
    /// `ldaps://host`, or `ldap://host` with `start_tls`.
    pub url: String,
    /// Whether an `ldap://` connection goes over to TLS before anything is said.
    #[serde(default)]
    pub start_tls: bool,
    /// The name under which people bind, with `{login}` in it: a DN or `{login}@domain`. Instead of a search.
    pub bind: Option<String>,
    /// Where people are searched for, with all below it.
    pub base: Option<String>,
    /// How somebody is found, with `{login}` in it.
    pub filter: Option<String>,
    /// The DN of the account that searches; without it the search is anonymous.
    pub search_as: Option<String>,
    /// Its password; may come from the environment instead.
    pub search_password: Option<Secret>,
    /// Time for the whole question, seconds.
    #[serde(default = "usual_timeout")]
    pub timeout_seconds: u64,
    /// PEM file with the certification authorities to be trusted instead of the usual ones.
    pub ca_file: Option<PathBuf>,
}

/// How people of a directory are named.
#[derive(Clone, Debug)]
pub(super) enum Way {
    /// By a pattern.
    Bind(Pattern),
    /// By a search below a base.
    Search { base: String, filter: Pattern },
}

impl LdapSettings {
    /// Checks the settings, so that a mistake is told at start and not at somebody's sign-in.
    pub(super) fn check(&self) -> Result<Way, SettingsError> {
        check(SECTION, &self.title, self.timeout_seconds)?;
        self.check_url()?;
        self.check_searcher()?;
        self.way()
    }

    fn check_url(&self) -> Result<(), SettingsError> {
        let url = Url::parse(&self.url).ok();
        let host = url.as_ref().and_then(Url::host_str).unwrap_or_default();
        let plain = url.as_ref().is_some_and(|url| {
            url.username().is_empty()
                && url.password().is_none()
                && url.query().is_none()
                && matches!(url.path(), "" | "/")
        });
        let local = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
        let guarded = match url.as_ref().map(Url::scheme) {
            Some("ldaps") => !self.start_tls,
            Some("ldap") => self.start_tls || local,
            _ => false,
        };
        if plain && guarded && !host.is_empty() {
            return Ok(());
        }
        Err(wrong(
            &format!("{SECTION}.url"),
            "нужен адрес ldaps://… или ldap://… с `start_tls = true`, без пароля и пути; без TLS пароли идут только внутри этой же машины",
            "an address ldaps://… or ldap://… with `start_tls = true` is needed, without password and path; without TLS passwords travel only inside this very machine",
        ))
    }

    fn check_searcher(&self) -> Result<(), SettingsError> {
        let named = self
            .search_as
            .as_deref()
            .map(|name| !name.trim().is_empty());
        let password = self
            .search_password
            .as_ref()
            .map(|secret| !secret.reveal().is_empty());
        match (named, password, self.filter.is_some()) {
            (Some(true), Some(true), true) | (None, None, _) => Ok(()),
            _ => Err(wrong(
                &format!("{SECTION}.search_as"),
                "имя и пароль того, кто ищет, указывают вместе и только для поиска",
                "the name and the password of whoever searches are set together, and only for a search",
            )),
        }
    }

    fn way(&self) -> Result<Way, SettingsError> {
        let unfit = |key: &str| {
            let ru = format!("нужен образец, в котором один раз стоит {LOGIN}");
            let en = format!("a pattern is needed in which {LOGIN} stands once");
            wrong(&format!("{SECTION}.{key}"), &ru, &en)
        };
        match (&self.bind, &self.base, &self.filter) {
            (Some(bind), None, None) => {
                let pattern = Pattern::of_name(bind).ok_or_else(|| unfit("bind"))?;
                Ok(Way::Bind(pattern))
            }
            (None, Some(base), Some(filter)) => {
                let pattern = Pattern::of_filter(filter).ok_or_else(|| unfit("filter"))?;
                Ok(Way::Search {
                    base: base.clone(),
                    filter: pattern,
                })
            }
            _ => Err(wrong(
                SECTION,
                "нужно либо bind, либо base вместе с filter",
                "it takes either bind, or base together with filter",
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::LdapSettings;

    #[test]
    fn mistakes_are_told_at_start() {
        let usual = "title = 'Каталог'\nurl = 'ldaps://dc.example.ru'\nbind = 'uid={login},dc=example,dc=ru'\n";
        let search = "base = 'dc=example,dc=ru'\nfilter = '(uid={login})'\n";
        let bind = "bind = 'uid={login},dc=example,dc=ru'\n";
        let searched = format!("{search}search_as = 'cn=r'\nsearch_password = 'only-for-us'\n");
        let rows = [
            ("", "", true),
            ("ldaps://", "ldap://", false),
            (
                "'ldaps://dc.example.ru'",
                "'ldap://dc.example.ru'\nstart_tls = true",
                true,
            ),
            (
                "'ldaps://dc.example.ru'",
                "'ldaps://dc.example.ru'\nstart_tls = true",
                false,
            ),
            ("ldaps://dc.example.ru", "ldap://127.0.0.1:389", true),
            ("ldaps://dc.example.ru", "ldaps://u:p@dc.example.ru", false),
            ("ldaps://dc.example.ru", "ldaps://dc.example.ru/dc=x", false),
            ("ldaps://dc.example.ru", "ldapi://%2Frun", false),
            ("{login}", "login", false),
            ("{login}", "{login}{login}", false),
            (bind, "bind = '{login}@example.ru'\n", true),
            (bind, "", false),
            (bind, search, true),
            (bind, "filter = '(uid={login})'\n", false),
            (bind, "base = 'dc=x'\nfilter = '(uid={login}'\n", false),
            (bind, &searched, true),
            (bind, &format!("{search}search_as = 'cn=r'\n"), false),
            (
                bind,
                &format!("{search}search_as = 'cn=r'\nsearch_password = ''\n"),
                false,
            ),
            ("uid", "title2 = 1\nuid", true),
        ];
        for (from, to, right) in rows {
            let text = usual.replacen(from, to, 1);
            let Ok(read) = toml::from_str::<LdapSettings>(&text) else {
                continue;
            };
            assert_eq!(read.check().is_ok(), right, "{text}");
        }
        let text = usual.replace(bind, &searched);
        let shown = format!("{:?}", toml::from_str::<LdapSettings>(&text).unwrap());
        assert!(!shown.contains("only-for-us"), "{shown}");
        assert!(toml::from_str::<LdapSettings>(&format!("{usual}password = 'x'")).is_err());
    }
}
