//! Samples of the lists: tasks, instances, control, registers, letters.

use super::{Sample, Samples, day};
use crate::ui::calendar::CalendarPage;
use crate::ui::control::{
    ControlPage, ControlRow, Counter, Strip, StripCell, StripDuty, StripLine,
};
use crate::ui::instances::{InstanceRow, InstancesPage};
use crate::ui::outbox::{BounceLine, IncidentRow, MarkedRow, OutboxPage};
use crate::ui::parts::{
    Chip, DayCell, DayEntry, DeadlineView, Distance, LetterRow, Link, Live, MonthView, OptionView,
    SavedFilter, SavedFilters, Shell, Tab, TogetherAbove, TogetherBar, TogetherButton, Tone,
};
use crate::ui::register::{RegisterEntry, RegisterPage};
use crate::ui::registers::{RegisterCard, RegistersPage};
use crate::ui::tasks::{TaskRow, TasksPage};

pub(super) fn pages(make: Samples) -> Vec<Sample> {
    vec![
        make.page("tasks", tasks(make)),
        make.page(
            "tasks-empty",
            TasksPage {
                tasks: Vec::new(),
                ..tasks(make)
            },
        ),
        make.page(
            "tasks-cards",
            TasksPage {
                cards: true,
                ..tasks(make)
            },
        ),
        make.page("calendar", calendar(make)),
        make.page("instances", instances(make)),
        make.page("control", control(make)),
        make.page("registers", registers(make)),
        make.page("register", register(make)),
        make.page("outbox", outbox(make)),
    ]
}

fn due(make: Samples, month: u32, date: u32, distance: Distance) -> Option<DeadlineView> {
    Some(DeadlineView::new(
        make.locale,
        day(month, date),
        distance,
        false,
    ))
}

fn tab(make: Samples, key: &'static str, count: usize, current: bool) -> Tab {
    Tab {
        title: make.locale.text(key).to_owned(),
        count: Some(count),
        alarm: key == "tasks.overdue",
        href: "/tasks".to_owned(),
        current,
    }
}

fn saved(make: Samples, list: &'static str) -> SavedFilters {
    SavedFilters {
        list,
        filters: vec![SavedFilter {
            title: make.locale.text("tasks.week").to_owned(),
            href: format!("/{list}?view=week"),
            current: true,
            remove: "/filters/1/remove".to_owned(),
        }],
        query: "view=week".to_owned(),
    }
}

fn bar(make: Samples, action: &'static str) -> TogetherBar {
    let button = |wish, key: &'static str| TogetherButton {
        wish,
        title: make.locale.text(key).to_owned(),
    };
    TogetherBar {
        action,
        query: "view=week".to_owned(),
        key: "0123456789abcdef0123456789abcdef".to_owned(),
        buttons: vec![button("remind", "together.remind")],
        above: Some(TogetherAbove {
            button: button("escalate", "together.escalate"),
            note: String::new(),
            limit: reglament_core::MAX_TEXT,
            open: false,
        }),
        hand_over: Some(button("reassign", "together.reassign")),
        people: vec![OptionView::new("", make.locale.text("together.choose"), "")],
        must_say: true,
        open: false,
    }
}

