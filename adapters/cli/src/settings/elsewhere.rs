//! Secrets of signing in elsewhere from the environment: they go over the file.

use reglament_identity::Secret;

use super::SignIn;

/// The secret of this site at the provider of identities.
const CLIENT_SECRET: &str = "REGLAMENT_OIDC_CLIENT_SECRET";

/// The password of the account that searches in the directory.
const SEARCH_PASSWORD: &str = "REGLAMENT_LDAP_PASSWORD";

/// The settings with the secrets of the environment.
pub(super) fn with_secrets(mut sign_in: SignIn) -> SignIn {
    if let (Some(oidc), Some(secret)) = (&mut sign_in.oidc, secret(CLIENT_SECRET)) {
        oidc.client_secret = Some(secret);
    }
    if let (Some(ldap), Some(secret)) = (&mut sign_in.ldap, secret(SEARCH_PASSWORD)) {
        ldap.search_password = Some(secret);
    }
    sign_in
}

/// What a variable says; an empty one says nothing.
fn secret(variable: &str) -> Option<Secret> {
    let said = std::env::var(variable).ok()?;
    (!said.is_empty()).then(|| Secret::new(said))
}
