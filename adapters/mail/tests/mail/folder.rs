//! Letters written into a folder as files instead of being sent.

use crate::{letter, moment};
use mailparse::{MailHeaderMap, parse_mail};
use reglament_mail::{Delivery, Mailer, Settings, Transport};
use std::{fs, path::Path};

fn settings(folder: &Path) -> Settings {
    let mut settings =
        Settings::minimal_smtp("", "Управление образования <no-reply@edu.example.ru>");
    settings.transport = Transport::Folder;
    settings.folder = Some(folder.to_owned());
    settings
}

#[tokio::test]
async fn a_letter_becomes_one_file_however_often_it_is_sent() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("письма");
    let mailer = Mailer::new(&settings(&folder)).unwrap();
    mailer.check().await.unwrap();
    for _ in 0..2 {
        let delivery = mailer.send(&letter("ivanova@example.ru"), moment()).await;
        let expected = Delivery::Accepted {
            message_id: "reglament.case-7_2f12@edu.example.ru".into(),
            reply: "case-7_2f12.eml".into(),
        };
        assert_eq!(delivery, expected);
    }
    let names: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names, ["case-7_2f12.eml"]);
    let bytes = fs::read(folder.join("case-7_2f12.eml")).unwrap();
    let mail = parse_mail(&bytes).unwrap();
    assert_eq!(
        mail.headers.get_first_value("Subject").unwrap(),
        "Приглашение на заседание"
    );
}

#[tokio::test]
async fn an_id_cannot_leave_the_folder() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("letters");
    let mut escaping = letter("ivanova@example.ru");
    escaping.id = "../../outside".into();
    Mailer::new(&settings(&folder))
        .unwrap()
        .send(&escaping, moment())
        .await;
    let names: Vec<_> = fs::read_dir(root.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names, ["letters"]);
    assert!(folder.join("_2e_2e_2f_2e_2e_2foutside.eml").exists());
}

#[tokio::test]
async fn a_folder_that_cannot_be_is_unreachable() {
    let root = tempfile::tempdir().unwrap();
    let file = root.path().join("file");
    fs::write(&file, "").unwrap();
    let mailer = Mailer::new(&settings(&file.join("letters"))).unwrap();
    let delivery = mailer.send(&letter("ivanova@example.ru"), moment()).await;
    assert_eq!(delivery.reason().map(|reason| reason.code), Some("M301"));
    assert_eq!(mailer.check().await.unwrap_err().code, "M301");
}

#[test]
fn a_folder_must_be_named() {
    let mut settings = settings(Path::new("x"));
    settings.folder = None;
    assert_eq!(Mailer::new(&settings).unwrap_err().0.code, "M107");
}
