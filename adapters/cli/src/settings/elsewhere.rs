//! Secrets of signing in elsewhere from the environment: they go over the file.

use reglament_identity::Secret;

use super::SignIn;

/// The secret of this site at the provider of identities.
const CLIENT_SECRET: &str = "REGLAMENT_OIDC_CLIENT_SECRET";

/// The settings with the secrets of the environment.
pub(super) fn with_secrets(mut sign_in: SignIn) -> SignIn {
    if let (Some(oidc), Some(secret)) = (&mut sign_in.oidc, secret(CLIENT_SECRET)) {
        oidc.client_secret = Some(secret);
    }
    sign_in
}

/// What a variable says; an empty one says nothing.
fn secret(variable: &str) -> Option<Secret> {
    let said = std::env::var(variable).ok()?;
    (!said.is_empty()).then(|| Secret::new(said))
}
