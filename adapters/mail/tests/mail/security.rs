//! Encryption is kept or nothing is sent.

use crate::{letter, moment};
use reglament_mail::{
    Delivery, Encryption, Mailer, Secret, Settings,
    sink::{Certificate, Script, Sink},
};
use std::fs;
use tempfile::TempDir;

async fn encrypted_sink(host: &str, encryption: Encryption) -> (Sink, Settings, TempDir) {
    let certificate = Certificate::for_host(host);
    let folder = tempfile::tempdir().unwrap();
    let ca_file = folder.path().join("ca.pem");
    fs::write(&ca_file, certificate.pem()).unwrap();
    let sink = Sink::start(Script {
        certificate: Some(certificate),
        encrypted_from_start: encryption == Encryption::Tls,
        sign_in: Some(("robot".into(), "s".into())),
        ..Script::default()
    })
    .await;
    let mut settings = sink.settings();
    settings.encryption = encryption;
    settings.ca_file = Some(ca_file);
    settings.user = Some("robot".into());
    settings.password = Some(Secret::new("s"));
    (sink, settings, folder)
}

#[tokio::test]
async fn a_known_certificate_is_accepted() {
    for encryption in [Encryption::StartTls, Encryption::Tls] {
        let (sink, settings, _folder) = encrypted_sink("localhost", encryption).await;
        let mailer = Mailer::new(&settings).unwrap();
        let delivery = mailer.send(&letter("a@example.ru"), moment()).await;
        assert!(
            matches!(delivery, Delivery::Accepted { .. }),
            "{delivery:?}"
        );
        let received = sink.received();
        assert!(received[0].encrypted && received[0].signed_in);
    }
}

#[tokio::test]
async fn an_unknown_authority_or_another_name_is_refused_in_words() {
    for encryption in [Encryption::StartTls, Encryption::Tls] {
        for host in ["localhost", "other.example"] {
            let (sink, mut settings, _folder) = encrypted_sink(host, encryption).await;
            if host == "localhost" {
                settings.ca_file = None;
            }
            let mailer = Mailer::new(&settings).unwrap();
            let Delivery::Unreachable { code: None, reason } =
                mailer.send(&letter("a@example.ru"), moment()).await
            else {
                panic!("a bad certificate must not be used");
            };
            assert_eq!(reason.code, "M304", "{reason}");
            assert!(
                reason
                    .ru
                    .starts_with("Сертификат почтового сервера «localhost:"),
                "{reason}"
            );
            assert_eq!(mailer.check().await.unwrap_err().code, "M304");
            assert!(sink.received().is_empty());
        }
    }
}

#[tokio::test]
async fn a_server_without_starttls_gets_nothing_in_clear() {
    let sink = Sink::start(Script::default()).await;
    let mut settings = sink.settings();
    settings.encryption = Encryption::StartTls;
    let delivery = Mailer::new(&settings)
        .unwrap()
        .send(&letter("a@example.ru"), moment())
        .await;
    assert_eq!(delivery.reason().map(|reason| reason.code), Some("M303"));
    settings.encryption = Encryption::Tls;
    let delivery = Mailer::new(&settings)
        .unwrap()
        .send(&letter("a@example.ru"), moment())
        .await;
    assert!(
        matches!(delivery, Delivery::Unreachable { code: None, .. }),
        "{delivery:?}"
    );
    assert!(sink.received().is_empty());
}

#[test]
fn a_bad_authority_file_is_refused_at_start() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ca.pem");
    let mut settings = Settings::minimal_smtp("smtp.example.ru", "a@example.ru");
    settings.ca_file = Some(path.clone());
    let begin = "-----BEGIN CERTIFICATE-----";
    for content in [
        None,
        Some(""),
        Some("текст"),
        Some(begin),
        Some("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
    ] {
        if let Some(content) = content {
            fs::write(&path, content).unwrap();
        }
        let error = Mailer::new(&settings).unwrap_err();
        assert!(
            ["M108", "M109"].contains(&error.0.code),
            "{content:?}: {error}"
        );
    }
}
