//! Every way to fail, and the verdict on it.

use crate::{letter, moment};
use chrono::TimeDelta;
use mailparse::{MailHeaderMap, parse_mail};
use reglament_mail::{
    Delivery, Letter, Mailer,
    sink::{Script, Sink},
};

/// A verdict in one line.
fn verdict(delivery: &Delivery) -> String {
    let code = delivery.reason().map_or("-", |reason| reason.code);
    match delivery {
        Delivery::Accepted { .. } => "accepted".into(),
        Delivery::Refused {
            permanent,
            code: reply,
            flags_address,
            ..
        } => format!(
            "{code} refused {} {}{}",
            if *permanent { "for good" } else { "for now" },
            reply.map_or("here".into(), |reply| reply.to_string()),
            if *flags_address { ", address" } else { "" }
        ),
        Delivery::Ambiguous { .. } => format!("{code} ambiguous"),
        Delivery::Unreachable { code: reply, .. } => {
            format!("{code} unreachable {}", reply.unwrap_or(0))
        }
        Delivery::Postponed { until, .. } => format!("{code} postponed {}", *until - moment()),
    }
}

#[tokio::test]
async fn each_answer_of_the_server_has_its_verdict() {
    let sink = Sink::start(Script::default()).await;
    let mut settings = sink.settings();
    settings.timeout_seconds = 1;
    let mailer = Mailer::new(&settings).unwrap();
    for (to, expected) in [
        ("bad@example.ru", "M401 refused for good 550, address"),
        ("later@example.ru", "M402 refused for now 451"),
        ("spam@example.ru", "M401 refused for good 554"),
        ("busy@example.ru", "M402 refused for now 452"),
        ("cut@example.ru", "M403 ambiguous"),
        ("cut@example.ru", "accepted"),
        ("hang@example.ru", "M305 unreachable 0"),
        ("mute@example.ru", "M403 ambiguous"),
        ("ivanova@example.ru", "accepted"),
    ] {
        let delivery = mailer.send(&letter(to), moment()).await;
        assert_eq!(verdict(&delivery), expected, "{to}: {delivery:?}");
    }
}

#[tokio::test]
async fn after_an_ambiguous_end_both_copies_are_one_letter_to_mail_programs() {
    let sink = Sink::start(Script::default()).await;
    let mailer = Mailer::new(&sink.settings()).unwrap();
    let first = mailer.send(&letter("cut@example.ru"), moment()).await;
    let second = mailer
        .send(&letter("cut@example.ru"), moment() + TimeDelta::minutes(5))
        .await;
    let (Delivery::Ambiguous { message_id: a, .. }, Delivery::Accepted { message_id: b, .. }) =
        (first, second)
    else {
        panic!("ambiguous, then accepted");
    };
    assert_eq!(a, b);
    for mail in sink.received() {
        let id = parse_mail(&mail.data)
            .unwrap()
            .headers
            .get_first_value("Message-ID")
            .unwrap();
        assert_eq!(id, format!("<{a}>"));
    }
    assert_eq!(sink.received().len(), 2);
}

#[tokio::test]
async fn a_busy_server_is_asked_again_later() {
    let script = Script {
        busy_greetings: 1,
        ..Script::default()
    };
    let sink = Sink::start(script).await;
    let mailer = Mailer::new(&sink.settings()).unwrap();
    let delivery = mailer.send(&letter("a@example.ru"), moment()).await;
    assert_eq!(verdict(&delivery), "M402 refused for now 421");
    assert_eq!(
        verdict(&mailer.send(&letter("a@example.ru"), moment()).await),
        "accepted"
    );
    assert_eq!(sink.connections(), 2);
}

#[tokio::test]
async fn a_refused_sender_is_the_fault_of_the_settings_not_of_the_person() {
    let script = Script {
        refuses_sender: true,
        ..Script::default()
    };
    let sink = Sink::start(script).await;
    let delivery = Mailer::new(&sink.settings())
        .unwrap()
        .send(&letter("a@example.ru"), moment())
        .await;
    assert_eq!(verdict(&delivery), "M307 unreachable 550");
    let script = Script {
        sign_in: Some(("robot".into(), "x".into())),
        ..Script::default()
    };
    let sink = Sink::start(script).await;
    let delivery = Mailer::new(&sink.settings())
        .unwrap()
        .send(&letter("a@example.ru"), moment())
        .await;
    assert_eq!(verdict(&delivery), "M307 unreachable 530");
}

