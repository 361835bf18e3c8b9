//! The good case: what arrives, how it is addressed, what is the same when it is sent again.

use crate::{letter, moment};
use chrono::TimeDelta;
use mailparse::{MailHeaderMap, parse_mail};
use reglament_mail::{
    Delivery, Mailer, Secret,
    sink::{Script, Sink},
};

use std::{collections::BTreeSet, sync::Arc};
use tokio::task::JoinSet;

#[tokio::test]
async fn a_letter_arrives_as_written() {
    let sink = Sink::start(Script::default()).await;
    let mailer = Mailer::new(&sink.settings()).unwrap();
    let delivery = mailer.send(&letter("ivanova@example.ru"), moment()).await;
    let expected = Delivery::Accepted {
        message_id: "reglament.case-7_2f12@edu.example.ru".into(),
        reply: "2.0.0 queued".into(),
    };
    assert_eq!(delivery, expected);
    let [received] = &sink.received()[..] else {
        panic!("one letter")
    };
    assert_eq!(
        (received.from.as_str(), &received.to[..]),
        (
            "no-reply@edu.example.ru",
            &["ivanova@example.ru".to_owned()][..]
        )
    );
    let mail = parse_mail(&received.data).unwrap();
    assert_eq!(
        mail.headers.get_first_value("Subject").unwrap(),
        "Приглашение на заседание"
    );
    let text = mail.subparts[0].get_body().unwrap().replace("\r\n", "\n");
    assert!(text.starts_with(&letter("").text), "{text}");
    let html = mail.subparts[1].get_body().unwrap();
    assert!(
        html.contains("<p style=\"margin:0 0 16px\">Здравствуйте, Анна Петровна!</p>"),
        "{html}"
    );
}

#[tokio::test]
async fn the_same_letter_again_is_the_same_letter() {
    let sink = Sink::start(Script::default()).await;
    let mailer = Mailer::new(&sink.settings()).unwrap();
    mailer.send(&letter("ivanova@example.ru"), moment()).await;
    mailer
        .send(
            &letter("ivanova@example.ru"),
            moment() + TimeDelta::hours(1),
        )
        .await;
    let ids: Vec<_> = sink
        .received()
        .iter()
        .map(|mail| {
            parse_mail(&mail.data)
                .unwrap()
                .headers
                .get_first_value("Message-ID")
                .unwrap()
        })
        .collect();
    assert_eq!(ids, ["<reglament.case-7_2f12@edu.example.ru>"; 2]);
}

#[tokio::test]
async fn a_refused_person_does_not_touch_the_others() {
    let sink = Sink::start(Script::default()).await;
    let mailer = Mailer::new(&sink.settings()).unwrap();
    for to in ["a@example.ru", "bad@example.ru", "b@example.ru"] {
        mailer.send(&letter(to), moment()).await;
    }
    let to: Vec<_> = sink.received().into_iter().map(|mail| mail.to).collect();
    assert_eq!(to, [["a@example.ru"], ["b@example.ru"]]);
}

#[tokio::test]
async fn letters_share_a_connection() {
    let sink = Sink::start(Script::default()).await;
    let mailer = Mailer::new(&sink.settings()).unwrap();
    for _ in 0..20 {
        let delivery = mailer.send(&letter("a@example.ru"), moment()).await;
        assert!(
            matches!(delivery, Delivery::Accepted { .. }),
            "{delivery:?}"
        );
    }
    assert_eq!((sink.connections(), sink.received().len()), (1, 20));
}

#[tokio::test]
async fn letters_sent_at_once_are_neither_lost_nor_doubled() {
    let sink = Sink::start(Script::default()).await;
    let mailer = Arc::new(Mailer::new(&sink.settings()).unwrap());
    let mut sending = JoinSet::new();
    for n in 0..100 {
        let mailer = Arc::clone(&mailer);
        let to = format!("person{n}@example.ru");
        sending.spawn(async move { mailer.send(&letter(&to), moment()).await });
    }
    for delivery in sending.join_all().await {
        assert!(
            matches!(delivery, Delivery::Accepted { .. }),
            "{delivery:?}"
        );
    }
    let to: BTreeSet<_> = sink.received().into_iter().map(|mail| mail.to).collect();
    assert_eq!((to.len(), sink.received().len()), (100, 100));
}

#[tokio::test]
async fn a_connection_closed_meanwhile_is_replaced_unnoticed() {
    let script = Script {
        closes_after_letter: true,
        ..Script::default()
    };
    let sink = Sink::start(script).await;
    let mailer = Mailer::new(&sink.settings()).unwrap();
    for _ in 0..3 {
        let delivery = mailer.send(&letter("a@example.ru"), moment()).await;
        assert!(
            matches!(delivery, Delivery::Accepted { .. }),
            "{delivery:?}"
        );
    }
    assert_eq!((sink.connections(), sink.received().len()), (3, 3));
}

#[tokio::test]
async fn signs_in_with_either_mechanism() {
    for login_only in [false, true] {
        let script = Script {
            sign_in: Some(("robot".into(), "пароль 7".into())),
            login_only,
            ..Script::default()
        };
        let sink = Sink::start(script).await;
        let mut settings = sink.settings();
        settings.user = Some("robot".into());
        settings.password = Some(Secret::new("пароль 7"));
        let mailer = Mailer::new(&settings).unwrap();
        mailer.check().await.unwrap();
        mailer.send(&letter("a@example.ru"), moment()).await;
        assert!(sink.received()[0].signed_in);
        settings.password = Some(Secret::new("не тот"));
        let mailer = Mailer::new(&settings).unwrap();
        assert_eq!(mailer.check().await.unwrap_err().code, "M306");
        let delivery = mailer.send(&letter("a@example.ru"), moment()).await;
        assert!(
            matches!(
                delivery,
                Delivery::Unreachable {
                    code: Some(535),
                    ..
                }
            ),
            "{delivery:?}"
        );
        assert_eq!(sink.received().len(), 1);
    }
}
