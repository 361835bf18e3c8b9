//! «Мой профиль»: who somebody is to this site, their password, their second factor and where they are signed in.

use askama::Template;

use super::parts::{Pair, SecretField, Shell};

/// View of `/me`.
#[derive(Clone, Debug, Template)]
#[template(path = "me.html")]
pub struct MePage {
    /// Surroundings.
    pub shell: Shell,
    /// What the directory says.
    pub facts: Vec<Pair>,
    /// Fields of the form for a new password; none for somebody who signs in elsewhere.
    pub password: Vec<SecretField>,
    /// Since when there is a second factor, or that there is none.
    pub factor: String,
    /// Where they are signed in.
    pub sessions: Vec<SessionRow>,
}

impl MePage {
    /// What was wrong with the form: the field and the sentence.
    fn problems(&self) -> impl Iterator<Item = (&str, &str)> {
        let wrong = self
            .password
            .iter()
            .filter(|field| !field.problem.is_empty());
        wrong.map(|field| (field.id, field.problem.as_str()))
    }
}

/// A session.
#[derive(Clone, Debug)]
pub struct SessionRow {
    /// Browser and system in words.
    pub device: String,
    /// Who vouched for the sign-in, where it was not the password.
    pub by: String,
    /// When it began.
    pub begun: String,
    /// When it was last used.
    pub seen: String,
    /// Whether this page is shown in it.
    pub present: bool,
    /// What names it in the form.
    pub handle: String,
}
