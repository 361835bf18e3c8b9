//! Pairs of every kind of field become the raw input of the engine, and back.

use serde_json::{Value, json};

use super::{UnknownField, hidden_pairs, raw_input};
use crate::ui::parts::{CardSpec, FieldKind, FieldSpec};

fn field(name: &str, kind: FieldKind) -> FieldSpec {
    let (name, label, hint) = (name.to_owned(), name.to_owned(), String::new());
    FieldSpec {
        name,
        label,
        hint,
        kind,
        required: false,
    }
}

fn form() -> Vec<FieldSpec> {
    let columns = || {
        vec![
            field("a", FieldKind::Integer),
            field("ok", FieldKind::Boolean),
        ]
    };
    vec![
        field("text", FieldKind::Text),
        field("consent", FieldKind::Consent),
        field("name", FieldKind::PersonName),
        field("people", FieldKind::People(Vec::new())),
        field("rows", FieldKind::List(columns())),
        field(
            "results",
            FieldKind::Table {
                items: Vec::new(),
                columns: columns(),
            },
        ),
    ]
}

fn pairs(text: &str) -> Vec<(String, String)> {
    let split = |pair: &str| {
        pair.split_once('=')
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
    };
    text.split('&').filter_map(split).collect()
}

#[test]
fn each_kind_is_read_in_its_shape() {
    let nothing = json!({"consent": false, "people": [], "rows": [], "results": []});
    let with = |name: &str, value: Value| {
        let mut expected = nothing.clone();
        expected[name] = value;
        expected
    };
    let rows: &[(&str, Value)] = &[
        ("", nothing.clone()),
        ("_outcome=accept&_add=rows", nothing.clone()),
        ("text= да ", with("text", json!("да"))),
        ("text=", with("text", json!(""))),
        ("consent=true", with("consent", json!(true))),
        (
            "name.family=Иванова&name.given=",
            with("name", json!({"family": "Иванова", "given": ""})),
        ),
        ("people=a&people=b", with("people", json!(["a", "b"]))),
        (
            "rows.0.a=&rows.10.a=2&rows.2.a=1",
            with(
                "rows",
                json!([{"a": "1", "ok": false}, {"a": "2", "ok": false}]),
            ),
        ),
        (
            "results.0.item=x&results.0.a=",
            with("results", json!([{"item": "x", "a": "", "ok": false}])),
        ),
    ];
    for (sent, expected) in rows {
        let raw = raw_input(&form(), &pairs(sent)).unwrap();
        assert_eq!(Value::Object(raw), *expected, "{sent}");
    }
}

#[test]
fn what_was_not_asked_for_is_refused() {
    for sent in [
        "status=done",
        "name.middle=x",
        "rows.0.b=1",
        "rows.x.a=1",
        "results.0.item.id=1",
        "text.0=1",
    ] {
        let name = sent.split('=').next().unwrap().to_owned();
        assert_eq!(
            raw_input(&form(), &pairs(sent)),
            Err(UnknownField(name)),
            "{sent}"
        );
    }
}

#[test]
fn hidden_pairs_read_back_the_same() {
    let sent = "text=т&consent=true&name.family=И&people=a&people=b&rows.0.a=1&rows.0.ok=true&results.0.item=x&results.0.a=5";
    let raw = raw_input(&form(), &pairs(sent)).unwrap();
    assert_eq!(raw_input(&form(), &hidden_pairs(&raw)).unwrap(), raw);
}

#[test]
fn a_scorecard_is_read_as_documents_or_as_verdicts() {
    let card = |judged: bool| {
        FieldKind::Card(Box::new(CardSpec {
            judged,
            groups: Vec::new(),
            claims: Vec::new(),
            files: String::new(),
            counted: Value::Null,
        }))
    };
    let claims = [field("p", card(false))];
    let sent = "p.0.row=a&p.0.text=Диплом &p.0.on=1.2.12&p.3.row=b&p.3.text=&p.7.row=c&p.7.part=3&p.7.whole=4";
    assert_eq!(
        Value::Object(raw_input(&claims, &pairs(sent)).unwrap()),
        json!({"p": [{"row": "a", "text": "Диплом", "on": "1.2.12"}, {"row": "c", "part": "3", "whole": "4"}]})
    );
    let judged = [field("p", card(true))];
    let sent = "p.verdicts.0.row=a&p.verdicts.0.accept=true&p.verdicts.0.except=2&p.verdicts.0.except=3&p.verdicts.4.row=b\
        &p.findings.0.row=c&p.findings.0.text=Приказ&p.findings.1.row=c&p.findings.1.text=";
    assert_eq!(
        Value::Object(raw_input(&judged, &pairs(sent)).unwrap()),
        json!({"p": {
            "verdicts": [{"row": "a", "accept": "true", "except": ["2", "3"]}, {"row": "b", "except": []}],
            "findings": [{"row": "c", "text": "Приказ"}],
        }})
    );
    let odd = raw_input(&judged, &pairs("p.verdicts.0.total=300"));
    assert_eq!(odd, Err(UnknownField("p.verdicts.0.total".to_owned())));
}
