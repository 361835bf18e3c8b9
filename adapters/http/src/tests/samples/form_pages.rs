//! Samples of a form filled in page by page: its beginning, a page with a mistake, the answers complete and incomplete.

use serde_json::json;

use super::forms::{field, outcome, problem, raw};
use super::{Sample, Samples};
use crate::ui::form_pages::{Answered, FormCheckPage, FormPage, FormStartPage, Progress};
use crate::ui::home::WindowView;
use crate::ui::parts::{Chip, FieldKind, FormView, Link, Pair, Tone};

const TITLE: &str = "Апелляция на результаты сертификации";

pub(super) fn pages(make: Samples) -> Vec<Sample> {
    vec![
        make.page("form-start", start(make)),
        make.page("form-page", page(make)),
        make.page("form-check", check(make, true)),
        make.page("form-check-incomplete", check(make, false)),
    ]
}

fn start(make: Samples) -> FormStartPage {
    let until = make
        .locale
        .fill("window.open", &[("date", "вт 02.11.2021, 24:00 (UTC+7)")]);
    FormStartPage {
        shell: make.public(TITLE, "/f/appeal"),
        act: "Положение об апелляционной комиссии".to_owned(),
        window: WindowView {
            open: true,
            chip: Chip::new(Tone::Done, until),
        },
        topics: vec![
            Pair::new(
                make.locale.text("topic.case"),
                "Код дела, на которое подаётся обращение",
            ),
            Pair::new(
                make.locale.text("topic.person"),
                "Электронная почта, Телефон",
            ),
            Pair::new("Замечания", ""),
            Pair::new(
                make.locale.text("topic.consent"),
                "Согласие на обработку персональных данных",
            ),
        ],
        kept: make.locale.count("pages.kept", 7),
        begin: "/f/appeal/begin".to_owned(),
        whole: "/f/appeal?view=whole".to_owned(),
        hidden: vec![("link-contested".to_owned(), "K7QM-2XRD".to_owned())],
    }
}

fn progress(make: Samples, n: &str) -> Progress {
    let locale = make.locale;
    Progress {
        words: locale.fill("pages.step", &[("n", n), ("of", "5")]),
        before: vec![Link::new(locale.text("topic.case"), "/f/appeal/secret/1")],
        saved: locale.fill("pages.saved", &[("time", "12:41")]),
        kept: locale.fill("pages.kept_until", &[("date", "09.11.2021")]),
        address: "https://reglament.example.ru/f/appeal/secret/2".to_owned(),
        erase: "/f/appeal/secret/erase".to_owned(),
        back: Some("/f/appeal/secret/1".to_owned()),
    }
}

fn page(make: Samples) -> FormPage {
    let specs = [
        field("email", "Электронная почта", FieldKind::Email),
        field("phone", "Телефон", FieldKind::Phone),
    ];
    let problems = vec![problem("email", "В адресе «petrov@» нет части после «@».")];
    let typed = raw(json!({"email": "petrov@"}));
    let mut shell = make.public(TITLE, "/f/appeal");
    shell.failed = true;
    FormPage {
        shell,
        topic: make.locale.text("topic.person").to_owned(),
        progress: progress(make, "2"),
        form: FormView::new(make.locale, "/f/appeal/secret/2", &specs, &typed, problems)
            .with_outcomes(vec![outcome("", make.locale.text("pages.continue"), true)]),
    }
}

fn check(make: Samples, is_whole: bool) -> FormCheckPage {
    let answered = |title: &str, answers: Vec<Pair>, problems: Vec<String>| Answered {
        title: title.to_owned(),
        href: "/f/appeal/secret/2".to_owned(),
        answers,
        problems,
    };
    let person = match is_whole {
        true => answered(
            make.locale.text("topic.person"),
            vec![
                Pair::new("Электронная почта", "petrov@example.ru"),
                Pair::new("Телефон", ""),
            ],
            Vec::new(),
        ),
        false => answered(
            make.locale.text("topic.person"),
            Vec::new(),
            vec!["Укажите электронную почту.".to_owned()],
        ),
    };
    let mut progress = progress(make, "5");
    progress.before.clear();
    let mut shell = make.public(TITLE, "/f/appeal");
    shell.failed = !is_whole;
    FormCheckPage {
        shell,
        progress,
        topics: vec![
            answered(
                make.locale.text("topic.case"),
                vec![Pair::new("Код дела", "K7QM-2XRD")],
                Vec::new(),
            ),
            person,
        ],
        refusals: Vec::new(),
        send: "/f/appeal/secret/check".to_owned(),
    }
}
