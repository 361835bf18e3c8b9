//! A scorecard with its words: what people read beside what the card counts.

use std::collections::BTreeMap;

use reglament_expression::Kind;
use reglament_scorecard::Card;

use super::Title;
use super::data::file_record;

/// A scorecard of a regulation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scorecard {
    /// Id: the name of its file.
    pub id: String,
    /// Title.
    pub title: Title,
    /// Positions for which rows differ.
    pub positions: BTreeMap<String, Title>,
    /// Words of groups, indicators and rows, by id. An indicator of one row shares them with the row.
    pub captions: BTreeMap<String, Caption>,
    /// Titles of the levels.
    pub levels: BTreeMap<String, Title>,
    /// What is counted.
    pub card: Card,
}

/// The words of a group, an indicator or a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caption {
    /// Number in the form; that of a row is its indicator's.
    pub number: String,
    /// Title.
    pub title: Title,
    /// Which documents prove it.
    pub evidence: Option<Title>,
    /// The note of the form.
    pub note: Option<Title>,
}

impl Scorecard {
    /// The words of a group, an indicator or a row.
    pub fn caption(&self, id: &str) -> Caption {
        self.captions.get(id).cloned().unwrap_or_default()
    }
}

/// One claimed item.
pub(crate) fn claim_record() -> Kind {
    Kind::record([
        ("row", Kind::Text),
        ("text", Kind::Text),
        ("on", Kind::Date),
        ("to", Kind::Date),
        ("part", Kind::Decimal),
        ("whole", Kind::Decimal),
        ("file", file_record()),
    ])
}

/// A judged scorecard: the total, the level, groups and rows with their points and reasons.
pub(crate) fn score_record() -> Kind {
    let group = Kind::record([
        ("id", Kind::Text),
        ("number", Kind::Text),
        ("title", Kind::Text),
        ("total", Kind::Decimal),
    ]);
    let row = Kind::record([
        ("id", Kind::Text),
        ("group", Kind::Text),
        ("number", Kind::Text),
        ("indicator", Kind::Text),
        ("title", Kind::Text),
        ("claimed", Kind::Integer),
        ("accepted", Kind::Integer),
        ("counted", Kind::Integer),
        ("points", Kind::Decimal),
        ("reason", Kind::Text),
        ("why", Kind::Text),
        ("remark", Kind::Text),
        ("evidence", Kind::list(Kind::Text)),
    ]);
    let verdict = Kind::record([
        ("row", Kind::Text),
        ("accept", Kind::Boolean),
        ("reason", Kind::Text),
        ("except", Kind::list(Kind::Integer)),
        ("points", Kind::Decimal),
    ]);
    Kind::record([
        ("card", Kind::Text),
        ("title", Kind::Text),
        ("total", Kind::Decimal),
        ("level", Kind::Text),
        ("level_title", Kind::Text),
        ("groups", Kind::list(group)),
        ("rows", Kind::list(row)),
        ("verdicts", Kind::list(verdict)),
        ("findings", Kind::list(claim_record())),
    ])
}
