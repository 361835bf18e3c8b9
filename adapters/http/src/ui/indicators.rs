//! Indicators: the list of sets, and one set on a day with targets, forecasts and the cases behind a figure.

use askama::Template;

use super::parts::{Chip, OptionView, Shell, Tab};

/// A set in the list.
#[derive(Clone, Debug)]
pub struct IndicatorSetCard {
    /// Title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// How many indicators, by which act.
    pub note: String,
}

/// View of `/indicators`.
#[derive(Clone, Debug, Template)]
#[template(path = "indicators.html")]
pub struct IndicatorsPage {
    /// Surroundings.
    pub shell: Shell,
    /// Sets by id.
    pub sets: Vec<IndicatorSetCard>,
}

/// A bar: the value in its frame, the target as a line, the forecast behind.
#[derive(Clone, Debug)]
pub struct Bar {
    /// What it shows, in words.
    pub words: String,
    /// Width of the value.
    pub value: u32,
    /// Width of the forecast, when it is more.
    pub forecast: Option<u32>,
    /// Place of the target.
    pub target: Option<u32>,
    /// Whether the target is reached, if there is one.
    pub reached: Option<bool>,
}

impl Bar {
    /// Width of the whole, in units of the picture.
    pub const WIDTH: u32 = 160;

    /// Class of the value: reached, short of the target, or without one.
    pub fn class(&self) -> &'static str {
        match self.reached {
            Some(true) => "fact reached",
            Some(false) => "fact short",
            None => "fact",
        }
    }
}

/// An indicator.
#[derive(Clone, Debug)]
pub struct FigureRow {
    /// Title.
    pub title: String,
    /// Clauses and the role that answers for it.
    pub note: String,
    /// The value, or that there is none.
    pub value: String,
    /// Numerator of denominator.
    pub share: String,
    /// The least value wanted; a dash without one.
    pub target: String,
    /// Reached, not reached, no data.
    pub state: Option<Chip>,
    /// The picture; absent without a value.
    pub bar: Option<Bar>,
    /// The forecast; empty without one.
    pub forecast: String,
    /// What it assumes.
    pub assumption: String,
    /// Source and day of the denominator; empty without one.
    pub source: String,
    /// The entry that says so.
    pub source_href: Option<String>,
    /// How many entries stand behind it.
    pub cases: String,
    /// Where they are listed.
    pub cases_href: String,
    /// Where it is told over time.
    pub trend_href: String,
    /// Entries that could not be judged.
    pub unjudged: String,
}

/// A case behind a figure.
#[derive(Clone, Debug)]
pub struct CaseRow {
    /// Day.
    pub date: String,
    /// Number in the register.
    pub number: String,
    /// About whom or what.
    pub label: String,
    /// The instance.
    pub href: String,
}

/// The cases behind one figure.
#[derive(Clone, Debug)]
pub struct CaseList {
    /// Title of the indicator.
    pub title: String,
    /// Cases that the viewer may see.
    pub rows: Vec<CaseRow>,
    /// How many there are, how many are hidden.
    pub note: String,
}

/// View of `/indicators/{set}`.
#[derive(Clone, Debug, Template)]
#[template(path = "indicator_set.html")]
pub struct IndicatorSetPage {
    /// Surroundings; the title is the set's.
    pub shell: Shell,
    /// Tiles, or a table.
    pub looks: Vec<Tab>,
    /// Whether figures are drawn as tiles.
    pub tiles: bool,
    /// Its own address.
    pub action: String,
    /// The act.
    pub act: String,
    /// The day asked on, ISO.
    pub on: String,
    /// Years that may be asked about.
    pub years: Vec<OptionView>,
    /// Of which day and which year the figures tell.
    pub said: String,
    /// How many are reached, not reached, without data.
    pub summary: Vec<Chip>,
    /// The indicators.
    pub figures: Vec<FigureRow>,
    /// The cases behind the one chosen.
    pub cases: Option<CaseList>,
}
