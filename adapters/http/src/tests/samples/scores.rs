//! Samples of scorecards: claims to fill in, a claimed card to judge with a mistake, a counted one to read.

use serde_json::{Value, json};

use super::forms::{base_task, field, outcome, problem, raw};
use super::{Sample, Samples};
use crate::ui::parts::{
    CardGroup, CardIndicator, CardLine, CardSpec, FieldKind, FormView, Pair, ScoreTable,
};
use crate::ui::task::TaskPage;

pub(super) fn pages(make: Samples) -> Vec<Sample> {
    vec![
        make.page("task-claims", claims(make)),
        make.page("task-score", score(make)),
        make.page("task-scored", scored(make)),
    ]
}

fn line(id: &str, title: &str, points: &str) -> CardLine {
    CardLine {
        id: id.to_owned(),
        rows: vec![(id.to_owned(), title.to_owned(), points.to_owned())],
        evidence: String::new(),
        share: false,
        penalty: false,
        given: false,
        blanks: 1,
        applies: true,
    }
}

fn indicator(title: &str, lines: Vec<CardLine>) -> CardIndicator {
    CardIndicator {
        title: title.to_owned(),
        evidence: "Копии дипломов, заверенные руководителем".to_owned(),
        notes: vec!["В межаттестационный период".to_owned()],
        lines,
    }
}

fn groups() -> Vec<CardGroup> {
    let exam = CardLine {
        given: true,
        ..line("exam", "квалификационное испытание", "0–40")
    };
    let share = CardLine {
        rows: vec![
            (
                "low".to_owned(),
                "от 20 до 39 %".to_owned(),
                "20".to_owned(),
            ),
            ("high".to_owned(), "от 40 %".to_owned(), "40".to_owned()),
        ],
        share: true,
        ..line("quality", "", "")
    };
    let therapist = CardLine {
        applies: false,
        ..line("methods", "", "20")
    };
    let penalty = CardLine {
        penalty: true,
        ..line("sanction", "", "−100")
    };
    vec![
        CardGroup {
            id: "skills".to_owned(),
            title: "1. Владение технологиями".to_owned(),
            indicators: vec![
                indicator(
                    "1.2. Навыки пользователя",
                    vec![line("courses", "курсы", "50"), exam],
                ),
                indicator("1.5. Методики обследования", vec![therapist]),
                indicator("3.1. Качество знаний", vec![share]),
            ],
        },
        CardGroup {
            id: "sanctions".to_owned(),
            title: String::new(),
            indicators: vec![indicator("4. Взыскания", vec![penalty])],
        },
    ]
}

fn claimed() -> Value {
    json!([
        {"row": "courses", "text": "Свидетельство № 17", "on": "2009-05-20"},
        {"row": "courses", "text": "Свидетельство № 18", "on": "2010-05-20"},
        {"row": "exam", "text": "Справка № 4", "on": "2009-06-01"},
        {"row": "methods", "text": "Материалы", "on": "2009-06-01"},
        {"row": "quality", "text": "Справка", "part": 396, "whole": 1000},
    ])
}

fn counted() -> Value {
    json!({"total": -30, "level_title": null, "groups": [{"id": "skills", "total": 70}, {"id": "sanctions", "total": -100}], "rows": [
        {"id": "courses", "claimed": 2, "counted": 1, "points": 50, "evidence": ["20.05.2009 Свидетельство № 17", "20.05.2010 Свидетельство № 18"]},
        {"id": "exam", "claimed": 1, "counted": 0, "points": 0, "reason": "rejected", "remark": "нет печати", "why": "Отклонено экспертом: нет печати", "evidence": ["01.06.2009 Справка № 4"]},
        {"id": "methods", "claimed": 1, "counted": 0, "points": 0, "reason": "not_applicable", "why": "Не применимо к этой должности", "evidence": ["01.06.2009 Материалы"]},
        {"id": "low", "claimed": 1, "counted": 1, "points": 20, "evidence": ["Справка: 396 из 1000"]},
        {"id": "sanction", "claimed": 1, "counted": 1, "points": -100, "evidence": ["10.10.2011 Приказ о выговоре"]},
    ]})
}

fn spec(judged: bool) -> FieldKind {
    let (claims, counted) = (claimed().as_array().cloned().unwrap_or_default(), counted());
    FieldKind::Card(Box::new(CardSpec {
        judged,
        groups: groups(),
        claims: if judged { claims } else { Vec::new() },
        files: "/instances/1/files/".to_owned(),
        counted: if judged { counted } else { Value::Null },
    }))
}

fn claims(make: Samples) -> TaskPage {
    let typed = raw(
        json!({"portfolio": [{"row": "courses", "text": "Свидетельство № 17", "on": "вчера"}]}),
    );
    let problems = vec![problem(
        "portfolio.0.on",
        "Дата: нужна дата в виде дд.мм.гггг.",
    )];
    let specs = [field("portfolio", "Портфолио", spec(false))];
    let mut page = base_task(make, "Доработать портфолио");
    page.shell.failed = true;
    let form = FormView::new(make.locale, "/tasks/51", &specs, &typed, problems);
    page.form = Some(form.with_outcomes(vec![outcome("", make.locale.text("task.done"), true)]));
    page
}

fn score(make: Samples) -> TaskPage {
    let typed = raw(json!({"conclusion": {
        "verdicts": [{"row": "courses", "accept": "true", "except": ["2"], "reason": "копия"}, {"row": "exam", "accept": "false"}],
        "findings": [{"row": "sanction", "text": "Приказ о выговоре", "on": "10.10.2011"}]}}));
    let problems = vec![
        problem(
            "conclusion.verdicts.1.reason",
            "Назовите причину отклонения.",
        ),
        problem(
            "conclusion.quality",
            "Решите по строке «3.1»: принять или отклонить.",
        ),
    ];
    let specs = [field("conclusion", "Форма 1", spec(true))];
    let mut page = base_task(make, "Оценить портфолио по Форме 1");
    page.shell.failed = true;
    let form = FormView::new(make.locale, "/tasks/52", &specs, &typed, problems);
    page.form = Some(form.with_outcomes(vec![
        outcome("conclude", "Дать заключение", true),
        outcome("return", "Вернуть на доработку", false),
    ]));
    page
}

fn scored(make: Samples) -> TaskPage {
    let mut page = base_task(make, "Принять заключение к сведению");
    let table = |value: &Value| ScoreTable::new(make.locale, &groups(), value);
    page.shown = vec![
        Pair::new("Портфолио", "").with_table(table(&claimed())),
        Pair::new("Форма 1", "").with_table(table(&counted())),
    ];
    page
}
