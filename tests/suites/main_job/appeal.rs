//! The appeal of somebody who failed by one item: filed by the public form, upheld, amended order, certificate.

use super::cast::{APPELLANT, Participant};
use super::office::{do_task, says};
use super::papers;
use super::stage::Stage;

const COMMISSION: [&str; 5] = ["korneeva", "belov", "zhukova", "morozova", "savin"];

/// Filed on the last day, upheld, with everything that follows.
pub(super) fn upheld(stage: &Stage, people: &[Participant], codes: &[String]) {
    let (person, code) = (&people[APPELLANT], &codes[APPELLANT]);
    stage.at("2021-11-02T16:00");
    file(stage, person, code);
    says(
        &stage.person("korneeva").open("/tasks"),
        &["Рассмотреть апелляцию", "11.11.2021"],
    );
    stage.at("2021-11-10T10:00");
    do_task(
        stage,
        "korneeva",
        "Рассмотреть апелляцию",
        |form| {
            form.tick("present", &COMMISSION)
                .fill("findings.0.question", "7")
                .fill("findings.0.finding", "Формулировка допускает два ответа.")
                .tick("findings.0.upheld", &["true"])
                .fill("credited", "60")
                .fill("verdict", "upheld")
                .fill("decision_reason", "Замечание рассмотрено.")
                .fill("votes_for", "5")
                .fill("votes_against", "0")
                .fill("votes_abstained", "0")
        },
    );
    says(
        &stage.person("zhukova").open("/tasks"),
        &["Подписать протокол апелляционной комиссии", "11.11.2021"],
    );
    do_task(
        stage,
        "zhukova",
        "Подписать протокол апелляционной комиссии",
        |form| form,
    );
    do_task(
        stage,
        "korneeva",
        "Подписать протокол апелляционной комиссии",
        |form| form,
    );
    stage.at("2021-11-17T11:00");
    do_task(
        stage,
        "orlova",
        "Издать приказ об изменении результатов",
        |form| form,
    );
    says(
        &stage.person("orlova").open("/registers/orders"),
        &["28.10.2021", "17.11.2021"],
    );
    let text = papers::certificate_of(&mut stage.person("semenova"), person);
    assert!(text.is_none_or(|text| text.contains("по 17 ноября 2023")));
}

fn file(stage: &Stage, person: &Participant, code: &str) {
    let mut browser = stage.visitor();
    let case = browser.open(&format!("/c/{code}"));
    says(&case, &[&person.full_name()]);
    let links = case.links("пелляц");
    let page = browser.open(
        links
            .first()
            .unwrap_or_else(|| panic!("no appeal is offered:\n{}", case.text())),
    );
    let page = browser.submit(page.form("/f/appeal/begin"));
    let form = page.form(&page.path);
    assert_eq!(
        form.value("link-contested"),
        code,
        "the code is already in the form"
    );
    let page = browser.submit(form);
    let details = page
        .form(&page.path)
        .fill("school_address", "650000, г. Кемерово, ул. Школьная, 1")
        .fill("ground", "content");
    let page = browser.submit(details);
    let person_page = page
        .form(&page.path)
        .fill("email", &person.email)
        .fill("phone", "+7 3842 00-00-00");
    let page = browser.submit(person_page);
    let remarks = page
        .form(&page.path)
        .fill("remarks.0.question", "7")
        .fill("remarks.0.remark", "Два верных ответа.")
        .fill("remarks.0.argument", "Статья 28 закона № 273-ФЗ.");
    let page = browser.submit(remarks);
    let page = browser.submit(page.form(&page.path).tick("consent", &["true"]));
    says(&page, &["Проверьте ответы", "Два верных ответа."]);
    let receipt = browser.submit(page.form(&page.path));
    assert!(
        receipt.path.ends_with("/receipt"),
        "{} {}",
        receipt.path,
        receipt.text()
    );
    stage.settle();
}
