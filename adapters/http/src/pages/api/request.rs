//! An example request, as somebody would type it in a shell.

use serde_json::Value;

use super::pretty;
use crate::api::operations::{Answer, Body, Operation, Who};

/// What to type in a shell.
pub(super) fn request(operation: &Operation, told: &Value) -> String {
    let door = operation.door;
    let mut line = String::from("curl ");
    if !matches!(door.method, "GET" | "POST") {
        line.push_str(&format!("-X {} ", door.method));
    }
    let required = told["parameters"].as_array().into_iter().flatten();
    let asked: Vec<String> = required
        .filter(|parameter| parameter["in"] == "query" && parameter["required"] == true)
        .map(|parameter| format!("{}=…", parameter["name"].as_str().unwrap_or_default()))
        .collect();
    let asked = match asked.is_empty() {
        true => String::new(),
        false => format!("?{}", asked.join("&")),
    };
    line.push_str(&format!("\"$SITE{}{asked}\"", door.path));
    match operation.who {
        Who::Anybody => {}
        Who::Worker => line.push_str(" \\\n  -H \"Authorization: Bearer $WORKER_TOKEN\""),
        Who::Program => line.push_str(" \\\n  -H \"Authorization: Bearer $PROGRAM_TOKEN\""),
        Who::Person | Who::AnybodyOrPerson => {
            line.push_str(" \\\n  -H \"Authorization: Bearer $TOKEN\"");
        }
    }
    if operation.keyed {
        line.push_str(" \\\n  -H \"Idempotency-Key: $(uuidgen)\"");
    }
    match operation.body {
        Some(Body::Json(_)) => {
            let sample = &told["requestBody"]["content"]["application/json"]["example"];
            line.push_str(&format!(" \\\n  --json '{}'", short(sample)));
        }
        Some(Body::File(_)) => line.push_str(" \\\n  --data-binary @FILE"),
        None if door.method == "POST" => line.push_str(" -X POST"),
        None => {}
    }
    match operation.answer {
        Answer::File(_) => line.push_str(" -O"),
        Answer::Json(..) | Answer::Nothing | Answer::Any => {}
    }
    line
}

/// Longest body that stands on one line, bytes.
const ONE_LINE: usize = 100;

fn short(sample: &Value) -> String {
    let line = sample.to_string();
    match line.len() <= ONE_LINE {
        true => line,
        false => pretty(sample),
    }
}
