//! The settings of a provider: `[sign_in.oidc]` of the settings file.

use std::path::PathBuf;

use openidconnect::url::Url;
use serde::Deserialize;

use crate::settings::{Secret, SettingsError, check, usual_timeout, wrong};

const SECTION: &str = "sign_in.oidc";

/// A provider of identities.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OidcSettings {
    /// What the button says after «Войти через».
    pub title: String,
    /// The provider's address as its document names it, letter by letter.
    pub issuer: String,
    /// How the provider knows this site.
    pub client_id: String,
    /// The secret of this site at the provider; may come from the environment instead. None for a public client.
    pub client_secret: Option<Secret>,
    /// What is asked for beside `openid`.
    #[serde(default = "usual_scopes")]
    pub scopes: Vec<String>,
    /// The claim that names the login here when somebody comes for the first time. Without it administrators link.
    pub login_claim: Option<String>,
    /// Whom to ask when the provider vouches for somebody unknown here.
    #[serde(default)]
    pub help: String,
    /// Time for one question to the provider, seconds.
    #[serde(default = "usual_timeout")]
    pub timeout_seconds: u64,
    /// PEM file with the certification authorities to be trusted instead of the usual ones.
    pub ca_file: Option<PathBuf>,
}

fn usual_scopes() -> Vec<String> {
    vec!["profile".to_owned()]
}

impl OidcSettings {
    /// Whether the provider is on this machine, where it may be asked without TLS: for trials and tests.
    pub(super) fn is_local(&self) -> bool {
        is_loopback(&self.issuer)
    }

    /// Checks the settings, so that a mistake is told at start and not at somebody's sign-in.
    pub(super) fn check(&self) -> Result<(), SettingsError> {
        check(SECTION, &self.title, self.timeout_seconds)?;
        let url = Url::parse(&self.issuer).ok();
        let plain = url.as_ref().is_some_and(|url| {
            url.username().is_empty() && url.query().is_none() && url.fragment().is_none()
        });
        let scheme = url.as_ref().map_or("", Url::scheme);
        if !plain || !(scheme == "https" || self.is_local()) {
            return Err(wrong(
                &format!("{SECTION}.issuer"),
                "нужен адрес https://… без пароля и параметров; http:// – только на этой же машине",
                "an address https://… without password and query is needed; http:// only on this very machine",
            ));
        }
        if self.client_id.trim().is_empty() {
            let (ru, en) = (
                "нужно имя этого сайта у провайдера",
                "the name of this site at the provider is needed",
            );
            return Err(wrong(&format!("{SECTION}.client_id"), ru, en));
        }
        let claim = self.login_claim.as_deref();
        if matches!(claim, Some("email" | "name" | "")) {
            return Err(wrong(
                &format!("{SECTION}.login_claim"),
                "почта и имя не говорят, кто это: нужен признак с логином, который человек не меняет сам",
                "an e-mail address or a name does not say who somebody is: it takes a claim with the login, which people cannot change themselves",
            ));
        }
        Ok(())
    }
}

/// Whether an address is `http://` on this very machine.
pub(super) fn is_loopback(address: &str) -> bool {
    let url = Url::parse(address).ok();
    url.is_some_and(|url| {
        let local = url
            .host_str()
            .is_some_and(|host| matches!(host, "localhost" | "127.0.0.1" | "[::1]"));
        url.scheme() == "http" && local
    })
}

#[cfg(test)]
mod tests {
    use super::OidcSettings;

    #[test]
    fn mistakes_are_told_at_start() {
        let usual = "title = 'Учётная запись города'\nissuer = 'https://id.example.ru/realms/city'\nclient_id = 'reglament'\n";
        let rows = [
            ("", "", true),
            (
                "https://id.example.ru/realms/city",
                "http://127.0.0.1:9000",
                true,
            ),
            (
                "https://id.example.ru/realms/city",
                "http://localhost:9000/a",
                true,
            ),
            (
                "https://id.example.ru/realms/city",
                "http://id.example.ru",
                false,
            ),
            (
                "https://id.example.ru/realms/city",
                "https://user:pass@id.example.ru",
                false,
            ),
            (
                "https://id.example.ru/realms/city",
                "https://id.example.ru/?a=b",
                false,
            ),
            ("https://id.example.ru/realms/city", "id.example.ru", false),
            ("'reglament'", "''", false),
            (
                "'reglament'",
                "'r'\nlogin_claim = 'preferred_username'",
                true,
            ),
            ("'reglament'", "'r'\nlogin_claim = 'email'", false),
            ("'reglament'", "'r'\ntimeout_seconds = 10", false),
            ("Учётная запись города", " ", false),
        ];
        for (from, to, right) in rows {
            let text = usual.replace(from, to);
            let read = toml::from_str::<OidcSettings>(&text).unwrap();
            assert_eq!(read.check().is_ok(), right, "{text}");
        }
        let secret = format!("{usual}client_secret = 'only-for-us'");
        let shown = format!("{:?}", toml::from_str::<OidcSettings>(&secret).unwrap());
        assert!(!shown.contains("only-for-us"), "{shown}");
        assert!(toml::from_str::<OidcSettings>(&format!("{usual}secret = 'x'")).is_err());
    }
}
