//! Pages of administrators: processes, a draft, the editor with an error, the way to publication.

use super::{Sample, Samples};
use crate::ui::admin::*;
use crate::ui::parts::{Chip, Drawing, Link, OptionView, Tab, Tone};

/// One sample of each page.
pub(super) fn pages(make: Samples) -> Vec<Sample> {
    vec![
        make.page("admin-processes", processes(make)),
        make.page("admin-process", process(make)),
        make.page("admin-versions", versions(make)),
        make.page("admin-drafts", drafts(make)),
        make.page("admin-draft", draft(make)),
        make.page("admin-edit", edit(make)),
        make.page("admin-changes", changed(make)),
        make.page("admin-scenarios", scenarios(make)),
        make.page("admin-terms", terms(make)),
        make.page("admin-review", review(make)),
        make.page("admin-migrate", migrate(make)),
    ]
}

fn processes(make: Samples) -> ProcessesPage {
    ProcessesPage {
        shell: make.staff(make.locale.text("processes.title"), "/admin/processes"),
        rows: vec![ProcessRow {
            title: "Добровольная сертификация".to_owned(),
            id: "certification".to_owned(),
            href: "/admin/processes/certification".to_owned(),
            versions_href: "/admin/processes/certification/versions".to_owned(),
            version: Chip::new(Tone::Done, "3"),
            since: "12.10.2021 09:00, Семенова Анна Петровна".to_owned(),
            running: vec!["2: 14".to_owned(), "3: 198".to_owned()],
            findings: Some(Chip::new(Tone::Soon, "2")),
        }],
    }
}

fn tabs() -> Vec<Tab> {
    vec![Tab {
        title: "Файлы".to_owned(),
        count: None,
        alarm: false,
        href: "/admin/drafts/1".to_owned(),
        current: true,
    }]
}

fn process(make: Samples) -> ProcessPage {
    ProcessPage {
        shell: make.staff("Добровольная сертификация", "/admin/processes"),
        tabs: tabs(),
        diagram: Drawing("<svg><title>Схема</title></svg>".to_owned()),
        files: vec![ProcessFile {
            name: "process.yaml".to_owned(),
            href: "/admin/processes/certification".to_owned(),
            current: true,
        }],
        path: "certification/process.yaml".to_owned(),
        lines: vec!["process: certification".to_owned(), "# <b>".to_owned()],
        draft_title: "Добровольная сертификация: правка".to_owned(),
    }
}

fn changes() -> ChangesView {
    let line = |kind, old, new, text: &str| LineDifference {
        kind,
        old,
        new,
        text: text.to_owned(),
    };
    ChangesView {
        words: vec![ChangeRow {
            file: "certification/process.yaml".to_owned(),
            place: "Шаг «Подписать протокол» (п. 3.4)".to_owned(),
            detail: "срок · длительность".to_owned(),
            before: "5 рабочих дней".to_owned(),
            after: "3 рабочих дня".to_owned(),
        }],
        unreadable: None,
        files: vec![FileDifference {
            path: "certification/process.yaml".to_owned(),
            added: false,
            removed: false,
            lines: vec![
                line(LineKind::Same, Some(40), Some(40), "  protocol:"),
                line(
                    LineKind::Removed,
                    Some(41),
                    None,
                    "    term: 5 рабочих дней",
                ),
                line(LineKind::Added, None, Some(41), "    term: 3 рабочих дня"),
                LineDifference::gap(),
            ],
            cut: true,
        }],
    }
}

fn versions(make: Samples) -> VersionsPage {
    let row = |version: u32, changes| VersionRow {
        anchor: format!("v{version}"),
        title: format!("Редакция {version}"),
        chip: Some(Chip::new(Tone::Done, "в силе")),
        facts: vec!["Опубликовано 12.10.2021".to_owned()],
        changes,
        migrate_href: Some("/admin/processes/certification/migrate?to=2".to_owned()),
    };
    VersionsPage {
        shell: make.staff("Добровольная сертификация", "/admin/processes"),
        tabs: tabs(),
        rows: vec![row(2, Some(changes())), row(1, None)],
    }
}

