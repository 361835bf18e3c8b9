//! The JSON Schema of a file, draft-07, for editors that know nothing else (`yaml-language-server`).
//!
//! It knows keys and fixed words; names, expressions and dates are beyond it. That is what `reglament lsp` is for.

use std::collections::BTreeMap;

use reglament_definition::grammar::{FileKind, Key, Kinds, Naming, Shape, Value};
use serde_json::{Map, Value as Json, json};

/// The schema of one kind of file.
pub fn schema(kind: FileKind) -> Json {
    let mut writer = Writer::default();
    let root = writer.value(kind.root());
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": format!("reglament-{}.schema.json", kind.name()),
        "title": format!("Reglament: {}", kind.name()),
        "allOf": [root],
        "definitions": writer.definitions,
    })
}

#[derive(Default)]
struct Writer {
    definitions: BTreeMap<String, Json>,
}

impl Writer {
    fn value(&mut self, value: &Value) -> Json {
        match value {
            Value::Title => self.title(),
            Value::Flag => json!({"type": "boolean"}),
            Value::Integer => json!({"type": "integer"}),
            Value::Word(words) => {
                let words: Vec<&str> = words.iter().map(|[word, ..]| *word).collect();
                json!({"enum": words})
            }
            Value::Many(inner) => {
                let one = self.value(inner);
                json!({"anyOf": [one, {"type": "array", "items": one}]})
            }
            Value::List(inner) => json!({"type": "array", "items": self.value(inner)}),
            Value::Block(shape) => self.block(shape),
            Value::Kinds(kinds) => self.kinds(kinds),
            Value::Names(naming, inner) => {
                let inner = self.value(inner);
                let names = match naming {
                    Naming::Declares(_) => json!({"pattern": "^\\p{L}[\\p{L}\\p{N}_]*$"}),
                    Naming::Refers(_) | Naming::Free => json!(true),
                };
                json!({"type": "object", "additionalProperties": inner, "propertyNames": names})
            }
            Value::Either(ways) => {
                let ways: Vec<Json> = ways.iter().map(|way| self.value(way)).collect();
                json!({"anyOf": ways})
            }
            Value::Free => json!(true),
            Value::Text
            | Value::Term
            | Value::TermLiteral
            | Value::Reminder
            | Value::Hour
            | Value::Schedule
            | Value::Zone
            | Value::Calendar
            | Value::Path
            | Value::Expression(_)
            | Value::Each
            | Value::New(_)
            | Value::Name(_)
            | Value::FormField => json!({"type": ["string", "number", "boolean"]}),
        }
    }

    fn title(&mut self) -> Json {
        let both = self.block(&reglament_definition::grammar::TITLE);
        json!({"anyOf": [{"type": ["string", "number", "boolean"]}, both]})
    }

    fn block(&mut self, shape: &'static Shape) -> Json {
        if !self.definitions.contains_key(shape.name) {
            // Taken before it is written: fields hold fields.
            self.definitions.insert(shape.name.to_owned(), json!(true));
            let keys = self.keys(&shape.all());
            // What an attribute is called, the organisation declares; that it holds words or numbers is known.
            let word = json!({"type": ["string", "number", "boolean"]});
            let more = match shape.open {
                true => json!({"anyOf": [word, {"type": "array", "items": word}]}),
                false => json!(false),
            };
            let block = json!({"type": "object", "properties": keys, "additionalProperties": more});
            self.definitions.insert(shape.name.to_owned(), block);
        }
        reference(shape.name)
    }

    /// One of several kinds: each with its kind key and the keys of that kind.
    fn kinds(&mut self, kinds: &'static Kinds) -> Json {
        if !self.definitions.contains_key(kinds.name) {
            self.definitions.insert(kinds.name.to_owned(), json!(true));
            let mut all = Vec::new();
            for kind in kinds.kinds {
                let mut keys = vec![&kind.key];
                keys.extend(kinds.keys(kind.key.name));
                let properties = self.keys(&keys);
                let name = format!("{}_{}", kinds.name, kind.key.name);
                let block = json!({"title": kind.key.name, "description": text(&kind.key), "type": "object",
                    "properties": properties, "required": [kind.key.name], "additionalProperties": false});
                self.definitions.insert(name.clone(), block);
                all.push(reference(&name));
            }
            self.definitions
                .insert(kinds.name.to_owned(), json!({"anyOf": all}));
        }
        reference(kinds.name)
    }

    fn keys(&mut self, keys: &[&'static Key]) -> Map<String, Json> {
        let mut properties = Map::new();
        for key in keys {
            let value = self.value(&key.value);
            let described = json!({"description": text(key), "allOf": [value]});
            properties.insert(key.name.to_owned(), described);
        }
        properties
    }
}

fn reference(name: &str) -> Json {
    json!({"$ref": format!("#/definitions/{name}")})
}

fn text(key: &Key) -> String {
    format!("{}\n{}\n{}: {}", key.ru, key.en, key.name, key.example)
}
