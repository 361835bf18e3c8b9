//! A small installation to make a backup of, and the backup.

use std::{
    fs,
    path::{Path, PathBuf},
};

use chrono::{DateTime, TimeZone, Utc};
use reglament_backup::{
    BackupError, BackupName, FORMAT, Key, Manifest, NewKey, Seal, Source, write,
};
use tempfile::TempDir;

/// Name of the installation.
pub(super) const OFFICE: &str = "0a1b2c3d4e5f6071";

/// The files of an installation in a folder of their own, and a key.
pub(super) struct Sample {
    folder: TempDir,
    pub(super) key: NewKey,
}

impl Sample {
    pub(super) fn new() -> Self {
        let sample = Self {
            folder: tempfile::tempdir().unwrap(),
            key: NewKey::make(),
        };
        // Long enough for several pieces of the encryption, and not all alike.
        let rows: String = (0..5_000_u32)
            .map(|row| format!("{:x} Заявление № {row}\n", row.wrapping_mul(2_654_435_761)))
            .collect();
        fs::write(sample.place("database.sqlite"), rows).unwrap();
        fs::write(sample.place("sign_in.key"), "f".repeat(64)).unwrap();
        fs::write(sample.place("office.agekey"), sample.key.text()).unwrap();
        sample
    }

    pub(super) fn place(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(super) fn seal(&self) -> Seal {
        Seal::recipients(&[self.key.recipient()]).unwrap()
    }

    pub(super) fn opener(&self) -> Key {
        Key::read(&self.place("office.agekey")).unwrap()
    }

    pub(super) fn sources(&self) -> Vec<Source> {
        ["database.sqlite", "sign_in.key"]
            .map(|name| Source::of(&self.place(name), name).unwrap())
            .into()
    }

    pub(super) fn manifest(&self) -> Manifest {
        Manifest {
            format: FORMAT,
            version: "0.1.0".into(),
            made_at: noon(),
            installation: OFFICE.into(),
            schema: 24,
            head: "ab".repeat(32),
            rows: [("journal".to_owned(), 9_000)].into(),
            members: self.sources().into_iter().map(|one| one.member).collect(),
        }
    }

    /// Writes the usual backup and gives its place.
    pub(super) fn write(&self, seal: &Seal) -> PathBuf {
        self.write_with(seal, &self.manifest()).unwrap()
    }

    pub(super) fn write_with(
        &self,
        seal: &Seal,
        manifest: &Manifest,
    ) -> Result<PathBuf, BackupError> {
        let name = BackupName {
            installation: OFFICE.into(),
            made_at: manifest.made_at,
            is_plain: seal.is_plain(),
        };
        let place = self.place(&name.to_string());
        write(&place, seal, manifest, &self.sources())?;
        Ok(place)
    }

    /// Names in the folder that were not there at the beginning.
    pub(super) fn left(&self) -> Vec<String> {
        let own = ["database.sqlite", "sign_in.key", "office.agekey"];
        let mut names: Vec<String> = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| !own.contains(&name.as_str()))
            .collect();
        names.sort();
        names
    }
}

/// A moment.
pub(super) fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 23, 12, 0, 0).unwrap()
}

/// Opens and unpacks a backup into a folder that goes afterwards; gives what was in it.
pub(super) fn read(place: &Path, key: Option<&Key>) -> Result<Vec<(String, Vec<u8>)>, BackupError> {
    let folder = tempfile::tempdir().unwrap();
    let archive = reglament_backup::Archive::open(place, key)?;
    let manifest = archive.unpack(folder.path())?;
    Ok(manifest
        .members
        .into_iter()
        .map(|member| {
            let bytes = fs::read(folder.path().join(&member.name)).unwrap();
            (member.name, bytes)
        })
        .collect())
}
