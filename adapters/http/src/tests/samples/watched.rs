//! Samples of who looked at whose data, of the programs that may, and of those that are told.

use super::{Sample, Samples};
use crate::ui::access_log::{AccessLogPage, AccessRow};
use crate::ui::parts::{
    Chip, FieldKind, FieldSpec, FormView, Link, OptionView, OutcomeButton, Pair, Tone,
};
use crate::ui::personal_data::{PersonCaseRow, PersonalDataPage};
use crate::ui::programs::{ProgramRowView, ProgramsPage};
use crate::ui::retention::{
    ActPage, ActRow, DestroyedRow, KeptRow, RetentionCard, RetentionForm, RetentionPage,
};
use crate::ui::subscriptions::{SubscriptionRowView, SubscriptionsPage};

pub(super) fn pages(make: Samples) -> Vec<Sample> {
    vec![
        make.page("access-log", access_log(make)),
        make.page("personal-data", personal_data(make)),
        make.page("retention", retention(make)),
        make.page("retention-act", retention_act(make)),
        make.page("programs", programs(make)),
        make.page("subscriptions", subscriptions(make)),
    ]
}

fn access_log(make: Samples) -> AccessLogPage {
    let orlova = || Link::new("Орлова Анна Сергеевна", "/admin/access-log?person=orlova");
    let row = |who: Link, what: &'static str, case: Option<&str>, target: &str| AccessRow {
        when: "21.11.2021 10:15:02".to_owned(),
        who,
        program: String::new(),
        address: "10.20.0.15".to_owned(),
        what: make.locale.text(what).to_owned(),
        case: case.map(|case| Link::new(case, "/instances/184")),
        target: target.to_owned(),
    };
    AccessLogPage {
        shell: make.staff(make.locale.text("access_log.title"), "/admin/access-log"),
        people: vec![
            OptionView::new("", make.locale.text("filter.all"), ""),
            OptionView::new("orlova", "Орлова Анна Сергеевна", ""),
        ],
        case: "184".to_owned(),
        from: "2021-11-01".to_owned(),
        until: String::new(),
        filtered: true,
        file_href: "/admin/access-log/files/xlsx?case=184".to_owned(),
        rows: vec![
            row(
                orlova(),
                "access_log.kind_document",
                Some("Иванова Мария Петровна"),
                "/instances/184/documents/2",
            ),
            row(
                orlova(),
                "access_log.kind_list",
                None,
                "/instances?q=Иванова",
            ),
            row(
                Link::new(
                    make.locale
                        .fill("access_log.program", &[("name", "archive")]),
                    "",
                ),
                "access_log.kind_job",
                Some("Иванова Мария Петровна"),
                "/api/v1/jobs/fetch",
            ),
        ],
        next: Some("/admin/access-log?after=1".to_owned()),
    }
}

fn personal_data(make: Samples) -> PersonalDataPage {
    let locale = make.locale;
    let row = |id: &str, name: &str, by: &'static str, picked: bool| PersonCaseRow {
        id: id.to_owned(),
        case: Link::new(name, format!("/instances/{id}")),
        process: "Аттестация руководителей".to_owned(),
        receipt: "K7M2-9QXP".to_owned(),
        began: "01.11.2021".to_owned(),
        ended: if picked { "21.11.2021" } else { "" }.to_owned(),
        by: locale.text(by),
        picked,
    };
    let told = |key, count| locale.count(key, count);
    PersonalDataPage {
        shell: make.staff(locale.text("personal_data.title"), "/admin/personal-data"),
        text: "Иванова Мария".to_owned(),
        after: String::new(),
        said: format!(
            "{} {}",
            told("personal_data.found", 2),
            told("personal_data.looked", 2000)
        ),
        people: vec![Link::new(
            "Иванова Мария Петровна, директор",
            "/admin/personal-data?person=ivanova",
        )],
        person: Some(("ivanova".to_owned(), "Иванова Мария Петровна".to_owned())),
        cases: vec![
            row(
                "184",
                "Иванова Мария Петровна",
                "personal_data.by_contact",
                true,
            ),
            row(
                "97",
                "Иванова Мария Сергеевна",
                "personal_data.by_words",
                false,
            ),
        ],
        next: Some("/admin/personal-data?q=a&after=1".to_owned()),
        reason: "вх. № 17 от 20.11.2021".to_owned(),
        reason_limit: 200,
    }
}

fn retention(make: Samples) -> RetentionPage {
    let locale = make.locale;
    let form = |reason: &'static str| RetentionForm {
        number: String::new(),
        reason: locale.text(reason).to_owned(),
        number_limit: 60,
        reason_limit: 500,
        everything: false,
    };
    let row = |id: &str, name: &str| KeptRow {
        id: id.to_owned(),
        case: Link::new(name, format!("/instances/{id}")),
        process: "Жалобы".to_owned(),
        receipt: "K7M2-9QXP".to_owned(),
        ended: "21.11.2016".to_owned(),
        until: "31.12.2021".to_owned(),
        picked: true,
    };
    RetentionPage {
        shell: make.staff(locale.text("retention.title"), "/admin/retention"),
        processes: vec![RetentionCard {
            title: "Жалобы".to_owned(),
            term: locale.fill(
                "retention.kept_for",
                &[("term", "5 лет"), ("article", "Перечень № 236, ст. 154")],
            ),
            rows: vec![row("184", "Иванова Мария Петровна")],
            more: true,
        }],
        of_term: Some(form("retention.reason_of_term")),
        code: "K7M2-9QXP".to_owned(),
        case: Some(row("97", "Сидорова Анна Ильинична")),
        of_case: Some(form("retention.reason_of_demand")),
        acts: vec![ActRow {
            act: Link::new("№ 17-у", "/admin/retention/1"),
            on: "21.11.2021".to_owned(),
            by: "Семёнова Ирина Олеговна".to_owned(),
            reason: locale.text("retention.reason_of_term").to_owned(),
            cases: "12".to_owned(),
        }],
    }
}

