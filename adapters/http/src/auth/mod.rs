//! Sign-in of staff: passwords, second factors, session numbers, the end of idle sessions and the brake on guessing.
//!
//! Accounts and sessions are kept by the runtime's store. Participants do not sign in: they have receipt codes. What
//! a person may do is decided by roles, not here.

mod attempt;
mod base32;
mod breached;
mod cookie;
pub(crate) mod device;
mod factor_key;
mod filings;
mod idle;
mod limiter;
mod password;
mod policy;
mod recovery;
mod rules;
mod session;
mod totp;
mod workers;

pub(crate) use attempt::Attempt;
pub use cookie::{AttemptCookie, CookieJar, KEYS_COOKIE, SessionCookie, preference};
pub use factor_key::FactorKey;
pub use filings::{FilingLimiter, Flood};
pub use idle::IdleSessions;
pub use limiter::SignInLimiter;
pub use password::{Busy, Passwords};
pub use policy::{PasswordPolicy, Unfit};
pub use rules::{Demand, SignInRules};
pub use session::SessionId;
pub use workers::{Worker, Workers};

pub(crate) use base32::base32;
pub(crate) use recovery::{fresh, fresh_codes, plain as plain_recovery_code};
pub(crate) use totp::DIGITS as CODE_DIGITS;