fn tasks(make: Samples) -> TasksPage {
    let row = |title: &str, subject: &str, process: &str, deadline| TaskRow {
        pick: Some(format!("184/{}", title.len())),
        picked: false,
        title: title.to_owned(),
        href: "/tasks/41".to_owned(),
        subject: subject.to_owned(),
        number: "№ 2021-0184".to_owned(),
        process: process.to_owned(),
        note: String::new(),
        deadline,
    };
    TasksPage {
        shell: Shell {
            live: Some(Live {
                about: "tasks",
                of: String::new(),
                since: 7,
            }),
            ..make.staff(make.locale.text("tasks.title"), "/tasks")
        },
        next: None,
        tabs: vec![
            tab(make, "tasks.overdue", 2, false),
            tab(make, "tasks.today", 1, false),
            tab(make, "tasks.week", 4, false),
            tab(make, "tasks.all", 11, true),
        ],
        tasks: vec![
            row(
                "Рассмотреть апелляцию",
                "Иванова Мария Петровна",
                "Апелляция",
                due(make, 10, 22, Distance::Late(2)),
            ),
            row(
                "Издать приказ о результатах",
                "Сессия 10/2021, 38 человек",
                "Добровольная сертификация",
                due(make, 10, 25, Distance::Late(1)),
            ),
            row(
                "Подписать протокол",
                "Сессия 10/2021, 38 человек",
                "Добровольная сертификация",
                due(make, 10, 26, Distance::Today),
            ),
            row(
                "Ответить на жалобу",
                "Кузнецова А. В.: начисление баллов",
                "Рассмотрение жалоб",
                due(make, 10, 28, Distance::Left(2)),
            ),
            row(
                "Подготовить экспертное заключение",
                "Портфолио учителя физики Сорокина А. П.",
                "Экспертное заключение",
                due(make, 11, 12, Distance::Left(11)),
            ),
            row(
                "Согласовать график консультаций",
                "Проект «Наставник»",
                "План проекта",
                None,
            ),
        ],
        empty: make.locale.text("tasks.empty").to_owned(),
        expected: String::new(),
        ahead_href: None,
        view: "all".to_owned(),
        search: String::new(),
        looks: vec![
            tab(make, "tasks.as_list", 0, true),
            tab(make, "tasks.as_cards", 0, false),
        ],
        cards: false,
        saved: saved(make, "tasks"),
        bar: Some(bar(make, "/tasks/together")),
    }
}

pub(super) fn instance_row(make: Samples, subject: &str, step: &str, state: Chip) -> InstanceRow {
    InstanceRow {
        number: "№ 2021-0184".to_owned(),
        href: "/instances/184".to_owned(),
        subject: subject.to_owned(),
        process: "Добровольная сертификация, версия 7".to_owned(),
        step: step.to_owned(),
        started: make.locale.date(day(9, 20)),
        state,
    }
}

fn instances(make: Samples) -> InstancesPage {
    let running = || Chip::new(Tone::Soon, make.locale.text("instance.running"));
    let done = Chip::new(Tone::Done, make.locale.text("instance.completed"));
    let stuck = Chip::new(Tone::Incident, make.locale.text("instance.incident"));
    let all = || {
        vec![
            OptionView::new("", make.locale.text("filter.all"), ""),
            OptionView::new("certification", "Добровольная сертификация", ""),
        ]
    };
    InstancesPage {
        shell: make.staff(make.locale.text("instances.title"), "/instances"),
        processes: all(),
        states: all(),
        query: String::new(),
        rows: vec![
            instance_row(
                make,
                "Сессия 10/2021",
                "Издать приказ о результатах",
                running(),
            ),
            instance_row(
                make,
                "Иванова Мария Петровна",
                "Рассмотреть апелляцию",
                running(),
            ),
            instance_row(make, "Петров Сергей Ильич", "Отправить письмо", stuck),
            instance_row(make, "Сессия 09/2021", "", done),
        ],
        startable: vec![Link::new(
            make.locale.fill(
                "instances.start",
                &[("process", "Добровольная сертификация")],
            ),
            "/start/certification",
        )],
        next: Some("/instances?after=4".to_owned()),
    }
}

fn counter(make: Samples, key: &'static str, value: u64, tone: Tone, current: bool) -> Counter {
    Counter {
        title: make.locale.text(key).to_owned(),
        value: value.to_string(),
        tone,
        href: "/control".to_owned(),
        current,
    }
}

fn calendar(make: Samples) -> CalendarPage {
    let cell = |number: &str, entries| DayCell {
        number: number.to_owned(),
        date: make.locale.weekday_date(day(11, 4)),
        inside: true,
        off: true,
        today: true,
        note: make.locale.text("calendar.holiday").to_owned(),
        entries,
        more: make.locale.fill("calendar.more", &[("n", "5")]),
    };
    let entry = DayEntry {
        title: "Рассмотреть апелляцию".to_owned(),
        href: "/tasks/184/1".to_owned(),
        note: "Иванова Мария Петровна".to_owned(),
        chip: Some(Chip::new(Tone::Soon, make.locale.text("deadline.today"))),
    };
    CalendarPage {
        shell: make.staff(make.locale.text("calendar.title"), "/calendar"),
        month: MonthView {
            title: make.locale.text("calendar.november").to_owned(),
            weekdays: vec![make.locale.text("weekday.mon").to_owned()],
            weeks: vec![vec![cell("4", vec![entry])], vec![cell("11", Vec::new())]],
            links: vec![Link::new(
                make.locale.text("calendar.this_month"),
                "/calendar",
            )],
            label: make.locale.text("calendar.months").to_owned(),
            today: make.locale.text("calendar.today").to_owned(),
        },
        unpublished: make
            .locale
            .fill("calendar.unpublished", &[("year", "2027")]),
        empty: false,
    }
}

