//! Papers that must not be made: each row takes one thing away or bends it, and names the refusal.

use libtest_mimic::{Failed, Trial};
use reglament_documents::{FaultKind, lay_out};
use serde_json::{Value, json};

use crate::paper;

/// Template, JSON pointer, the new value (null takes the field away), the expected refusal.
const CASES: [(&str, &str, &str, &str); 18] = [
    (
        "certification/certificate",
        "/document/number",
        "null",
        "missing document.number",
    ),
    (
        "certification/certificate",
        "/title",
        "\" \"",
        "missing title",
    ),
    (
        "certification/certificate",
        "/organisation/name",
        "null",
        "missing organisation.name",
    ),
    (
        "certification/certificate",
        "/level",
        "\"\"",
        "missing level",
    ),
    (
        "certification/certificate",
        "/valid_until",
        "null",
        "missing valid_until",
    ),
    (
        "certification/certificate",
        "/secretary/given",
        "\"\"",
        "missing secretary.full",
    ),
    (
        "certification/certificate",
        "/organisation/head",
        "null",
        "missing organisation.head",
    ),
    (
        "certification/order",
        "/participants/2/school",
        "null",
        "missing participants[3].school",
    ),
    (
        "certification/order",
        "/handover_until",
        "\"08.11.2021\"",
        "bad bad-date:\"08.11.2021\"",
    ),
    (
        "certification/order_amended",
        "/appeal_protocol_number",
        "null",
        "missing appeal_protocol_number",
    ),
    (
        "certification/protocol",
        "/quorum",
        "9",
        "bad no-quorum:8/9",
    ),
    (
        "certification/protocol",
        "/participants/5/reasons",
        "null",
        "missing participants[6].reasons",
    ),
    (
        "certification/protocol",
        "/participants/0/total",
        "0",
        "bad bad-score:28/0",
    ),
    (
        "certification/refusal",
        "/correct",
        "24",
        "bad refusal-of-a-pass:24/30",
    ),
    (
        "appeal/protocol",
        "/decision",
        "\"maybe\"",
        "bad bad-value:decision=maybe",
    ),
    ("appeal/application", "/remarks", "[]", "missing remarks"),
    (
        "complaint/extension_notice",
        "/document/date",
        "\"2016-04-02\"",
        "bad bad-value:document.date=2016-04-02",
    ),
    (
        "complaint/answer",
        "/arguments/1/finding",
        "\" \"",
        "missing arguments[2].finding",
    ),
];

/// One trial for each row, and the walk over all fields of the certificate.
pub(crate) fn trials() -> Vec<Trial> {
    let rows = CASES.iter().map(|(paper, pointer, value, expected)| {
        Trial::test(format!("refusals::{paper}{pointer}"), move || {
            refuses(paper, pointer, value, expected)
        })
    });
    rows.chain([Trial::test(
        "refusals::the_template_is_named_with_its_line",
        named_with_line,
    )])
    .collect()
}

fn refuses(paper: &str, pointer: &str, value: &str, expected: &str) -> Result<(), Failed> {
    let (process, template) = paper.split_once('/').unwrap();
    let mut request = paper::request(process, template);
    let value: Value = serde_json::from_str(value)?;
    let field = request.data.pointer_mut(pointer);
    *field.ok_or("the sample has no such field")? = value;
    let got = match lay_out(&request) {
        Ok(_) => "a paper".to_owned(),
        Err(fault) => match fault.kind {
            FaultKind::MissingField(field) => format!("missing {field}"),
            FaultKind::BadValue(value) => format!("bad {value}"),
            other => format!("{other:?}"),
        },
    };
    if got == expected {
        Ok(())
    } else {
        Err(format!("expected «{expected}», got «{got}»").into())
    }
}

fn named_with_line() -> Result<(), Failed> {
    let mut request = paper::lone("\n#let d = json(\"/data.json\")\n#d.nothing");
    request.data = json!({"other": 1});
    let fault = paper::block_on(paper::renderer().render(&request)).unwrap_err();
    let sentence = fault.sentence();
    if !sentence.en.contains("lone.typ:3:2") && !sentence.en.contains("lone.typ:3:4") {
        return Err(sentence.en.into());
    }
    Ok(())
}
