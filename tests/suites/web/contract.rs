//! Every answer of the API in these tests is held against its own description: the status, the media type, the codes
//! of refusals and the shape of the body. The site of the tests asks it about each answer, so no test can forget to.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use axum::http::Method;
use jsonschema::Validator;
use serde_json::{Value, json};

use super::site::{Answer, Site};

type Place = (String, String, String);

/// The description as the site serves it.
pub(super) struct Contract {
    pub(super) document: Value,
    validators: Mutex<BTreeMap<Place, Arc<Validator>>>,
}

static READ: OnceLock<Contract> = OnceLock::new();

impl Contract {
    /// Keeps the description that a site has answered with; it is the same for all.
    pub(super) fn keep(text: &str) -> &'static Self {
        READ.get_or_init(|| Self {
            document: serde_json::from_str(text).expect("the description is JSON"),
            validators: Mutex::default(),
        })
    }

    /// The description, once a site has been opened.
    pub(super) fn read() -> Option<&'static Self> {
        READ.get()
    }

    /// The operation behind an address: the path as it is described, and what is said of the method.
    fn operation(&self, method: &Method, path: &str) -> Option<(&str, &Value)> {
        let paths = self.document["paths"].as_object().expect("paths");
        let fits = paths.iter().filter(|(known, _)| is_like(known, path));
        let method = method.as_str().to_ascii_lowercase();
        let fits = fits.filter_map(|(known, said)| Some((known.as_str(), said.get(&method)?)));
        fits.min_by_key(|(known, _)| known.matches('{').count())
    }

    /// Refuses an answer that the description does not know.
    pub(super) fn check(&self, method: &Method, path: &str, answer: &Answer) {
        let what = format!("{method} {path}: {} {}", answer.status, answer.text);
        let Some((known, operation)) = self.operation(method, path) else {
            assert!(answer.status.is_client_error(), "not described: {what}");
            return;
        };
        let status = answer.status.as_str();
        let Some(described) = operation["responses"].get(status) else {
            panic!("a status that is not described: {what}");
        };
        let Some(content) = described["content"].as_object() else {
            assert!(
                answer.text.is_empty(),
                "a body that is not described: {what}"
            );
            return;
        };
        let media = answer.header("content-type");
        let said = content.get(media).or_else(|| content.get("*/*"));
        let said = said.unwrap_or_else(|| panic!("{media} is not described: {what}"));
        if media.ends_with("json") {
            let place = (known.to_owned(), method.to_string(), status.to_owned());
            let validator = self.validator(place, &said["schema"]);
            let body: Value = serde_json::from_str(&answer.text).expect("JSON");
            let wrong: Vec<String> = validator
                .iter_errors(&body)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert!(wrong.is_empty(), "{what}\n{}", wrong.join("\n"));
        }
    }

    fn validator(&self, place: Place, schema: &Value) -> Arc<Validator> {
        let mut validators = self
            .validators
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let made = validators.entry(place).or_insert_with(|| {
            let whole = json!({
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "components": self.document["components"],
                "allOf": [schema],
            });
            let options = jsonschema::options().should_validate_formats(true);
            Arc::new(options.build(&whole).expect("a schema"))
        });
        made.clone()
    }
}

#[tokio::test]
async fn samples_are_what_they_are_samples_of() {
    let _site = Site::open().await;
    let contract = Contract::read().unwrap();
    let mut seen = 0;
    let paths = contract.document["paths"].as_object().unwrap();
    for (path, methods) in paths {
        for (method, operation) in methods.as_object().unwrap() {
            let answers = operation["responses"].as_object().unwrap();
            let bodies = answers.iter().filter(|(status, _)| status.starts_with('2'));
            let bodies = bodies
                .map(|(_, body)| body)
                .chain([&operation["requestBody"]]);
            for (part, body) in bodies.enumerate() {
                let said = &body["content"]["application/json"];
                let Some(sample) = said.get("example") else {
                    continue;
                };
                let place = (path.clone(), method.clone(), format!("sample {part}"));
                let validator = contract.validator(place, &said["schema"]);
                let wrong = validator.iter_errors(sample).next();
                let wrong = wrong.map(|error| format!("{}: {error}", error.instance_path()));
                assert_eq!(wrong, None, "{method} {path} {part}: {sample:#}");
                seen += 1;
            }
        }
    }
    assert!(seen > 50, "{seen} samples only");
}

/// Whether an address is one of a described path.
fn is_like(known: &str, path: &str) -> bool {
    let mut parts = path.split('/');
    let alike = known.split('/').all(|part| {
        parts
            .next()
            .is_some_and(|got| part == got || part.starts_with('{'))
    });
    alike && parts.next().is_none()
}

#[test]
fn what_is_not_described_is_refused() {
    let document = json!({
        "paths": {"/api/v1/x/{id}": {"get": {"responses": {"200": {
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/X"}}},
        }}}}},
        "components": {"schemas": {"X": {"type": "object", "required": ["id"]}}},
    });
    let contract = Contract {
        document,
        validators: Mutex::default(),
    };
    let answer = |status: u16, media: &str, text: &str| Answer {
        status: status.try_into().unwrap(),
        headers: [("content-type".parse().unwrap(), media.parse().unwrap())]
            .into_iter()
            .collect(),
        text: text.to_owned(),
    };
    let rows = [
        (answer(200, "application/json", "{\"id\": 1}"), true),
        (answer(200, "application/json", "{}"), false),
        (answer(200, "text/html", "{\"id\": 1}"), false),
        (answer(204, "application/json", ""), false),
    ];
    for (answer, expected) in rows {
        let check = || contract.check(&Method::GET, "/api/v1/x/1", &answer);
        let passed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(check)).is_ok();
        assert_eq!(passed, expected, "{} {}", answer.status, answer.text);
    }
}