fn drafts(make: Samples) -> DraftsPage {
    let mut shell = make.staff(make.locale.text("drafts.title"), "/admin/drafts");
    shell.failed = true;
    DraftsPage {
        shell,
        typed: String::new(),
        problem: Some("Назовите черновик.".to_owned()),
        rows: vec![DraftRow {
            title: "Срок протокола".to_owned(),
            href: "/admin/drafts/1".to_owned(),
            author: "Давыдова Ирина Викторовна".to_owned(),
            changed: "21.11.2021 10:15".to_owned(),
            chip: Chip::new(Tone::Soon, "на согласовании"),
        }],
    }
}

fn head() -> DraftHead {
    DraftHead {
        id: 1,
        chip: Chip::new(Tone::Waiting, "в работе"),
        facts: vec!["Начала Давыдова Ирина Викторовна".to_owned()],
        tabs: tabs(),
        open: true,
        revision: 4,
    }
}

fn tree() -> Vec<TreeFolder> {
    vec![TreeFolder {
        name: "certification".to_owned(),
        open: true,
        files: vec![
            TreeFile {
                name: "process.yaml".to_owned(),
                group: String::new(),
                heading: false,
                href: Some("/admin/drafts/1/edit?file=certification/process.yaml".to_owned()),
                mark: "изменён".to_owned(),
                current: true,
            },
            TreeFile {
                name: "management.yaml".to_owned(),
                group: "banks".to_owned(),
                heading: true,
                href: None,
                mark: String::new(),
                current: false,
            },
        ],
    }]
}

fn draft(make: Samples) -> DraftPage {
    DraftPage {
        shell: make.staff("Срок протокола", "/admin/drafts"),
        head: head(),
        files: vec![DraftFileLine {
            path: "certification/process.yaml".to_owned(),
            href: "/admin/drafts/1/edit?file=certification/process.yaml".to_owned(),
            chip: Chip::new(Tone::Waiting, "изменён"),
            note: "Давыдова И. В., 21.11.2021".to_owned(),
            seen: 4,
            stale: true,
        }],
        tree: tree(),
        typed: String::new(),
        problem: None,
        moves: vec![MoveLine {
            title: "Возвращён в работу".to_owned(),
            note: "Семенова А. П., 20.11.2021".to_owned(),
            remark: "Срок короче положенного".to_owned(),
        }],
    }
}

fn edit(make: Samples) -> EditPage {
    let mut shell = make.staff("Срок протокола", "/admin/drafts");
    shell.failed = true;
    EditPage {
        shell,
        head: head(),
        tree: tree(),
        file: OpenFile {
            path: "certification/process.yaml".to_owned(),
            text: "process: certification\nroles: {expert: </textarea>}\n".to_owned(),
            seen: 4,
            changed: true,
            line: 2,
            conflict: changes().files.into_iter().next(),
        },
        findings: FindingsView {
            rows: vec![FindingRow {
                error: true,
                place: "certification/process.yaml, строка 41".to_owned(),
                href: "/admin/drafts/1/edit?file=certification/process.yaml&line=41".to_owned(),
                file: "certification/process.yaml".to_owned(),
                line: 41,
                code: "R012".to_owned(),
                text: "Роль «expret» не найдена.".to_owned(),
                hint: "Возможно, «expert».".to_owned(),
                fix: Some((0, "Заменить на «expert»".to_owned())),
            }],
            errors: 1,
            warnings: 0,
        },
        words: "{\"all\": \"\u{22}\"}".to_owned(),
        panels: vec![
            ("diagram", make.locale.text("panel.diagram")),
            ("steps", make.locale.text("panel.steps")),
        ],
        problem: Some("Файл изменила Семенова.".to_owned()),
    }
}

fn changed(make: Samples) -> DraftChangesPage {
    DraftChangesPage {
        shell: make.staff("Срок протокола", "/admin/drafts"),
        head: head(),
        changes: changes(),
    }
}

