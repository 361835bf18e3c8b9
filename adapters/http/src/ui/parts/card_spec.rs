//! What a form asks of a scorecard: the lines of the card in the words of the visitor's language, and what is claimed.

use serde_json::Value;

/// A scorecard in a form.
#[derive(Clone, Debug)]
pub struct CardSpec {
    /// Whether verdicts are asked for; otherwise claims are.
    pub judged: bool,
    /// Groups in the order of the card.
    pub groups: Vec<CardGroup>,
    /// What is claimed, for whoever judges it: items with `row`.
    pub claims: Vec<Value>,
    /// The address under which files of the instance are found, up to the id.
    pub files: String,
    /// What the verdicts bring so far; null when that is not known.
    pub counted: Value,
}

/// A group of indicators.
#[derive(Clone, Debug)]
pub struct CardGroup {
    /// Id.
    pub id: String,
    /// Number and title; empty when its only indicator says the same.
    pub title: String,
    /// Indicators.
    pub indicators: Vec<CardIndicator>,
}

/// An indicator.
#[derive(Clone, Debug)]
pub struct CardIndicator {
    /// Number and title.
    pub title: String,
    /// Which documents prove it, or empty.
    pub evidence: String,
    /// Its note, and how its points go together.
    pub notes: Vec<String>,
    /// What may be claimed.
    pub lines: Vec<CardLine>,
}

/// Something that may be claimed and judged.
#[derive(Clone, Debug)]
pub struct CardLine {
    /// Id under which it is claimed.
    pub id: String,
    /// Ids, titles (empty: that of the indicator) and points of its rows.
    pub rows: Vec<(String, String, String)>,
    /// Which documents prove it, or empty.
    pub evidence: String,
    /// Whether an item says how many of how many.
    pub share: bool,
    /// Whether points are taken away.
    pub penalty: bool,
    /// Whether the expert gives the points.
    pub given: bool,
    /// Empty lines to offer.
    pub blanks: usize,
    /// Whether it is for the position.
    pub applies: bool,
}
