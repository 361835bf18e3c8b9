//! A public form filled in page by page: its beginning, one page, and the answers before they are sent.

use askama::Template;

use super::home::WindowView;
use super::parts::{FormView, Link, Pair, Shell};

/// View of `/f/{process}` for a form of several pages.
#[derive(Clone, Debug, Template)]
#[template(path = "form_start.html")]
pub struct FormStartPage {
    /// Surroundings; the title is the service's.
    pub shell: Shell,
    /// The act behind it.
    pub act: String,
    /// Its window.
    pub window: WindowView,
    /// The pages, with what each asks for.
    pub topics: Vec<Pair>,
    /// How long an unsent form is kept, in words.
    pub kept: String,
    /// Where «begin» posts to.
    pub begin: String,
    /// The same form on one page.
    pub whole: String,
    /// Answers known in advance, which travel along.
    pub hidden: Vec<(String, String)>,
}

/// Where somebody stands in a form.
#[derive(Clone, Debug)]
pub struct Progress {
    /// «Шаг 2 из 5».
    pub words: String,
    /// The pages so far, with links; the last of them is this one and has none.
    pub before: Vec<Link>,
    /// «Черновик сохранён в 12:41».
    pub saved: String,
    /// Until when it is kept.
    pub kept: String,
    /// The whole address, to come back to.
    pub address: String,
    /// Where «erase» posts to.
    pub erase: String,
    /// The page before; none on the first.
    pub back: Option<String>,
}

/// View of one page of a form.
#[derive(Clone, Debug, Template)]
#[template(path = "form_page.html")]
pub struct FormPage {
    /// Surroundings; the title is the service's.
    pub shell: Shell,
    /// The topic.
    pub topic: String,
    /// Where it stands.
    pub progress: Progress,
    /// Its fields.
    pub form: FormView,
}

/// A topic with its answers.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The topic.
    pub title: String,
    /// Its page.
    pub href: String,
    /// The answers, or nothing when they are not all there yet.
    pub answers: Vec<Pair>,
    /// What is wrong with them.
    pub problems: Vec<String>,
}

/// View of the answers before they are sent.
#[derive(Clone, Debug, Template)]
#[template(path = "form_check.html")]
pub struct FormCheckPage {
    /// Surroundings; the title is the service's.
    pub shell: Shell,
    /// Where it stands.
    pub progress: Progress,
    /// The topics in order.
    pub topics: Vec<Answered>,
    /// Why it was not taken, where that belongs to no topic.
    pub refusals: Vec<String>,
    /// Where «send» posts to.
    pub send: String,
}

impl FormCheckPage {
    /// Whether it can be sent: nothing is missing or wrong.
    pub fn is_whole(&self) -> bool {
        self.topics.iter().all(|topic| topic.problems.is_empty())
    }
}
