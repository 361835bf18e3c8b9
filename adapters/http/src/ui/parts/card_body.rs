//! A scorecard in a form with what was typed: every line of the card with its items, the verdict on it and its points.
//!
//! Claims are sent as `field.N.row|text|on|to|part|whole`, verdicts as `field.verdicts.N.row|accept|reason|points|except`
//! and what the expert found as `field.findings.N.…`.

use super::Link;

/// The card.
#[derive(Clone, Debug)]
pub struct CardBody {
    /// Path of the field.
    pub path: String,
    /// Whether verdicts are asked for.
    pub judged: bool,
    /// Groups.
    pub groups: Vec<GroupBody>,
    /// All points, where they are counted.
    pub total: String,
    /// The level reached, or empty.
    pub level: String,
}

/// A group.
#[derive(Clone, Debug)]
pub struct GroupBody {
    /// Id of the element with its points.
    pub id: String,
    /// Number and title, or empty.
    pub title: String,
    /// Its points, or empty.
    pub total: String,
    /// Indicators.
    pub indicators: Vec<IndicatorBody>,
}

/// An indicator.
#[derive(Clone, Debug)]
pub struct IndicatorBody {
    /// Number and title.
    pub title: String,
    /// Which documents prove it, or empty.
    pub evidence: String,
    /// Notes.
    pub notes: Vec<String>,
    /// Lines.
    pub lines: Vec<LineBody>,
}

/// A line.
#[derive(Clone, Debug)]
pub struct LineBody {
    /// Id of the element, the target of problems.
    pub id: String,
    /// What it is about, for whoever does not see the page.
    pub name: String,
    /// Rows with their points.
    pub rows: Vec<RowBody>,
    /// Which documents prove it, or empty.
    pub evidence: String,
    /// Whether an item says how many of how many.
    pub share: bool,
    /// Whether it is for the position.
    pub applies: bool,
    /// Items to fill in.
    pub items: Vec<ItemBody>,
    /// How many of them hold something.
    pub filled: usize,
    /// What is claimed, when it is judged.
    pub claimed: Vec<ClaimedItem>,
    /// The verdict asked for; none where nothing is claimed.
    pub verdict: Option<VerdictBody>,
    /// Mistake, or empty.
    pub problem: String,
}

/// A row.
#[derive(Clone, Debug)]
pub struct RowBody {
    /// Id of the element with its points.
    pub id: String,
    /// Title, or empty.
    pub title: String,
    /// Points as the card says.
    pub points: String,
    /// What it brings, or empty.
    pub scored: String,
    /// Why it brings nothing, or empty.
    pub why: String,
}

/// An item to fill in.
#[derive(Clone, Debug)]
pub struct ItemBody {
    /// Path of its inputs.
    pub path: String,
    /// Beginning of the ids of its inputs.
    pub id: String,
    /// The row, sent along.
    pub row: String,
    /// What was typed: text, day, last day, part, whole.
    pub typed: [String; 5],
    /// The scan attached already: its id and name.
    pub file: Option<(String, String)>,
    /// Mistake, or empty.
    pub problem: String,
}

/// A claimed item.
#[derive(Clone, Debug)]
pub struct ClaimedItem {
    /// Its number, from 1.
    pub number: usize,
    /// What it is.
    pub words: String,
    /// The scan: its name and address.
    pub file: Option<Link>,
    /// Whether the expert takes it out.
    pub except: bool,
}

/// A verdict.
#[derive(Clone, Debug)]
pub struct VerdictBody {
    /// Path of its inputs.
    pub path: String,
    /// Beginning of the ids of its inputs.
    pub id: String,
    /// The row, sent along.
    pub row: String,
    /// `true`, `false` or empty.
    pub accept: String,
    /// The reason typed.
    pub reason: String,
    /// The points typed; none where the card says them.
    pub points: Option<String>,
}

impl ItemBody {
    /// Whether something of it is filled in.
    pub(super) fn holds(&self) -> bool {
        self.file.is_some() || self.typed.iter().any(|part| !part.is_empty())
    }
}
