//! Samples of what is sent and answered, made from the schemas: they fit by construction, and a test makes sure.
//!
//! Names of properties choose the texts, so that a sample reads like something from an office.

use serde_json::{Map, Value, json};

use crate::locale::Locale;

/// Deepest nesting of a sample; what refers to itself ends here.
const MAX_DEPTH: usize = 9;

/// A sample of a schema. `named` are the schemas that references mean.
pub(super) fn sample(schema: &Value, named: &Map<String, Value>, locale: Locale) -> Value {
    Sampler { named, locale }.of(schema, "", MAX_DEPTH)
}

struct Sampler<'a> {
    locale: Locale,
    named: &'a Map<String, Value>,
}

impl Sampler<'_> {
    fn of(&self, schema: &Value, name: &str, depth: usize) -> Value {
        if let Some(target) = schema["$ref"].as_str() {
            let target = target.rsplit('/').next().unwrap_or_default();
            let target = self.named.get(target).unwrap_or(&Value::Null);
            return self.of(target, name, depth.saturating_sub(1));
        }
        if let Some(constant) = schema.get("const") {
            return constant.clone();
        }
        if let Some(first) = schema["enum"].as_array().and_then(|all| all.first()) {
            return first.clone();
        }
        for key in ["oneOf", "anyOf"] {
            if let Some(options) = schema[key].as_array() {
                return self.one_of(schema, options, name, depth);
            }
        }
        match kind(schema) {
            "object" if name == "data" && schema["properties"].is_null() => {
                json!({"email": "a@example.ru"})
            }
            "object" => self.object(schema, depth),
            "array" => self.array(schema, name, depth),
            "string" => self.text(schema, name),
            "integer" => integer(schema, name),
            "number" => json!(1.5),
            "boolean" => json!(true),
            _ => Value::Null,
        }
    }

    /// The first way of several; nothing at all where the sample would grow too deep.
    fn one_of(&self, schema: &Value, options: &[Value], name: &str, depth: usize) -> Value {
        let is_null = |option: &&Value| option["type"] == "null";
        if depth == 0 && options.iter().any(|option| is_null(&option)) {
            return Value::Null;
        }
        let first = options.iter().find(|option| !is_null(option));
        let mut made = self.of(first.unwrap_or(&Value::Null), name, depth);
        // What stands beside the ways belongs to each of them.
        if let (Value::Object(made), Value::Object(more)) = (&mut made, self.object(schema, depth))
        {
            made.extend(more);
        }
        made
    }

    fn object(&self, schema: &Value, depth: usize) -> Value {
        let mut made = Map::new();
        if let Some(properties) = schema["properties"].as_object() {
            for (name, inner) in properties {
                made.insert(name.clone(), self.of(inner, name, depth.saturating_sub(1)));
            }
        }
        Value::Object(made)
    }

    fn array(&self, schema: &Value, name: &str, depth: usize) -> Value {
        if let Some(items) = schema["prefixItems"].as_array() {
            let made = items.iter().map(|item| self.of(item, name, depth));
            return made.collect();
        }
        let fewest = schema["minItems"].as_u64().unwrap_or(0);
        if depth == 0 && fewest == 0 {
            return json!([]);
        }
        let one = self.of(&schema["items"], name, depth.saturating_sub(1));
        (0..fewest.max(1)).map(|_| one.clone()).collect()
    }

    fn text(&self, schema: &Value, name: &str) -> Value {
        match schema["format"].as_str() {
            Some("date") => return json!("2021-11-22"),
            Some("date-time") => return json!("2021-11-22T03:15:00Z"),
            _ => {}
        }
        if schema["pattern"].is_string() {
            return json!("1");
        }
        let known = self.locale.find(&format!("sample.{name}"));
        json!(known.unwrap_or("…"))
    }
}

/// The type of a schema, the first that is not `null` of several.
fn kind(schema: &Value) -> &str {
    match &schema["type"] {
        Value::String(kind) => kind,
        Value::Array(kinds) => {
            let mut kinds = kinds.iter().filter_map(Value::as_str);
            kinds.find(|kind| *kind != "null").unwrap_or_default()
        }
        _ if schema["properties"].is_object() => "object",
        _ => "",
    }
}

fn integer(schema: &Value, name: &str) -> Value {
    let usual = match name {
        "year" => 2021,
        "lock_seconds" => 300,
        _ => 1,
    };
    let least = schema["minimum"].as_i64().unwrap_or(usual);
    json!(usual.max(least))
}
