//! Registration through the public form: forty people, somebody twice, somebody too late.

use reglament_tests::browser::{Answer, Browser};

use super::cast::Participant;
use super::office::says;
use super::stage::Stage;

/// Where the forms of the session are.
const FORM: &str = "/f/certification";
/// Asks for the whole form on one page.
const WHOLE: &str = "&view=whole";

/// Everybody registers; gives their codes.
pub(super) fn register_all(stage: &Stage, people: &[Participant]) -> Vec<String> {
    let codes = people.iter().map(|person| {
        let receipt = send(&mut stage.visitor(), person);
        assert!(
            receipt.path.ends_with("/receipt"),
            "{}: {}",
            person.email,
            receipt.text()
        );
        code_of(&receipt.path)
    });
    let codes: Vec<String> = codes.collect();
    stage.settle();
    codes
}

/// The same address once more is refused on the form itself, and nothing typed is lost.
pub(super) fn refuse_twice(stage: &Stage, person: &Participant) {
    let again = send(&mut stage.visitor(), person);
    assert_eq!(again.status, 422, "{}", again.text());
    assert!(
        again.html().contains(&person.email),
        "what was typed is lost"
    );
}

/// After the window the form is not offered, and one that was open before is refused.
pub(super) fn refuse_late(stage: &Stage, person: &Participant, close: impl FnOnce()) {
    let late = Participant {
        email: "late@example.ru".to_owned(),
        ..person.clone()
    };
    let mut browser = stage.visitor();
    let address = address(&mut browser);
    let open = browser.open(&address);
    close();
    let refused = browser.submit(fill(open, &late));
    assert!(
        !refused.path.ends_with("/receipt"),
        "a late registration was taken"
    );
    says(&stage.visitor().open("/"), &["Следующий набор начнётся"]);
    assert!(
        !stage
            .visitor()
            .open(&address)
            .html()
            .contains("name=\"email\""),
        "the form is still offered"
    );
}

fn send(browser: &mut Browser, person: &Participant) -> Answer {
    let address = address(browser);
    let page = browser.open(&address);
    browser.submit(fill(page, person))
}

fn address(browser: &mut Browser) -> String {
    let home = browser.open("/");
    let links = home.links("");
    let form = links.iter().find(|link| link.starts_with(FORM));
    let form = form.unwrap_or_else(|| panic!("no form is offered:\n{}", home.text()));
    format!("{form}{WHOLE}")
}

fn fill(page: Answer, person: &Participant) -> reglament_tests::browser::PageForm {
    page.form(page.path.trim_end_matches(WHOLE))
        .fill("name.family", &person.family)
        .fill("name.given", &person.given)
        .fill("name.patronymic", &person.patronymic)
        .fill("position", person.position)
        .fill("school", &person.school)
        .fill("email", &person.email)
        .tick("consent", &["true"])
}

fn code_of(path: &str) -> String {
    path.trim_start_matches("/c/")
        .trim_end_matches("/receipt")
        .to_owned()
}
