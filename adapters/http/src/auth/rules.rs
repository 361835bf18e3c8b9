//! How people sign in to this installation: rules for passwords, who needs a second factor, and the key behind it.

use std::fmt;
use std::sync::Arc;

use reglament_runtime::{Clock, SystemClock};

use super::{FactorKey, PasswordPolicy};

/// Who must have a second factor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Demand {
    /// Nobody; whoever wants one sets it up.
    #[default]
    Optional,
    /// Whoever administers processes.
    Administrators,
    /// Everybody who signs in with a password.
    Everyone,
}

/// The rules of an installation.
#[derive(Clone)]
pub struct SignInRules {
    /// What passwords must be.
    pub passwords: PasswordPolicy,
    /// Who must have a second factor.
    pub demand: Demand,
    /// The key behind second factors.
    pub key: FactorKey,
    /// The time that authenticators go by: that of the world, also where a demonstration shows another day.
    pub clock: Arc<dyn Clock>,
}

impl SignInRules {
    /// Rules of their own for an installation with this key: nobody needs a second factor.
    pub fn with_key(key: FactorKey) -> Self {
        Self {
            passwords: PasswordPolicy::default(),
            demand: Demand::default(),
            key,
            clock: Arc::new(SystemClock),
        }
    }
}

impl fmt::Debug for SignInRules {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rules = out.debug_struct("SignInRules");
        rules.field("demand", &self.demand).finish_non_exhaustive()
    }
}
