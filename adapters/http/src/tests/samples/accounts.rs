//! Samples of the pages about one's own account: profile, second factor, recovery codes, the code at sign-in.

use super::{Sample, Samples};
use crate::ui::me::{MePage, SessionRow};
use crate::ui::parts::{Link, Pair, SecretField, SecretKind, SessionEndView, qr};
use crate::ui::second_factor::{RecoveryPage, SecondFactorPage, SetUpPage};
use crate::ui::sign_in::{CodePage, ReturnPage, SignInPage, StrangerPage};

pub(super) fn pages(make: Samples) -> Vec<Sample> {
    vec![
        make.page("me", me(make)),
        make.page("second-factor-set-up", set_up(make)),
        make.page("second-factor", second_factor(make)),
        make.page("recovery-codes", recovery_codes(make)),
        make.page("sign-in-code", code(make)),
        make.page("sign-in-elsewhere", elsewhere(make)),
        make.page("stranger", stranger(make)),
        make.page("kept-form", returned(make, true)),
        make.page("kept-form-not-sent", returned(make, false)),
    ]
}

fn me(make: Samples) -> MePage {
    let (locale, text) = (make.locale, |key| make.locale.text(key).to_owned());
    let pair = |key, value: &str| Pair::new(locale.text(key), value);
    let hint = locale.fill("me.new_hint", &[("least", "10")]);
    let mut shell = make.staff(&text("me.title"), "/me");
    shell.failed = true;
    shell.ends = Some(SessionEndView {
        seconds_left: 1800,
        is_renewable: true,
    });
    let present = SecretField {
        problem: text("me.wrong_password"),
        ..SecretField::new(
            locale,
            "present",
            SecretKind::Present,
            "me.present_password",
        )
    };
    let row = |device: &str, present, handle: &str| SessionRow {
        device: device.to_owned(),
        by: String::new(),
        begun: "вс 21.11.2021, 09:05".to_owned(),
        seen: "вс 21.11.2021, 10:14".to_owned(),
        present,
        handle: handle.to_owned(),
    };
    MePage {
        shell,
        facts: vec![
            pair("me.name", "Давыдова Ирина Викторовна"),
            pair("sign_in.login", "davydova"),
            pair("me.position", "директор МБОУ ДПО «НМЦ»"),
            pair(
                "me.offices",
                "Секретарь комиссии\nОтветственный за сертификаты",
            ),
            pair("me.address", "davydova@example.ru"),
        ],
        password: vec![
            present,
            SecretField::new(locale, "new", SecretKind::New, "me.new_password").with_hint(hint),
            SecretField::new(locale, "again", SecretKind::New, "me.again"),
        ],
        factor: locale.fill("second_factor.since", &[("time", "пн 15.11.2021, 16:40")]),
        sessions: vec![
            row("Яндекс Браузер, Windows", true, "0123456789abcdef"),
            row("Chrome, Android", false, "fedcba9876543210"),
        ],
    }
}

fn set_up(make: Samples) -> SetUpPage {
    let (locale, text) = (make.locale, |key| make.locale.text(key).to_owned());
    let mut shell = make.public(&text("second_factor.set_up"), "/me/second-factor");
    shell.failed = true;
    let code = SecretField {
        problem: text("second_factor.wrong_code"),
        ..SecretField::new(locale, "code", SecretKind::Code, "second_factor.code")
            .with_hint(text("second_factor.code_hint"))
    };
    SetUpPage {
        shell,
        demanded: text("second_factor.demanded"),
        qr: qr("otpauth://totp/Reglament:davydova?secret=GEZDGNBVGY3TQOJQ&issuer=Reglament"),
        key: "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ".to_owned(),
        login: "davydova".to_owned(),
        salt: "0".repeat(40),
        fields: vec![code],
    }
}

fn second_factor(make: Samples) -> SecondFactorPage {
    let locale = make.locale;
    SecondFactorPage {
        shell: make.staff(locale.text("second_factor.title"), "/me"),
        since: locale.fill("second_factor.since", &[("time", "пн 15.11.2021, 16:40")]),
        left: locale.count("recovery.left", 2),
        few: true,
        password: SecretField::new(
            locale,
            "password",
            SecretKind::Present,
            "me.present_password",
        ),
        may_remove: true,
    }
}

fn recovery_codes(make: Samples) -> RecoveryPage {
    let code = |n: u32| format!("K7QM-2XRD-ABCD-EF{n:02}");
    RecoveryPage {
        shell: make.staff(make.locale.text("recovery.title"), "/me"),
        codes: (20..30).map(code).collect(),
        next: "/me",
    }
}

fn code(make: Samples) -> CodePage {
    let mut shell = make.public(make.locale.text("code.title"), "/sign-in/code");
    shell.failed = true;
    CodePage {
        shell,
        problem: Some(make.locale.text("code.wrong").to_owned()),
        back: "/tasks".to_owned(),
        kept: kept(),
    }
}

/// A form that goes through the sign-in.
fn kept() -> Vec<(String, String)> {
    let pairs = [
        ("_kept_to", "/tasks/41/2"),
        ("kept.rows.0.note", "Крыша \"течёт\""),
    ];
    pairs
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into()
}

fn returned(make: Samples, by_itself: bool) -> ReturnPage {
    let text = |key| make.locale.text(key);
    let again = match by_itself {
        true => ("kept.again", "kept.to_form", "/tasks/41/2"),
        false => ("kept.not_sent", "kept.send", "/absences"),
    };
    ReturnPage {
        shell: make.staff(text("kept.title"), ""),
        said: text(again.0),
        files: text("kept.files"),
        typed: match by_itself {
            true => Vec::new(),
            false => vec!["Приказ № 12\nот 21.11.2021".to_owned()],
        },
        button: text(again.1),
        action: again.2.to_owned(),
        hidden: kept(),
        by_itself,
    }
}

const CITY: &str = "Учётная запись города";

fn elsewhere(make: Samples) -> SignInPage {
    let fill = |key, title| make.locale.fill(key, &[("title", title)]);
    let mut shell = make.public(make.locale.text("sign_in.title"), "/sign-in");
    shell.failed = true;
    SignInPage {
        shell,
        login: String::new(),
        problem: Some(fill("elsewhere.away", CITY)),
        back: "/tasks".to_owned(),
        elsewhere: Some(Link::new(
            fill("elsewhere.button", CITY),
            "/sign-in/oidc?back=/tasks",
        )),
        hint: fill("sign_in.directory", "Каталог управления"),
        kept: kept(),
    }
}

fn stranger(make: Samples) -> StrangerPage {
    let text = |key| make.locale.text(key).to_owned();
    let pair = |key, value: &str| Pair::new(make.locale.text(key), value);
    StrangerPage {
        shell: make.public(&text("elsewhere.stranger"), "/sign-in"),
        said: make.locale.fill("elsewhere.unknown", &[("title", CITY)]),
        facts: vec![
            pair("elsewhere.provider", CITY),
            pair("elsewhere.name", "Анна Орлова"),
            pair("elsewhere.subject", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
        ],
        help: text("elsewhere.ask"),
    }
}
