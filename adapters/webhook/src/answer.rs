//! What an answer means: 2xx with a JSON object is the result, 4xx with `{"error": code}` a business error, the rest is to
//! be tried again.

use reglament_core::RawInput;
use reglament_runtime::port::WebhookAnswer;
use serde_json::Value as Json;

use crate::limits::{CODE_CHARS, TOLD_CHARS};

/// Statuses that speak of the moment, whatever their body says.
const OF_THE_MOMENT: [u16; 3] = [408, 425, 429];

/// Reads an answer.
pub(crate) fn read(status: u16, body: &[u8]) -> WebhookAnswer {
    let json: Option<Json> = serde_json::from_slice(body).ok();
    match status {
        200..300 if body.iter().all(u8::is_ascii_whitespace) => {
            WebhookAnswer::Done(RawInput::new())
        }
        200..300 => match json {
            Some(Json::Object(result)) => WebhookAnswer::Done(result),
            _ => WebhookAnswer::Later(format!("{status}: the answer is no JSON object")),
        },
        400..500 if !OF_THE_MOMENT.contains(&status) => match json.as_ref().and_then(error) {
            Some((code, message)) => WebhookAnswer::Error { code, message },
            None => WebhookAnswer::Later(told(status, body)),
        },
        300..400 => WebhookAnswer::Later(format!("{status}: redirects are not followed")),
        _ => WebhookAnswer::Later(told(status, body)),
    }
}

fn error(json: &Json) -> Option<(String, String)> {
    let code = json.get("error")?.as_str()?;
    let named = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let proper = !code.is_empty() && code.chars().count() <= CODE_CHARS && code.chars().all(named);
    let message = json
        .get("message")
        .and_then(Json::as_str)
        .unwrap_or_default();
    proper.then(|| (code.to_owned(), short(message)))
}

fn told(status: u16, body: &[u8]) -> String {
    format!("{status}: {}", short(&String::from_utf8_lossy(body)))
}

fn short(text: &str) -> String {
    let printable = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    printable
        .take(TOLD_CHARS)
        .collect::<String>()
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::read;
    use reglament_runtime::port::WebhookAnswer;

    #[test]
    fn every_answer_has_one_meaning() {
        let rows: [(u16, &str, &str); 13] = [
            (200, r#"{"sum": 5}"#, "done"),
            (204, "", "done"),
            (200, "[1]", "later"),
            (200, "<html>", "later"),
            (
                422,
                r#"{"error": "not_found", "message": "Нет такого"}"#,
                "error",
            ),
            (404, r#"{"error": "not found here"}"#, "later"),
            (400, r#"{"error": {"code": 1}}"#, "later"),
            (400, "no", "later"),
            (429, r#"{"error": "slow_down"}"#, "later"),
            (302, r#"{"error": "moved"}"#, "later"),
            (500, r#"{"error": "broken"}"#, "later"),
            (503, "", "later"),
            (100, "", "later"),
        ];
        for (status, body, meaning) in rows {
            let found = match read(status, body.as_bytes()) {
                WebhookAnswer::Done(_) => "done",
                WebhookAnswer::Error { .. } => "error",
                WebhookAnswer::Later(_) => "later",
                WebhookAnswer::Refused(_) => "refused",
            };
            assert_eq!(found, meaning, "{status} {body}");
        }
    }
}
