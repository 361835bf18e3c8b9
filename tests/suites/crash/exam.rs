//! Forty people take a computer test at once; in the middle the server is killed and started again. Every answer that was
//! acknowledged is there, nobody's end has moved, and the scores are those of the acknowledged answers.
//!
//! The same in a real browser, with and without JavaScript: `make browser-test`.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::RwLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use reglament_tests::browser::{Answer, Body, Request, elements, send};
use reglament_tests::{Program, program};
use serde_json::Value;

/// People at the test.
const PEOPLE: usize = 40;
/// Questions of a variant.
const QUESTIONS: usize = 12;
/// How long one request may be repeated.
const PATIENCE: Duration = Duration::from_secs(60);

const ORGANISATION: &str = "
organisation: {name: Управление}
people: {orlova: {name: Орлова Вера Петровна, position: специалист, email: orlova@example.ru}}
roles: {clerk: orlova}
";
const PROCESS: &str = "
process: sitting
title: Тестирование
time_zone: Asia/Novokuznetsk
calendar: ru
subject: name
applicant: email
roles: {clerk: Специалист}
data:
  name: {text: Имя}
  email: {email: Почта}
  correct: {integer: Верно}
start: {public: true, form: [name, email]}
steps:
  exam: {test: Пройти тест, bank: sums, questions: 12, time: 20 минут, next: keep}
  keep: {set: Записать, values: {correct: exam.correct}, next: seen}
  seen: {user_task: Посмотреть, role: clerk, show: [name, correct], next: done}
  done: {end: Готово}
";

/// What the people and whoever kills the server have in common.
struct Stage {
    address: RwLock<SocketAddr>,
    acknowledged: AtomicUsize,
}

/// What one person was told.
struct Told {
    person: usize,
    code: String,
    /// Milliseconds since 1970.
    ends: String,
    /// Question of the bank by place, and the answer that was acknowledged.
    kept: Vec<(usize, String)>,
}

#[test]
fn forty_people_take_a_test_while_the_server_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path());
    let program = program(folder.path());
    program.run(&["publish", "processes"]);
    let mut server = program.serve();
    let stage = Stage {
        address: RwLock::new(server.address()),
        acknowledged: AtomicUsize::new(0),
    };
    let told: Vec<Told> = thread::scope(|scope| {
        let stage = &stage;
        let people: Vec<_> = (0..PEOPLE)
            .map(|person| scope.spawn(move || sit(stage, person)))
            .collect();
        let began = Instant::now();
        while stage.acknowledged.load(Ordering::SeqCst) < PEOPLE * QUESTIONS / 2 {
            assert!(began.elapsed() < PATIENCE, "the answers do not come");
            thread::sleep(Duration::from_millis(1));
        }
        server.kill();
        server = program.serve();
        *stage.address.write().unwrap() = server.address();
        people
            .into_iter()
            .map(|person| person.join().unwrap())
            .collect()
    });
    for one in &told {
        check(&stage, one);
        let finish = format!("/c/{}/test/exam/finish", one.code);
        insist(&stage, &post(&finish, Vec::new()));
    }
    server.kill();
    scores(&program, &told);
    program.run(&["verify"]);
}

