//! Sign-in of staff: accounts behind a trait, passwords, sessions and the brake on guessing.
//!
//! Participants do not sign in: they have receipt codes. What a person may do is decided by roles, not here.

mod accounts;
mod cookie;
mod limiter;
mod password;
mod session;

pub use accounts::{Account, Accounts, AccountsError, Answer};
pub use cookie::{CookieJar, SessionCookie, preference};
pub use limiter::SignInLimiter;
pub use password::{Busy, Passwords};
pub use session::{Session, SessionId};
