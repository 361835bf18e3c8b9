//! Sign-in of staff: passwords, session numbers, the end of idle sessions and the brake on guessing.
//!
//! Accounts and sessions are kept by the runtime's store. Participants do not sign in: they have receipt codes. What
//! a person may do is decided by roles, not here.

mod cookie;
mod idle;
mod limiter;
mod password;
mod session;
mod workers;

pub use cookie::{CookieJar, KEYS_COOKIE, SessionCookie, preference};
pub use idle::IdleSessions;
pub use limiter::SignInLimiter;
pub use password::{Busy, Passwords};
pub use session::SessionId;
pub use workers::{Worker, Workers};
