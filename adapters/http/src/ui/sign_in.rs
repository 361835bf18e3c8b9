//! The sign-in page: login and password, then the code where there is a second factor. Participants do not come here:
//! they have links and codes.

use askama::Template;

use super::parts::{Link, Pair, Shell};

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
    /// The way through a provider of identities, if there is one.
    pub elsewhere: Option<Link>,
    /// Which other password fits too; may be empty.
    pub hint: String,
}

/// View of somebody whom a provider vouches for and who may not come in.
#[derive(Clone, Debug, Template)]
#[template(path = "stranger.html")]
pub struct StrangerPage {
    /// Surroundings.
    pub shell: Shell,
    /// What happened, in a sentence.
    pub said: String,
    /// Who they are by the provider.
    pub facts: Vec<Pair>,
    /// Whom to ask.
    pub help: String,
}

/// View of `/sign-in/code`.
#[derive(Clone, Debug, Template)]
#[template(path = "sign_in_code.html")]
pub struct CodePage {
    /// Surroundings.
    pub shell: Shell,
    /// Why the last attempt failed.
    pub problem: Option<String>,
    /// Where to go after signing in: a path of this site.
    pub back: String,
}
