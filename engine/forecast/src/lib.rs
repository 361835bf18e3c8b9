//! What lies ahead of an instance: the earliest, the expected and the latest lawful date of every coming step and of the
//! end, and what would change under other circumstances.
//!
//! Start at [`forecast`] (a live instance), [`forecast_start`] (one that would begin) and [`compare`] (what if). Terms are
//! counted by `reglament-core` with the calendar, never here, and whatever is assumed is named in the answer. Nothing is
//! written; equal questions get equal answers.

mod absence;
mod asked;
mod assumed_term;
mod assumption;
mod boundary;
mod children;
mod choice;
mod compare;
mod departure;
mod each;
mod exits;
mod finish;
mod firm;
mod forecast;
mod history;
mod join;
mod limits;
mod passing;
mod plan;
mod sending;
mod somebody;
mod span;
mod suspension;
mod task;
mod test;
mod timeline;
mod usual;
mod visit;
mod wait;
mod walk;
mod what_if;
mod whole;

pub use asked::{Asked, Earlier};
pub use assumed_term::AssumedTerm;
pub use assumption::{Assumed, Assumption};
pub use compare::{Late, Shift, WHOLE, compare, late};
pub use forecast::{ChildForecast, Forecast, StepForecast, forecast, forecast_start, sendings};
pub use history::History;
pub use limits::{MAX_QUEUE, MAX_ROUNDS, MAX_SAMPLES};
pub use plan::Plan;
pub use sending::Sending;
pub use span::{Line, Span, When};
pub use usual::{Spread, Usual};
pub use what_if::{Edition, Prepared, WhatIf};
