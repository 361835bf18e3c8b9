//! What is put in comes out, however it is locked, and what is not finished does not look like a backup.

use std::{fs, os::unix::fs::PermissionsExt as _};

use reglament_backup::{Archive, BackupError, Key, Seal, Source, checked, write};

use super::sample::{Sample, read};

#[test]
fn everything_comes_back_however_it_is_locked() {
    let sample = Sample::new();
    let words = sample.place("words");
    fs::write(&words, "двенадцать слов\n").unwrap();
    let locks = [
        (sample.seal(), Some(sample.opener())),
        (
            Seal::passphrase_of(&words).unwrap(),
            Some(Key::read_passphrase(&words).unwrap()),
        ),
        (Seal::Plain, None),
    ];
    for (seal, key) in locks {
        let place = sample.write(&seal);
        let found = read(&place, key.as_ref()).unwrap();
        let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["database.sqlite", "sign_in.key"], "{seal:?}");
        for (name, bytes) in &found {
            assert!(*bytes == fs::read(sample.place(name)).unwrap(), "{name}");
        }
        let mode = fs::metadata(&place).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "others may not read it");
        assert!(checked(&place).unwrap().is_compared);
        let archive = Archive::open(&place, key.as_ref()).unwrap();
        assert_eq!(*archive.manifest(), sample.manifest());
        fs::remove_file(&place).unwrap();
    }
}

#[test]
fn nothing_of_an_encrypted_backup_can_be_read() {
    let sample = Sample::new();
    let bytes = fs::read(sample.write(&sample.seal())).unwrap();
    for secret in ["manifest", "database", &"f".repeat(64), "0a1b2c3d"] {
        let seen = bytes
            .windows(secret.len())
            .any(|part| part == secret.as_bytes());
        assert!(!seen, "{secret}");
    }
}

#[test]
fn a_backup_is_never_overwritten() {
    let sample = Sample::new();
    let place = sample.write(&sample.seal());
    let before = fs::read(&place).unwrap();
    let refused = sample.write_with(&sample.seal(), &sample.manifest());
    assert!(
        matches!(refused, Err(BackupError::Exists { .. })),
        "{refused:?}"
    );
    assert!(fs::read(&place).unwrap() == before);
}

#[test]
fn a_source_that_changes_meanwhile_leaves_nothing() {
    let sample = Sample::new();
    let sources: Vec<Source> = sample.sources();
    let manifest = sample.manifest();
    for changed in ["database.sqlite", "sign_in.key"] {
        let kept = fs::read(sample.place(changed)).unwrap();
        for text in [&b"shorter"[..], &[b'x'; 400_000]] {
            fs::write(sample.place(changed), text).unwrap();
            let place = sample.place("reglament.tar.gz.age");
            let refused = write(&place, &sample.seal(), &manifest, &sources).unwrap_err();
            assert!(matches!(refused, BackupError::Changed { .. }), "{refused}");
            assert_eq!(sample.left(), [""; 0]);
        }
        fs::write(sample.place(changed), kept).unwrap();
    }
}
