//! Small snapshots of parts whose markup other parts rely on: a field with a mistake and an explained due date.

use chrono::NaiveDate;
use serde_json::json;

use crate::locale::{Language, Locale};
use crate::ui::parts::{DeadlineView, Distance, FieldKind, FieldSpec, FieldView, Problem};

/// Lines without their indentation, so that moving markup about does not change the snapshot.
fn lines(html: &str) -> String {
    let lines = html.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_field_keeps_what_was_typed_beside_its_mistake() {
    let spec = FieldSpec {
        name: "email".to_owned(),
        label: "Электронная почта".to_owned(),
        hint: "Сюда придёт код дела".to_owned(),
        kind: FieldKind::Email,
        required: true,
    };
    let problems = [Problem {
        field: "email".to_owned(),
        text: "В адресе нет «@».".to_owned(),
    }];
    let typed = json!("\"><script>");
    let view = FieldView::new(
        Locale::new(Language::Russian),
        &spec,
        Some(&typed),
        &problems,
    );
    insta::assert_snapshot!(lines(&view.to_string()));
}

#[test]
fn a_due_date_explains_itself() {
    let date = NaiveDate::from_ymd_opt(2021, 10, 22).unwrap();
    let view = DeadlineView::new(
        Locale::new(Language::Russian),
        date,
        Distance::Late(2),
        true,
    )
    .explained(vec!["Отсчёт со следующего дня (ст. 191 ГК РФ).".to_owned()]);
    let html = view
        .to_string()
        .replace(&crate::assets::url(""), "/s/digest/");
    insta::assert_snapshot!(lines(&html));
}
