//! The settings for the page that tells administrators what is in force. Secrets are told as "there is one".

use std::path::PathBuf;

use reglament_http::{SettingGroup as Group, SettingInForce, SettingValue as Value};
use reglament_mail::{Encryption, Language, Settings as Mail, Transport};

use super::file::SecondFactor;
use super::{LogFormat, Settings};

impl Settings {
    /// Every setting that is in force, in the order of the file.
    pub(crate) fn told(&self) -> Vec<SettingInForce> {
        let mut all = self.site();
        all.extend(self.signing_in());
        all.extend(letters(&self.mail));
        all.extend(self.others());
        all.extend(self.backups());
        all.extend(self.anchors());
        let after = self.archive.after_days.to_string();
        all.push(text(Group::Backup, "setting.archive.after_days", &after));
        let format = match self.log_format {
            LogFormat::Text => "text",
            LogFormat::Json => "json",
        };
        all.push(text(Group::Log, "setting.log.filter", &self.log));
        all.push(text(Group::Log, "setting.log.format", format));
        let collector = self.telemetry.endpoint.as_deref();
        all.push(maybe(Group::Log, "setting.telemetry.endpoint", collector));
        all
    }

    fn site(&self) -> Vec<SettingInForce> {
        let contact = Some(self.accessibility_contact.as_str());
        let database = self.database.to_string();
        let data = self.data.display().to_string();
        let metrics = self.metrics_listen.map(|address| address.to_string());
        vec![
            text(Group::Site, "setting.database", &database),
            text(Group::Site, "setting.data", &data),
            text(Group::Site, "setting.http.listen", &self.listen.to_string()),
            text(Group::Site, "setting.http.base_url", &self.base_url),
            switch(Group::Site, "setting.http.behind_proxy", self.behind_proxy),
            maybe(Group::Site, "setting.metrics_listen", metrics.as_deref()),
            switch(
                Group::Site,
                "setting.administration.one_administrator",
                self.one_administrator,
            ),
            maybe(
                Group::Site,
                "setting.accessibility.contact",
                contact.filter(|words| !words.is_empty()),
            ),
        ]
    }

    fn backups(&self) -> Vec<SettingInForce> {
        let group = Group::Backup;
        let set = &self.backup;
        let place = |path: &PathBuf| path.display().to_string();
        let folder = set.folder.as_ref().map(place);
        let words = set.passphrase_file.as_ref().map(place);
        let keep = set.keep.map(|keep| keep.to_string());
        let recipients = set.recipients.join(", ");
        let recipients = Some(recipients).filter(|all| !all.is_empty());
        let before = set.before_upgrade.to_string();
        vec![
            maybe(group, "setting.backup.folder", folder.as_deref()),
            maybe(group, "setting.backup.recipients", recipients.as_deref()),
            maybe(group, "setting.backup.passphrase_file", words.as_deref()),
            maybe(group, "setting.backup.keep", keep.as_deref()),
            text(group, "setting.backup.before_upgrade", &before),
        ]
    }

    fn anchors(&self) -> Vec<SettingInForce> {
        let group = Group::Backup;
        let set = &self.anchor;
        let file = set.file.as_ref().map(|path| path.display().to_string());
        let told = Some(set.letters_to.join(", ")).filter(|told| !told.is_empty());
        let every = set.every_minutes.to_string();
        vec![
            maybe(group, "setting.anchor.file", file.as_deref()),
            text(group, "setting.anchor.every_minutes", &every),
            maybe(group, "setting.anchor.letters_to", told.as_deref()),
        ]
    }

    fn signing_in(&self) -> Vec<SettingInForce> {
        let demand = match self.sign_in.second_factor {
            SecondFactor::Optional => "optional",
            SecondFactor::Administrators => "administrators",
            SecondFactor::Everyone => "everyone",
        };
        let leaks = self.sign_in.breached_passwords.as_deref();
        let leaks = leaks.map(|path| path.display().to_string());
        let oidc = self.sign_in.oidc.as_ref();
        let ldap = self.sign_in.ldap.as_ref();
        let group = Group::SignIn;
        let mut all = vec![
            text(group, "setting.sign_in.second_factor", demand),
            maybe(
                group,
                "setting.sign_in.breached_passwords",
                leaks.as_deref(),
            ),
            maybe(
                group,
                "setting.sign_in.oidc.issuer",
                oidc.map(|oidc| oidc.issuer.as_str()),
            ),
        ];
        if let Some(oidc) = oidc {
            all.push(text(
                group,
                "setting.sign_in.oidc.client_id",
                &oidc.client_id,
            ));
            let secret = oidc.client_secret.is_some();
            all.push(hidden(group, "setting.sign_in.oidc.client_secret", secret));
            let claim = oidc.login_claim.as_deref();
            all.push(maybe(group, "setting.sign_in.oidc.login_claim", claim));
        }
        let url = ldap.map(|ldap| ldap.url.as_str());
        all.push(maybe(group, "setting.sign_in.ldap.url", url));
        if let Some(ldap) = ldap {
            all.push(switch(
                group,
                "setting.sign_in.ldap.start_tls",
                ldap.start_tls,
            ));
            let way = ldap.bind.as_deref().or(ldap.filter.as_deref());
            all.push(maybe(group, "setting.sign_in.ldap.bind", way));
            let password = ldap.search_password.is_some();
            all.push(hidden(
                group,
                "setting.sign_in.ldap.search_password",
                password,
            ));
        }
        all
    }

