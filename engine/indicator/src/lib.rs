//! Indicators: figures counted from the entries of registers, for any day, with the cases behind them.
//!
//! [`evaluate`] is pure and can be repeated for any past day: entries of registers are never changed, so that those
//! registered until a day are what was known on it. [`trend`] asks for one indicator over months, quarters or years. A share without a denominator is «no data», never 0 or 100 per cent.
//! Nothing is read or stored here: the rows come in, the figures go out.

mod condition;
mod count;
mod evaluate;
mod figure;
mod forecast;
mod fraction;
mod key;
mod limits;
mod record;
mod trend;
mod year;

pub use evaluate::{Known, evaluate, evaluate_at};
pub use figure::{Base, Case, Figure, Missing, Report, Source};
pub use forecast::{Assumption, Forecast};
pub use fraction::Fraction;
pub use limits::MAX_YEARS;
pub use record::records;
pub use trend::{Counts, Every, Point, Trend, trend, usual};
pub use year::{Year, year_of, years};
