//! A scorecard that has been claimed or counted, to read: rows with documents, points and reasons.

use askama::Template;
use serde_json::Value;

use super::card_builder::{number, words};
use super::{CardGroup, CardLine};
use crate::locale::Locale;

/// The table.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/score_table.html")]
pub struct ScoreTable {
    /// Words.
    pub locale: Locale,
    /// Groups in which something was claimed.
    pub groups: Vec<ScoreGroup>,
    /// All points; empty while nothing is counted.
    pub total: String,
    /// The level reached, or empty.
    pub level: String,
}

/// A group of rows.
#[derive(Clone, Debug)]
pub struct ScoreGroup {
    /// Number and title.
    pub title: String,
    /// Its points, or empty.
    pub total: String,
    /// Rows.
    pub rows: Vec<ScoreRow>,
}

/// A row.
#[derive(Clone, Debug)]
pub struct ScoreRow {
    /// Number and title of the indicator, and of the row.
    pub title: String,
    /// Documents.
    pub evidence: Vec<String>,
    /// Points, or empty.
    pub points: String,
    /// Why there are none, what the expert remarked.
    pub notes: Vec<String>,
}

impl ScoreTable {
    /// The table of claims, or of a counted scorecard. None when nothing was claimed.
    pub fn new(locale: Locale, groups: &[CardGroup], value: &Value) -> Option<Self> {
        let counted = value.is_object();
        let claims = value.as_array().map_or(&[][..], Vec::as_slice);
        let rows = value
            .get("rows")
            .and_then(Value::as_array)
            .map_or(&[][..], Vec::as_slice);
        let mut shown = Vec::new();
        for group in groups {
            let mut inside = Vec::new();
            for indicator in &group.indicators {
                for line in &indicator.lines {
                    inside.extend(if counted {
                        scored(locale, &indicator.title, line, rows)
                    } else {
                        claimed(locale, &indicator.title, line, claims)
                    });
                }
            }
            if !inside.is_empty() {
                shown.push(ScoreGroup {
                    title: group.title.clone(),
                    total: group_total(value, &group.id),
                    rows: inside,
                });
            }
        }
        let total = number(value.get("total"));
        (counted || !shown.is_empty()).then(|| Self {
            locale,
            groups: shown,
            total,
            level: said(value, "level_title"),
        })
    }

    fn t(&self, key: &'static str) -> &'static str {
        self.locale.text(key)
    }
}

fn group_total(value: &Value, id: &str) -> String {
    let groups = value.get("groups").and_then(Value::as_array);
    let own = |group: &&Value| said(group, "id") == id;
    number(groups.and_then(|groups| groups.iter().find(own)?.get("total")))
}

/// What is claimed for a line.
fn claimed(locale: Locale, indicator: &str, line: &CardLine, claims: &[Value]) -> Vec<ScoreRow> {
    let own = claims.iter().filter(|item| said(item, "row") == line.id);
    let evidence: Vec<String> = own.map(|item| words(locale, item)).collect();
    if evidence.is_empty() {
        return Vec::new();
    }
    let title = match line.rows.as_slice() {
        [(_, title, _)] => title,
        _ => "",
    };
    vec![ScoreRow {
        title: titled(indicator, title),
        evidence,
        points: String::new(),
        notes: Vec::new(),
    }]
}

/// The counted rows of a line for which something was claimed or found.
fn scored(locale: Locale, indicator: &str, line: &CardLine, rows: &[Value]) -> Vec<ScoreRow> {
    let row = |(id, title, _): &(String, String, String)| {
        let row = rows.iter().find(|row| said(row, "id") == *id)?;
        let count = |key: &str| row.get(key).and_then(Value::as_u64).unwrap_or_default();
        if count("claimed") == 0 {
            return None;
        }
        let mut notes = vec![why(locale, row)];
        if said(row, "reason") != "rejected" {
            notes.push(said(row, "remark"));
        }
        let (claimed, accepted) = (count("claimed"), count("accepted"));
        if 0 < accepted && accepted < claimed {
            let (n, of) = (accepted.to_string(), claimed.to_string());
            notes.push(locale.fill("card.accepted", &[("n", &n), ("of", &of)]));
        }
        if 1 < count("counted") && count("counted") < accepted {
            let n = count("counted").to_string();
            notes.push(locale.fill("card.counted", &[("n", &n)]));
        }
        notes.retain(|note| !note.is_empty());
        let evidence = row.get("evidence").and_then(Value::as_array);
        let texts = evidence.into_iter().flatten().filter_map(Value::as_str);
        Some(ScoreRow {
            title: titled(indicator, title),
            evidence: texts.map(str::to_owned).collect(),
            points: number(row.get("points")),
            notes,
        })
    };
    line.rows.iter().filter_map(row).collect()
}

fn titled(indicator: &str, row: &str) -> String {
    if row.is_empty() {
        indicator.to_owned()
    } else {
        format!("{indicator} – {row}")
    }
}

/// Why a row brings nothing, in the visitor's language; empty when it brings something.
pub(super) fn why(locale: Locale, row: &Value) -> String {
    let key = match said(row, "reason").as_str() {
        "not_applicable" => "card.not_applicable",
        "outside_period" => "card.outside_period",
        "too_little" => "card.too_little",
        "lost" => "card.lost",
        "over_cap" => "card.over_cap",
        "no_points" => "card.no_points",
        "below" => "card.below",
        "rejected" => return locale.fill("card.rejected", &[("reason", &said(row, "remark"))]),
        _ => return String::new(),
    };
    // The Russian sentence names the numbers and rows that were meant when the points were counted.
    let told = said(row, "why");
    let short = locale.text(key);
    if told.is_empty() {
        short.to_owned()
    } else {
        locale.said(told, short)
    }
}

fn said(value: &Value, key: &str) -> String {
    value
        .get(key)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}