fn strip() -> Strip {
    let cell = |count: u32| StripCell {
        count,
        heat: count.min(4),
        href: (count > 0).then(|| "/control?unit=a".to_owned()),
        label: "Кировский район, Рассмотреть апелляцию".to_owned(),
        current: count == 2,
    };
    Strip {
        duties: vec![StripDuty {
            title: "Рассмотреть апелляцию".to_owned(),
            href: "/control?step=a".to_owned(),
            current: false,
        }],
        rows: vec![StripLine {
            title: "Кировский район".to_owned(),
            href: "/control?unit=a".to_owned(),
            current: true,
            cells: vec![cell(2)],
        }],
        more: true,
    }
}

fn control(make: Samples) -> ControlPage {
    let row =
        |title: &str, subject: &str, holder: &str, days: u64, times: u64, deadline| ControlRow {
            title: title.to_owned(),
            href: "/instances/184".to_owned(),
            subject: subject.to_owned(),
            process: "Добровольная сертификация".to_owned(),
            holder: holder.to_owned(),
            pick: Some(format!("184/{days}")),
            picked: false,
            held: make.locale.count("control.holds", days),
            reminders: make.locale.count("control.reminded", times),
            deadline,
            no_deadline: make.locale.text("tasks.no_deadline").to_owned(),
            notes: vec![make.locale.text("control.was_extended").to_owned()],
        };
    let nobody = make
        .locale
        .fill("control.nobody", &[("role", "Эксперт по физике")]);
    ControlPage {
        shell: make.staff(make.locale.text("control.title"), "/control"),
        counters: vec![
            counter(make, "control.overdue", 14, Tone::Overdue, true),
            counter(make, "control.near", 22, Tone::Soon, false),
            counter(make, "control.incidents", 1, Tone::Incident, false),
            counter(make, "control.no_holder", 3, Tone::Waiting, false),
        ],
        processes: vec![OptionView::new("", make.locale.text("filter.all"), "")],
        roles: vec![OptionView::new("", make.locale.text("filter.all"), "")],
        tabs: vec![tab(make, "control.late", 14, true)],
        units: Vec::new(),
        people: vec![OptionView::new("", make.locale.text("filter.all"), "")],
        from: "2021-10-01".to_owned(),
        until: String::new(),
        filtered: true,
        bare_href: "/control".to_owned(),
        file_href: "/control/files/xlsx".to_owned(),
        duty: "Рассмотреть апелляцию".to_owned(),
        saved: saved(make, "control"),
        empty: make.locale.text("control.empty").to_owned(),
        bar: Some(bar(make, "/control/together")),
        strip: Some(strip()),
        view: String::new(),
        rows: vec![
            row(
                "Издать приказ о результатах",
                "Сессия 09/2021, № 2021-0141",
                "Петрова Анна Сергеевна",
                12,
                4,
                due(make, 10, 8, Distance::Late(7)),
            ),
            row(
                "Рассмотреть апелляцию",
                "Иванова Мария Петровна, № 2021-0184",
                "Давыдова Ирина Викторовна",
                7,
                2,
                due(make, 10, 22, Distance::Late(2)),
            ),
            row(
                "Подготовить заключение",
                "Сорокин Андрей Павлович, № 2021-0190",
                &nobody,
                5,
                1,
                due(make, 10, 25, Distance::Late(1)),
            ),
        ],
        next: None,
        forecast: Vec::new(),
    }
}

fn registers(make: Samples) -> RegistersPage {
    let card = |title: &str, n| RegisterCard {
        title: title.to_owned(),
        href: "/registers/certificates".to_owned(),
        note: make.locale.count("registers.entries", n),
    };
    RegistersPage {
        shell: make.staff(make.locale.text("registers.title"), "/registers"),
        registers: vec![
            card("Журнал регистрации апелляций", 7),
            card("Журнал регистрации сертификатов", 131),
            card("Приказы", 22),
        ],
    }
}

