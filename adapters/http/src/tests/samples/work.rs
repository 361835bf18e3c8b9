//! Samples of the instance page, one per tab.

use reglament_runtime::{
    ClauseView, MilestoneDates, MilestoneState, MilestoneView, PlanView, Title,
};

use super::lists::{instance_row, letters};
use super::{Sample, Samples, day};
use crate::ui::instance::{
    CourseView, CurrentStep, DateRow, InstanceActions, InstanceBody, InstancePage, PictureView,
    StepRow,
};
use crate::ui::instances::InstanceRow;
use crate::ui::parts::{
    Chip, DeadlineView, Distance, DocumentRow, Drawing, Link, Pair, Tab, TimelineEntry, Tone,
};

pub(super) fn pages(make: Samples) -> Vec<Sample> {
    let data = vec![
        Pair::new("Дата тестирования", "вт 12.10.2021"),
        Pair::new("Место", "МБОУ ДПО «НМЦ»\nпр. Ленина, 54"),
    ];
    vec![
        make.page(
            "instance",
            instance(make, 0, InstanceBody::Course(Box::new(course(make)))),
        ),
        make.page(
            "instance-diagram",
            instance(
                make,
                1,
                InstanceBody::Picture(PictureView {
                    diagram: Drawing(DIAGRAM.to_owned()),
                    steps: course(make).steps,
                }),
            ),
        ),
        make.page("instance-data", instance(make, 2, InstanceBody::Data(data))),
        make.page(
            "instance-documents",
            instance(make, 3, InstanceBody::Documents(documents())),
        ),
        make.page(
            "instance-letters",
            instance(make, 4, InstanceBody::Letters(letters(make))),
        ),
        make.page(
            "instance-history",
            instance(make, 5, InstanceBody::History(history())),
        ),
        make.page(
            "instance-plan",
            instance(
                make,
                0,
                InstanceBody::Plan(Box::new(crate::pages::plan::board(
                    make.locale,
                    &plan(),
                    &reglament_calendar::Calendar::russia(),
                    (
                        "/instances/184/plan",
                        &crate::pages::plan::Wanted::default(),
                    ),
                ))),
            ),
        ),
    ]
}

fn plan() -> PlanView {
    let milestone = |id: &str, dates: MilestoneDates, titles: &[&str]| MilestoneView {
        row: MilestoneDates {
            id: id.to_owned(),
            ..dates
        },
        title: Title::russian(titles[0]),
        waiting_for_titles: titles[1..]
            .iter()
            .map(|title| Title::russian(*title))
            .collect(),
        clauses: vec![ClauseView {
            id: "2".to_owned(),
            text: String::new(),
        }],
        deliverable: Some(Title::russian("Проект модели")),
        indicator: Some(Title::russian("Наличие описания проекта")),
        responsible: Some(Title::russian("Горностаева С. М.")),
        participants: Some(Title::russian("Разработческие группы")),
    };
    let dates = |due, done, expected, slack, deviation, state| MilestoneDates {
        id: String::new(),
        from: Some(day(4, 1)),
        due: Some(due),
        begun: Some(day(4, 5)),
        done,
        expected: Some(expected),
        slack: Some(slack),
        critical: slack == 0,
        deviation,
        waiting_for: Vec::new(),
        state,
    };
    let survey = dates(
        day(4, 30),
        Some(day(5, 5)),
        day(5, 5),
        0,
        Some(1),
        MilestoneState::DoneLate,
    );
    let model = dates(day(5, 31), None, day(6, 1), 0, None, MilestoneState::Begun);
    let tools = dates(
        day(7, 30),
        None,
        day(7, 30),
        22,
        None,
        MilestoneState::Ahead,
    );
    PlanView {
        process_title: Title::russian("План проекта"),
        subject: String::new(),
        on: day(5, 12),
        from: Some(day(4, 1)),
        until: Some(day(7, 30)),
        due: Some(day(7, 30)),
        expected: Some(day(7, 30)),
        milestones: vec![
            milestone(
                "survey",
                survey,
                &["Сбор и обобщение информации по действующим моделям"],
            ),
            milestone("model", model, &["Разработка единой модели"]),
            milestone(
                "tools",
                tools,
                &["Пакет предложений", "Разработка единой модели"],
            ),
        ],
    }
}

fn documents() -> Vec<DocumentRow> {
    let row = |title: &str, note: &str, href: Option<&str>, chip| DocumentRow {
        title: title.to_owned(),
        note: note.to_owned(),
        href: href.map(str::to_owned),
        docx_href: href.map(|href| format!("{href}/docx")),
        chip,
    };
    vec![
        row(
            "Протокол № 12-2021",
            "15.10.2021 · PDF",
            Some("/documents/2"),
            Some(Chip::new(Tone::Done, "подписан")),
        ),
        row(
            "Приказ о результатах",
            "",
            None,
            Some(Chip::new(Tone::Waiting, "готовится")),
        ),
    ]
}