fn write(folder: &Path) {
    let question = |n: usize| {
        format!(
            "  q{n}: {{kind: number, text: \"Сумма {n}: {n} и {n}\", key: {}}}",
            2 * n
        )
    };
    let questions: Vec<String> = (0..QUESTIONS).map(question).collect();
    let bank = format!("title: Суммы\nquestions:\n{}\n", questions.join("\n"));
    for (path, text) in [
        ("organisation.yaml", ORGANISATION),
        ("sitting/process.yaml", PROCESS),
        ("sitting/banks/sums.yaml", &bank),
    ] {
        let path = folder.join("processes").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// One person: the form, the link, the answers one after another, once with another answer first.
fn sit(stage: &Stage, person: usize) -> Told {
    let form = insist(stage, &Request::get("/f/sitting"));
    let marks = elements(&form.html());
    let key = marks
        .iter()
        .find(|mark| mark.attribute("name") == "_command");
    let key = key.map(|mark| mark.attribute("value").to_owned());
    let filled = vec![
        ("_command".to_owned(), key.unwrap_or_default()),
        ("name".to_owned(), format!("Участник {person}")),
        ("email".to_owned(), format!("p{person}@example.ru")),
    ];
    let receipt = insist(stage, &post("/f/sitting", filled));
    let receipt = receipt.header("location").unwrap_or_default().to_owned();
    let code = receipt.split('/').nth(2).unwrap_or_default().to_owned();
    let here = format!("/c/{code}/test/exam");
    // Looking at the link begins nothing.
    let start = insist(stage, &Request::get(&here)).html();
    assert!(start.contains("/begin"), "{start}");
    insist(stage, &post(&format!("{here}/begin"), Vec::new()));
    let ends = ends(&question(stage, &code, 1));
    let mut kept = Vec::new();
    for place in 1..=QUESTIONS {
        let page = question(stage, &code, place);
        let n = number_of(&page);
        let right = !(person + n).is_multiple_of(3);
        let answer = if right { 2 * n } else { 2 * n + 1 };
        for answer in [answer + 7, answer] {
            let path = format!("{here}/answers/{place}");
            let pick = vec![("pick".to_owned(), answer.to_string())];
            insist(stage, &post(&path, pick));
        }
        stage.acknowledged.fetch_add(1, Ordering::SeqCst);
        kept.push((n, answer.to_string()));
    }
    Told {
        person,
        code,
        ends,
        kept,
    }
}

/// The variant, the answers and the end are those that the person was told.
fn check(stage: &Stage, told: &Told) {
    for (place, (n, answer)) in (1..).zip(&told.kept) {
        let page = question(stage, &told.code, place);
        assert_eq!(number_of(&page), *n, "person {}: the variant", told.person);
        let marks = elements(&page);
        let shown = marks.iter().find(|mark| mark.attribute("name") == "pick");
        let shown = shown.map(|mark| mark.attribute("value"));
        assert_eq!(shown, Some(answer.as_str()), "person {}", told.person);
        assert_eq!(ends(&page), told.ends, "person {}: the end", told.person);
    }
}

fn scores(program: &Program, told: &[Told]) {
    let list: Value = serde_json::from_str(&program.run(&["task", "list", "--json"])).unwrap();
    let tasks = list["tasks"].as_array().unwrap();
    assert_eq!(tasks.len(), told.len());
    for task in tasks {
        let address = format!("{}/1", task["instance"].as_str().unwrap());
        let shown = program.run(&["task", "show", &address, "--by", "orlova", "--json"]);
        let shown: Value = serde_json::from_str(&shown).unwrap();
        let value = |name: &str| {
            let rows = shown["shown"].as_array().unwrap();
            let row = rows.iter().find(|row| row["name"] == name);
            row.unwrap_or_else(|| panic!("{name} of {shown}"))["value"].clone()
        };
        let name = value("name");
        let whose = |told: &&Told| name == format!("Участник {}", told.person);
        let one = told.iter().find(whose).expect("everybody is known");
        let right = |(n, answer): &&(usize, String)| *answer == (2 * n).to_string();
        let right = one.kept.iter().filter(right).count();
        assert_eq!(value("correct"), right, "{name}");
    }
}

fn question(stage: &Stage, code: &str, place: usize) -> String {
    insist(
        stage,
        &Request::get(&format!("/c/{code}/test/exam?q={place}")),
    )
    .html()
}

fn number_of(page: &str) -> usize {
    let after = page.split("Сумма ").nth(1).unwrap_or_default();
    let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
    digits
        .parse()
        .unwrap_or_else(|_| panic!("no question on\n{page}"))
}

fn ends(page: &str) -> String {
    let marks = elements(page);
    let clock = marks
        .iter()
        .find(|mark| mark.attributes.contains_key("data-ends"));
    clock
        .map(|mark| mark.attribute("data-ends").to_owned())
        .unwrap_or_default()
}

fn post(path: &str, pairs: Vec<(String, String)>) -> Request {
    Request {
        path: path.to_owned(),
        headers: Vec::new(),
        body: Body::Form(pairs),
    }
}

/// Repeats a request until the server answers, as a person with a browser would.
fn insist(stage: &Stage, request: &Request) -> Answer {
    let began = Instant::now();
    loop {
        let address = *stage.address.read().unwrap();
        match send(address, request) {
            Ok(answer) if answer.status < 400 => return answer,
            Ok(answer) if answer.status < 500 => {
                panic!("{}: {} {}", request.path, answer.status, answer.html())
            }
            _ => {}
        }
        assert!(
            began.elapsed() < PATIENCE,
            "{} was not answered",
            request.path
        );
        thread::sleep(Duration::from_millis(20));
    }
}
