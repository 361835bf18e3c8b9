//! The stored form of values, expressions and templates.

use crate::world::{date, moment, number, values};
use reglament_expression::{Expression, Template, Value};

#[test]
fn values_have_one_stored_form() {
    let all = [
        (Value::Null, "null"),
        (true.into(), "true"),
        ("да".into(), r#""да""#),
        (number("80.50"), r#"{"number":"80.5"}"#),
        (number("-0.0"), r#"{"number":"0"}"#),
        (1000.into(), r#"{"number":"1000"}"#),
        (date("2021-10-21").into(), r#"{"date":"2021-10-21"}"#),
        (
            moment("2021-10-21T03:00:00+03:00").into(),
            r#"{"moment":"2021-10-21T00:00:00Z"}"#,
        ),
        (
            Value::Term("5 working days".parse().unwrap()),
            r#"{"term":"5 рабочих дней"}"#,
        ),
        (
            vec![1.into(), Value::Null].into(),
            r#"[{"number":"1"},null]"#,
        ),
        (
            Value::record([("number", "x".into()), ("б", Value::List(vec![]))]),
            r#"{"record":{"number":"x","б":[]}}"#,
        ),
    ];
    for (value, json) in all {
        assert_eq!(serde_json::to_string(&value).unwrap(), json);
        assert_eq!(serde_json::from_str::<Value>(json).unwrap(), value);
    }
    let everything = Value::Record(values());
    let json = serde_json::to_string(&everything).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), everything);
}

#[test]
fn other_json_is_refused() {
    for json in [
        "{}",
        "1.5",
        r#"{"x":1}"#,
        r#"{"number":"a"}"#,
        r#"{"number":1}"#,
        r#"{"date":"21.10.2021"}"#,
        r#"{"term":"скоро"}"#,
        r#"{"number":"1","date":"2021-10-21"}"#,
        r#"{"record":[]}"#,
    ] {
        assert!(serde_json::from_str::<Value>(json).is_err(), "{json}");
    }
    assert_eq!(serde_json::from_str::<Value>("42").unwrap(), 42.into());
}

#[test]
fn the_plain_form_is_for_documents() {
    let value = Value::record([
        ("n", 5.into()),
        ("d", number("80.5")),
        ("big", number("99999999999999999999")),
        ("on", date("2021-10-21").into()),
        ("list", vec![true.into(), Value::Null].into()),
    ]);
    assert_eq!(
        value.plain_json().to_string(),
        r#"{"big":"99999999999999999999","d":"80.5","list":[true,null],"n":5,"on":"2021-10-21"}"#
    );
}

#[test]
fn expressions_and_templates_are_stored_as_text() {
    let expression = Expression::parse("correct  > 1").unwrap();
    let json = serde_json::to_string(&expression).unwrap();
    assert_eq!(json, r#""correct  > 1""#);
    assert_eq!(
        serde_json::from_str::<Expression>(&json).unwrap(),
        expression
    );
    assert!(serde_json::from_str::<Expression>(r#""1 +""#).is_err());
    let template = Template::parse("{{ a }}").unwrap();
    let json = serde_json::to_string(&template).unwrap();
    assert_eq!(serde_json::from_str::<Template>(&json).unwrap(), template);
    assert!(serde_json::from_str::<Template>(r#""{{ a""#).is_err());
}

#[test]
fn paths_lead_to_stored_values() {
    let all = Value::Record(values());
    assert_eq!(all.get("candidate.name.family"), Some(&"Иванова".into()));
    assert_eq!(all.get("members.1.votes"), Some(&1.into()));
    assert_eq!(all.get("members.9"), None);
    assert_eq!(all.get("note.x"), None);
}
