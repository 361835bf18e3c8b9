//! The board of milestones on the page of an instance and over the API.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::site::{PASSWORD, Site};

const PROCESS: &str = "
process: project
title: План проекта
time_zone: Asia/Novokuznetsk
calendar: ru
roles: {clerk: Специалист, guard: Сторож}
start: {role: clerk, next: [survey, tools]}
steps:
  survey: {user_task: Обобщить модели, role: clerk, milestone: {due: \"month_end(2026, 11)\", deliverable: Справка, responsible: Иванова}, next: model}
  model: {user_task: Разработать модель, role: clerk, milestone: {due: \"month_end(2026, 12)\", after: survey}, next: ready}
  tools: {user_task: Описать инструменты, role: guard, milestone: {due: \"date('2026-11-10')\", after: survey}, next: ready}
  ready: {join: Готово, next: done}
  done: {end: Завершено}
";

#[tokio::test]
async fn the_plan_shows_what_is_late_and_what_it_waits_for() {
    let site = Site::open().await;
    site.publish_beside("project/process.yaml", PROCESS).await;
    let sign_in = json!({"login": "anna", "password": PASSWORD});
    let opened = site
        .call((Method::POST, "/api/v1/session"), "", "", &sign_in)
        .await;
    let token = opened.json()["token"].as_str().unwrap().to_owned();
    let path = "/api/v1/processes/project/instances";
    let begun = site
        .call(
            (Method::POST, path),
            &token,
            "key-of-the-project",
            &json!({}),
        )
        .await;
    assert_eq!(begun.status, StatusCode::CREATED, "{}", begun.text);
    let instance = begun.json()["instance"].as_str().unwrap().to_owned();
    // It is 16 November 2026: the tools are four working days late, and nothing is done that they wait for.
    let path = format!("/api/v1/instances/{instance}/plan");
    let plan = site
        .call((Method::GET, &path), &token, "", &Value::Null)
        .await
        .json();
    let tools = &plan["milestones"][2];
    assert_eq!(
        (&tools["state"], &tools["deviation"]),
        (&json!("late"), &json!(4)),
        "{plan}"
    );
    assert_eq!(tools["waiting_for"], json!(["survey"]));
    assert_eq!(plan["milestones"][0]["critical"], true, "{plan}");
    let anna = site.sign_in("anna").await;
    let page = site
        .get(&anna, &format!("/instances/{instance}/plan"))
        .await;
    for said in [
        "<svg",
        "План и факт",
        "на 4 рабочих дня позже",
        "ещё не сделано: Обобщить модели",
        "30.11.2026",
        "Иванова",
    ] {
        assert!(page.text.contains(said), "{said}: {}", page.text);
    }
    let course = site.get(&anna, &format!("/instances/{instance}")).await;
    assert!(
        course.text.contains(&format!("/instances/{instance}/plan")),
        "{}",
        course.text
    );
}

#[tokio::test]
async fn a_process_without_milestones_has_no_plan() {
    let site = Site::open().await;
    site.file_request().await;
    let task = site.first_task("anna").await;
    let case = task
        .replace("/tasks/", "/instances/")
        .trim_end_matches("/1")
        .to_owned();
    let anna = site.sign_in("anna").await;
    assert_eq!(
        site.get(&anna, &format!("{case}/plan")).await.status,
        StatusCode::NOT_FOUND
    );
    assert!(!site.get(&anna, &case).await.text.contains("/plan\""));
}