fn register(make: Samples) -> RegisterPage {
    let entry = |n: u32, name: &str| RegisterEntry {
        number: format!("{n:04}-2021"),
        date: "22.10.2021".to_owned(),
        cells: vec![
            name.to_owned(),
            "заместитель директора МБОУ «СОШ № 31»".to_owned(),
            "25.10.2021".to_owned(),
        ],
        document_href: Some("/documents/1".to_owned()),
        instance_href: Some("/instances/184".to_owned()),
    };
    let mut shell = make.staff("Журнал регистрации сертификатов", "/registers");
    shell.crumbs = vec![make.crumb("nav.registers", "/registers")];
    let year = |year: &str, current| Tab {
        title: year.to_owned(),
        count: None,
        alarm: false,
        href: "/registers/certificates".to_owned(),
        current,
    };
    RegisterPage {
        shell,
        years: vec![year("2021", true), year("2020", false)],
        columns: vec!["ФИО".to_owned(), "Должность".to_owned(), "Выдан".to_owned()],
        entries: vec![
            entry(1, "Иванова Мария Петровна"),
            entry(2, "Петров Сергей Ильич"),
            entry(3, "Кузнецова Анна Владимировна"),
        ],
        check: make.locale.text("register.complete").to_owned(),
        next: None,
        print: Some("/registers/certificates?year=2021&print=true".to_owned()),
        files: ["PDF", "DOCX", "XLSX"]
            .map(|title| Link::new(title, "/registers/x"))
            .into(),
    }
}

pub(super) fn letters(make: Samples) -> Vec<LetterRow> {
    let letter = |subject: &str, tone, key: &'static str| LetterRow {
        to: "ivanova@example.ru".to_owned(),
        subject: subject.to_owned(),
        when: "22.10.2021 09:00".to_owned(),
        chip: Chip::new(tone, make.locale.text(key)),
        problem: None,
        reason: None,
        instance_href: Some("/instances/184".to_owned()),
        text: "Здравствуйте, Мария Петровна!\n\nПриказ о результатах сертификации издан."
            .to_owned(),
        preview_href: None,
        resend_action: None,
    };
    let mut failed = letter(
        "Напоминание: подписать протокол",
        Tone::Overdue,
        "letter.failed",
    );
    failed.problem = Some("Почтовый сервер example.ru не отвечает. Попыток: 3 из 8.".to_owned());
    failed.resend_action = Some("/admin/outbox/3/resend".to_owned());
    vec![
        failed,
        letter("Результаты сертификации", Tone::Waiting, "letter.waiting"),
        letter(
            "Вы зарегистрированы на сертификацию 12.10.2021",
            Tone::Done,
            "letter.sent",
        ),
    ]
}

fn outbox(make: Samples) -> OutboxPage {
    OutboxPage {
        shell: make.staff(make.locale.text("outbox.title"), "/admin/outbox"),
        counters: vec![
            counter(make, "outbox.incidents", 1, Tone::Incident, false),
            counter(make, "outbox.failed", 1, Tone::Overdue, false),
        ],
        marked: vec![MarkedRow {
            address: "petrov@example.ru".to_owned(),
            since: "18.11.2026 09:12".to_owned(),
        }],
        bounces: vec![BounceLine {
            address: "petrov@example.ru".to_owned(),
            when: "18.11.2026 09:12".to_owned(),
            reason: "5.1.1 no such user".to_owned(),
            href: "/admin/letters?key=a/1".to_owned(),
        }],
        tabs: vec![
            tab(make, "outbox.waiting", 4, false),
            tab(make, "outbox.sent", 318, true),
        ],
        incidents: vec![IncidentRow {
            title: "Не удалось вычислить номер заседания: данных «заседание» ещё нет.".to_owned(),
            place: "Подписать протокол, № 2021-0184".to_owned(),
            instance_href: "/instances/184".to_owned(),
            when: "22.10.2021 12:40".to_owned(),
            details: "step=protocol expression=`meeting.number + 1`: `meeting` is unset".to_owned(),
            such: make.locale.count("outbox.retry_such", 3),
            retry_action: Some("/admin/incidents/5/retry".to_owned()),
            pass_href: "/instances/5/incidents/1/pass".to_owned(),
            key: "0".repeat(32),
        }],
        letters: letters(make),
        next: None,
    }
}
