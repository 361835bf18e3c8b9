//! How the pages of an unsent form look: which page of how many, what is kept until when, the answers in words.

use reglament_core::RawInput;
use reglament_runtime::port::UnsentForm;
use reglament_runtime::{DataView, PublicService};

use super::form_pages::CHECK;
use crate::App;
use crate::form::Topic;
use crate::ui::form_pages::{Answered, FormCheckPage, FormPage, Progress};
use crate::ui::parts::{FormView, Link, OutcomeButton, Pair, Problem, Shell};
use crate::web::{Visitor, url_encoded};

/// A form on its way.
pub(super) struct Course<'a> {
    pub(super) app: &'a App,
    pub(super) visitor: &'a Visitor,
    pub(super) service: &'a PublicService,
    pub(super) topics: &'a [Topic],
    pub(super) unsent: &'a UnsentForm,
    pub(super) process: String,
    pub(super) secret: String,
}

/// A topic as it was read.
#[derive(Default)]
pub(super) struct TopicRead {
    pub(super) views: Vec<DataView>,
    pub(super) problems: Vec<Problem>,
}

impl Course<'_> {
    /// The address of a page.
    pub(super) fn href(process: &str, secret: &str, page: &str) -> String {
        format!("/f/{}/{}/{page}", url_encoded(process), url_encoded(secret))
    }

    /// Where to go from a topic.
    pub(super) fn after(&self, at: usize) -> String {
        match at + 1 < self.topics.len() {
            true => self.page(at + 1),
            false => Self::href(&self.process, &self.secret, CHECK),
        }
    }

    fn page(&self, at: usize) -> String {
        Self::href(&self.process, &self.secret, &(at + 1).to_string())
    }

    fn shell(&self, failed: bool) -> Shell {
        let locale = self.visitor.locale;
        let title = locale.title(&self.service.title);
        let mut shell = self.visitor.shell(self.app, title, "");
        shell.failed = failed;
        // A form holds what nobody has handed in yet: its secret does not belong on paper.
        shell.here = format!("/f/{}", url_encoded(&self.process));
        shell
    }

    /// `at`: the topic; the number of topics for the last page.
    fn progress(&self, at: usize) -> Progress {
        let locale = self.visitor.locale;
        let zone = self.service.zone.parse().unwrap_or(chrono_tz::Tz::UTC);
        let local = |moment: chrono::DateTime<chrono::Utc>| moment.with_timezone(&zone);
        let (number, all) = ((at + 1).to_string(), (self.topics.len() + 1).to_string());
        let saved = local(self.unsent.saved_at).format("%H:%M").to_string();
        let until = locale.date(local(self.unsent.expires_at).date_naive());
        let link = |(at, topic): (usize, &Topic)| Link::new(&topic.title, self.page(at));
        let back = at.checked_sub(1).map(|before| self.page(before));
        Progress {
            words: locale.fill("pages.step", &[("n", &number), ("of", &all)]),
            before: self.topics.iter().enumerate().take(at).map(link).collect(),
            saved: locale.fill("pages.saved", &[("time", &saved)]),
            kept: locale.fill("pages.kept_until", &[("date", &until)]),
            address: format!(
                "{}{}",
                self.app.service().base_url(),
                Self::href(&self.process, &self.secret, &(at + 1).to_string())
            ),
            erase: Self::href(&self.process, &self.secret, "erase"),
            back,
        }
    }
}

/// One page with what stands in its fields.
pub(super) fn draw_page(
    course: &Course<'_>,
    at: usize,
    answers: &RawInput,
    problems: Vec<Problem>,
) -> FormPage {
    let locale = course.visitor.locale;
    let topic = &course.topics[at];
    let shell = course.shell(!problems.is_empty());
    let button = OutcomeButton {
        id: String::new(),
        title: locale.text("pages.continue").to_owned(),
        primary: true,
    };
    let form = FormView::new(locale, course.page(at), &topic.fields, answers, problems);
    FormPage {
        shell,
        topic: topic.title.clone(),
        progress: course.progress(at),
        form: form.with_outcomes(vec![button]),
    }
}

/// The answers before they are sent.
pub(super) fn draw_check(
    course: &Course<'_>,
    answered: Vec<TopicRead>,
    refusals: Vec<String>,
) -> FormCheckPage {
    let topics = course.topics.iter().zip(answered).enumerate();
    let one = |(at, (topic, read)): (usize, (&Topic, TopicRead))| Answered {
        title: topic.title.clone(),
        href: course.page(at),
        answers: pairs(course, topic, &read),
        problems: read.problems.into_iter().map(|one| one.text).collect(),
    };
    let topics: Vec<Answered> = topics.map(one).collect();
    let wrong = !refusals.is_empty() || topics.iter().any(|topic| !topic.problems.is_empty());
    let mut progress = course.progress(course.topics.len());
    progress.before.clear();
    progress.address = format!(
        "{}{}",
        course.app.service().base_url(),
        Course::href(&course.process, &course.secret, CHECK)
    );
    FormCheckPage {
        shell: course.shell(wrong),
        progress,
        topics,
        refusals,
        send: Course::href(&course.process, &course.secret, CHECK),
    }
}

/// Codes of linked cases stand beside the answers.
fn pairs(course: &Course<'_>, topic: &Topic, read: &TopicRead) -> Vec<Pair> {
    let locale = course.visitor.locale;
    let pair = |field: &crate::ui::parts::FieldSpec| {
        let view = read.views.iter().find(|view| view.name == field.name);
        if let Some(view) = view {
            return Some(Pair::new(&field.label, locale.said(&view.ru, &view.en)));
        }
        let code = course.unsent.answers.get(&field.name)?.as_str()?;
        field
            .name
            .contains('-')
            .then(|| Pair::new(&field.label, code))
    };
    topic.fields.iter().filter_map(pair).collect()
}
