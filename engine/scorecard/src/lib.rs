//! Scorecards: what is claimed for the rows of a card, what of it counts, how many points it brings, and why not more.
//!
//! `score` is a pure function over the card, the claims, the verdicts of the expert and a few facts. It knows no YAML, no
//! titles and no forms, reads no clock, and computes with decimals and whole ratios only: there is no rounding of its own.

mod applies;
mod card;
mod claim;
mod facts;
mod indicator;
pub mod limits;
mod points;
mod row;
mod score;
mod setting;
mod share;
mod verdict;
mod words;

pub use applies::Applies;
pub use card::{Card, Group, Indicator, Row, Threshold};
pub use claim::{Claims, Item};
pub use facts::Facts;
pub use points::Points;
pub use score::{GroupScore, Reason, RowScore, Score, score};
pub use setting::{Setting, UnknownSetting, Word};
pub use share::Share;
pub use verdict::{Verdict, Verdicts};
pub use words::{CapScope, Period, Rounding, Rule, Times};
