//! A scorecard as forms and pages show it: groups, indicators and the lines under which something is claimed.
//!
//! A line is a row of the card; the rows between which a share decides are one line.

use reglament_definition::Title;
use schemars::JsonSchema;
use serde::Serialize;

/// A card.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct CardView {
    /// Title.
    pub title: Title,
    /// Groups in the order of the form.
    pub groups: Vec<CardGroupView>,
}

/// A group of indicators.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct CardGroupView {
    /// Id.
    pub id: String,
    /// Number in the form; may be empty.
    pub number: String,
    /// Title.
    pub title: Title,
    /// Indicators in the order of the form.
    pub indicators: Vec<CardIndicatorView>,
}

/// An indicator.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct CardIndicatorView {
    /// Number in the form; may be empty.
    pub number: String,
    /// Title.
    pub title: Title,
    /// Which documents prove it.
    pub evidence: Option<Title>,
    /// The note of the form.
    pub note: Option<Title>,
    /// How its points go together, in words.
    pub rule: Option<Title>,
    /// What may be claimed.
    pub lines: Vec<CardLineView>,
}

/// Something that may be claimed and judged.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct CardLineView {
    /// Id under which it is claimed.
    pub id: String,
    /// Rows with their points: one, or one for each band of a share.
    pub rows: Vec<CardRowView>,
    /// Which documents prove it, when it differs from the indicator's.
    pub evidence: Option<Title>,
    /// The note of the form, when it differs from the indicator's.
    pub note: Option<Title>,
    /// Whether an item says how many of how many.
    pub share: bool,
    /// Whether an item needs a day.
    pub dated: bool,
    /// Whether points are taken away: the expert finds it, nobody claims it.
    pub penalty: bool,
    /// Whether the expert gives the points.
    pub given: bool,
    /// Fewest items that count.
    pub at_least: u32,
    /// Most items that count; 0: there is no cap.
    pub cap: u32,
    /// Whether it is for the position of this instance.
    pub applies: bool,
}

/// A row with its points.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct CardRowView {
    /// Id.
    pub id: String,
    /// Title; absent when it is the indicator's.
    pub title: Option<Title>,
    /// Points as written in the form: `40`, `−100`, `0–40`.
    pub points: String,
}
