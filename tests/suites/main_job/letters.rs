//! What the SMTP server received: every letter once, in UTF-8, and no score in any of them.

use super::cast::{APPELLANT, Participant, TOTAL};
use super::stage::Stage;

/// A letter as its reader sees it.
struct Letter {
    to: String,
    subject: String,
    text: String,
}

/// Confirmation and invitation for everybody.
pub(super) fn of_the_registration(stage: &Stage, people: &[Participant]) {
    let letters = read(stage);
    for person in people {
        let own: Vec<&Letter> = letters
            .iter()
            .filter(|letter| letter.to == person.email)
            .collect();
        assert_eq!(own.len(), 2, "{}: {:?}", person.email, subjects(&own));
        assert!(own[0].text.contains("21.10.2021"), "{}", own[0].text);
        assert!(own[1].text.contains("НМЦ, кабинет 12"), "{}", own[1].text);
    }
}

/// Everybody is told of the order and the term of appeal; then certificate or refusal.
pub(super) fn of_the_order(stage: &Stage, people: &[Participant]) {
    let letters = read(stage);
    for person in people {
        let own: Vec<&Letter> = letters
            .iter()
            .filter(|letter| letter.to == person.email)
            .collect();
        assert_eq!(own.len(), 4, "{}: {:?}", person.email, subjects(&own));
        let order = own
            .iter()
            .find(|letter| letter.subject.starts_with("Издан приказ"));
        assert!(
            order.is_some_and(|letter| letter.text.contains("02.11.2021")),
            "{}",
            person.email
        );
        let (subject, day) = if person.passed() {
            ("Ваш сертификат готов", "08.11.2021")
        } else {
            ("Решение сертификационной комиссии", "02.11.2021")
        };
        let last = own.iter().find(|letter| letter.subject == subject);
        assert!(
            last.is_some_and(|letter| letter.text.contains(day)),
            "{}: {:?}",
            person.email,
            subjects(&own)
        );
        if person.passed() {
            assert!(last.is_some_and(|letter| letter.text.contains("28.10.2023")));
        }
    }
    no_scores(&letters, people);
}

/// The controller and the personnel department are told that the order is late; the head is not, yet.
pub(super) fn of_the_late_order(stage: &Stage) {
    let letters = read(stage);
    let late = |to: &str| {
        letters
            .iter()
            .any(|letter| letter.to == to && letter.text.contains("28.10.2021"))
    };
    assert!(
        late("orlova@example.ru") && late("semenova@example.ru"),
        "nobody was told that the order is late"
    );
    assert!(
        !late("dashkovskaya@example.ru"),
        "the head is told after three working days"
    );
}

/// Receipt, decision, amended order, certificate.
pub(super) fn of_the_appeal(stage: &Stage, people: &[Participant]) {
    let letters = read(stage);
    let own: Vec<&Letter> = letters
        .iter()
        .filter(|letter| letter.to == people[APPELLANT].email)
        .collect();
    let has = |subject: &str, day: &str| {
        own.iter()
            .any(|letter| letter.subject.contains(subject) && letter.text.contains(day))
    };
    assert!(
        has("зарегистрирована", "11.11.2021"),
        "{:?}",
        subjects(&own)
    );
    assert!(
        has("Решение по апелляции", "17.11.2021"),
        "{:?}",
        subjects(&own)
    );
    assert!(
        has("Результат сертификации изменён", "17.11.2021"),
        "{:?}",
        subjects(&own)
    );
    assert!(
        has("Ваш сертификат готов", "17.11.2023"),
        "{:?}",
        subjects(&own)
    );
    no_scores(&letters, people);
}

fn subjects<'l>(letters: &[&'l Letter]) -> Vec<&'l str> {
    letters
        .iter()
        .map(|letter| letter.subject.as_str())
        .collect()
}

/// Nobody learns a score from a letter (clause 1.3): no number of a letter is the total or the person's result.
fn no_scores(letters: &[Letter], people: &[Participant]) {
    for letter in letters {
        let result = people
            .iter()
            .find(|person| person.email == letter.to)
            .map(|person| person.correct);
        let numbers = letter
            .text
            .split(|c: char| !c.is_alphanumeric())
            .filter_map(|word| word.parse::<u32>().ok());
        for number in numbers {
            assert!(
                number != TOTAL && Some(number) != result,
                "a score in «{}»:\n{}",
                letter.subject,
                letter.text
            );
        }
    }
}

fn read(stage: &Stage) -> Vec<Letter> {
    stage
        .letters()
        .iter()
        .map(|mail| letter(&mail.to, &mail.data))
        .collect()
}

fn letter(to: &[String], data: &[u8]) -> Letter {
    let [to] = to else {
        panic!("a letter to {to:?}")
    };
    let parsed = mailparse::parse_mail(data).unwrap();
    let header = |name: &str| {
        let found = parsed
            .headers
            .iter()
            .find(|header| header.get_key_ref().eq_ignore_ascii_case(name));
        found
            .map(mailparse::MailHeader::get_value)
            .unwrap_or_default()
    };
    let plain = parsed
        .parts()
        .find(|part| part.ctype.mimetype == "text/plain")
        .expect("a letter has a plain text");
    assert_eq!(plain.ctype.charset.to_lowercase(), "utf-8");
    assert!(data.is_ascii(), "letters travel as ASCII");
    Letter {
        to: to.clone(),
        subject: header("subject"),
        text: plain.get_body().unwrap(),
    }
}