fn history() -> Vec<TimelineEntry> {
    vec![
        TimelineEntry::new(
            Tone::Overdue,
            "Истёк срок шага «Издать приказ о результатах»",
            "25.10.2021 00:00 · уведомлены: контролёр",
        ),
        TimelineEntry::new(
            Tone::Done,
            "Протокол подписан, № 12-2021",
            "15.10.2021 16:20 · Дашковская Н. Ю.",
        ),
        TimelineEntry::new(
            Tone::Done,
            "Внесены результаты: 38 участников",
            "12.10.2021 15:02 · Давыдова И. В.",
        ),
        TimelineEntry::new(Tone::Done, "Регистрация закрыта", "30.09.2021 24:00"),
        TimelineEntry::new(
            Tone::Done,
            "Сессия объявлена",
            "20.09.2021 10:00 · Давыдова И. В.",
        ),
    ]
}

fn child(make: Samples, subject: &str, step: &str, state: Chip) -> InstanceRow {
    InstanceRow {
        process: String::new(),
        ..instance_row(make, subject, step, state)
    }
}

fn course(make: Samples) -> CourseView {
    let step = |tone, key: &'static str, title: &str, note: &str| StepRow {
        id: title.replace(' ', "_"),
        chip: Chip::new(tone, make.locale.text(key)),
        ahead: note.is_empty(),
        title: title.to_owned(),
        note: note.to_owned(),
    };
    let running = |word: &str| Chip::new(Tone::Soon, word);
    CourseView {
        diagram: Drawing(DIAGRAM.to_owned()),
        diagram_href: "/instances/184/diagram".to_owned(),
        steps: vec![
            step(
                Tone::Done,
                "step.done",
                "Регистрация участников",
                "20.09–30.09.2021",
            ),
            step(
                Tone::Done,
                "step.done",
                "Внести результаты тестирования",
                "12.10.2021, Давыдова И. В.",
            ),
            step(
                Tone::Done,
                "step.done",
                "Подписать протокол",
                "15.10.2021, Дашковская Н. Ю.",
            ),
            step(
                Tone::Soon,
                "step.here",
                "Издать приказ о результатах",
                "до пн 25.10.2021",
            ),
            step(Tone::Waiting, "step.waiting", "Выдать сертификаты", ""),
        ],
        current: vec![CurrentStep {
            title: "Издать приказ о результатах".to_owned(),
            facts: vec![
                Pair::new(
                    make.locale.text("instance.holder"),
                    "Петрова Анна Сергеевна, отдел кадров",
                ),
                Pair::new(make.locale.text("task.basis"), "п. 3.5"),
            ],
            deadline: Some(DeadlineView::new(
                make.locale,
                day(10, 25),
                Distance::Late(1),
                false,
            )),
            task_href: Some("/tasks/42".to_owned()),
            acts: vec![Link::new(
                make.locale.text("term.extend"),
                "/instances/42/terms/1/extend",
            )],
        }],
        dates: vec![DateRow {
            title: make.locale.text("date.wait").to_owned(),
            deadline: DeadlineView::new(make.locale, day(10, 28), Distance::Held, false),
        }],
        children: vec![
            child(
                make,
                "Иванова Мария Петровна",
                "Ожидает приказа",
                running("44 из 50"),
            ),
            child(
                make,
                "Петров Сергей Ильич",
                "Апелляция",
                running("38 из 50"),
            ),
        ],
        children_title: "Участники".to_owned(),
        history: history(),
        history_href: "/instances/184/history".to_owned(),
        board_href: "/instances/184/board".to_owned(),
        documents: documents(),
    }
}

const DIAGRAM: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 400 120\" width=\"400\" height=\"120\" role=\"img\" aria-label=\"Схема\"><rect x=\"100\" y=\"20\" width=\"200\" height=\"60\" rx=\"8\" fill=\"none\" stroke=\"currentColor\"/></svg>";

fn instance(make: Samples, open: usize, body: InstanceBody) -> InstancePage {
    let mut shell = make.staff("№ 2021-0184 · Сессия 10/2021", "/instances");
    shell.crumbs = vec![
        make.crumb("nav.instances", "/instances"),
        Link::new(
            "Добровольная сертификация",
            "/instances?process=certification",
        ),
    ];
    let keys = [
        "instance.course",
        "instance.data",
        "instance.documents",
        "instance.letters",
        "instance.history",
    ];
    let counts = [None, None, Some(2), Some(3), Some(23)];
    let tabs = keys
        .iter()
        .zip(counts)
        .enumerate()
        .map(|(index, (key, count))| Tab {
            title: make.locale.text(key).to_owned(),
            count,
            alarm: false,
            href: format!("/instances/184?tab={index}"),
            current: index == open,
        });
    InstancePage {
        shell,
        state: DeadlineView::new(make.locale, day(10, 25), Distance::Late(1), false).chip,
        facts: vec![
            Pair::new(
                make.locale.text("instance.process"),
                "Добровольная сертификация, версия 7",
            ),
            Pair::new(make.locale.text("instance.started"), "20.09.2021"),
        ],
        parent: Some(Link::new("Кампания 2021", "/instances/1")),
        actions: InstanceActions {
            open: Some(Link::new(
                make.locale.text("instance.open_task"),
                "/tasks/42",
            )),
            beside: vec![Link::new(
                make.locale.text("instance.reassign"),
                "/tasks/42?open=reassign#people-title",
            )],
            more: vec![
                Link::new(
                    make.locale.text("correction.title"),
                    "/instances/184/correction",
                ),
                Link::new("Отменить сессию", "/instances/184/events/cancellation"),
            ],
        },
        tabs: tabs.collect(),
        body,
    }
}
