//! A setting of a card that the act leaves open: fixed in the card, or the value of a parameter.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::limits::MAX_COUNT;

/// A value, or the name of the parameter that holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting<T> {
    /// Fixed in the card.
    Fixed(T),
    /// The value of this parameter.
    Parameter(String),
}

/// A parameter that is not set, or not to a value that the setting knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownSetting {
    /// The parameter.
    pub parameter: String,
}

/// Something that a card or a parameter may say in one word.
pub trait Word: Clone + Sized {
    /// Reads the word.
    fn of(word: &str) -> Option<Self>;
}

impl<T: Word> Setting<T> {
    /// The value.
    ///
    /// # Errors
    /// When the parameter is not among `parameters`, or holds a word that means nothing here.
    pub fn get(&self, parameters: &BTreeMap<String, String>) -> Result<T, UnknownSetting> {
        match self {
            Self::Fixed(value) => Ok(value.clone()),
            Self::Parameter(name) => {
                let value = parameters.get(name).and_then(|word| T::of(word));
                value.ok_or_else(|| UnknownSetting {
                    parameter: name.clone(),
                })
            }
        }
    }

    /// The name of the parameter, if there is one.
    pub fn parameter(&self) -> Option<&str> {
        match self {
            Self::Fixed(_) => None,
            Self::Parameter(name) => Some(name),
        }
    }
}

impl Word for u32 {
    fn of(word: &str) -> Option<Self> {
        word.parse().ok().filter(|count| *count <= MAX_COUNT)
    }
}

impl Word for Decimal {
    fn of(word: &str) -> Option<Self> {
        word.parse().ok()
    }
}
