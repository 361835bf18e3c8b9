//! One indicator over time: a picture of bars with the target as a line, and a table of the same figures.

use askama::Template;

use super::parts::{Chip, OptionView, Shell, Tab};

/// A bar of the picture, in units of the picture.
#[derive(Clone, Debug)]
pub struct TrendBar {
    /// Where the place of the bar begins: the line of the target goes over all of it.
    pub left: u32,
    /// Left edge.
    pub x: u32,
    /// Upper edge.
    pub y: u32,
    /// Height; 0 without a value.
    pub height: u32,
    /// Whether the target is reached; absent without one, and while the year may still bring it.
    pub reached: Option<bool>,
    /// Whether the period still runs.
    pub running: bool,
    /// Upper edge of the target, when there is one.
    pub target: Option<u32>,
    /// What is written above the bar; empty where there is no room.
    pub value: String,
    /// What is written below the bar.
    pub label: String,
}

impl TrendBar {
    /// Class of the bar: reached, short of the target, or without one.
    pub fn class(&self) -> &'static str {
        match (self.reached, self.running) {
            (Some(true), false) => "fact reached",
            (Some(true), true) => "fact reached running",
            (Some(false), false) => "fact short",
            (Some(false), true) => "fact short running",
            (None, false) => "fact",
            (None, true) => "fact running",
        }
    }

    fn middle(&self, chart: &TrendChart) -> u32 {
        self.x + chart.bar / 2
    }

    fn above(&self) -> u32 {
        self.y.saturating_sub(4)
    }
}

/// The picture.
#[derive(Clone, Debug)]
pub struct TrendChart {
    /// What it shows, in words.
    pub words: String,
    /// Width of a place, a bar with the room around it.
    pub place: u32,
    /// Width of a bar.
    pub bar: u32,
    /// The bars, the earliest first.
    pub bars: Vec<TrendBar>,
    /// What the looks of bars and lines mean: class and words, of those that there are.
    pub keys: Vec<(&'static str, String)>,
}

impl TrendChart {
    /// Width of the whole, in units of the picture.
    pub const WIDTH: u32 = 360;
    /// Height of the whole.
    pub const HEIGHT: u32 = 190;
    /// Where the bars stand.
    pub const GROUND: u32 = 168;
    /// Height of the highest bar.
    pub const HIGHEST: u32 = 140;

    fn wide(&self) -> u32 {
        Self::WIDTH
    }

    fn high(&self) -> u32 {
        Self::HEIGHT
    }

    fn ground(&self) -> u32 {
        Self::GROUND
    }

    fn below(&self) -> u32 {
        Self::GROUND + 15
    }
}

/// A row of the table.
#[derive(Clone, Debug)]
pub struct TrendRow {
    /// The period.
    pub period: String,
    /// Something to know about it: that it still runs.
    pub note: String,
    /// The value, or why there is none.
    pub value: String,
    /// Numerator of denominator.
    pub share: String,
    /// The least value wanted; a dash without one.
    pub target: String,
    /// Reached, not reached, no data.
    pub state: Option<Chip>,
    /// How many entries stand behind it.
    pub cases: String,
    /// Where they are listed.
    pub cases_href: String,
    /// Entries that could not be judged.
    pub unjudged: String,
}

/// View of `/indicators/{set}/{indicator}`.
#[derive(Clone, Debug, Template)]
#[template(path = "indicator_trend.html")]
pub struct IndicatorTrendPage {
    /// Surroundings; the title is the indicator's.
    pub shell: Shell,
    /// Clauses and the role that answers for it.
    pub note: String,
    /// Its own address.
    pub action: String,
    /// The day asked on, ISO.
    pub on: String,
    /// Years that may be asked about; for months and quarters.
    pub years: Vec<OptionView>,
    /// How long the periods are, as sent.
    pub every: &'static str,
    /// Months, quarters, years.
    pub periods: Vec<Tab>,
    /// What a figure of a period counts, and what was known.
    pub said: String,
    /// The picture; absent when there is not a single value.
    pub chart: Option<TrendChart>,
    /// The same in figures.
    pub rows: Vec<TrendRow>,
}
