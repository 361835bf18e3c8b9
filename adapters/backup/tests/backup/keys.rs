//! Keys that do not fit, and texts that are none.

use std::fs;

use reglament_backup::{BackupError, Key, NewKey, Seal};

use super::sample::{Sample, read};

#[test]
fn a_wrong_key_is_told_as_such() {
    let sample = Sample::new();
    let place = sample.write(&sample.seal());
    let other = sample.place("other");
    fs::write(&other, NewKey::make().text()).unwrap();
    let wrong = read(&place, Some(&Key::read(&other).unwrap())).unwrap_err();
    assert!(matches!(wrong, BackupError::WrongKey), "{wrong}");
    // Of several keys in a file any may fit.
    let both = NewKey::make().text() + &sample.key.text();
    fs::write(&other, both).unwrap();
    read(&place, Some(&Key::read(&other).unwrap())).unwrap();
    let none = read(&place, None).unwrap_err();
    assert!(matches!(none, BackupError::Sealed), "{none}");
}

#[test]
fn keys_and_passphrases_are_not_mixed_up() {
    let sample = Sample::new();
    let words = sample.place("words");
    fs::write(&words, "correct horse battery").unwrap();
    let by_key = sample.write(&sample.seal());
    let passphrase = Key::read_passphrase(&words).unwrap();
    let told = read(&by_key, Some(&passphrase)).unwrap_err();
    assert!(told.ru().contains("ключом (--key)"), "{}", told.ru());
    fs::remove_file(&by_key).unwrap();
    let by_words = sample.write(&Seal::passphrase_of(&words).unwrap());
    let told = read(&by_words, Some(&sample.opener())).unwrap_err();
    assert!(told.to_string().contains("--passphrase-file"), "{told}");
    fs::write(&words, "correct horse batterx").unwrap();
    let wrong = read(&by_words, Some(&Key::read_passphrase(&words).unwrap())).unwrap_err();
    assert!(matches!(wrong, BackupError::WrongKey), "{wrong}");
}

#[test]
fn one_of_several_recipients_is_enough() {
    let sample = Sample::new();
    let second = NewKey::make();
    let both = [second.recipient(), sample.key.recipient()];
    let place = sample.write(&Seal::recipients(&both).unwrap());
    read(&place, Some(&sample.opener())).unwrap();
}

#[test]
fn what_is_no_key_is_refused_without_repeating_it() {
    let sample = Sample::new();
    let file = sample.place("key");
    // The public half in the place of the secret one is the likely mistake.
    for text in [
        &*sample.key.recipient(),
        "",
        "AGE-SECRET-KEY-1SHORT",
        "-----BEGIN",
    ] {
        fs::write(&file, text).unwrap();
        let refused = Key::read(&file).unwrap_err();
        assert!(matches!(refused, BackupError::NoKey { .. }), "{text}");
        assert!(!refused.to_string().contains("SHORT"), "{refused}");
    }
    fs::write(&file, "short\n").unwrap();
    let refused = Key::read_passphrase(&file).unwrap_err();
    assert!(refused.to_string().contains("at least 12"), "{refused}");
    let secret = sample.key.text();
    let secret = secret.lines().last().unwrap().to_owned();
    for text in ["age1nonsense", "", "ssh-ed25519 AAAA"] {
        assert!(Seal::recipients(&[text.to_owned()]).is_err(), "{text}");
    }
    assert!(Seal::recipients(&[secret]).is_err());
}
