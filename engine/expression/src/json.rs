//! Values as JSON: the exact tagged form that is stored, and a plain form for documents and the API.
//!
//! Stored: `null`, `true`, `"text"`, `{"number":"80.5"}`, `{"date":"2021-10-21"}`, `{"moment":"2021-10-21T00:00:00Z"}`,
//! `{"term":"5 рабочих дней"}`, `[…]`, `{"record":{…}}`. Equal values give equal bytes. The plain form cannot be read back.

use crate::Value;
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use reglament_calendar::Term;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::collections::BTreeMap;
use std::fmt;

const TAGS: [&str; 5] = ["number", "date", "moment", "term", "record"];

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let tagged = match self {
            Self::Null => return serializer.serialize_unit(),
            Self::Boolean(boolean) => return serializer.serialize_bool(*boolean),
            Self::Text(text) => return serializer.serialize_str(text),
            Self::List(items) => return serializer.collect_seq(items),
            Self::Record(fields) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("record", fields)?;
                return map.end();
            }
            Self::Number(number) => ("number", number.normalize().to_string()),
            Self::Date(date) => ("date", date.to_string()),
            Self::Moment(moment) => ("moment", instant(*moment)),
            Self::Term(term) => ("term", term.to_string()),
        };
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(tagged.0, &tagged.1)?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("null, a boolean, a text, a list or an object with one of the keys number, date, moment, term, record")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        Value::deserialize(deserializer)
    }

    fn visit_bool<E: Error>(self, boolean: bool) -> Result<Value, E> {
        Ok(Value::Boolean(boolean))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let Some(tag) = map.next_key::<String>()? else {
            return Err(A::Error::custom(
                "the object is empty; a record is {\"record\": {}}",
            ));
        };
        let value = match tag.as_str() {
            "number" => number(&map.next_value::<String>()?).map(Value::Number),
            "date" => date(&map.next_value::<String>()?).map(Value::Date),
            "moment" => moment(&map.next_value::<String>()?).map(Value::Moment),
            "term" => Term::parse(&map.next_value::<String>()?)
                .map(Value::Term)
                .map_err(|e| e.en()),
            "record" => Ok(Value::Record(map.next_value::<BTreeMap<String, Value>>()?)),
            _ => return Err(A::Error::unknown_field(&tag, &TAGS)),
        };
        if map.next_key::<String>()?.is_some() {
            return Err(A::Error::custom("the object has more than one key"));
        }
        value.map_err(A::Error::custom)
    }
}

fn number(text: &str) -> Result<Decimal, String> {
    Decimal::from_str_exact(text)
        .map(|n| n.normalize())
        .map_err(|_| format!("`{text}` is not an exact decimal number"))
}

fn date(text: &str) -> Result<NaiveDate, String> {
    text.parse()
        .map_err(|_| format!("`{text}` is not a date; write it as 2021-10-21"))
}

fn moment(text: &str) -> Result<DateTime<Utc>, String> {
    text.parse()
        .map_err(|_| format!("`{text}` is not an instant; write it as 2021-10-21T00:00:00Z"))
}

fn instant(moment: DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

impl Value {
    /// For documents and the API: whole numbers within i64 as JSON numbers, other numbers as strings with a point,
    /// dates and instants as ISO 8601 strings, terms in Russian, records as objects.
    #[must_use]
    pub fn plain_json(&self) -> serde_json::Value {
        use serde_json::Value as Json;
        match self {
            Self::Null => Json::Null,
            Self::Boolean(boolean) => Json::Bool(*boolean),
            Self::Number(number) => plain_number(number.normalize()),
            Self::Text(text) => Json::String(text.clone()),
            Self::Date(date) => Json::String(date.to_string()),
            Self::Moment(moment) => Json::String(instant(*moment)),
            Self::Term(term) => Json::String(term.to_string()),
            Self::List(items) => Json::Array(items.iter().map(Self::plain_json).collect()),
            Self::Record(fields) => fields
                .iter()
                .map(|(name, value)| (name.clone(), value.plain_json()))
                .collect::<serde_json::Map<_, _>>()
                .into(),
        }
    }
}

fn plain_number(number: Decimal) -> serde_json::Value {
    match number.to_i64() {
        Some(whole) if number.is_integer() => whole.into(),
        _ => number.to_string().into(),
    }
}
