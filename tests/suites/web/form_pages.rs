//! A public form filled in page by page: kept on the way, judged when a page is left, sent once, erased on demand.

use axum::http::StatusCode;

use super::site::{Answer, Site};

/// Five fields of three topics.
const PROCESS: &str = "process: enrolment
title: {ru: Запись на курс, en: Enrolment}
time_zone: Asia/Novokuznetsk
calendar: ru
subject: name
applicant: email
roles: {clerk: Специалист}
data:
  name: {person_name: ФИО}
  email: {email: Почта}
  school: {text: Школа}
  hours: {integer: Часов, min: 1}
  consent: {consent: Согласен}
start:
  public: true
  form: [name, email, school, hours, consent]
steps:
  answer:
    user_task: Ответить
    role: clerk
    next: done
  done: {end: Готово}
";

async fn site() -> Site {
    let site = Site::open().await;
    site.publish_beside("enrolment/process.yaml", PROCESS).await;
    site
}

async fn begun(site: &Site) -> String {
    let begun = site.post("", "/f/enrolment/begin", &[]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
    let first = begun.location().to_owned();
    assert!(first.ends_with("/1"), "{first}");
    first.trim_end_matches("/1").to_owned()
}

/// Leaves a page with these answers for the next one.
async fn leave(site: &Site, form: &str, page: &str, answers: &[(&str, &str)]) -> String {
    let left = site.post("", &format!("{form}/{page}"), answers).await;
    assert_eq!(left.status, StatusCode::SEE_OTHER, "{page}: {}", left.text);
    left.location().to_owned()
}

async fn fill(site: &Site, form: &str) {
    let name = [
        ("name.family", "Котова"),
        ("name.given", "Вера"),
        ("email", "kotova@example.ru"),
    ];
    assert_eq!(leave(site, form, "1", &name).await, format!("{form}/2"));
    let details = [("school", "СОШ № 1"), ("hours", "36")];
    leave(site, form, "2", &details).await;
    let last = leave(site, form, "3", &[("consent", "true")]).await;
    assert_eq!(last, format!("{form}/check"));
}

fn holds(answer: &Answer, texts: &[&str]) {
    for text in texts {
        assert!(answer.text.contains(text), "no «{text}» in {}", answer.text);
    }
}

#[tokio::test]
async fn a_long_form_begins_with_what_it_needs_and_a_short_one_does_not() {
    let site = site().await;
    let start = site.get("", "/f/enrolment").await;
    holds(&start, &["О вас", "Почта", "Сведения", "Школа", "Согласие"]);
    assert!(!start.text.contains("name=\"email\""));
    let whole = site.get("", "/f/enrolment?view=whole").await;
    holds(&whole, &["name=\"email\"", "name=\"hours\""]);
    let short = site.get("", "/f/request").await;
    holds(&short, &["name=\"email\""]);
}

#[tokio::test]
async fn a_form_is_kept_checked_and_sent_once() {
    let site = site().await;
    let form = begun(&site).await;
    let wrong = [("name.family", "Котова"), ("email", "kotova@")];
    let refused = site.post("", &format!("{form}/1"), &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    holds(&refused, &["value=\"Котова\"", "kotova@", "Шаг 1 из 4"]);
    // What was typed is kept, though it is wrong: it stands there when somebody comes back.
    holds(
        &site.get("", &format!("{form}/1")).await,
        &["value=\"Котова\""],
    );
    let check = format!("{form}/check");
    let early = site.get("", &check).await;
    holds(&early, &["ещё нельзя отправить"]);
    let early = site.post("", &check, &[]).await;
    assert_eq!(
        early.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "sent half empty"
    );
    fill(&site, &form).await;
    let answers = site.get("", &check).await;
    holds(
        &answers,
        &["Котова Вера", "kotova@example.ru", "СОШ № 1", "36"],
    );
    let first = site.post("", &check, &[]).await;
    let second = site.post("", &check, &[]).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.text);
    assert!(first.location().ends_with("/receipt"));
    assert_eq!(
        first.location(),
        second.location(),
        "sent twice, filed once"
    );
    let again = site.get("", &format!("{form}/1")).await;
    assert_eq!(again.location(), first.location());
    let tasks = site.service.my_tasks("anna", None).await.unwrap();
    assert_eq!(tasks.rows.len(), 1);
}

#[tokio::test]
async fn an_erased_or_unknown_form_is_not_there() {
    let site = site().await;
    let form = begun(&site).await;
    let other = form.replace("/f/enrolment/", "/f/request/");
    let erased = site.post("", &format!("{form}/erase"), &[]).await;
    assert_eq!(erased.location(), "/f/enrolment");
    let kept = begun(&site).await;
    let past = format!("{kept}/4");
    let secret = "0".repeat(32);
    let unknown = format!("/f/enrolment/{secret}/1");
    let zero = format!("{kept}/0");
    let erased = format!("{form}/1");
    let other = format!("{other}/1");
    for path in [&erased, &other, &past, &zero, &unknown] {
        let answer = site.get("", path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        let answer = site.post("", path, &[("school", "x")]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn robots_begin_nothing_and_nobody_fills_the_store() {
    let site = site().await;
    let trap = [("_website", "x")];
    let begun_by_robot = site.post("", "/f/enrolment/begin", &trap).await;
    assert_eq!(begun_by_robot.location(), "/f/enrolment");
    let form = begun(&site).await;
    let long = "щ".repeat(40 * 1024);
    let answers = [("school", long.as_str()), ("hours", "1")];
    let refused = site.post("", &format!("{form}/2"), &answers).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    holds(&refused, &["черновик их не вместит"]);
    let unknown = site
        .post("", &format!("{form}/2"), &[("consent", "true")])
        .await;
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST);
}
