//! The law of deadlines as tables, properties and snapshots.
//!
//! `due.txt` and `terms.txt` hold one case a row: add rows there first.

mod calendars;
mod course;
mod dates;
mod due_table;
mod explanations;
mod properties;
mod slow_counter;
mod terms;

use reglament_calendar::{Calendar, Overlay};

/// 31.12.2020 was a day off for the executive bodies of Kuzbass only.
const KUZBASS: &str = "date,kind,note,scope\n\
    2020-12-31,day_off,распоряжение губернатора,исполнительные органы Кузбасса\n";

fn kuzbass() -> Calendar {
    let overlay = Overlay::parse("kuzbass", "Кузбасс", KUZBASS).expect("the overlay is valid");
    Calendar::russia().with_overlay(overlay)
}