#[tokio::test]
async fn nobody_listening_is_unreachable() {
    let sink = Sink::start(Script::default()).await;
    let mut settings = sink.settings();
    drop(sink);
    let free = tokio::net::TcpListener::bind(("127.0.0.1", 0))
        .await
        .unwrap();
    settings.port = Some(free.local_addr().unwrap().port());
    drop(free);
    let mailer = Mailer::new(&settings).unwrap();
    let delivery = mailer.send(&letter("a@example.ru"), moment()).await;
    assert_eq!(verdict(&delivery), "M302 unreachable 0");
    assert_eq!(mailer.check().await.unwrap_err().code, "M302");
}

#[tokio::test]
async fn a_domain_that_asks_for_patience_gets_it_alone() {
    let sink = Sink::start(Script::default()).await;
    let mailer = Mailer::new(&sink.settings()).unwrap();
    for (to, after, expected) in [
        ("slow@example.ru", 0, "M402 refused for now 450"),
        ("ivanova@example.ru", 1, "M404 postponed PT60S"),
        ("ivanova@other.example", 1, "accepted"),
        ("ivanova@example.ru", 60, "accepted"),
    ] {
        let delivery = mailer
            .send(&letter(to), moment() + TimeDelta::seconds(after))
            .await;
        assert_eq!(verdict(&delivery), expected, "{to}");
    }
}

#[tokio::test]
async fn a_limit_of_the_minute_holds() {
    let sink = Sink::start(Script::default()).await;
    let mut settings = sink.settings();
    settings.per_domain_per_minute = Some(2);
    let mailer = Mailer::new(&settings).unwrap();
    let mut verdicts = Vec::new();
    for second in [0, 1, 2, 60] {
        let delivery = mailer
            .send(
                &letter("a@EXAMPLE.ru"),
                moment() + TimeDelta::seconds(second),
            )
            .await;
        verdicts.push(verdict(&delivery));
    }
    assert_eq!(
        verdicts,
        ["accepted", "accepted", "M404 postponed PT60S", "accepted"]
    );
}

#[tokio::test]
async fn forged_headers_never_reach_the_server() {
    let sink = Sink::start(Script::default()).await;
    let mailer = Mailer::new(&sink.settings()).unwrap();
    let good = letter("a@example.ru");
    let injection = "x\r\nBcc: victim@example.ru";
    for (forged, expected) in [
        (
            Letter {
                subject: injection.into(),
                ..good.clone()
            },
            "M204 refused for good here",
        ),
        (
            Letter {
                to_name: injection.into(),
                ..good.clone()
            },
            "M204 refused for good here",
        ),
        (
            Letter {
                to_address: "a@example.ru>\r\nRCPT TO:<victim@example.ru".into(),
                ..good.clone()
            },
            "M211 refused for good here, address",
        ),
        (
            Letter {
                to_address: "a@example.ru,b@example.ru".into(),
                ..good.clone()
            },
            "M212 refused for good here, address",
        ),
        (
            Letter {
                id: String::new(),
                ..good.clone()
            },
            "M201 refused for good here",
        ),
    ] {
        let delivery = mailer.send(&forged, moment()).await;
        assert_eq!(verdict(&delivery), expected, "{forged:?}");
    }
    assert_eq!(sink.connections(), 0);
    let odd = Letter {
        id: injection.into(),
        text: "т\r\n.\r\nMAIL FROM:<x@y.ru>\r\n".into(),
        ..good
    };
    assert_eq!(verdict(&mailer.send(&odd, moment()).await), "accepted");
    let [received] = &sink.received()[..] else {
        panic!("one letter")
    };
    let mail = parse_mail(&received.data).unwrap();
    assert!(mail.headers.get_first_value("Bcc").is_none());
    assert!(
        mail.subparts[0]
            .get_body()
            .unwrap()
            .contains("MAIL FROM:<x@y.ru>")
    );
}
