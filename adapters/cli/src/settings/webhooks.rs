//! Secrets of webhooks from the environment: `REGLAMENT_WEBHOOK_SECRET_<NAME>` goes over the file.

use std::collections::BTreeMap;

use reglament_webhook::{Hook, Secret};

/// The webhooks with the secrets of the environment.
pub(super) fn with_secrets(mut hooks: BTreeMap<String, Hook>) -> BTreeMap<String, Hook> {
    for (name, hook) in &mut hooks {
        let variable = format!("REGLAMENT_WEBHOOK_SECRET_{}", name.to_uppercase());
        if let Ok(secret) = std::env::var(variable) {
            hook.secret = Some(Secret::new(secret));
        }
    }
    hooks
}
