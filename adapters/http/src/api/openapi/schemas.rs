//! Schemas of the types, made by the types themselves, gathered under `components`.
//!
//! A type that is both sent and answered has one schema; a test refuses two different ones under one name.

use schemars::SchemaGenerator;
use schemars::generate::{Contract, SchemaSettings};
use serde_json::{Map, Value, json};

use crate::api::ApiProblem;
use crate::api::operations::SchemaOf;
use crate::locale::Locale;

/// The schemas made so far.
pub(super) struct Schemas {
    answered: SchemaGenerator,
    sent: SchemaGenerator,
}

impl Schemas {
    pub(super) fn new() -> Self {
        let generator = |contract: Contract| {
            let settings = SchemaSettings::draft2020_12().with(|settings| {
                settings.definitions_path = "/components/schemas".into();
                settings.meta_schema = None;
                settings.contract = contract;
            });
            settings.into_generator()
        };
        Self {
            answered: generator(Contract::Serialize),
            sent: generator(Contract::Deserialize),
        }
    }

    /// The schema of what is answered.
    pub(super) fn answered(&mut self, schema: SchemaOf) -> Value {
        bounded(schema(&mut self.answered).to_value())
    }

    /// The schema of what is sent.
    pub(super) fn sent(&mut self, schema: SchemaOf) -> Value {
        bounded(schema(&mut self.sent).to_value())
    }

    /// The schema of an error with one of these codes.
    pub(super) fn problem(&mut self, status: u16, codes: &[&str]) -> Value {
        let problem = self.answered.subschema_for::<ApiProblem>().to_value();
        let narrower =
            json!({"properties": {"status": {"const": status}, "code": {"enum": codes}}});
        json!({"allOf": [problem, narrower]})
    }

    /// Every named schema. What is sent is told in the language of the document.
    pub(super) fn finish(mut self, locale: Locale) -> Map<String, Value> {
        let mut all = self.sent.take_definitions(true);
        for (name, schema) in &mut all {
            translate(name, schema, locale);
        }
        all.extend(self.answered.take_definitions(true));
        all.into_iter()
            .map(|(name, schema)| (name, bounded(schema)))
            .collect()
    }

    /// Names that stand for different things in requests and in answers.
    #[cfg(test)]
    pub(super) fn ambiguous(mut self) -> Vec<String> {
        let sent = self.sent.take_definitions(true);
        let answered = self.answered.take_definitions(true);
        let differs = |(name, schema): &(&String, &Value)| {
            answered.get(*name).is_some_and(|other| other != *schema)
        };
        let differing = sent.iter().filter(differs);
        differing.map(|(name, _)| name.clone()).collect()
    }
}

/// Words about the properties of something that is sent: those of this type, or those of the name anywhere.
fn translate(name: &str, schema: &mut Value, locale: Locale) {
    let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
    for (property, inner) in properties.into_iter().flatten() {
        let own = format!("body.{}_{property}", name.to_lowercase());
        let words = locale.find(&own);
        let words = words.or_else(|| locale.find(&format!("body.{property}")));
        if let (Some(words), Some(inner)) = (words, inner.as_object_mut()) {
            inner.insert("description".into(), json!(words));
        }
    }
}

/// The type of a number says how large it may be; a format alone binds nobody.
fn bounded(mut schema: Value) -> Value {
    bound(&mut schema);
    schema
}

fn bound(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            let format = fields.get("format").and_then(Value::as_str);
            if let Some((smallest, largest)) = format.and_then(range) {
                fields.entry("minimum").or_insert(smallest);
                fields.entry("maximum").or_insert(largest);
            }
            fields.values_mut().for_each(bound);
        }
        Value::Array(items) => items.iter_mut().for_each(bound),
        _ => {}
    }
}

fn range(format: &str) -> Option<(Value, Value)> {
    match format {
        "uint32" => Some((json!(0), json!(u32::MAX))),
        "int32" => Some((json!(i32::MIN), json!(i32::MAX))),
        "uint64" | "uint" => Some((json!(0), json!(u64::MAX))),
        "int64" => Some((json!(i64::MIN), json!(i64::MAX))),
        _ => None,
    }
}
