//! Files that are said to be backups: unpacked into an empty folder only what the manifest names, or refused with a sentence.
//!
//! What is neither sealed nor packed is packed first, and what begins with `{` becomes the manifest of a backup: changed
//! bytes of a packed file would only ever break its sums.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use reglament_backup::Archive;

pub(super) const WORDS: &[&str] = &[
    "manifest.json",
    "\"format\":1",
    "\"members\":[",
    "../",
    "/etc/passwd",
    "ustar",
    "age-encryption.org/v1\n",
    "-> X25519 ",
    "-> scrypt ",
    "--- ",
    "\u{0}",
    "0000000",
    "\"sha256\":",
    "\"bytes\":18446744073709551615",
];

pub(super) fn run(bytes: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("a.backup");
    let is_file = bytes.starts_with(b"age-encryption.org/") || bytes.starts_with(&[0x1f, 0x8b]);
    match is_file {
        true => fs::write(&place, bytes).unwrap(),
        false if bytes.starts_with(b"{") => fs::write(&place, packed(&described(bytes))).unwrap(),
        false => fs::write(&place, packed(bytes)).unwrap(),
    }
    let inside = folder.path().join("inside");
    fs::create_dir(&inside).unwrap();
    let unpacked = Archive::open(&place, None).and_then(|archive| {
        let names: BTreeSet<String> = archive
            .manifest()
            .members
            .iter()
            .map(|one| one.name.clone())
            .collect();
        let done = archive.unpack(&inside);
        for entry in fs::read_dir(&inside).unwrap() {
            let name = entry.unwrap().file_name().to_string_lossy().into_owned();
            assert!(names.contains(&name), "{name} is not in the manifest");
        }
        done
    });
    if let Err(error) = unpacked {
        assert!(!error.to_string().is_empty());
    }
    let beside = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(beside, 2, "something was written outside of the folder");
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// A backup of one small file under this manifest.
fn described(manifest: &[u8]) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    for (name, bytes) in [("manifest.json", manifest), ("database", b"hello database")] {
        let mut header = tar::Header::new_old();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o600);
        archive.append_data(&mut header, name, bytes).unwrap();
    }
    archive.into_inner().unwrap()
}