fn retention_act(make: Samples) -> ActPage {
    let locale = make.locale;
    let title = locale.fill("retention.act_title", &[("number", "17-у")]);
    let mut shell = make.staff(&title, "/admin/retention");
    shell.crumbs = vec![make.crumb("retention.title", "/admin/retention")];
    let row = |chip| DestroyedRow {
        case: Link::new("K7M2-9QXP", "/instances/184"),
        process: "Жалобы".to_owned(),
        ended: "21.11.2016".to_owned(),
        state: chip,
        rows: "8".to_owned(),
    };
    ActPage {
        shell,
        facts: vec![Pair::new(locale.text("retention.on"), "21.11.2021")],
        rows: vec![
            row(Chip::new(Tone::Done, "21.11.2021 10:15")),
            row(Chip::new(Tone::Soon, locale.text("retention.waits"))),
        ],
        go_on: Some("/admin/retention/1".to_owned()),
        papers: vec![Link::new(
            locale.text("retention.act"),
            "/admin/retention/1/act/pdf",
        )],
    }
}

fn programs(make: Samples) -> ProgramsPage {
    let locale = make.locale;
    let row = |name: &str, chip: (Tone, &'static str), open: bool| ProgramRowView {
        name: name.to_owned(),
        notes: vec![locale.fill(
            "programs.given_by",
            &[("date", "01.11.2021 09:00"), ("name", "Орлова А. С.")],
        )],
        scopes: "cases:read, registers:read".to_owned(),
        processes: "certification".to_owned(),
        until: "31.10.2022".to_owned(),
        used: "21.11.2021 10:15".to_owned(),
        chip: Chip::new(chip.0, locale.text(chip.1)),
        withdraw: open.then(|| "/admin/programs/1/withdraw".to_owned()),
    };
    let spec = |name: &str, key, kind| FieldSpec {
        name: name.to_owned(),
        label: locale.text(key).to_owned(),
        hint: String::new(),
        kind,
        required: true,
    };
    let scope = OptionView::new("cases:read", locale.text("programs.cases_read"), "");
    let process = OptionView::new("certification", "Сертификация", "");
    let specs = [
        spec("name", "programs.name", FieldKind::Text),
        spec("scopes", "programs.scopes", FieldKind::People(vec![scope])),
        spec(
            "processes",
            "programs.processes",
            FieldKind::People(vec![process]),
        ),
        spec("until", "programs.until", FieldKind::Date),
    ];
    let button = OutcomeButton {
        id: String::new(),
        title: locale.text("programs.give_button").to_owned(),
        primary: true,
    };
    let raw = serde_json::Map::new();
    let form = FormView::new(locale, "/admin/programs", &specs, &raw, Vec::new());
    ProgramsPage {
        shell: make.staff(locale.text("programs.title"), "/admin/programs"),
        given: Some(("Архив".to_owned(), format!("rgp_{}", "0f3c".repeat(16)))),
        rows: vec![
            row("Архив", (Tone::Done, "programs.valid"), true),
            row("Учёт кадров", (Tone::Waiting, "programs.withdrawn"), false),
        ],
        form: form.with_outcomes(vec![button]),
    }
}

fn subscriptions(make: Samples) -> SubscriptionsPage {
    let locale = make.locale;
    let count = |key, number: &str| locale.fill(key, &[("count", number)]);
    let row = |url: &str, chip: (Tone, &'static str), error: &str, on: bool| SubscriptionRowView {
        url: url.to_owned(),
        note: locale.fill(
            "subscriptions.made_by",
            &[("date", "01.11.2021 09:00"), ("name", "Орлова А. С.")],
        ),
        events: "case.started, task.completed".to_owned(),
        processes: "certification".to_owned(),
        deliveries: vec![
            count("subscriptions.delivered", "184"),
            count("subscriptions.failed", "2"),
        ],
        error: error.to_owned(),
        chip: Chip::new(chip.0, locale.text(chip.1)),
        action: "/admin/subscriptions/1".to_owned(),
        is_on: on,
        may_retry: !error.is_empty(),
    };
    let spec = |name: &str, key, kind| FieldSpec {
        name: name.to_owned(),
        label: locale.text(key).to_owned(),
        hint: String::new(),
        kind,
        required: true,
    };
    let event = OptionView::new(
        "case.started",
        locale.text("subscriptions.case_started"),
        "",
    );
    let specs = [
        spec("url", "subscriptions.url", FieldKind::Text),
        spec(
            "events",
            "subscriptions.events",
            FieldKind::People(vec![event]),
        ),
    ];
    let button = OutcomeButton {
        id: String::new(),
        title: locale.text("subscriptions.subscribe_button").to_owned(),
        primary: true,
    };
    let raw = serde_json::Map::new();
    let form = FormView::new(locale, "/admin/subscriptions", &specs, &raw, Vec::new());
    let url = "https://archive.example.ru/hook";
    SubscriptionsPage {
        shell: make.staff(locale.text("subscriptions.title"), "/admin/subscriptions"),
        made: Some((url.to_owned(), format!("rgs_{}", "0f3c".repeat(16)))),
        rows: vec![
            row(url, (Tone::Overdue, "subscriptions.failing"), "503", true),
            row(url, (Tone::Waiting, "subscriptions.off"), "", false),
        ],
        form: form.with_outcomes(vec![button]),
    }
}
