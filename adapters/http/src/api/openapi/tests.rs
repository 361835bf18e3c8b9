//! The document is whole: words in both languages, ids that differ, types that mean one thing, nothing that points nowhere.

use std::collections::BTreeSet;

use reglament_runtime::Scope;
use serde_json::Value;

use super::schemas::Schemas;
use super::{ForPrograms, Operation, document, groups, tell};
use crate::access::Door;
use crate::locale::{Language, Locale};
use crate::web::routes;

fn both() -> [Locale; 2] {
    [Language::Russian, Language::English].map(Locale::new)
}

/// Every value under a key with this name.
fn under<'v>(value: &'v Value, name: &str, found: &mut Vec<&'v Value>) {
    match value {
        Value::Object(fields) => {
            for (key, inner) in fields {
                if key == name {
                    found.push(inner);
                }
                under(inner, name, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| under(item, name, found)),
        _ => {}
    }
}

#[test]
fn every_route_is_described_and_every_description_has_a_route() {
    let name = |door: &Door| format!("{} {}", door.method, door.path);
    let routes: BTreeSet<String> = routes()
        .iter()
        .filter(|door| door.path.starts_with("/api/v1/"))
        .map(name)
        .collect();
    let groups = groups();
    let operations = groups.iter().flat_map(|group| &group.operations);
    let described: Vec<String> = operations.map(|operation| name(&operation.door)).collect();
    let once: BTreeSet<String> = described.iter().cloned().collect();
    assert_eq!(once.len(), described.len(), "something is described twice");
    assert_eq!(once, routes);
}

#[test]
fn every_operation_says_what_programs_need() {
    let groups = groups();
    let operations = groups.iter().flat_map(|group| &group.operations);
    let silent: Vec<&str> = operations
        .clone()
        .filter(|operation| operation.programs.is_none())
        .map(Operation::id)
        .collect();
    // One word at the operation: `.scope(…)`, or `.for_people()` where no program has any business.
    assert_eq!(silent, [""; 0]);
    for (scope, name) in Scope::EVERY {
        let used = operations
            .clone()
            .any(|operation| operation.programs == Some(ForPrograms::With(scope)));
        assert!(used, "{name} opens nothing");
    }
}

#[test]
fn operations_have_ids_of_their_own_and_words_in_both_languages() {
    let mut ids = BTreeSet::new();
    for locale in both() {
        for group in groups() {
            assert!(locale.find(group.words).is_some(), "{}", group.words);
            let more = format!("{}_more", group.words);
            assert!(locale.find(&more).is_some(), "{more}");
            for operation in group.operations {
                assert!(
                    locale.find(operation.words).is_some(),
                    "{}",
                    operation.words
                );
                let more = operation.more;
                assert!(
                    more.is_none_or(|more| locale.find(more).is_some()),
                    "{more:?}"
                );
                let once = ids.insert((locale.is_english(), operation.id()));
                assert!(once, "{} is given twice", operation.id());
            }
        }
    }
}

#[test]
fn every_parameter_and_answer_is_told_in_words() {
    for locale in both() {
        for (path, methods) in document(locale, false)["paths"].as_object().unwrap() {
            for (method, operation) in methods.as_object().unwrap() {
                for parameter in operation["parameters"].as_array().unwrap() {
                    let words = parameter["description"].as_str().unwrap();
                    let is_told = !words.is_empty() && !words.starts_with("parameter.");
                    assert!(is_told, "{method} {path} {}", parameter["name"]);
                    assert!(
                        is_typed(&parameter["schema"]),
                        "{method} {path} {parameter}"
                    );
                }
                for (status, answer) in operation["responses"].as_object().unwrap() {
                    let words = answer["description"].as_str().unwrap();
                    let is_told = !words.is_empty() && !words.starts_with("api.");
                    assert!(is_told, "{method} {path} {status}");
                }
            }
        }
    }
}

fn is_typed(schema: &Value) -> bool {
    schema["type"].is_string() || schema["$ref"].is_string()
}

#[test]
fn everything_that_is_sent_is_told_in_both_languages() {
    let [russian, english] = both().map(|locale| document(locale, false));
    let mut sent = Vec::new();
    under(&russian["paths"], "requestBody", &mut sent);
    assert!(sent.len() > 20);
    for body in sent {
        let schema = &body["content"]["application/json"]["schema"]["$ref"];
        let Some(place) = schema.as_str().map(|place| &place[1..]) else {
            continue;
        };
        let told =
            |document: &'static Value| document.pointer(place).unwrap()["properties"].clone();
        let (russian, english) = (told(russian), told(english));
        for (name, said) in russian.as_object().unwrap() {
            let said = said["description"].as_str();
            assert!(said.is_some(), "{place} {name}");
            assert_ne!(
                said,
                english[name]["description"].as_str(),
                "{place} {name}"
            );
        }
    }
}

#[test]
fn references_point_to_named_schemas_and_none_is_left_over() {
    let document = document(Locale::new(Language::English), false);
    let named = document["components"]["schemas"].as_object().unwrap();
    let mut references = Vec::new();
    under(document, "$ref", &mut references);
    let used: BTreeSet<&str> = references
        .iter()
        .map(|r| {
            r.as_str()
                .unwrap()
                .strip_prefix("#/components/schemas/")
                .unwrap()
        })
        .collect();
    let known: BTreeSet<&str> = named.keys().map(String::as_str).collect();
    assert_eq!(used, known);
    // A digit at the end is what two types of one name get.
    let doubled: Vec<&&str> = known
        .iter()
        .filter(|name| name.ends_with(char::is_numeric))
        .collect();
    assert!(doubled.is_empty(), "{doubled:?}");
}

#[test]
fn a_type_means_the_same_in_requests_and_in_answers() {
    let mut schemas = Schemas::new();
    let locale = Locale::new(Language::English);
    for group in groups() {
        for operation in &group.operations {
            tell(operation, &group, locale, &mut schemas);
        }
    }
    assert_eq!(schemas.ambiguous(), Vec::<String>::new());
}

#[test]
fn the_languages_differ_in_words_only() {
    let strip = |locale: Locale| {
        let mut document = document(locale, false).clone();
        forget_words(&mut document);
        document
    };
    let [russian, english] = both();
    assert_eq!(strip(russian), strip(english));
}

fn forget_words(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.remove("example");
            for name in ["description", "summary", "title"] {
                if fields.get(name).is_some_and(Value::is_string) {
                    fields.remove(name);
                }
            }
            fields.values_mut().for_each(forget_words);
        }
        Value::Array(items) => items.iter_mut().for_each(forget_words),
        _ => {}
    }
}
