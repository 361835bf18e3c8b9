//! Rules of signing in, from the settings: what is asked of passwords and of whom a second factor, and the key behind it.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use reglament_http::auth::{Demand, FactorKey, PasswordPolicy, SignInRules};

use super::Settings;
use super::file::SecondFactor;
use crate::failure::Failure;

impl Settings {
    /// What passwords must be.
    ///
    /// # Errors
    /// The file of leaked passwords is named and cannot be read.
    pub(crate) fn password_policy(&self) -> Result<PasswordPolicy, Failure> {
        let breached = self.sign_in.breached_passwords.clone();
        if let Some(path) = &breached {
            fs::File::open(path).map_err(|error| unreadable_leaks(path, &error))?;
        }
        Ok(PasswordPolicy { breached })
    }

    /// The file of the key behind second factors.
    pub(crate) fn key_file(&self) -> PathBuf {
        let file = self.sign_in.key.clone();
        file.unwrap_or_else(|| self.data.with_extension("key"))
    }

    /// All rules, with the key; a key is made when there is none yet.
    ///
    /// # Errors
    /// A file that cannot be read or written, or that holds something else.
    pub(crate) fn sign_in_rules(&self) -> Result<SignInRules, Failure> {
        let mut rules = SignInRules::with_key(key(&self.key_file())?);
        rules.passwords = self.password_policy()?;
        rules.demand = match self.sign_in.second_factor {
            SecondFactor::Optional => Demand::Optional,
            SecondFactor::Administrators => Demand::Administrators,
            SecondFactor::Everyone => Demand::Everyone,
        };
        Ok(rules)
    }
}

/// The key of a file, made there when it is missing. Nobody but its owner may read it.
fn key(file: &Path) -> Result<FactorKey, Failure> {
    match fs::read_to_string(file) {
        Ok(text) => FactorKey::read(&text).ok_or_else(|| damaged(file)),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let key = FactorKey::random().ok_or_else(Failure::no_randomness)?;
            let mut options = OpenOptions::new();
            let opened = options.write(true).create_new(true).mode(0o600).open(file);
            opened
                .and_then(|mut opened| {
                    writeln!(opened, "{}", key.written())?;
                    opened.sync_all()
                })
                .map_err(|error| unusable(file, &error))?;
            Ok(key)
        }
        Err(error) => Err(unusable(file, &error)),
    }
}

fn unusable(file: &Path, error: &std::io::Error) -> Failure {
    let file = file.display();
    Failure::fault(
        "sign_in.key",
        format!(
            "Ключ второго шага входа «{file}» не читается или не создаётся: {error}. Он лежит рядом с базой или там, где указывает настройка sign_in.key."
        ),
        format!(
            "The key of the second factor `{file}` cannot be read or made: {error}. It lies beside the database or where the setting sign_in.key says."
        ),
    )
}

fn damaged(file: &Path) -> Failure {
    let file = file.display();
    Failure::usage(
        "sign_in.key",
        format!(
            "В файле «{file}» должен быть ключ: 64 шестнадцатеричных знака. Верните файл из резервной копии."
        ),
        format!(
            "The file `{file}` must hold a key of 64 hexadecimal digits. Restore it from the backup."
        ),
    )
}

fn unreadable_leaks(path: &Path, error: &std::io::Error) -> Failure {
    let path = path.display();
    Failure::usage(
        "sign_in.breached_passwords",
        format!("Файл утёкших паролей «{path}» (sign_in.breached_passwords) не читается: {error}."),
        format!(
            "The file of leaked passwords `{path}` (sign_in.breached_passwords) cannot be read: {error}."
        ),
    )
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::key;

    #[test]
    fn a_key_is_made_once_and_kept_from_others() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("office.key");
        let made = key(&file).unwrap();
        assert_eq!(key(&file).unwrap().written(), made.written());
        let mode = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        std::fs::write(&file, "not a key").unwrap();
        assert!(key(&file).is_err());
        assert!(key(&folder.path().join("none/office.key")).is_err());
    }
}
