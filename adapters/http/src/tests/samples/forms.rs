//! Samples of the pages with forms: a public form with mistakes, tasks with every kind of field, an import.

use serde_json::{Map, Value, json};

use super::{Sample, Samples, day};
use crate::ui::home::WindowView;
use crate::ui::import::{ImportPage, MatchedRow, UnmatchedRow};
use crate::ui::parts::{
    Chip, DeadlineView, Distance, FieldKind, FieldSpec, FormView, Link, OptionView, OutcomeButton,
    Pair, Problem, TableItem, TimelineEntry, Tone,
};
use crate::ui::public_form::PublicFormPage;
use crate::ui::task::{ClauseView, SignerRow, TaskPage};
use crate::ui::task_people::PeopleCard;

pub(super) fn pages(make: Samples) -> Vec<Sample> {
    vec![
        make.page("public-form", public_form(make)),
        make.page("public-closed", public_closed(make)),
        make.page("task", task(make)),
        make.page("task-signature", signature(make)),
        make.page("task-closed", closed(make)),
        make.page("task-results", results(make)),
        make.page("import", import(make)),
    ]
}

pub(super) fn field(name: &str, label: &str, kind: FieldKind) -> FieldSpec {
    FieldSpec {
        name: name.to_owned(),
        label: label.to_owned(),
        hint: String::new(),
        kind,
        required: true,
    }
}

fn optional(name: &str, label: &str, kind: FieldKind) -> FieldSpec {
    FieldSpec {
        required: false,
        ..field(name, label, kind)
    }
}

pub(super) fn outcome(id: &str, title: &str, primary: bool) -> OutcomeButton {
    OutcomeButton {
        id: id.to_owned(),
        title: title.to_owned(),
        primary,
    }
}

pub(super) fn raw(value: Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap_or_default()
}

pub(super) fn problem(field: &str, text: &str) -> Problem {
    Problem {
        field: field.to_owned(),
        text: text.to_owned(),
    }
}

fn public_form(make: Samples) -> PublicFormPage {
    let mut shell = make.public("Регистрация на добровольную сертификацию", "/f/participant");
    shell.failed = true;
    let levels = vec![
        OptionView::new("head", "Руководитель", ""),
        OptionView::new("deputy", "Заместитель руководителя", ""),
    ];
    let specs = [
        field("name", "ФИО", FieldKind::PersonName),
        field("position", "Должность", FieldKind::Choice(levels)),
        field("school", "Образовательная организация", FieldKind::Text),
        field("email", "Электронная почта", FieldKind::Email),
        optional("phone", "Телефон", FieldKind::Phone),
        field("since", "В должности с", FieldKind::Date),
        field(
            "consent",
            "Согласен на обработку персональных данных для проведения сертификации (152-ФЗ)",
            FieldKind::Consent,
        ),
    ];
    let typed = raw(
        json!({"name": {"family": "Иванова", "given": "", "patronymic": "Петровна"}, "position": "deputy",
        "school": "МБОУ «СОШ № 31»", "email": "ivanova@", "since": "31.02.2020"}),
    );
    let problems = vec![
        problem("name.given", "Укажите имя."),
        problem(
            "email",
            "В адресе «ivanova@» нет части после «@». Пример: ivanova@mail.ru.",
        ),
        problem("since", "Даты 31.02.2020 не бывает. Пример: 28.02.2020."),
        problem("consent", "Без согласия зарегистрировать нельзя."),
    ];
    let mut form =
        FormView::new(make.locale, "/f/participant", &specs, &typed, problems).with_outcomes(vec![
            outcome("", make.locale.text("public_form.send"), true),
        ]);
    form.trap = true;
    let until = make
        .locale
        .fill("window.open", &[("date", "чт 30.09.2021, 24:00 (UTC+7)")]);
    PublicFormPage {
        shell,
        act: "Приказ управления образования администрации г. Кемерово от 20.09.2021 № 1169"
            .to_owned(),
        window: WindowView {
            open: true,
            chip: Chip::new(Tone::Done, until),
        },
        facts: vec![
            Pair::new("Тестирование", "вт 12.10.2021, 10:00"),
            Pair::new("Место", "МБОУ ДПО «НМЦ»"),
        ],
        form: Some(form),
    }
}

fn public_closed(make: Samples) -> PublicFormPage {
    let opens = make
        .locale
        .fill("window.opens", &[("date", "пн 01.11.2021")]);
    PublicFormPage {
        shell: make.public("Регистрация на добровольную сертификацию", "/f/participant"),
        act: "Приказ управления образования администрации г. Кемерово от 20.09.2021 № 1169"
            .to_owned(),
        window: WindowView {
            open: false,
            chip: Chip::new(Tone::Waiting, opens),
        },
        facts: Vec::new(),
        form: None,
    }
}

