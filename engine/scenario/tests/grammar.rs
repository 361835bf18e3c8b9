//! The table of the language describes scenarios exactly as the player reads them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use reglament_definition::grammar::{FileKind, Shape, Value};
use reglament_scenario::Story;
use serde_json::{Value as Json, json};

#[test]
fn the_player_knows_exactly_the_keys_of_the_table() {
    let Value::Block(story) = FileKind::Scenario.root() else {
        panic!("a scenario is a block");
    };
    same_keys(story, &|inner| {
        merged(
            json!({"scenario": "А", "at": "2021-10-12T00:00", "start": {}}),
            inner,
        )
    });
    let start = block(story, "start");
    same_keys(
        start,
        &|inner| json!({"scenario": "А", "at": "2021-10-12T00:00", "start": inner}),
    );
    let step = block(story, "steps");
    same_keys(step, &in_steps);
    for action in step.all() {
        let Value::Block(shape) = &action.value else {
            panic!("`{}` is a block", action.name);
        };
        same_keys(shape, &|inner| in_steps(json!({action.name: inner})));
    }
}

fn in_steps(step: Json) -> Json {
    json!({"scenario": "А", "at": "2021-10-12T00:00", "start": {}, "steps": [step]})
}

fn merged(mut into: Json, from: Json) -> Json {
    for (key, value) in from.as_object().unwrap() {
        into[key] = value.clone();
    }
    into
}

fn block(shape: &Shape, key: &str) -> &'static Shape {
    match &shape.key(key).unwrap().value {
        Value::Block(shape) | Value::List(Value::Block(shape)) => shape,
        other => panic!("`{key}` is {other:?}"),
    }
}

/// The player answers an unknown key with the list of those that it knows.
fn same_keys(shape: &Shape, around: &dyn Fn(Json) -> Json) {
    let text = around(json!({"zzzq": 1})).to_string();
    let told = Story::parse(&text).unwrap_err().to_string();
    let list = told
        .split("expected")
        .nth(1)
        .unwrap_or_else(|| panic!("{told}"));
    let list = list.split('\n').next().unwrap_or_default();
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let words = list
        .split(|c| !is_word(c))
        .filter(|word| !matches!(*word, "" | "one" | "of" | "or"));
    let read: BTreeSet<&str> = words.collect();
    let described: BTreeSet<&str> = shape.names().into_iter().collect();
    assert_eq!(read, described, "{}: {told}", shape.name);
}
