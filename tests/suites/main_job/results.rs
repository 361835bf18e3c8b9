//! The results come as two files; what is not certain is named in the preview and typed in by hand.

use reglament_tests::browser::{Answer, Browser, PageForm};

use super::cast::{MISSPELT, Participant, TOTAL, TWICE};
use super::files;
use super::office::{accepted, find, says};
use super::stage::Stage;

/// Brings both files into the task and sends it.
pub(super) fn import(stage: &Stage, people: &[Participant]) {
    let mut browser = stage.person("davydova");
    let href = find(&browser.open("/tasks"), "Внести результаты тестирования");
    let form = browser.open(&href).form(&href);
    assert!(
        form.names()
            .iter()
            .filter(|name| name.ends_with(".correct"))
            .count()
            == people.len()
    );

    let preview = upload(&mut browser, form, "results.xlsx", files::xlsx(people));
    says(
        &preview,
        &["Назорова", "Назарова", "Посторонний Иван Иванович"],
    );
    says(&preview, &[&people[5].full_name()]);
    // Nothing is taken by looking at a file.
    let untouched = browser.open(&href).form(&href);
    assert!((0..people.len()).all(|n| untouched.value(&format!("scores.{n}.correct")).is_empty()));

    let form = accept(&mut browser, &preview, &href);
    let preview = upload(&mut browser, form, "результаты.csv", files::csv(people));
    says(&preview, &["Один и тот же человек указан в строках"]);
    let form = accept(&mut browser, &preview, &href);
    let form = by_hand(form, people);
    accepted(&browser.submit(form));
    stage.settle();
}

fn upload(browser: &mut Browser, form: PageForm, name: &str, bytes: Vec<u8>) -> Answer {
    let preview = browser.submit(
        form.attach("_file.scores", name, bytes)
            .press("_import", "scores"),
    );
    assert_eq!(preview.status, 200, "{}", preview.text());
    preview
}

fn accept(browser: &mut Browser, preview: &Answer, href: &str) -> PageForm {
    let form = preview.form(href).press("_accept", "1");
    browser.submit(form).form(href)
}

/// What the files left open is typed in; everything else must be there already.
fn by_hand(mut form: PageForm, people: &[Participant]) -> PageForm {
    for (n, person) in people.iter().enumerate() {
        let (correct, total) = (format!("scores.{n}.correct"), format!("scores.{n}.total"));
        if [MISSPELT, TWICE].contains(&n) {
            assert_eq!(
                form.value(&correct),
                "",
                "{} must be left open",
                person.full_name()
            );
            form = form
                .fill(&correct, &person.correct.to_string())
                .fill(&total, &TOTAL.to_string());
        }
        assert_eq!(
            form.value(&correct),
            person.correct.to_string(),
            "{} {n}",
            person.full_name()
        );
        assert_eq!(
            form.value(&total),
            TOTAL.to_string(),
            "{} {n}",
            person.full_name()
        );
    }
    form
}