    fn others(&self) -> Vec<SettingInForce> {
        let group = Group::Others;
        let hooks = self.webhooks.iter().map(|(name, hook)| {
            let value = Value::Text(hook.url.clone());
            SettingInForce::new(
                group,
                "setting.webhooks",
                format!("webhooks.{name}.url"),
                value,
            )
        });
        let workers = self.workers.all().map(|worker| {
            let value = Value::Text(worker.topics.join(", "));
            let key = format!("workers.{}.topics", worker.name);
            SettingInForce::new(group, "setting.workers", key, value)
        });
        let private = self.subscriptions.private;
        let timeout = self.subscriptions.timeout_seconds.to_string();
        let mut all: Vec<SettingInForce> = hooks.chain(workers).collect();
        all.push(switch(group, "setting.subscriptions.private", private));
        all.push(text(
            group,
            "setting.subscriptions.timeout_seconds",
            &timeout,
        ));
        all
    }
}

fn letters(mail: &Mail) -> Vec<SettingInForce> {
    let group = Group::Mail;
    let path = |path: &Option<std::path::PathBuf>| path.as_ref().map(|it| it.display().to_string());
    let (folder, bounces) = (path(&mail.folder), path(&mail.bounces));
    let mut all = match mail.transport {
        Transport::Folder => vec![
            text(group, "setting.mail.transport", "folder"),
            maybe(group, "setting.mail.folder", folder.as_deref()),
        ],
        Transport::Smtp => server(mail),
    };
    let language = match mail.language {
        Language::Ru => "ru",
        Language::En => "en",
    };
    let limit = mail.per_domain_per_minute.map(|limit| limit.to_string());
    let hours = format!(
        "{}–{}",
        mail.hours.from.format("%H:%M"),
        mail.hours.until.format("%H:%M")
    );
    let told = mail.administrators.join(", ");
    all.extend([
        text(group, "setting.mail.from", &mail.from),
        maybe(group, "setting.mail.reply_to", mail.reply_to.as_deref()),
        text(group, "setting.mail.language", language),
        maybe(
            group,
            "setting.mail.per_domain_per_minute",
            limit.as_deref(),
        ),
        text(group, "setting.mail.hours", &hours),
        switch(group, "setting.mail.hours.every_day", mail.hours.every_day),
        maybe(group, "setting.mail.bounces", bounces.as_deref()),
        text(
            group,
            "setting.mail.bounces_max",
            &mail.bounces_max.to_string(),
        ),
        maybe(
            group,
            "setting.mail.administrators",
            Some(told.as_str()).filter(|told| !told.is_empty()),
        ),
    ]);
    all
}

fn server(mail: &Mail) -> Vec<SettingInForce> {
    let group = Group::Mail;
    let encryption = match mail.encryption {
        Encryption::None => "none",
        Encryption::StartTls => "starttls",
        Encryption::Tls => "tls",
    };
    let port = mail.port.map(|port| port.to_string());
    vec![
        text(group, "setting.mail.transport", "smtp"),
        text(group, "setting.mail.host", &mail.host),
        maybe(group, "setting.mail.port", port.as_deref()),
        text(group, "setting.mail.encryption", encryption),
        maybe(group, "setting.mail.user", mail.user.as_deref()),
        hidden(group, "setting.mail.password", mail.password.is_some()),
    ]
}

/// The key of a setting whose words are named after it.
fn key(about: &'static str) -> &'static str {
    about.strip_prefix("setting.").unwrap_or(about)
}

fn text(group: Group, about: &'static str, value: &str) -> SettingInForce {
    SettingInForce::new(group, about, key(about), Value::Text(value.to_owned()))
}

fn maybe(group: Group, about: &'static str, value: Option<&str>) -> SettingInForce {
    SettingInForce::new(group, about, key(about), value.into())
}

fn switch(group: Group, about: &'static str, on: bool) -> SettingInForce {
    SettingInForce::new(group, about, key(about), Value::Switch(on))
}

fn hidden(group: Group, about: &'static str, there: bool) -> SettingInForce {
    SettingInForce::new(group, about, key(about), Value::Secret(there))
}

#[cfg(test)]
mod tests {
    use crate::settings::{Settings, SettingsArguments};

    const FILE: &str = r#"
data = "office.db"
database = "postgres://office:database-secret@db.example.ru/cases"
[mail]
transport = "smtp"
host = "mail.example.ru"
user = "office"
password = "letters-secret"
from = "office@example.ru"
[sign_in.oidc]
title = "Город"
issuer = "https://id.example.ru"
client_id = "reglament"
client_secret = "oidc-secret"
[sign_in.ldap]
title = "Каталог"
url = "ldaps://ldap.example.ru"
base = "dc=example"
filter = "(uid={login})"
search_as = "cn=search"
search_password = "ldap-secret"
[webhooks.scales]
url = "https://scales.example.ru/"
secret = "webhook-secret-of-16"
[workers.checker]
token_sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
topics = ["checks"]
"#;

    /// Every setting has words, and no secret is told.
    #[test]
    fn settings_are_told_without_their_secrets() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("reglament.toml");
        std::fs::write(&file, FILE).unwrap();
        let arguments = SettingsArguments {
            settings: Some(file),
            ..SettingsArguments::default()
        };
        let told = Settings::read(&arguments).unwrap().told();
        for setting in &told {
            assert!(setting.has_words(), "{}", setting.words.about);
        }
        let shown = format!("{told:?}");
        for secret in [
            "database-secret",
            "letters-secret",
            "oidc-secret",
            "ldap-secret",
            "webhook-secret",
            "00000000",
        ] {
            assert!(!shown.contains(secret), "{secret}: {shown}");
        }
        for wanted in [
            "postgres://office@db.example.ru:5432/cases",
            "mail.example.ru",
            "webhooks.scales.url",
            "workers.checker.topics",
            "Secret(true)",
        ] {
            assert!(shown.contains(wanted), "{wanted}: {shown}");
        }
    }
}
