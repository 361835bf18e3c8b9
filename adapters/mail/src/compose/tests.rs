//! Composition without a server: what a mail program reads back from the bytes.

use super::*;
use mailparse::{MailHeaderMap, parse_mail};

fn composer(more: &str) -> Composer {
    let settings = format!(
        "transport = 'folder'\nfrom = 'Управление образования <no-reply@edu.example.ru>'\n{more}"
    );
    Composer::new(&toml::from_str(&settings).unwrap()).unwrap()
}

fn letter(id: &str) -> Letter {
    Letter {
        id: id.into(),
        to_name: "Иванова Анна Петровна".into(),
        to_address: "ivanova@школа.рф".into(),
        subject: "Приглашение на заседание комиссии по добровольной сертификации № 7".into(),
        text: "Здравствуйте!\n\n- паспорт\n\nhttps://a.ru/t/1".into(),
    }
}

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap()
}

#[test]
fn a_mail_program_reads_back_what_was_written() {
    let composed = composer("")
        .compose(&letter("case-7/12"), &Beside::default(), at(1_790_000_000))
        .unwrap();
    let mail = parse_mail(&composed.bytes).unwrap();
    let header = |name| mail.headers.get_first_value(name).unwrap_or_default();
    assert_eq!(
        header("Subject"),
        "Приглашение на заседание комиссии по добровольной сертификации № 7"
    );
    assert_eq!(
        header("From"),
        "Управление образования <no-reply@edu.example.ru>"
    );
    assert!(
        header("To").starts_with("Иванова Анна Петровна <ivanova@xn--"),
        "{}",
        header("To")
    );
    assert_eq!(
        header("Message-ID"),
        "<reglament.case-7_2f12@edu.example.ru>"
    );
    assert_eq!(header("Date"), "Mon, 21 Sep 2026 14:13:20 +0000");
    assert_eq!(header("Auto-Submitted"), "auto-generated");
    assert_eq!(mail.ctype.mimetype, "multipart/alternative");
    let types: Vec<_> = mail
        .subparts
        .iter()
        .map(|part| part.ctype.mimetype.as_str())
        .collect();
    assert_eq!(types, ["text/plain", "text/html"]);
    assert!(
        mail.subparts
            .iter()
            .all(|part| part.ctype.charset == "utf-8")
    );
    let bodies: Vec<_> = mail
        .subparts
        .iter()
        .map(|part| part.get_body().unwrap().replace("\r\n", "\n"))
        .collect();
    assert_eq!(bodies, [composed.text.as_str(), composed.html.as_str()]);
    assert!(
        composed.bytes.is_ascii()
            && composed
                .bytes
                .split(|b| *b == b'\n')
                .all(|line| line.len() <= 200)
    );
}

#[test]
fn the_text_part_has_organisation_and_footer() {
    let composed = composer("reply_to = 'kadry@edu.example.ru'")
        .compose(&letter("1"), &Beside::default(), at(0))
        .unwrap();
    assert!(composed.text.ends_with(
        "https://a.ru/t/1\n\n-- \nУправление образования\nПисьмо отправлено автоматически. Ответить можно на адрес kadry@edu.example.ru.\n"
    ));
    let english = composer("language = 'en'\norganisation = 'School Board'")
        .compose(&letter("1"), &Beside::default(), at(0))
        .unwrap();
    assert!(english.text.ends_with(
        "-- \nSchool Board\nThis letter was sent automatically; please do not answer it.\n"
    ));
    assert!(english.html.contains("<html lang=\"en\">"));
}

#[test]
fn the_same_letter_gives_the_same_bytes() {
    let composer = composer("");
    let first = composer
        .compose(&letter("x"), &Beside::default(), at(9))
        .unwrap();
    assert_eq!(
        first,
        composer
            .compose(&letter("x"), &Beside::default(), at(9))
            .unwrap()
    );
    assert_eq!(
        first.message_id,
        composer
            .compose(&letter("x"), &Beside::default(), at(99_999))
            .unwrap()
            .message_id
    );
}

#[test]
fn different_ids_give_different_message_ids() {
    let ids = ["a/b", "a_2fb", "a.b", "a b", "ab", "A/b", "дело", "a\r\nb"];
    let mut escaped: Vec<_> = ids.iter().map(|id| escape_id(id)).collect();
    assert!(escaped.iter().all(|id| {
        id.bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
    }));
    escaped.sort();
    escaped.dedup();
    assert_eq!(escaped.len(), ids.len());
}

#[test]
fn no_text_can_end_a_part_early() {
    let mut forged = letter("1");
    forged.text = format!("а\n--{BOUNDARY}--\r\n.\r\n--{BOUNDARY}\nContent-Type: text/html\n\n<b>");
    let composed = composer("")
        .compose(&forged, &Beside::default(), at(1))
        .unwrap();
    let mail = parse_mail(&composed.bytes).unwrap();
    assert_eq!(mail.subparts.len(), 2);
    assert!(mail.subparts[0].get_body().unwrap().contains("<b>"));
}