pub(super) fn base_task(make: Samples, title: &str) -> TaskPage {
    let mut shell = make.staff(title, "/tasks");
    shell.crumbs = vec![make.crumb("nav.tasks", "/tasks")];
    let reasons = [
        "Протокол вступил в силу пт 15.10.2021 (последняя подпись).",
        "Отсчёт со следующего дня (ст. 191 ГК РФ): сб 16.10 и вс 17.10 — выходные.",
        "Рабочие дни: пн 18.10 (1), вт 19.10 (2), ср 20.10 (3), чт 21.10 (4), пт 22.10 (5).",
        "Последний день: пт 22.10.2021, 24:00.",
    ];
    TaskPage {
        acts: vec![Link::new(
            make.locale.text("term.extend"),
            "/instances/42/terms/1/extend",
        )],
        shell,
        facts: vec![
            Pair::new(make.locale.text("task.subject"), "Апелляция Ивановой М. П."),
            Pair::new(make.locale.text("task.process"), "Апелляция о результатах сертификации"),
            Pair::new(make.locale.text("task.role"), "Секретарь апелляционной комиссии"),
        ],
        instance: Link::new("Дело № 2021-0007", "/instances/7"),
        deadline: Some(
            DeadlineView::new(make.locale, day(10, 22), Distance::Late(2), false)
                .explained(reasons.map(str::to_owned).into()),
        ),
        form: None,
        closed: None,
        shown: vec![
            Pair::new("Заявитель", "Иванова Мария Петровна"),
            Pair::new("Подана", "пн 18.10.2021"),
            Pair::new("Результат", "38 верных из 50"),
        ],
        clauses: vec![ClauseView {
            title: make.locale.fill("task.clause", &[("id", "3.10")]),
            text: "Апелляция подаётся в письменной форме председателю аттестационной комиссии не позднее пяти дней \
                   со дня ознакомления с результатами и рассматривается на заседании комиссии."
                .to_owned(),
        }],
        act: "Приказ управления образования администрации г. Кемерово от 20.09.2021 № 1169".to_owned(),
        people: PeopleCard::default(),
        signers: Vec::new(),
        history: vec![
            TimelineEntry::new(Tone::Overdue, "Срок истёк, уведомлён контролёр", "25.10.2021 09:00"),
            TimelineEntry::new(Tone::Done, "Апелляция зарегистрирована, № 7-2021", "18.10.2021 14:05 · Давыдова И. В."),
            TimelineEntry::new(Tone::Done, "Апелляция подана", "18.10.2021 11:32 · по коду дела"),
        ],
    }
}

fn checklist() -> FieldKind {
    FieldKind::Checklist {
        items: vec![
            OptionView::new("laws", "Нормативные документы", ""),
            OptionView::new("forms", "Образцы", ""),
        ],
        evidence: true,
    }
}

fn task(make: Samples) -> TaskPage {
    let person = |id: &str, name: &str, position: &str| OptionView::new(id, name, position);
    let people = vec![
        person(
            "dashkovskaya",
            "Дашковская Наталья Юрьевна",
            "начальник управления образования, председатель",
        ),
        person(
            "semenova",
            "Семенова Ольга Сергеевна",
            "заместитель начальника",
        ),
        person(
            "sorokin",
            "Сорокин Андрей Павлович",
            "директор МБОУ «Лицей № 62»",
        ),
    ];
    let question = vec![
        field("question", "№ задания", FieldKind::Integer),
        field("remark", "Решение комиссии", FieldKind::LongText),
    ];
    let specs = [
        field("meeting", "Заседание состоялось", FieldKind::Moment),
        field("present", "Присутствовали", FieldKind::People(people)),
        field("questions", "Спорные задания", FieldKind::List(question)),
        optional("score", "Средний балл", FieldKind::Decimal),
        field(
            "public",
            "Заявитель присутствовал на заседании",
            FieldKind::Boolean,
        ),
        optional("reason", "Обоснование", FieldKind::LongText),
        optional("order", "Приказ о составе комиссии", FieldKind::File),
        field("papers", "Материалы заседания", FieldKind::Files { max: 5 }),
        field("pack", "Комплект", checklist()),
    ];
    let typed = raw(
        json!({"meeting": "20.10.2021 14:00", "present": ["semenova"],
        "questions": [{"question": "17", "remark": "Ответ засчитать"}, {"question": "", "remark": ""}],
        "papers": [{"id": "0a1b", "name": "повестка.docx", "size": 52_000, "media": "application/x"}],
        "pack": {"laws": {"done": true, "note": "есть в деле"}, "forms": {"done": true}}}),
    );
    let mut page = base_task(make, "Рассмотреть апелляцию");
    page.shell.failed = true;
    let problems = vec![
        problem(
            "present",
            "Нет кворума: присутствует 1 из 5, нужно не меньше 4.",
        ),
        problem("questions.1.question", "Укажите номер задания."),
        problem(
            "pack.forms",
            "Поле «Комплект»: к пункту «Образцы» нужен файл или примечание.",
        ),
    ];
    page.form = Some(
        FormView::new(make.locale, "/tasks/41", &specs, &typed, problems).with_outcomes(vec![
            outcome("uphold", "Удовлетворить", true),
            outcome("reject", "Отклонить", false),
            outcome("_save", make.locale.text("task.save"), false),
        ]),
    );
    page
}

