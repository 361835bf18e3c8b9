//! Names of backups. They tell the installation and the moment, so that a folder may hold those of several installations.

use chrono::{DateTime, NaiveDateTime, Utc};

/// How the moment looks in a name, in UTC.
const MOMENT: &str = "%Y-%m-%dT%H-%M-%SZ";
/// How every name begins.
const START: &str = "reglament-";
/// How a name ends, encrypted and not.
const ENDS: [&str; 2] = [".tar.gz.age", ".tar.gz"];

/// The name of a backup in its folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupName {
    /// Name of the installation.
    pub installation: String,
    /// The moment that is in it, to the second.
    pub made_at: DateTime<Utc>,
    /// Whether anybody can read it.
    pub is_plain: bool,
}

impl BackupName {
    /// Reads a name; none when it is not that of a backup.
    pub fn read(name: &str) -> Option<Self> {
        let rest = name.strip_prefix(START)?;
        let (rest, is_plain) = match (rest.strip_suffix(ENDS[0]), rest.strip_suffix(ENDS[1])) {
            (Some(rest), _) => (rest, false),
            (None, Some(rest)) => (rest, true),
            (None, None) => return None,
        };
        let (installation, moment) = rest.split_once('-')?;
        let found = Self {
            installation: installation.to_owned(),
            made_at: NaiveDateTime::parse_from_str(moment, MOMENT)
                .ok()?
                .and_utc(),
            is_plain,
        };
        // Only what this program writes itself: a name that reads alike is somebody else's.
        (found.to_string() == name).then_some(found)
    }
}

impl std::fmt::Display for BackupName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let end = ENDS[usize::from(self.is_plain)];
        let moment = self.made_at.format(MOMENT);
        write!(f, "{START}{}-{moment}{end}", self.installation)
    }
}

#[cfg(test)]
mod tests {
    use super::BackupName;

    #[test]
    fn only_own_names_are_read() {
        let name = "reglament-0a1b2c3d4e5f6071-2026-11-23T09-22-45Z.tar.gz.age";
        let read = BackupName::read(name).unwrap();
        assert_eq!(read.installation, "0a1b2c3d4e5f6071");
        assert_eq!(read.to_string(), name);
        assert!(
            BackupName::read(&name.replace(".age", ""))
                .unwrap()
                .is_plain
        );
        for other in [
            "reglament-0a1b-2026-11-23T9-22-45Z.tar.gz.age",
            "reglament-0a1b-2026-11-31T09-22-45Z.tar.gz.age",
            "reglament-0a1b-2026-11-23T09-22-45Z.tar.gz.age.sha256",
            "reglament-0a1b-2026-11-23T09-22-45Z.tar.gz.old",
            "copy of reglament-0a1b-2026-11-23T09-22-45Z.tar.gz",
            ".reglament-0a1b-2026-11-23T09-22-45Z.tar.gz.part",
        ] {
            assert_eq!(BackupName::read(other), None, "{other}");
        }
    }
}
