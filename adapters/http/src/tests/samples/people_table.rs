//! A table of people brought to a draft: before, with a mistake, and ready to be put in.

use super::{Sample, Samples};
use crate::ui::admin::*;
use crate::ui::parts::{Chip, OptionView, Tab, Tone};

/// One sample of each state.
pub(super) fn pages(make: Samples) -> Vec<Sample> {
    vec![
        make.page("admin-people-table", empty(make)),
        make.page("admin-people-table-wrong", compared(make, true)),
        make.page("admin-people-table-ready", compared(make, false)),
    ]
}

fn empty(make: Samples) -> PeopleTablePage {
    let mut shell = make.staff(make.locale.text("people_table.title"), "/admin/drafts");
    shell.crumbs = vec![make.crumb("drafts.title", "/admin/drafts")];
    let row = |text: &str| text.split(';').map(str::to_owned).collect();
    PeopleTablePage {
        shell,
        head: DraftHead {
            id: 1,
            chip: Chip::new(Tone::Waiting, "в работе"),
            facts: vec!["Изменения в составе людей".to_owned()],
            tabs: vec![Tab {
                title: "Файлы".to_owned(),
                count: None,
                alarm: false,
                href: "/admin/drafts/1".to_owned(),
                current: true,
            }],
            open: true,
            revision: 4,
        },
        problem: None,
        comparison: None,
        regulations: vec![
            OptionView::new("", "organisation.yaml", ""),
            OptionView::new("complaint", "complaint/organisation.yaml", ""),
        ],
        complete: String::new(),
        skip_wrong: false,
        samples: vec![TableSample {
            title: "Таблица людей".to_owned(),
            header: row("Логин;Фамилия;Имя"),
            row: row("petrov;Петров;Иван"),
        }],
    }
}

fn compared(make: Samples, wrong: bool) -> PeopleTablePage {
    let mut page = empty(make);
    page.shell.failed = wrong;
    page.skip_wrong = wrong;
    page.complete = "2021-11-30".to_owned();
    let problem = |text: &str| TableProblem {
        place: "Люди, строка 3, графа «Почта»".to_owned(),
        text: text.to_owned(),
    };
    let field = |old: &str| EntryField {
        label: "Должность".to_owned(),
        old: old.to_owned(),
        new: "методист".to_owned(),
    };
    let group = |title: &str, id, old: &str| EntryGroup {
        title: title.to_owned(),
        id,
        rows: vec![EntryChange {
            name: "Петров Иван Сергеевич".to_owned(),
            note: "petrov · строка 2".to_owned(),
            fields: vec![field(old)],
        }],
        more: make.locale.fill("people_table.more", &[("n", "12")]),
    };
    let finding = FindingRow {
        error: true,
        place: "organisation.yaml, строка 41".to_owned(),
        href: "/admin/drafts/1/edit?file=organisation.yaml&line=41".to_owned(),
        file: "organisation.yaml".to_owned(),
        line: 41,
        code: "R063".to_owned(),
        text: "Такого человека нет".to_owned(),
        hint: String::new(),
        fix: None,
    };
    page.comparison = Some(TableComparison {
        said: make.locale.text("people_table.ready").to_owned(),
        notes: vec![make.locale.count("people_table.same_people", 5)],
        wrong: match wrong {
            true => vec![problem("«petrov@» – не адрес: проверьте.")],
            false => Vec::new(),
        },
        more: make.locale.fill("people_table.more", &[("n", "3")]),
        remarks: vec![problem("Почта у двоих.")],
        groups: vec![
            group("Новые люди: 13", "new", ""),
            group("Изменятся: 13", "changed", "специалист"),
        ],
        errors: wrong.then(|| FindingsView {
            rows: vec![finding],
            errors: 1,
            warnings: 0,
        }),
        acceptance: (!wrong).then(|| TableAcceptance {
            file: "organisation.yaml".to_owned(),
            seen: 0,
            over: "digest".to_owned(),
            text: "people:\n  petrov: {name: \"Петров\"}\n".to_owned(),
        }),
    });
    page
}
