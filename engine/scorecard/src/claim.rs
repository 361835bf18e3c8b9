//! What is claimed: documents and events by the id of their row.
//!
//! An item is one document, one event or one share. What it is called and which file proves it is not needed to count it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::Share;

/// Items by row; those of an indicator with bands by the indicator.
pub type Claims = BTreeMap<String, Vec<Item>>;

/// One document, event or share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// The day of it, or from which day it is in force.
    pub on: Option<NaiveDate>,
    /// The last day on which it is in force; none: it still is.
    pub to: Option<NaiveDate>,
    /// The share, where bands decide.
    pub share: Option<Share>,
}

impl Item {
    /// An item of a day.
    pub fn of(on: NaiveDate) -> Self {
        Self {
            on: Some(on),
            ..Self::default()
        }
    }
}
