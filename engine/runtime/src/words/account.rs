//! What the owner of an account is told by letter when somebody has changed how they sign in. No secret stands in it.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

/// What has happened to an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum AccountNews {
    /// The owner has another password.
    PasswordChanged,
    /// Somebody who administers accounts gave the owner a password: their name; none for whoever runs the machine.
    PasswordGiven(Option<String>),
    /// A second factor was set up, or replaced.
    FactorSetUp,
    /// The second factor was removed.
    FactorRemoved,
}

/// When and from where it was done.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Circumstances<'a> {
    pub(crate) at: DateTime<Utc>,
    pub(crate) zone: Tz,
    /// The address in the network; empty: at the machine itself.
    pub(crate) from: &'a str,
    /// The site, without a slash at its end.
    pub(crate) site: &'a str,
}

impl AccountNews {
    /// Stable name, for the key of the letter.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::PasswordChanged => "password_changed",
            Self::PasswordGiven(_) => "password_given",
            Self::FactorSetUp => "factor_set_up",
            Self::FactorRemoved => "factor_removed",
        }
    }

    /// Subject and text of the letter.
    pub(crate) fn letter(&self, about: Circumstances<'_>, english: bool) -> (String, String) {
        let at = about.at.with_timezone(&about.zone);
        let at = format!("{} ({})", at.format("%d.%m.%Y %H:%M"), about.zone);
        let (subject, what) = match english {
            true => self.said_in_english(),
            false => self.said_in_russian(),
        };
        let site = about.site;
        let text = match english {
            true => format!(
                "{what}\n\nWhen: {at}\nFrom the address: {}\n\n\
                 If it was you, or you asked for it, there is nothing to do. If not, tell your administrator at once: they will close \
                 the account until it is clear what has happened. If you can still sign in, change the password and end the \
                 sessions that you do not know: {site}/me\n\n\
                 Nobody will ever ask you for your password or a code in an answer to this letter.",
                named(about.from, "the server itself"),
            ),
            false => format!(
                "{what}\n\nКогда: {at}\nС адреса: {}\n\n\
                 Если это сделали вы или вы об этом просили, ничего делать не нужно. Если нет, сразу скажите администратору: он закроет \
                 вход, пока не станет ясно, что случилось. Если войти ещё удаётся, смените пароль и закройте незнакомые \
                 сеансы: {site}/me\n\n\
                 Пароль и коды никто никогда не спрашивает в ответ на это письмо.",
                named(about.from, "сам сервер"),
            ),
        };
        (subject.to_owned(), text)
    }

    fn said_in_russian(&self) -> (&'static str, String) {
        match self {
            Self::PasswordChanged => (
                "Ваш пароль изменён",
                "Пароль вашей учётной записи в Регламенте изменён. Остальные сеансы закрыты.".to_owned(),
            ),
            Self::PasswordGiven(by) => (
                "Вам выдан новый пароль",
                format!(
                    "Вам выдан новый пароль для входа в Регламент; выдал: {}. Прежний пароль, если он был, больше не действует, сеансы \
                     закрыты. Сам пароль в письмах не присылают.",
                    by.as_deref().unwrap_or("администратор сервера"),
                ),
            ),
            Self::FactorSetUp => (
                "Вход с кодом включён",
                "Для вашей учётной записи в Регламенте настроен вход с кодом из приложения. Остальные сеансы закрыты.".to_owned(),
            ),
            Self::FactorRemoved => (
                "Вход с кодом выключен",
                "Для вашей учётной записи в Регламенте выключен вход с кодом: теперь для входа достаточно пароля. Остальные сеансы закрыты."
                    .to_owned(),
            ),
        }
    }

    fn said_in_english(&self) -> (&'static str, String) {
        match self {
            Self::PasswordChanged => (
                "Your password was changed",
                "The password of your account in Reglament was changed. The other sessions have ended.".to_owned(),
            ),
            Self::PasswordGiven(by) => (
                "You were given a new password",
                format!(
                    "You were given a new password for signing in to Reglament, by {}. The former one, if there was one, is no longer valid, \
                     and sessions have ended. The password itself is never sent by letter.",
                    by.as_deref().unwrap_or("the administrator of the server"),
                ),
            ),
            Self::FactorSetUp => (
                "Sign-in with a code was set up",
                "Sign-in with a code of an application was set up for your account in Reglament. The other sessions have ended.".to_owned(),
            ),
            Self::FactorRemoved => (
                "Sign-in with a code was removed",
                "Sign-in with a code was removed from your account in Reglament: the password alone is enough now. The other sessions have ended."
                    .to_owned(),
            ),
        }
    }
}

fn named<'a>(from: &'a str, otherwise: &'a str) -> &'a str {
    match from.is_empty() {
        true => otherwise,
        false => from,
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::{AccountNews, Circumstances};

    #[test]
    fn every_piece_of_news_says_when_from_where_and_what_to_do() {
        let all = [
            AccountNews::PasswordChanged,
            AccountNews::PasswordGiven(Some("Сидорова Вера".into())),
            AccountNews::PasswordGiven(None),
            AccountNews::FactorSetUp,
            AccountNews::FactorRemoved,
        ];
        for from in ["192.0.2.7", ""] {
            let about = Circumstances {
                at: DateTime::UNIX_EPOCH,
                zone: chrono_tz::Asia::Novokuznetsk,
                from,
                site: "https://office.example.ru",
            };
            for news in &all {
                let (subject, russian) = news.letter(about, false);
                let (title, english) = news.letter(about, true);
                assert_ne!(subject, title);
                for text in [&russian, &english] {
                    assert!(
                        text.contains("01.01.1970 07:00 (Asia/Novokuznetsk)"),
                        "{text}"
                    );
                    assert!(text.contains("https://office.example.ru/me\n"), "{text}");
                    assert!(text.contains(from), "{text}");
                }
                assert!(russian.contains("администратору"), "{russian}");
                assert!(english.contains("your administrator"), "{english}");
                assert!(english.is_ascii() || news == &all[1], "{english}");
            }
        }
    }
}
