//! Words: values and events in Russian and English.

mod value;

pub(crate) use value::value;
