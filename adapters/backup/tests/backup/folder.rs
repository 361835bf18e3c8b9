//! Of older backups only so many are kept, and nothing is removed that somebody else has put there.

use std::fs;

use reglament_backup::{forget_older, forget_unfinished};

use super::sample::{OFFICE, Sample};

#[test]
fn only_own_older_backups_go() {
    let sample = Sample::new();
    let own = |day: u32| format!("reglament-{OFFICE}-2026-11-{day:02}T01-00-00Z.tar.gz.age");
    let plain = format!("reglament-{OFFICE}-2026-11-04T01-00-00Z.tar.gz");
    let others = [
        "reglament-ffffffffffffffff-2020-01-01T00-00-00Z.tar.gz.age".to_owned(),
        format!("reglament-{OFFICE}-2020-01-01.tar.gz.age"),
        format!("{}.old", own(1)),
        format!(".{}.part", own(9)),
        "2020 photo.jpg".to_owned(),
    ];
    for name in [own(1), own(2), own(3), own(5), plain.clone()]
        .iter()
        .chain(&others)
    {
        fs::write(sample.place(name), "x").unwrap();
    }
    fs::write(sample.place(&format!("{}.sha256", own(1))), "x").unwrap();
    let removed = forget_older(sample.folder(), OFFICE, 3).unwrap();
    assert_eq!(removed, [sample.place(&own(1)), sample.place(&own(2))]);
    let mut left = vec![own(3), plain, own(5)];
    left.extend(others);
    left.sort();
    assert_eq!(sample.left(), left);
    assert_eq!(forget_older(sample.folder(), OFFICE, 3).unwrap().len(), 0);
}

#[test]
fn a_folder_that_bears_the_name_of_a_backup_stays() {
    let sample = Sample::new();
    let name = format!("reglament-{OFFICE}-2026-11-01T01-00-00Z.tar.gz.age");
    fs::create_dir(sample.place(&name)).unwrap();
    assert_eq!(forget_older(sample.folder(), OFFICE, 0).unwrap().len(), 0);
    assert!(sample.place(&name).is_dir());
}

#[test]
fn what_was_not_finished_goes() {
    let sample = Sample::new();
    let part = |of: &str| format!(".reglament-{of}-2026-11-01T01-00-00Z.tar.gz.age.part");
    fs::write(sample.place(&part(OFFICE)), "half").unwrap();
    fs::write(sample.place(&part("ffffffffffffffff")), "half").unwrap();
    forget_unfinished(sample.folder(), OFFICE).unwrap();
    assert_eq!(sample.left(), [part("ffffffffffffffff")]);
}
