//! «Мои письма»: which letters a person gets, where they go, and the calendar of their due dates.

use askama::Template;

use super::parts::{FormView, Shell};

/// View of `/letters`.
#[derive(Clone, Debug, Template)]
#[template(path = "my_letters.html")]
pub struct MyLettersPage {
    /// Surroundings.
    pub shell: Shell,
    /// Where letters go.
    pub address: String,
    /// That the address is marked, in words.
    pub marked: Option<String>,
    /// Letters that did not arrive: when, and what the server said.
    pub bounces: Vec<(String, String)>,
    /// What is wanted.
    pub form: FormView,
    /// What is known of the calendar, in words.
    pub calendar: String,
    /// Whether there is a calendar.
    pub has_calendar: bool,
    /// Its address, told once.
    pub calendar_address: Option<String>,
}

/// View of `/unsubscribe/…`: what is declined, and the button; or that it was declined.
#[derive(Clone, Debug, Template)]
#[template(path = "unsubscribe.html")]
pub struct UnsubscribePage {
    /// Surroundings.
    pub shell: Shell,
    /// Which letters.
    pub what: String,
    /// What goes on leaving whatever is wanted.
    pub note: String,
    /// Where the button posts to; none once they are declined.
    pub action: Option<String>,
}