fn scenarios(make: Samples) -> ScenariosPage {
    let row = |held| StoryRow {
        title: "Все прошли".to_owned(),
        path: "certification/scenarios/passed.yaml".to_owned(),
        href: "/admin/drafts/1/edit?file=certification/scenarios/passed.yaml".to_owned(),
        held,
        chip: Chip::new(if held { Tone::Done } else { Tone::Overdue }, "прошёл"),
        message: "Действие 4: ожидалось одно, вышло другое".to_owned(),
    };
    ScenariosPage {
        shell: make.staff("Срок протокола", "/admin/drafts"),
        head: head(),
        folders: vec![StoryFolder {
            name: "certification".to_owned(),
            title: "Добровольная сертификация".to_owned(),
            chip: Some(Chip::new(Tone::Overdue, "не прошёл 1")),
            note: Some("2 сценария".to_owned()),
            rows: vec![row(true), row(false)],
            failed: true,
            first: true,
        }],
    }
}

fn terms(make: Samples) -> TermsPage {
    let dates = || vec!["12.01.2027".to_owned(); 3];
    TermsPage {
        shell: make.staff("Срок протокола", "/admin/drafts"),
        head: head(),
        processes: vec![OptionView::new("certification", "Сертификация", "")],
        start: "27.12.2026".to_owned(),
        problem: None,
        table: Some(TermsTable {
            rows: vec![TermRow {
                href: "/admin/drafts/1/edit?file=a&line=3".to_owned(),
                title: "Подписать протокол".to_owned(),
                due: "вт 12.01.2027".to_owned(),
                provisional: true,
                before: Some("по действующей редакции: чт 14.01.2027".to_owned()),
                entered: "28.12.2026".to_owned(),
                done: dates(),
                reasons: vec!["29.12.2026: 1-й рабочий день".to_owned()],
            }],
            end: dates(),
            assumed: vec!["Ответят в тот же день.".to_owned()],
        }),
    }
}

fn review(make: Samples) -> ReviewPage {
    ReviewPage {
        shell: make.staff("Срок протокола", "/admin/drafts"),
        head: head(),
        problem: None,
        checks: vec![CheckRow {
            chip: Chip::new(Tone::Done, "ошибок нет"),
            text: "2 предупреждения".to_owned(),
            link: Some(Link::new("Открыть", "/admin/drafts/1/scenarios")),
        }],
        changes: changes(),
        cases: vec![CasesView {
            title: "Добровольная сертификация".to_owned(),
            summary: "Можно перевести 198, нельзя 14".to_owned(),
            refused: vec![RefusedCase {
                title: "Ёлкина А. И. (0001)".to_owned(),
                href: "/instances/0001".to_owned(),
                reason: "Шага, на котором стоит дело, больше нет.".to_owned(),
            }],
            moved: vec!["Ёлкина: 12.01.2027 → 14.01.2027".to_owned()],
        }],
        over: "digest".to_owned(),
        note: Some("Посмотрите изменения.".to_owned()),
        may_submit: true,
        may_publish: true,
        may_return: true,
        may_discard: true,
        typed: String::new(),
        links: vec![Link::new("Процессы", "/admin/processes")],
    }
}

fn migrate(make: Samples) -> MigratePage {
    MigratePage {
        shell: make.staff(make.locale.text("migrate.title"), "/admin/processes"),
        lead: "Добровольная сертификация: редакция 3".to_owned(),
        action: "/admin/processes/certification/migrate".to_owned(),
        version: 3,
        recount: false,
        mapping: "check: examine".to_owned(),
        problem: None,
        report: Some(MigrationView {
            title: "Можно перевести: 198, нельзя: 14".to_owned(),
            rows: vec![MigrationRow {
                title: "Ёлкина А. И. (0001)".to_owned(),
                href: "/instances/0001".to_owned(),
                version: "редакция 2".to_owned(),
                chip: Chip::new(Tone::Overdue, "нельзя"),
                lines: vec!["Шага больше нет.".to_owned()],
            }],
            possible: true,
        }),
    }
}
