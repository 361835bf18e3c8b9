//! Legal deadlines by Russian law: production calendars, terms and the due dates they give.
//!
//! Start with [`due`]: a [`Rule`] (how to count), a [`From`] (the event) and a [`Calendar`] give a [`Due`] that explains
//! itself line by line. The crate is pure: no clock, no I/O; the calendars of 2020-2027 are part of the binary.
//! It does not know processes, reminders or time sheets, and it never decides which clause sets a term.
//!
//! ```
//! use reglament_calendar::{Calendar, From, Rule, Term, due};
//!
//! let term = Term::parse("5 рабочих дней")?;
//! let rule = Rule::new(term, chrono_tz::Asia::Novokuznetsk);
//! let signed = From::Date("2021-10-28".parse()?);
//! let due = due(&Calendar::russia(), &rule, signed)?;
//! assert_eq!(due.date.to_string(), "2021-11-08");
//! assert!(due.ru().contains("04.11.2021 (чт) не считается"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod calendar;
mod dates;
mod day;
mod due;
mod english;
mod limits;
pub mod line;
mod norm;
mod overlay;
mod reference;
mod rows;
mod rule;
mod russia;
mod russian;
mod statutory;
mod term;
mod year;
mod zone;

pub use calendar::Calendar;
pub use dates::{last_working_day_of_month, month_end, nth_weekday, working_days_between};
pub use day::{Day, DayKind, DecreeDays};
pub use due::{Due, DueError, From, TermAct, due, due_with};
pub use limits::{FIRST_YEAR, LAST_YEAR, MAX_NOTE_CHARS, MAX_ROWS, MAX_TERM_COUNT, MAX_TERM_TEXT};
pub use line::Line;
pub use norm::Norm;
pub use overlay::{Overlay, OverlayDay};
pub use reference::CalendarRef;
pub use rows::{RowError, RowKind, RowProblem};
pub use rule::{Roll, Rule, Start};
pub use term::{Term, TermError, Unit};
pub use year::YearTable;
pub use zone::{end_of_local_day, local_date, start_of_day};
