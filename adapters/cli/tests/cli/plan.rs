//! `reglament plan`: the milestones of a process by itself, as of a day.

use std::fs;
use std::path::PathBuf;

use crate::program::{folder, reglament_in};

const PROCESS: &str = "
process: project
title: {ru: План проекта, en: Project plan}
time_zone: Europe/Moscow
calendar: ru
roles: {clerk: Специалист}
start: {role: clerk, next: [survey, tools]}
steps:
  survey: {user_task: Обобщить модели, role: clerk, milestone: {due: \"month_end(2021, 4)\"}, next: model}
  model: {user_task: Разработать модель, role: clerk, milestone: {due: \"month_end(2021, 6)\", after: survey}, next: ready}
  tools: {user_task: Описать инструменты, role: clerk, milestone: {due: \"month_end(2021, 5)\", after: survey}, next: ready}
  ready: {join: Готово, next: done}
  done: {end: Завершено}
";

const ORGANISATION: &str = "
organisation: {name: Центр}
people: {anna: {name: Иванова Анна Петровна, position: специалист, email: anna@example.ru}}
roles: {clerk: anna}
";

fn project(test: &str) -> PathBuf {
    let folder = folder(test);
    fs::create_dir_all(folder.join("processes/project")).unwrap();
    fs::create_dir_all(folder.join("processes/shared/letters")).unwrap();
    fs::write(folder.join("processes/organisation.yaml"), ORGANISATION).unwrap();
    fs::write(folder.join("processes/project/process.yaml"), PROCESS).unwrap();
    folder
}

#[test]
fn a_plan_shows_dates_slack_and_what_is_late() {
    let folder = project("plan_by_itself");
    let words = ["plan", "--process", "project", "--on", "12.05.2021"];
    let ran = reglament_in(&folder, &words);
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    // Six working days after 30 April: 4 to 7 May were working days by law, days off by decree.
    let lines = [
        "! Обобщить модели     30.04.2021  ~ 12.05.2021  +6          0      просрочена",
        "! Разработать модель  30.06.2021  ~ 08.07.2021              0      впереди",
        "  Описать инструменты 31.05.2021",
        "«Описать инструменты» – ещё не сделано: Обобщить модели",
    ];
    let told = ran.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    for line in lines {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(&line), "{line}\n{}", ran.stdout);
    }
    let ran = reglament_in(&folder, &[&words[..], &["--json"]].concat());
    let answer: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    // The tools take 19 working days from 12 May, so they are expected on 8 June; the model, on which the end hangs, on
    // 8 July: 15 working days of June (the 14th is a day off) and 6 of July lie between.
    assert_eq!(answer["milestones"][2]["slack"], 21, "{answer}");
}

#[test]
fn a_process_without_milestones_has_no_plan() {
    let folder = project("plan_of_nothing");
    let file = folder.join("processes/project/process.yaml");
    let text = fs::read_to_string(&file).unwrap();
    let bare: Vec<&str> = text.split(", milestone: {").collect();
    let bare: Vec<&str> = bare
        .iter()
        .map(|part| part.split_once("}, next").map_or(*part, |(_, rest)| rest))
        .collect();
    fs::write(&file, bare.join(", next")).unwrap();
    let ran = reglament_in(&folder, &["plan", "--process", "project"]);
    assert!(
        ran.code != 0 && ran.stderr.contains("нет вех"),
        "{}{}",
        ran.stdout,
        ran.stderr
    );
    let ran = reglament_in(&folder, &["plan", "--process", "other"]);
    assert!(
        ran.stderr.contains("Процесса «other» нет"),
        "{}",
        ran.stderr
    );
}
