//! Samples of the pages for applicants and of the pages before sign-in.

use super::{Sample, Samples, day};
use crate::ui::accessibility::AccessibilityPage;
use crate::ui::failure::FailurePage;
use crate::ui::home::{HomePage, ServiceCard, WindowView};
use crate::ui::parts::{Chip, DocumentRow, Link, Notice, Pair, TimelineEntry, Tone};
use crate::ui::public_page::{PublicPage, PublicationCard};
use crate::ui::receipt::ReceiptPage;
use crate::ui::sign_in::SignInPage;
use crate::ui::status::{ApplicantAction, ConfirmPage, Milestone, StatusPage};
use crate::ui::verify::{Verdict, VerifyPage};

pub(super) fn pages(make: Samples) -> Vec<Sample> {
    vec![
        make.page("home", home(make)),
        make.page("published", published(make)),
        make.page("verify", verify(make)),
        make.page("sign-in", sign_in(make)),
        make.page("receipt", receipt(make)),
        make.page("status", status(make)),
        make.page("confirm", confirm(make)),
        make.page("not-found", failure(make)),
        make.page("accessibility", accessibility(make)),
    ]
}

fn home(make: Samples) -> HomePage {
    let open = |text: String| WindowView {
        open: true,
        chip: Chip::new(Tone::Done, text),
    };
    let until = make
        .locale
        .fill("window.open", &[("date", "чт 30.09.2021, 24:00")]);
    let service = |title: &str, act: &str, window| ServiceCard {
        title: title.to_owned(),
        about: "Сессия 19.11.2026".to_owned(),
        act: act.to_owned(),
        window,
        href: "/f/participant".to_owned(),
    };
    HomePage {
        shell: make.public(make.locale.text("home.title"), "/"),
        services: vec![
            service(
                "Регистрация на добровольную сертификацию руководящих работников",
                "Приказ управления образования администрации г. Кемерово от 20.09.2021 № 1169",
                open(until),
            ),
            service(
                "Обращение с жалобой",
                "Порядок рассмотрения обращений, Санкт-Петербургская академия постдипломного образования",
                open(make.locale.text("window.always").to_owned()),
            ),
            service(
                "Заявление на аттестацию педагогических работников",
                "Приказ Министерства образования Свердловской области",
                WindowView {
                    open: false,
                    chip: Chip::new(
                        Tone::Waiting,
                        make.locale
                            .fill("window.opens", &[("date", "пт 01.10.2021")]),
                    ),
                },
            ),
        ],
        pages: vec![Link::new("Сертификация", "/public/certification")],
        code: String::new(),
        problem: None,
    }
}

fn published(make: Samples) -> PublicPage {
    let card = |on: &str, title: &str| PublicationCard {
        on: on.to_owned(),
        title: title.to_owned(),
        paragraphs: Vec::new(),
        href: Some("/public/certification/x/1".to_owned()),
        awaited: false,
    };
    let notice = PublicationCard {
        paragraphs: vec![
            "Регистрация открыта 12.10.2021.".to_owned(),
            "Тестирование – 21.10.2021 в 10:00.".to_owned(),
        ],
        href: None,
        ..card("01.10.2021", "Сессия октября 2021 года")
    };
    let drawn = PublicationCard {
        href: None,
        awaited: true,
        ..card("02.11.2021", "Приказ № 14 от 02.11.2021")
    };
    PublicPage {
        shell: make.public("Сертификация", "/public/certification"),
        publications: vec![
            drawn,
            card(
                "28.10.2021",
                "Приказ № 12 от 28.10.2021 о результатах сертификации",
            ),
            notice,
        ],
    }
}

fn verify(make: Samples) -> VerifyPage {
    let text = |key: &'static str| make.locale.text(key).to_owned();
    VerifyPage {
        shell: make.public(&text("verify.title"), "/verify"),
        code: "AB2C-DEFG-HJKL".to_owned(),
        verdict: Some(Verdict {
            tone: Tone::Done,
            title: text("verify.valid"),
            meaning: text("verify.valid_meaning"),
        }),
    }
}

fn sign_in(make: Samples) -> SignInPage {
    let mut shell = make.public(make.locale.text("sign_in.title"), "/sign-in");
    shell.failed = true;
    SignInPage {
        shell,
        login: "davydova".to_owned(),
        problem: Some(make.locale.text("sign_in.wrong").to_owned()),
        back: "/tasks".to_owned(),
        elsewhere: None,
        hint: String::new(),
        kept: Vec::new(),
    }
}

