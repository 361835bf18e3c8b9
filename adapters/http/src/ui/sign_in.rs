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
    /// Hidden fields of a form that the sign-in carries.
    pub kept: Vec<(String, String)>,
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
    /// Hidden fields of a form that the sign-in carries.
    pub kept: Vec<(String, String)>,
}

/// View of the way back to a form whose session had ended.
#[derive(Clone, Debug, Template)]
#[template(path = "kept_form.html")]
pub struct ReturnPage {
    /// Surroundings.
    pub shell: Shell,
    /// What becomes of it.
    pub said: &'static str,
    /// That files have to be attached again; may be empty.
    pub files: &'static str,
    /// What was typed, where the form itself is not shown again.
    pub typed: Vec<String>,
    /// The word on the button.
    pub button: &'static str,
    /// Where it is sent.
    pub action: String,
    /// Everything that it had.
    pub hidden: Vec<(String, String)>,
    /// Whether a script may press the button: nothing is carried out by it.
    pub by_itself: bool,
}
