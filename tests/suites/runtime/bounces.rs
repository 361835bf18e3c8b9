//! Letters that did not arrive: three reports as mail servers write them, matched to the outbox and counted.

use reglament_mail::read_reports;
use reglament_runtime::port::{Bounce, OutboxState};

use super::world::{World, monday, request, until};

const UNKNOWN_USER: &str = include_str!("bounces/unknown_user.eml");
const FULL_MAILBOX: &str = include_str!("bounces/full_mailbox.eml");
const DELAYED: &str = include_str!("bounces/delayed.eml");

/// The reports of a message about the letter of this key.
fn reports(message: &str, key: &str) -> Vec<Bounce> {
    let id: String = key
        .bytes()
        .map(|byte| match byte {
            byte if byte.is_ascii_alphanumeric() || byte == b'-' => char::from(byte).to_string(),
            byte => format!("_{byte:02x}"),
        })
        .collect();
    let message = message.replace("KEY", &id);
    let found = read_reports(message.as_bytes()).into_iter();
    found
        .map(|report| Bounce {
            report: format!("{key} {}", report.status),
            hard: report.is_hard(),
            key: report.letter,
            address: report.address,
            failed: report.failed,
            status: report.status,
            reason: report.reason,
        })
        .collect()
}

#[test]
fn reports_of_three_servers_are_read() {
    for (message, status, failed, hard) in [
        (UNKNOWN_USER, "5.1.1", true, true),
        (FULL_MAILBOX, "5.2.2", true, false),
        (DELAYED, "4.4.1", false, false),
    ] {
        let found = reports(message, "k7/12");
        assert_eq!(found.len(), 1, "{status}");
        let report = &found[0];
        assert_eq!(report.key, "k7/12");
        assert_eq!(report.address, "anna@example.ru");
        assert_eq!(
            (report.status.as_str(), report.failed, report.hard),
            (status, failed, hard)
        );
        assert!(!report.reason.is_empty());
    }
    assert!(read_reports(b"Subject: Re: hello\n\nOut of office").is_empty());
}

#[tokio::test]
async fn an_address_with_too_many_hard_bounces_is_marked_and_told_of() {
    let world = World::open().await;
    *world.post.administrators.lock().unwrap() = vec!["admin@example.ru".into()];
    let runtime = world.start().await;
    let service = runtime.service();
    for n in 0..3 {
        request(&service, &format!("k{n}")).await;
    }
    // The reminders of Friday leave, and come back.
    world.clock.set(monday() + chrono::TimeDelta::days(4));
    let letters = until(async || {
        let sent = service.outbox("vera", Some(OutboxState::Sent), None).await;
        let sent = sent.unwrap().into_iter();
        let sent: Vec<_> = sent.filter(|row| row.to == "anna@example.ru").collect();
        (sent.len() == 3).then_some(sent)
    })
    .await;
    let mut found: Vec<Bounce> = Vec::new();
    for letter in &letters {
        found.extend(reports(UNKNOWN_USER, &letter.key));
    }
    // A stranger's report, and the same report twice, count nothing.
    let mut forged = found[0].clone();
    forged.address = "boris@example.ru".into();
    found.extend([forged, found[0].clone()]);
    *world.post.reports.lock().unwrap() = found;
    world
        .clock
        .set(monday() + chrono::TimeDelta::days(4) + chrono::TimeDelta::minutes(2));
    let view = until(async || {
        let view = service.bounces("vera").await.unwrap();
        (!view.marked.is_empty()).then_some(view)
    })
    .await;
    assert_eq!(view.marked[0].0, "anna@example.ru");
    assert_eq!(view.bounces.len(), 3);
    assert_eq!(view.bounces[0].person.as_deref(), Some("anna"));
    let refused = service
        .outbox("vera", Some(OutboxState::Refused), None)
        .await
        .unwrap();
    assert_eq!(refused.len(), 3, "a letter that came back did not arrive");
    until(async || {
        let letters = world.post.letters.lock().unwrap();
        letters
            .iter()
            .any(|letter| {
                letter.to_address == "admin@example.ru" && letter.text.contains("anna@example.ru")
            })
            .then_some(())
    })
    .await;
    let choices = service.letter_choices("anna").await.unwrap();
    assert!(choices.marked_since.is_some() && choices.bounces.len() == 3);
    assert!(
        service
            .free_address("anna", "anna@example.ru")
            .await
            .is_err()
    );
    service
        .free_address("vera", "anna@example.ru")
        .await
        .unwrap();
    assert!(service.bounces("vera").await.unwrap().marked.is_empty());
    runtime.stop().await;
}
