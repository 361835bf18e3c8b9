//! Signing in elsewhere: what the settings name is made once, and handed to the pages.

use std::sync::Arc;

use reglament_http::App;
use reglament_identity::{LdapDirectory, OidcProvider, SettingsError};
use reglament_runtime::Clock;

use crate::failure::Failure;
use crate::settings::Settings;

/// The pages with the ways in that the settings name. `clock`: the time of the world, by which tokens expire, also where a
/// demonstration shows another day.
pub(super) fn with_ways_in(
    app: App,
    settings: &Settings,
    clock: Arc<dyn Clock>,
) -> Result<App, Failure> {
    let mut app = app;
    if let Some(oidc) = &settings.sign_in.oidc {
        let back = format!("{}/sign-in/oidc/back", settings.base_url);
        let provider = OidcProvider::new(oidc.clone(), &back, clock).map_err(wrong)?;
        app = app.with_provider(Arc::new(provider));
    }
    if let Some(ldap) = &settings.sign_in.ldap {
        let directory = LdapDirectory::new(ldap.clone()).map_err(wrong)?;
        app = app.with_directory(Arc::new(directory));
    }
    Ok(app)
}

fn wrong(error: SettingsError) -> Failure {
    Failure::usage("settings.sign_in", error.ru, error.en)
}
