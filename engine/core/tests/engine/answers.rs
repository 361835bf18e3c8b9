//! What people type into forms and what the engine makes of it. One row per answer: field, answer, result.

use serde_json::{Value as Json, json};

use crate::desk::Desk;

const FORM: &str = "
data:
  name: {person_name: Имя}
  email: {email: Почта}
  n: {integer: Число, min: 0, max: 10}
  share: {decimal: Доля}
  yes: {boolean: Да или нет}
  agree: {consent: Согласен}
  day: {date: День}
  hour: {moment: Время}
  ground: {choice: Основание, options: {content: Содержание, other: Другое}}
  note: {long_text: Заметка}
  who: {people: Кто, role: chief}
  rows: {list: Строки, of: {q: {integer: Вопрос}, text: {text: Замечание}}}
start:
  role: clerk
  form: [name?, email?, n?, share?, yes?, agree?, day?, hour?, ground?, note?, who?, rows?]
  next: done
steps:
  done: {end: Конец, basis: none}
";

#[test]
fn answers_are_read_as_people_write_them() {
    let rows: &[(&str, Json, &str)] = &[
        ("n", json!("7"), "7"),
        ("n", json!(7), "7"),
        ("n", json!(" 7 "), "7"),
        ("n", json!(""), "-"),
        ("n", json!("11"), "invalid_form"),
        ("n", json!("-1"), "invalid_form"),
        ("n", json!("семь"), "invalid_form"),
        ("n", json!(1.5), "invalid_form"),
        ("n", json!([1]), "invalid_form"),
        ("share", json!("79,99"), "79.99"),
        ("share", json!("1 000,5"), "1000.5"),
        ("share", json!("много"), "invalid_form"),
        ("yes", json!("да"), "true"),
        ("yes", json!(false), "false"),
        ("yes", json!("может быть"), "invalid_form"),
        ("agree", json!("on"), "true"),
        ("agree", json!("нет"), "-"),
        ("day", json!("21.10.2021"), "2021-10-21"),
        ("day", json!("1.2.26"), "2026-02-01"),
        ("day", json!("01-02-2026"), "2026-02-01"),
        ("day", json!("2021-10-21"), "2021-10-21"),
        ("day", json!("31.02.2021"), "invalid_form"),
        ("day", json!("21.10.221"), "invalid_form"),
        ("hour", json!("21.10.2021 10:00"), "2021-10-21 03:00:00 UTC"),
        ("hour", json!("2021-10-21T10:00"), "2021-10-21 03:00:00 UTC"),
        (
            "hour",
            json!("2021-10-21T10:00:00+03:00"),
            "2021-10-21 07:00:00 UTC",
        ),
        ("hour", json!("21.10.2021"), "invalid_form"),
        ("email", json!("a.b@example.ru"), "a.b@example.ru"),
        ("email", json!("a@b"), "invalid_form"),
        ("email", json!("a b@example.ru"), "invalid_form"),
        (
            "email",
            json!("a@example.ru\r\nBcc: x@example.ru"),
            "invalid_form",
        ),
        ("ground", json!("content"), "content"),
        ("ground", json!("Содержание"), "invalid_form"),
        ("note", json!("две\nстроки"), "две\nстроки"),
        ("note", json!("звонок \u{7}"), "invalid_form"),
        (
            "name",
            json!("Иванова Мария Петровна"),
            "Иванова|Мария|Петровна",
        ),
        (
            "name",
            json!({"family": "Салим-оглы", "given": "Али", "patronymic": ""}),
            "Салим-оглы|Али|-",
        ),
        ("name", json!("Ёлкина Анна"), "Ёлкина|Анна|-"),
        ("name", json!("<b>Иванова</b> Мария"), "invalid_form"),
        ("name", json!(7), "invalid_form"),
        ("who", json!(["boris", "vera"]), "[2]"),
        ("who", json!("boris"), "[1]"),
        ("who", json!(["anna"]), "invalid_form"),
        ("who", json!([]), "-"),
        (
            "rows",
            json!([{"q": "1", "text": "неясно"}, {"q": "", "text": ""}]),
            "[1]",
        ),
        ("rows", json!([{"q": "1", "text": ""}]), "invalid_form"),
        (
            "rows",
            json!([{"q": "раз", "text": "неясно"}]),
            "invalid_form",
        ),
        ("rows", json!("строка"), "invalid_form"),
        ("unknown", json!("x"), "invalid_form"),
    ];
    let mut wrong = Vec::new();
    for (field, answer, expected) in rows {
        let mut desk = Desk::with(FORM);
        let found = match desk.start(json!({ *field: answer })) {
            Ok(()) => shown(desk.instance.data().get(*field)),
            Err(rejection) => rejection.code().to_owned(),
        };
        if found != *expected {
            wrong.push(format!("{field} {answer} -> {found}, expected {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Every problem is told at once, each with the path of its answer.
#[test]
fn all_problems_of_a_form_are_told_at_once() {
    let mut desk = Desk::with(FORM);
    let answers = json!({"n": "99", "day": "завтра", "rows": [{"q": "x", "text": "y"}], "odd": 1});
    let Err(reglament_core::Rejection::InvalidForm { problems }) = desk.start(answers) else {
        panic!("the form was accepted");
    };
    let paths: Vec<&str> = problems
        .iter()
        .map(|problem| problem.field.as_str())
        .collect();
    assert_eq!(paths, ["odd", "n", "day", "rows.0.q"]);
    assert!(
        problems
            .iter()
            .all(|p| p.ru.ends_with('.') && p.en.ends_with('.')),
        "{problems:#?}"
    );
}

fn shown(value: Option<&reglament_expression::Value>) -> String {
    use reglament_expression::Value;
    match value {
        None | Some(Value::Null) => "-".into(),
        Some(Value::Text(text)) => text.clone(),
        Some(Value::Number(number)) => number.normalize().to_string(),
        Some(Value::Boolean(flag)) => flag.to_string(),
        Some(Value::Date(date)) => date.to_string(),
        Some(Value::Moment(at)) => at.to_string(),
        Some(Value::Term(term)) => term.to_string(),
        Some(Value::List(list)) => format!("[{}]", list.len()),
        Some(Value::Record(name)) => ["family", "given", "patronymic"]
            .map(|part| shown(name.get(part)))
            .join("|"),
    }
}
