//! The story: registration, test, commission, order, certificates, refusals, appeal; and what if the order is late.
//!
//! Dates are those of the acts: the order is due on 28.10.2021, appeals may be filed until 02.11, their minutes are due
//! on 11.11, certificates on 08.11, and a certificate is valid through 28.10.2023.

use std::time::Instant;

use reglament_tests::program;

use super::cast::{self, Participant};
use super::office::{do_task, says};
use super::stage::Stage;
use super::{appeal, late, letters, papers, registration, results};

const COMMISSION: [&str; 10] = [
    "dashkovskaya",
    "semenova",
    "davydova",
    "shvarts",
    "demura",
    "gerasimova",
    "gusarova",
    "kudankina",
    "vakhrameeva",
    "klyachina",
];

#[test]
fn one_session_from_the_registration_to_the_appeal() {
    let began = Instant::now();
    let told = |what: &str| println!("{:>6.1} s  {what}", began.elapsed().as_secs_f64());
    let folder = tempfile::tempdir().unwrap();
    let renderer = program(folder.path()).binary().to_owned();
    let people = cast::everybody();
    let stage = Stage::open(
        &folder.path().join("session.db"),
        "2021-10-11T12:00",
        renderer.clone(),
    );
    stage.publish();

    let codes = register(&stage, &people);
    told("forty people are registered");
    prepare_and_test(&stage, &people);
    told("the results are in");
    decide(&stage);
    told("the protocol is signed");
    let copy = folder.path().join("late.db");
    stage.copy_to(&copy);
    late::order_too_late(&copy, renderer);
    told("a late order was seen by the controller");

    stage.at("2021-10-28T15:00");
    refuse(&stage, &people);
    issue_the_order(&stage);
    told("order and certificates are drawn up");
    papers::certificates(&stage, &people);
    letters::of_the_order(&stage, &people);
    stage.at("2021-11-02T09:00");
    papers::hand_out(&stage, &people);
    told("certificates are handed out");
    appeal::upheld(&stage, &people, &codes);
    told("the appeal is upheld");
    letters::of_the_appeal(&stage, &people);
    stage.verify();
    stage.close();
    told("journals and state agree");
}

/// The session starts by schedule at midnight; the window is open for a day.
fn register(stage: &Stage, people: &[Participant]) -> Vec<String> {
    says(&stage.visitor().open("/"), &["Следующий набор начнётся"]);
    stage.at("2021-10-12T00:00");
    stage.at("2021-10-12T10:00");
    let codes = registration::register_all(stage, people);
    registration::refuse_twice(stage, &people[3]);
    registration::refuse_late(stage, &people[3], || stage.at("2021-10-13T00:00"));
    codes
}

fn prepare_and_test(stage: &Stage, people: &[Participant]) {
    do_task(stage, "tikhonov", "Проверить нормативную базу", |form| form);
    do_task(
        stage,
        "davydova",
        "Обновить контрольно-измерительные материалы",
        |form| form.fill("materials_version", "2021-10"),
    );
    stage.at("2021-10-13T09:00");
    do_task(
        stage,
        "davydova",
        "Проверить список участников",
        |form| {
            form.fill("venue", "НМЦ, кабинет 12")
                .fill("starts_at", "10:00")
        },
    );
    letters::of_the_registration(stage, people);
    stage.at("2021-10-21T10:00");
    do_task(
        stage,
        "davydova",
        "Начать компьютерное тестирование",
        |form| form,
    );
    stage.at("2021-10-21T12:30");
    results::import(stage, people);
}

/// The meeting, and both signatures on the same day.
fn decide(stage: &Stage) {
    do_task(
        stage,
        "davydova",
        "Провести заседание",
        |form| {
            form.tick("present", &COMMISSION)
                .fill("votes_for", "10")
                .fill("votes_against", "0")
                .fill("votes_abstained", "0")
        },
    );
    do_task(stage, "davydova", "Подписать протокол", |form| form);
    assert!(
        stage
            .person("orlova")
            .open("/tasks")
            .links("Издать приказ")
            .is_empty(),
        "one signature is not enough"
    );
    do_task(stage, "dashkovskaya", "Подписать протокол", |form| form);
    let page = stage.person("orlova").open("/tasks");
    says(&page, &["Издать приказ о результатах", "28.10.2021"]);
}

/// Whoever failed is told why, in a document of his own.
fn refuse(stage: &Stage, people: &[Participant]) {
    for person in people.iter().filter(|person| !person.passed()) {
        let task = format!(
            "Указать причины отказа и рекомендации, {}",
            person.full_name()
        );
        do_task(stage, "davydova", &task, |form| {
            form.fill("reasons", "Не освоены вопросы трудового права.")
                .fill("recommendations", "Повторить раздел «Кадры».")
        });
    }
}

fn issue_the_order(stage: &Stage) {
    do_task(stage, "orlova", "Издать приказ о результатах", |form| form);
    says(
        &stage.person("orlova").open("/registers/orders"),
        &["28.10.2021", "протокол № 1"],
    );
    do_task(stage, "orlova", "Оформить сертификаты", |form| form);
    do_task(stage, "davydova", "Разместить приказ на сайте", |form| form);
}