fn signature(make: Samples) -> TaskPage {
    let mut page = base_task(make, "Подписать протокол");
    page.deadline = Some(DeadlineView::new(
        make.locale,
        day(11, 2),
        Distance::Left(5),
        true,
    ));
    page.signers = vec![
        SignerRow {
            who: "Секретарь: Давыдова И. В.".to_owned(),
            note: "чт 14.10.2021, 16:20".to_owned(),
            chip: Chip::new(Tone::Done, make.locale.text("task.signed")),
        },
        SignerRow {
            who: "Председатель: Дашковская Н. Ю.".to_owned(),
            note: String::new(),
            chip: Chip::new(Tone::Waiting, make.locale.text("task.awaits_signature")),
        },
    ];
    let form = FormView::new(make.locale, "/tasks/42", &[], &Map::new(), Vec::new());
    page.form = Some(form.with_outcomes(vec![outcome("", "Подписать", true)]));
    page
}

fn closed(make: Samples) -> TaskPage {
    let closed = Some(make.locale.text("task.conflict").to_owned());
    TaskPage {
        form: None,
        closed,
        ..signature(make)
    }
}

fn table() -> FieldSpec {
    let names = [
        "Иванова Мария Петровна",
        "Петров Сергей Ильич",
        "Кузнецова Анна Владимировна",
        "Оглы Рустам Тимурович",
    ];
    let items = names.iter().enumerate().map(|(n, name)| TableItem {
        id: n.to_string(),
        label: (*name).to_owned(),
    });
    let grade = vec![
        OptionView::new("yes", "да", ""),
        OptionView::new("no", "нет", ""),
    ];
    let columns = vec![
        field("correct", "Верных ответов", FieldKind::Integer),
        field("came", "Явился", FieldKind::Boolean),
        optional("note", "Примечание", FieldKind::Text),
        optional("recheck", "Перепроверка", FieldKind::Choice(grade)),
    ];
    field(
        "results",
        "Результаты тестирования",
        FieldKind::Table {
            items: items.collect(),
            columns,
        },
    )
}

fn results(make: Samples) -> TaskPage {
    let typed = raw(
        json!({"results": [{"item": "0", "correct": "44", "came": true}, {"item": "1", "correct": "сорок", "came": true},
        {"item": "2", "correct": "39", "came": true}]}),
    );
    let problems = vec![problem(
        "results.1.correct",
        "«сорок»: нужно целое число от 0 до 50.",
    )];
    let mut page = base_task(make, "Внести результаты тестирования");
    page.shell.failed = true;
    page.shown.clear();
    let form = FormView::new(make.locale, "/tasks/40", &[table()], &typed, problems);
    page.form = Some(form.with_outcomes(vec![outcome("", make.locale.text("task.done"), true)]));
    page
}

fn import(make: Samples) -> ImportPage {
    let mut shell = make.staff(make.locale.text("import.title"), "/tasks");
    shell.crumbs = vec![
        make.crumb("nav.tasks", "/tasks"),
        Link::new("Внести результаты тестирования", "/tasks/40"),
    ];
    let row = |label: &str, correct: &str| MatchedRow {
        label: label.to_owned(),
        cells: vec![correct.to_owned(), "да".to_owned()],
    };
    ImportPage {
        shell,
        file: "результаты-октябрь.csv".to_owned(),
        columns: vec!["Верных ответов".to_owned(), "Явился".to_owned()],
        matched: vec![
            row("Иванова Мария Петровна", "44"),
            row("Петров Сергей Ильич", "40"),
        ],
        unmatched: vec![UnmatchedRow {
            line: 4,
            text: "Кузнецов А. В.; 39".to_owned(),
            reason: "Участника с такой фамилией нет. Похоже: «Кузнецова Анна Владимировна»."
                .to_owned(),
        }],
        missing: vec!["Оглы Рустам Тимурович".to_owned()],
        action: "/tasks/40".to_owned(),
        hidden: vec![("results.0.item".to_owned(), "0".to_owned())],
        back: Link::new(make.locale.text("import.back"), "/tasks/40"),
    }
}
