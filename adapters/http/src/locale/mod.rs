//! Languages of the pages: which one a visitor reads, its words and its dates.
//!
//! Words live in `locales/ru.txt` and `locales/en.txt`; texts of processes come from their definitions and are not
//! here. Russian is the default.

mod dates;
mod durations;
mod keyboard;
mod language;
mod messages;
mod sizes;

pub(crate) use keyboard::keys;
pub use language::{LANGUAGE_COOKIE, Language};
pub use messages::Locale;
