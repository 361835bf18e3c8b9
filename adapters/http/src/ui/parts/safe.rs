//! Which parts may be printed by a template without escaping: those that are templates themselves, and drawings.
//!
//! This is the only door for ready-made HTML; templates never use the `safe` filter (a test checks it).

use std::fmt;

use askama::filters::HtmlSafe;

use super::{
    Chip, DeadlineView, FieldView, FormView, MonthView, Notice, ScoreTable, SecretField,
    TimelineEntry,
};

impl HtmlSafe for Chip {}
impl HtmlSafe for DeadlineView {}
impl HtmlSafe for FieldView {}
impl HtmlSafe for FormView {}
impl HtmlSafe for MonthView {}
impl HtmlSafe for Notice {}
impl HtmlSafe for ScoreTable {}
impl HtmlSafe for SecretField {}
impl HtmlSafe for TimelineEntry {}

/// An SVG drawn by `reglament-diagram`, which escapes all texts itself, or by `qr`, which has none. Never text typed by a
/// person.
#[derive(Clone, Debug, Default)]
pub struct Drawing(pub String);

impl fmt::Display for Drawing {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl HtmlSafe for Drawing {}
