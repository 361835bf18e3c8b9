//! «Сеанс скоро закончится»: what a page knows of the end of its session. The warning is shown by `work.js` on pages with a
//! form; without scripts there is none, and a form that comes too late comes back after the sign-in.

use crate::limits;

/// The end of the session in which a page is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionEndView {
    /// Seconds until then, counted when the page was made.
    pub seconds_left: u32,
    /// Whether using the session puts it off.
    pub is_renewable: bool,
}

impl SessionEndView {
    /// How many seconds before the end it is said.
    pub fn warning(&self) -> u64 {
        limits::SESSION_WARNING.as_secs()
    }
}
