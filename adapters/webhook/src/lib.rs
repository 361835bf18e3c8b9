//! Calls webhooks: one signed POST per try, one answer.
//!
//! Only the addresses of the settings and of subscriptions are called: no redirects, no private networks unless the settings
//! say so, bounded in time and size. When to try again is the engine's decision, not this crate's.

mod address;
mod answer;
mod caller;
mod limits;
mod resolver;
mod settings;
mod sign;
mod subscribers;

pub use caller::Webhooks;
pub use settings::{Hook, Secret, SettingsError};
pub use subscribers::SubscriberSettings;
