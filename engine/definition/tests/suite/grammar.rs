//! The table of keys is the language: the lowering accepts exactly its keys, and reads every one of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use reglament_definition::grammar::{FileKind, Kinds, Naming, Shape, Value};
use reglament_definition::{Diagnostic, compile};
use serde_json::{Map, Value as Json, json};

/// A place where keys are accepted: how to reach it, and which keys.
struct Place {
    file: FileKind,
    way: Vec<Hop>,
    keys: Vec<(&'static str, &'static str)>,
}

#[derive(Clone, Debug)]
enum Hop {
    Key(&'static str),
    Name(&'static str),
    Item,
    Kind(&'static str),
}

#[test]
fn every_block_refuses_a_key_that_the_table_lacks() {
    for place in places() {
        let found = diagnose(&place, Some(("zzzq", json!("1"))));
        let refused = found
            .iter()
            .any(|d| d.code == "R005" && d.ru.contains("`zzzq`"));
        assert!(refused, "{:?} is not checked by the lowering", place.way);
    }
}

#[test]
fn every_key_of_the_table_is_accepted_with_its_example() {
    for place in places() {
        for (key, example) in &place.keys {
            let value: Json = serde_yaml::from_str(example)
                .unwrap_or_else(|error| panic!("{:?} {key}: {example}: {error}", place.way));
            for found in diagnose(&place, Some((*key, value))) {
                let refused = matches!(found.code, "R005" | "R007" | "R008" | "R009");
                assert!(!refused, "{:?} {key}: {example}: {}", place.way, found.ru);
            }
        }
    }
}

#[test]
fn every_key_of_the_table_is_read() {
    for place in places() {
        for (key, _) in &place.keys {
            let accepted = |beside: &str| place.keys.iter().any(|(known, _)| *known == beside);
            // Only questions of a bank name their kind; elsewhere these keys stand alone.
            let beside = companion(key).filter(|(beside, _)| *beside != "kind" || accepted(beside));
            let without = sentences(&diagnose(&place, beside));
            let with = sentences(&diagnose(&place, Some((*key, json!([[[]]])))));
            assert!(with != without, "{:?}: nothing reads `{key}`", place.way);
        }
    }
}

#[test]
fn the_lowering_asks_for_no_key_and_opens_no_block_of_its_own() {
    let known: BTreeSet<&str> = FileKind::ALL.into_iter().flat_map(all_keys).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lower");
    let mut wrong = Vec::new();
    for (name, text) in sources(&folder) {
        let declares = matches!(name.as_str(), "block.rs" | "step.rs" | "data.rs");
        if text.contains("Block::open(") && !declares {
            wrong.push(format!(
                "{name}: open the block with `Block::shape` and a block of the grammar"
            ));
        }
        for call in ["get", "need", "word", "need_word", "words", "flag"] {
            for part in text.split(&format!("block.{call}(\"")).skip(1) {
                let key = part.split('"').next().unwrap_or_default();
                if !known.contains(key) {
                    wrong.push(format!("{name}: the key `{key}` is not in the grammar"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[allow(
    clippy::disallowed_methods,
    reason = "the test reads the code of the crate itself"
)]
fn sources(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            found.push((name, std::fs::read_to_string(&path).unwrap()));
        }
    }
    found
}

fn all_keys(kind: FileKind) -> Vec<&'static str> {
    let mut places = Vec::new();
    walk(kind, kind.root(), &[], &mut places);
    places
        .iter()
        .flat_map(|place| place.keys.iter().map(|(key, _)| *key))
        .collect()
}

/// Every block of the three files that the lowering reads.
fn places() -> Vec<Place> {
    let mut places = Vec::new();
    for kind in [
        FileKind::Process,
        FileKind::Organisation,
        FileKind::Registers,
        FileKind::Indicators,
        FileKind::Scorecard,
        FileKind::Bank,
    ] {
        walk(kind, kind.root(), &[], &mut places);
    }
    assert!(places.len() > 60, "{}", places.len());
    places
}

fn walk(file: FileKind, value: &'static Value, way: &[Hop], places: &mut Vec<Place>) {
    let then = |hop: Hop| [way, &[hop]].concat();
    match value {
        Value::Block(shape) => block(file, shape, way, places),
        Value::Kinds(kinds) => each_kind(file, kinds, way, places),
        Value::List(inner) | Value::Many(inner) => walk(file, inner, &then(Hop::Item), places),
        Value::Names(naming, inner) => {
            let name = match naming {
                Naming::Declares(_) | Naming::Free => "x",
                Naming::Refers(_) => "a",
            };
            walk(file, inner, &then(Hop::Name(name)), places);
        }
        Value::Either(ways) => ways.iter().for_each(|one| walk(file, one, way, places)),
        _ => {}
    }
}

fn block(file: FileKind, shape: &'static Shape, way: &[Hop], places: &mut Vec<Place>) {
    let keys = shape.all();
    places.push(Place {
        file,
        way: way.to_vec(),
        keys: keys.iter().map(|key| (key.name, key.example)).collect(),
    });
    for key in keys {
        walk(
            file,
            &key.value,
            &[way, &[Hop::Key(key.name)]].concat(),
            places,
        );
    }
}

fn each_kind(file: FileKind, kinds: &'static Kinds, way: &[Hop], places: &mut Vec<Place>) {
    // Fields hold fields; one level says everything.
    if way
        .iter()
        .filter(|hop| matches!(hop, Hop::Kind("list" | "table")))
        .count()
        > 0
    {
        return;
    }
    for kind in kinds.kinds {
        let way = [way, &[Hop::Kind(kind.key.name)]].concat();
        let keys = kinds.keys(kind.key.name);
        places.push(Place {
            file,
            way: way.clone(),
            keys: keys.iter().map(|key| (key.name, key.example)).collect(),
        });
        for key in keys {
            walk(
                file,
                &key.value,
                &[&way[..], &[Hop::Key(key.name)]].concat(),
                places,
            );
        }
    }
}

/// Compiles a small folder with the place in it and one more key there.
fn diagnose(place: &Place, more: Option<(&str, Json)>) -> Vec<Diagnostic> {
    let mut process = json!({"process": "a", "title": "А", "time_zone": "UTC", "calendar": "ru", "roles": {"a": "А"},
        "start": {"role": "a", "next": "s"}, "steps": {"s": {"end": "Конец"}}});
    let mut organisation = json!({"people": {}, "roles": {}});
    let mut registers = json!({"registers": {"routes": {"title": "Ж", "number": "{n}", "columns": {
        "teacher": {"text": "Т"}, "participants": {"list": "У", "of": {"person": {"text": "П"}}}}}}});
    let mut indicators =
        json!({"indicators": "k", "title": "П", "process": "a", "opened_on": "2021-03-01"});
    let mut card = json!({"scorecard": "К", "groups": {}});
    let mut bank = json!({"title": "Б", "questions": {}});
    let root = match place.file {
        FileKind::Process => &mut process,
        FileKind::Organisation => &mut organisation,
        FileKind::Indicators => &mut indicators,
        FileKind::Registers | FileKind::Scenario => &mut registers,
        FileKind::Scorecard => &mut card,
        FileKind::Bank => &mut bank,
    };
    let mut inner = Map::new();
    if let Some((key, value)) = &more {
        inner.insert((*key).to_owned(), value.clone());
    }
    let accepted = |key: &str| place.keys.iter().any(|(known, _)| *known == key);
    let beside = more
        .as_ref()
        .and_then(|(key, _)| companion(key))
        .filter(|(key, _)| accepted(key));
    inner.extend(beside.map(|(key, value)| (key.to_owned(), value)));
    merge(root, nest(&place.way, inner));
    let file = |name: &str, json: &Json| (name.to_owned(), json.to_string());
    let mut files = BTreeMap::from([
        file("r/process.yaml", &process),
        file("organisation.yaml", &organisation),
        file("registers.yaml", &registers),
        file("r/scorecards/c.yaml", &card),
        file("r/banks/b.yaml", &bank),
    ]);
    if place.file == FileKind::Indicators {
        files.extend([file("r/indicators.yaml", &indicators)]);
    }
    compile(&files).diagnostics
}

/// A key without which another means nothing.
fn companion(key: &str) -> Option<(&'static str, Json)> {
    let counts = [
        "from",
        "before",
        "start",
        "roll",
        "decree_days",
        "closes",
        "remind",
        "overdue",
    ];
    match key {
        "reads" | "unique" | "reports" | "give" => Some(("process", json!("a"))),
        key if counts.contains(&key) => Some(("term", json!("5 дней"))),
        "set" | "next" => Some(("message", json!("m"))),
        "options" | "key" => Some(("kind", json!("single"))),
        "pairs" => Some(("kind", json!("match"))),
        "tolerance" => Some(("kind", json!("number"))),
        _ => None,
    }
}

/// The block at the end of the way, wrapped in everything that leads to it.
fn nest(way: &[Hop], inner: Map<String, Json>) -> Json {
    match way {
        [] => Json::Object(inner),
        [Hop::Item, rest @ ..] => json!([nest(rest, inner)]),
        [Hop::Key(key) | Hop::Name(key), rest @ ..] => {
            let mut block = json!({*key: nest(rest, inner)});
            if let Some((beside, value)) = companion(key).filter(|_| *key == "overdue") {
                block[beside] = value;
            }
            block
        }
        [Hop::Kind(kind), rest @ ..] => {
            let mut block = json!({*kind: "Название"});
            merge(&mut block, nest(rest, inner));
            block
        }
    }
}

fn merge(into: &mut Json, from: Json) {
    match (into, from) {
        (Json::Object(into), Json::Object(from)) => {
            for (key, value) in from {
                merge(into.entry(key).or_insert(Json::Null), value);
            }
        }
        (into, from) => *into = from,
    }
}

fn sentences(found: &[Diagnostic]) -> BTreeSet<(&'static str, String)> {
    found.iter().map(|d| (d.code, d.ru.clone())).collect()
}
