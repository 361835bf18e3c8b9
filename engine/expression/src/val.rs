//! A value in the middle of an evaluation: borrowed from the data where possible, shared otherwise.
//!
//! Copying is O(1), so that walking a list of a thousand people never copies the people. It leaves the crate only as a
//! [`Value`].

use crate::{Value, person};
use std::rc::Rc;

static NULL: Value = Value::Null;

#[derive(Clone)]
pub(crate) enum Val<'e> {
    /// Part of the data or of the syntax tree.
    Ref(&'e Value),
    /// Made by the evaluation; never a list.
    Own(Rc<Value>),
    /// A list made by the evaluation.
    Items(Rc<Vec<Val<'e>>>),
}

/// What reading a field gave.
pub(crate) enum Read<'e> {
    Found(Val<'e>),
    /// The field of a value that the evaluation made: to be copied, for a price.
    Copy(Rc<Value>),
    NotRecord,
}

impl<'e> Val<'e> {
    pub(crate) fn null() -> Self {
        Self::Ref(&NULL)
    }

    pub(crate) fn own(value: impl Into<Value>) -> Self {
        match value.into() {
            Value::List(items) => Self::list(items.into_iter().map(Self::own).collect()),
            value => Self::Own(Rc::new(value)),
        }
    }

    pub(crate) fn list(items: Vec<Val<'e>>) -> Self {
        Self::Items(Rc::new(items))
    }

    /// The value, unless it is a list made by the evaluation.
    pub(crate) fn plain(&self) -> Option<&Value> {
        match self {
            Self::Ref(value) => Some(value),
            Self::Own(value) => Some(value),
            Self::Items(_) => None,
        }
    }

    pub(crate) fn is_null(&self) -> bool {
        self.plain().is_some_and(Value::is_null)
    }

    /// The items, if it is a list.
    pub(crate) fn items(&self) -> Option<Rc<Vec<Val<'e>>>> {
        match self {
            Self::Ref(Value::List(items)) => Some(Rc::new(items.iter().map(Val::Ref).collect())),
            Self::Items(items) => Some(Rc::clone(items)),
            Self::Ref(_) | Self::Own(_) => None,
        }
    }

    pub(crate) fn field(&self, name: &str) -> Read<'e> {
        match self {
            Self::Ref(Value::Null) => Read::Found(Self::null()),
            Self::Ref(Value::Record(record)) => match record.get(name) {
                Some(value) => Read::Found(Self::Ref(value)),
                None => Read::Found(absent(record, name)),
            },
            Self::Own(value) => match &**value {
                Value::Null => Read::Found(Self::null()),
                Value::Record(record) if record.contains_key(name) => Read::Copy(Rc::clone(value)),
                Value::Record(record) => Read::Found(absent(record, name)),
                _ => Read::NotRecord,
            },
            Self::Ref(_) | Self::Items(_) => Read::NotRecord,
        }
    }

    /// A copy that outlives the evaluation; its price is paid by the caller.
    pub(crate) fn to_value(&self) -> Value {
        match self {
            Self::Ref(value) => (*value).clone(),
            Self::Own(value) => (**value).clone(),
            Self::Items(items) => Value::List(items.iter().map(Self::to_value).collect()),
        }
    }

    /// Parts and bytes of text inside, counting roughly no further than `limit` parts.
    pub(crate) fn size(&self, limit: usize) -> Size {
        match self {
            Self::Ref(value) => size_of(value, limit),
            Self::Own(value) => size_of(value, limit),
            Self::Items(items) => {
                let mut size = Size { parts: 1, bytes: 0 };
                for item in items.iter() {
                    if size.parts >= limit {
                        break;
                    }
                    size = size.plus(item.size(limit - size.parts));
                }
                size
            }
        }
    }
}

/// A missing field is unset, unless it is a computed form of a name.
fn absent<'e>(record: &std::collections::BTreeMap<String, Value>, name: &str) -> Val<'e> {
    if !person::looks_like_name(record) {
        return Val::null();
    }
    person::computed(record, name).map_or_else(Val::null, Val::own)
}

/// How much there is to copy or compare.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    pub(crate) parts: usize,
    pub(crate) bytes: usize,
}

impl Size {
    fn plus(self, other: Self) -> Self {
        Self {
            parts: self.parts + other.parts,
            bytes: self.bytes + other.bytes,
        }
    }
}

pub(crate) fn size_of(value: &Value, limit: usize) -> Size {
    let inner = |values: &mut dyn Iterator<Item = &Value>| {
        let mut size = Size { parts: 1, bytes: 0 };
        for value in values {
            if size.parts >= limit {
                break;
            }
            size = size.plus(size_of(value, limit - size.parts));
        }
        size
    };
    match value {
        Value::List(items) => inner(&mut items.iter()),
        Value::Record(fields) => inner(&mut fields.values()),
        Value::Text(text) => Size {
            parts: 1,
            bytes: text.len(),
        },
        _ => Size { parts: 1, bytes: 0 },
    }
}
