//! Backups that were cut or touched, and files that are none: each is refused.

use std::{fs, path::Path};

use reglament_backup::{BackupError, FORMAT, Key, Seal, checked};

use super::sample::{Sample, read};

/// Reads the backup with these bytes.
fn refusal(folder: &Path, bytes: &[u8], key: Option<&Key>) -> Option<BackupError> {
    let place = folder.join("touched");
    fs::write(&place, bytes).unwrap();
    read(&place, key).err()
}

/// Places all over a file: everything in its head and at its end, and some in between.
fn places(length: usize) -> impl Iterator<Item = usize> {
    (0..length).filter(move |at| *at < 400 || length - at < 200 || at % 4_999 == 0)
}

#[test]
fn a_cut_backup_is_refused_wherever_it_was_cut() {
    let sample = Sample::new();
    for (seal, key) in [(sample.seal(), Some(sample.opener())), (Seal::Plain, None)] {
        let bytes = fs::read(sample.write(&seal)).unwrap();
        for at in places(bytes.len()) {
            let refused = refusal(sample.folder(), &bytes[..at], key.as_ref());
            assert!(refused.is_some(), "{seal:?} cut at {at} of {}", bytes.len());
        }
    }
}

#[test]
fn a_flipped_bit_is_found_wherever_it_is() {
    let sample = Sample::new();
    let key = sample.opener();
    let mut bytes = fs::read(sample.write(&sample.seal())).unwrap();
    for at in places(bytes.len()) {
        bytes[at] ^= 0x10;
        let refused = refusal(sample.folder(), &bytes, Some(&key));
        assert!(refused.is_some(), "byte {at} of {}", bytes.len());
        bytes[at] ^= 0x10;
    }
    assert!(refusal(sample.folder(), &bytes, Some(&key)).is_none());
}

/// The packing has bytes that mean nothing (the system that packed, its time); what comes out is what went in, or nothing.
#[test]
fn a_flipped_bit_of_a_plain_backup_changes_no_member() {
    let sample = Sample::new();
    let place = sample.write(&Seal::Plain);
    let right = read(&place, None).unwrap();
    let mut bytes = fs::read(&place).unwrap();
    let touched = sample.place("touched");
    for at in places(bytes.len()) {
        bytes[at] ^= 0x10;
        fs::write(&touched, &bytes).unwrap();
        if let Ok(found) = read(&touched, None) {
            assert!(found == right, "byte {at} of {}", bytes.len());
        }
        bytes[at] ^= 0x10;
    }
}

#[test]
fn what_follows_the_end_is_refused() {
    let sample = Sample::new();
    for (seal, key) in [(sample.seal(), Some(sample.opener())), (Seal::Plain, None)] {
        let mut bytes = fs::read(sample.write(&seal)).unwrap();
        bytes.extend_from_slice(b"more");
        let refused = refusal(sample.folder(), &bytes, key.as_ref()).unwrap();
        assert!(matches!(refused, BackupError::Damaged(_)), "{refused}");
    }
}

#[test]
fn foreign_files_are_told_as_such() {
    let sample = Sample::new();
    for bytes in [&b""[..], b"SQLite format 3\0", b"PK\x03\x04", &[0; 4096]] {
        let refused = refusal(sample.folder(), bytes, None).unwrap();
        assert!(matches!(refused, BackupError::Foreign), "{refused}");
    }
    // A tar of somebody else.
    let place = sample.place("other.tar.gz");
    let file = fs::File::create(&place).unwrap();
    let packed = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
    let mut tar = tar::Builder::new(packed);
    tar.append_path_with_name(sample.place("sign_in.key"), "photo.jpg")
        .unwrap();
    tar.into_inner().unwrap().finish().unwrap();
    let refused = read(&place, None).unwrap_err();
    assert!(refused.to_string().contains("manifest.json"), "{refused}");
}

#[test]
fn a_later_format_names_itself() {
    let sample = Sample::new();
    let mut manifest = sample.manifest();
    manifest.format = FORMAT + 1;
    let place = sample.write_with(&sample.seal(), &manifest).unwrap();
    let refused = read(&place, Some(&sample.opener())).unwrap_err();
    assert!(matches!(refused, BackupError::NewerFormat(2)), "{refused}");
}

#[test]
fn a_member_cannot_be_put_elsewhere() {
    let sample = Sample::new();
    for name in ["../database.sqlite", "/etc/passwd", "a/b", ".profile", ""] {
        let mut manifest = sample.manifest();
        manifest.members[0].name = name.to_owned();
        let place = sample.write_with(&Seal::Plain, &manifest).unwrap();
        let refused = read(&place, None).unwrap_err();
        assert!(matches!(refused, BackupError::Foreign), "{name}: {refused}");
        fs::remove_file(place).unwrap();
    }
}

#[test]
fn without_the_key_the_checksum_finds_what_was_touched() {
    let sample = Sample::new();
    let place = sample.write(&sample.seal());
    let right = checked(&place).unwrap();
    assert!(right.is_compared);
    let mut bytes = fs::read(&place).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&place, &bytes).unwrap();
    let refused = checked(&place).unwrap_err();
    assert!(refused.to_string().contains(&right.sha256), "{refused}");
    let mut sum = place.into_os_string();
    let place = sum.clone();
    sum.push(".sha256");
    fs::remove_file(sum).unwrap();
    assert!(!checked(Path::new(&place)).unwrap().is_compared);
}

/// Somebody has packed it anew with another member: every sum of the packing is right, the manifest's is not.
#[test]
fn a_member_that_is_not_the_manifests_is_refused() {
    let sample = Sample::new();
    for of in 0..2 {
        let mut manifest = sample.manifest();
        manifest.members[of].sha256 = "00".repeat(32);
        let place = sample.write_with(&Seal::Plain, &manifest).unwrap();
        let refused = read(&place, None).unwrap_err();
        let name = &manifest.members[of].name;
        assert!(refused.to_string().contains(name), "{refused}");
        fs::remove_file(place).unwrap();
    }
}
