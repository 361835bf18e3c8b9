//! The sign-in page: login and password, nothing else. Participants do not come here: they have links and codes.

use askama::Template;

use super::parts::Shell;

/// View of `/sign-in`.
#[derive(Clone, Debug, Template)]
#[template(path = "sign_in.html")]
pub struct SignInPage {
    /// Surroundings.
    pub shell: Shell,
    /// The login typed last time.
    pub login: String,
    /// Why the last attempt failed. The same sentence for an unknown login and a wrong password.
    pub problem: Option<String>,
    /// Where to go after signing in: a path of this site.
    pub back: String,
}
