//! How officials do their work: sign in, open the task from their list, fill in the form, send it.

use chrono::{DateTime, NaiveDateTime, TimeZone as _, Utc};
use reglament_tests::browser::{Answer, PageForm};

use super::stage::Stage;

/// An official does a task whose title begins so, and sees that it was accepted.
pub(super) fn do_task(
    stage: &Stage,
    person: &str,
    title: &str,
    fill: impl FnOnce(PageForm) -> PageForm,
) {
    let mut browser = stage.person(person);
    let href = find(&browser.open("/tasks"), title);
    let form = browser.open(&href).form(&href);
    accepted(&browser.submit(fill(form)));
    stage.settle();
}

/// The address of the one task with these words.
pub(super) fn find(tasks: &Answer, words: &str) -> String {
    let links = tasks.links(words);
    assert_eq!(
        links.len(),
        1,
        "«{words}» should be one task of these:\n{}",
        tasks.text()
    );
    links[0].clone()
}

/// The task was done.
pub(super) fn accepted(answer: &Answer) {
    let done = answer.status == 200 && answer.path.starts_with("/tasks?done");
    assert!(
        done,
        "{} {}:\n{}",
        answer.path,
        answer.status,
        answer.text()
    );
}

/// The page says all of this.
pub(super) fn says(page: &Answer, words: &[&str]) {
    let text = page.text();
    for word in words {
        assert!(
            text.contains(word),
            "{} ({}) does not say «{word}»:\n{text}",
            page.path,
            page.status
        );
    }
}

/// A local time of Novokuznetsk, such as `2021-10-12T10:00`.
pub(super) fn local(text: &str) -> DateTime<Utc> {
    let naive = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap();
    let local = chrono_tz::Asia::Novokuznetsk
        .from_local_datetime(&naive)
        .unwrap();
    local.with_timezone(&Utc)
}
