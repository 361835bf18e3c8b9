//! Samples of the directory: the list, a person with what they see, a password shown once, the acts of administration.

use super::{Sample, Samples};
use crate::ui::directory::{
    AuditListPage, AuditRowView, DirectoryListPage, DirectoryPersonPage, DirectoryRow,
    IdentityLine, IdentityPart, SeenRow,
};
use crate::ui::parts::{Chip, Link, Pair, Tone};

pub(super) fn pages(make: Samples) -> Vec<Sample> {
    let person = person(make);
    let given = DirectoryPersonPage {
        password: Some("A1B2-C3D4-E5F6-G7H8".to_owned()),
        ..person.clone()
    };
    let linked = DirectoryPersonPage {
        identity: Some(identity(make, true)),
        ..person.clone()
    };
    let unlinked = DirectoryPersonPage {
        identity: Some(identity(make, false)),
        ..person.clone()
    };
    vec![
        make.page("directory", list(make)),
        make.page("directory-person", person),
        make.page("directory-given", given),
        make.page("directory-linked", linked),
        make.page("directory-unlinked", unlinked),
        make.page("audit", audit(make)),
    ]
}

fn list(make: Samples) -> DirectoryListPage {
    let locale = make.locale;
    DirectoryListPage {
        shell: make.staff(locale.text("directory.title"), "/admin/people"),
        text: "орл".to_owned(),
        found: locale.count("directory.found", 1),
        rows: vec![DirectoryRow {
            person: Link::new("Орлова Анна Сергеевна", "/admin/people/orlova"),
            position: "секретарь, Отдел обращений".to_owned(),
            offices: "Секретариат".to_owned(),
            account: Chip::new(Tone::Done, locale.text("directory.open")),
        }],
        previous: Some("/admin/people?q=&page=1".to_owned()),
        next: Some("/admin/people?q=&page=3".to_owned()),
    }
}

fn person(make: Samples) -> DirectoryPersonPage {
    let locale = make.locale;
    let mut shell = make.staff("Орлова Анна Сергеевна", "/admin/people");
    shell.crumbs = vec![make.crumb("directory.title", "/admin/people")];
    let pair = |key, value: &str| Pair::new(locale.text(key), value);
    DirectoryPersonPage {
        shell,
        personal_data: Some("/admin/personal-data?person=orlova".to_owned()),
        facts: vec![
            pair("me.position", "секретарь"),
            pair("directory.login", "orlova"),
        ],
        beside: vec![pair("directory.registers", "Журнал обращений")],
        seen: vec![SeenRow {
            process: "Рассмотрение жалоб".to_owned(),
            cases: Chip::new(Tone::Done, locale.text("directory.every")),
            by: "Секретариат".to_owned(),
            confidential: locale.text("directory.shown").to_owned(),
        }],
        account: Chip::new(Tone::Done, locale.text("directory.open")),
        account_facts: vec![pair("directory.sessions", "2")],
        password: None,
        identity: None,
        action: "/admin/people/orlova/account".to_owned(),
        acts: vec![
            (
                "password",
                locale.text("directory.give_anew").to_owned(),
                false,
            ),
            ("block", locale.text("directory.block").to_owned(), false),
        ],
    }
}

fn identity(make: Samples, linked: bool) -> IdentityPart {
    let fill = |key| {
        let title = [("title", "Учётная запись города")];
        make.locale.fill(key, &title)
    };
    let line = |name: &str, subject: &str| {
        let seen = make
            .locale
            .fill("elsewhere.since", &[("time", "вс 21.11.2021, 09:05")]);
        IdentityLine {
            issuer: "https://id.example.ru/realms/city".to_owned(),
            subject: subject.to_owned(),
            name: name.to_owned(),
            note: format!("{subject} · {seen}"),
        }
    };
    let orlova = line("Анна Орлова", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
    let other = line("Орлова А. С.", "0b6e1c52-7a7f-4b8e-9d2f-6c1f4f4f2a10");
    IdentityPart {
        heading: fill("elsewhere.identities"),
        none: fill("elsewhere.none"),
        typed_hint: fill("elsewhere.typed_hint"),
        may_link: !linked,
        links: linked.then(|| orlova.clone()).into_iter().collect(),
        strangers: match linked {
            true => Vec::new(),
            false => vec![orlova, other],
        },
    }
}

fn audit(make: Samples) -> AuditListPage {
    let locale = make.locale;
    let row = |key, about: Link| AuditRowView {
        when: "21.11.2021 10:15".to_owned(),
        by: "Семенова Анна Петровна".to_owned(),
        act: locale.text(key).to_owned(),
        about,
    };
    AuditListPage {
        shell: make.staff(locale.text("audit.title"), "/admin/audit"),
        rows: vec![
            row("audit.published", Link::new("certification 3", "")),
            row(
                "audit.account_opened",
                Link::new("Орлова Анна Сергеевна", "/admin/people/orlova"),
            ),
        ],
        next: Some("/admin/audit?after=40".to_owned()),
    }
}