fn receipt(make: Samples) -> ReceiptPage {
    ReceiptPage {
        shell: make.public(make.locale.text("receipt.title"), "/c/K7QM-2XRD"),
        code: "K7QM-2XRD".to_owned(),
        status_href: "/c/K7QM-2XRD".to_owned(),
        letter_to: Some("ivanova@example.ru".to_owned()),
        next: vec![
            TimelineEntry::new(
                Tone::Waiting,
                "Тестирование",
                "вт 12.10.2021, 10:00, МБОУ ДПО «НМЦ»",
            ),
            TimelineEntry::new(
                Tone::Waiting,
                "Протокол и приказ о результатах",
                "в течение 5 рабочих дней",
            ),
            TimelineEntry::new(Tone::Waiting, "Сертификат", "выдаётся лично"),
        ],
    }
}

fn status(make: Samples) -> StatusPage {
    let step = |tone, title: &str, note: &str| Milestone {
        tone,
        title: title.to_owned(),
        note: note.to_owned(),
    };
    StatusPage {
        shell: make.public(
            "Добровольная сертификация руководящих работников",
            "/c/K7QM-2XRD",
        ),
        code: "K7QM-2XRD".to_owned(),
        state: Chip::new(Tone::Soon, "Готовится приказ о результатах"),
        facts: vec![
            Pair::new("ФИО", "Иванова Мария Петровна"),
            Pair::new("Должность", "заместитель директора МБОУ «СОШ № 31»"),
            Pair::new("Дата тестирования", "вт 12.10.2021"),
        ],
        milestones: vec![
            step(Tone::Done, "Заявка принята", "пн 27.09.2021, 12:40"),
            step(
                Tone::Done,
                "Тестирование пройдено",
                "вт 12.10.2021: 44 из 50",
            ),
            step(Tone::Done, "Протокол подписан", "пт 15.10.2021, № 12-2021"),
            step(Tone::Soon, "Приказ о результатах", "до пт 22.10.2021"),
            step(Tone::Waiting, "Выдача сертификата", "после приказа"),
        ],
        documents: vec![
            DocumentRow {
                title: "Выписка из протокола № 12-2021".to_owned(),
                note: "пт 15.10.2021".to_owned(),
                href: Some("/documents/1".to_owned()),
                docx_href: None,
                chip: None,
            },
            DocumentRow {
                title: "Приказ о результатах".to_owned(),
                note: String::new(),
                href: None,
                docx_href: None,
                chip: Some(Chip::new(Tone::Waiting, "готовится")),
            },
        ],
        actions: vec![
            ApplicantAction {
                title: "Подать апелляцию".to_owned(),
                note: make.locale.fill(
                    "status.until",
                    &[("date", &make.locale.weekday_date(day(10, 20)))],
                ),
                href: "/f/appeal?contested=K7QM-2XRD".to_owned(),
                danger: false,
            },
            ApplicantAction {
                title: "Отозвать заявление".to_owned(),
                note: String::new(),
                href: "/c/K7QM-2XRD/withdrawal".to_owned(),
                danger: true,
            },
        ],
    }
}

fn confirm(make: Samples) -> ConfirmPage {
    ConfirmPage {
        shell: make.public("Отозвать заявление?", "/c/K7QM-2XRD/withdrawal"),
        text: make.locale.text("confirm.withdraw").to_owned(),
        action: "/c/K7QM-2XRD/withdrawal".to_owned(),
        button: "Отозвать заявление".to_owned(),
        back: "/c/K7QM-2XRD".to_owned(),
        key: "0".repeat(32),
        reason: true,
        problem: String::new(),
    }
}

fn accessibility(make: Samples) -> AccessibilityPage {
    let title = make.locale.text("accessibility.title");
    AccessibilityPage {
        shell: make.public(title, "/accessibility"),
        contact: "Отдел информатизации\n+7 (3842) 00-00-00, dostup@example.ru".to_owned(),
        version: "0.1.0",
    }
}

fn failure(make: Samples) -> FailurePage {
    let mut shell = make.public(make.locale.text("failure.missing"), "/instances/999");
    shell.notice = Some(Notice::new(
        Tone::Soon,
        "Работы на сервере: сегодня с 22:00 до 23:00",
    ));
    FailurePage {
        shell,
        status: 404,
        advice: make.locale.text("failure.missing_advice").to_owned(),
        link: Link::new(make.locale.text("failure.home"), "/"),
        request: "5f1c09ab77e2d410".to_owned(),
    }
}