#[test]
fn impossible_dates_are_refused_before_the_library_panics() {
    for seconds in [-1, 253_370_764_800] {
        let refused = composer("")
            .compose(&letter("1"), &Beside::default(), at(seconds))
            .unwrap_err();
        assert_eq!(refused.code, "M206");
    }
    composer("")
        .compose(&letter("1"), &Beside::default(), at(253_370_764_799))
        .unwrap();
}

#[test]
fn a_bad_sender_is_named_by_its_key() {
    for more in ["reply_to = 'kadry'", "organisation = \"А\\nБ\""] {
        let settings = format!("transport = 'folder'\nfrom = 'a@edu.example.ru'\n{more}");
        let error = Composer::new(&toml::from_str(&settings).unwrap()).unwrap_err();
        assert_eq!(error.code, "M106");
        assert!(error.ru.starts_with(&format!(
            "Настройка `mail.{}`",
            more.split(' ').next().unwrap()
        )));
    }
}

#[test]
fn a_whole_letter_looks_like_this() {
    let mut invitation = letter("case-7/12");
    invitation.subject = "Тестирование назначено на 15 декабря 2026 года, 10:00".into();
    invitation.text = "Здравствуйте, Анна Петровна!\n\n\
        Ваше заявление № 17 от 19.11.2026 о добровольной сертификации принято. Тестирование пройдёт 15 декабря 2026 года \
        в 10:00 по адресу: г. Кемерово, просп. Советский, 54, каб. 320.\n\n\
        Возьмите с собой:\n- паспорт;\n- копию приказа о назначении на должность;\n- очки, если они нужны вам для \
        работы с компьютером.\n\n\
        Подтвердите участие до 24:00 8 декабря 2026 года:\n\n\
        https://reglament.edu.example.ru/l/7f3kQ2vX9bTz4mW8pLs1\n\n\
        Порядок тестирования: https://reglament.edu.example.ru/processes/certification, пункт 3.2.\n\n\
        Отдел кадров управления образования\n\
        тел. +7 384 200-00-00"
        .into();
    let composed = composer("organisation = 'Управление образования администрации города Кемерово'\nreply_to = 'kadry@edu.example.ru'")
        .compose(&invitation, &Beside::default(), at(1_790_000_000))
        .unwrap();
    insta::assert_snapshot!("letter.txt", composed.text);
    insta::assert_snapshot!("letter.html", composed.html);
}

#[test]
fn long_and_odd_headers_stay_one_recipient_and_short_lines() {
    let mut odd = letter("1");
    odd.subject = "ж".repeat(300);
    odd.to_name = "x\" <victim@example.ru>, \"Я, \\ (y)".into();
    let composed = composer("")
        .compose(&odd, &Beside::default(), at(1))
        .unwrap();
    let mail = parse_mail(&composed.bytes).unwrap();
    assert_eq!(
        mail.headers.get_first_value("Subject").unwrap(),
        odd.subject
    );
    let to = mailparse::addrparse_header(mail.headers.get_first_header("To").unwrap()).unwrap();
    let single = to.extract_single_info().unwrap();
    assert!(single.addr.starts_with("ivanova@xn--"), "{single:?}");
    assert!(
        composed
            .bytes
            .split(|b| *b == b'\n')
            .all(|line| line.len() <= 200)
    );
}

proptest::proptest! {
    /// Any letter is either refused, or arrives as one letter to one person with the headers it was given.
    #[test]
    fn no_letter_turns_into_another(
        id in "\\PC{1,20}",
        to_name in "\\PC{0,40}|[ -~]{0,40}|\\PC{1,9}[\\r\\n]\\PC{1,9}",
        to_address in "[a-z]{1,8}@(example\\.ru|кемерово\\.рф)|[a-z.@+ \\r\\n<>,;:\"-]{0,12}@?(example\\.ru)?",
        subject in "\\PC{1,120}|[ -~]{1,120}|\\PC{1,9}[\\r\\n]\\PC{1,9}",
        text in "(?s).{1,400}",
    ) {
        let letter = Letter { id, to_name, to_address, subject, text };
        if let Ok(composed) = composer("").compose(&letter, &Beside::default(), at(1)) {
            let mail = parse_mail(&composed.bytes).unwrap();
            let names: Vec<_> = mail.headers.iter().map(|header| header.get_key()).collect();
            assert_eq!(names, ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress", "MIME-Version", "Content-Type"]);
            let to = mailparse::addrparse_header(mail.headers.get_first_header("To").unwrap()).unwrap();
            assert_eq!(to.extract_single_info().unwrap().addr, composed.to.to_string());
            assert_eq!(mail.subparts.len(), 2);
            assert_eq!(mail.subparts[0].get_body().unwrap().replace("\r\n", "\n"), composed.text);
            assert!(composed.bytes.is_ascii());
        }
    }
}
