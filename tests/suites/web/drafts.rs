//! Administration of processes: who may, drafts, the editor's questions, four eyes, and what is never shown.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use reglament_http::Settings;
use serde_json::{Value, json};

use super::exam;
use super::site::{Answer, Site, files};

const PROCESS: &str = "request/process.yaml";
const STORY: &str = "scenario: Ответ вовремя\nat: \"2026-11-16T10:00\"\nstart:\n  public: true\n  \
                 input: {topic: Крыша, email: a@example.ru}\nsteps:\n  - complete: {task: answer, at: \"2026-11-17T12:00\", by: anna, outcome: accept, with: {}}\n";

/// The office with anna as an administrator beside vera, who oversees everything.
pub(super) async fn office(settings: Settings) -> Site {
    let site = Site::open_with(settings).await;
    site.service.publish(package(&[]), "test").await.unwrap();
    site
}

fn package(more: &[(&str, &str)]) -> std::collections::BTreeMap<String, String> {
    let mut files = files();
    let people = files.get_mut("organisation.yaml").unwrap();
    *people = people.replace("roles:\n", "roles:\n  administrator: anna\n");
    files.extend(
        more.iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned())),
    );
    files
}

fn process() -> String {
    files()[PROCESS].clone()
}

/// Begins a draft; gives its address.
pub(super) async fn begin(site: &Site, who: &str) -> String {
    let sent = [("title", "Срок короче")];
    let answer = site.post(who, "/admin/drafts", &sent).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    answer.location().to_owned()
}

async fn save(site: &Site, who: &str, draft: &str, (seen, text): (&str, &str)) -> Answer {
    let sent = [
        ("file", PROCESS),
        ("seen", seen),
        ("text", text),
        ("act", "save"),
    ];
    site.post(who, &format!("{draft}/file"), &sent).await
}

pub(super) async fn ask(site: &Site, who: &str, path: &str, body: &Value) -> Answer {
    let request = Request::post(path)
        .header(header::COOKIE, who)
        .header(header::CONTENT_TYPE, "application/json");
    let request = request.body(Body::from(body.to_string())).unwrap();
    site.send(request).await
}

/// The value of a hidden input.
fn hidden<'a>(page: &'a Answer, name: &str) -> &'a str {
    let start = format!("name=\"{name}\" value=\"");
    let (_, rest) = page.text.split_once(&start).expect("a hidden input");
    rest.split('"').next().unwrap()
}

async fn press(site: &Site, who: &str, draft: &str, what: &str) -> Answer {
    let page = site.get(who, &format!("{draft}/review")).await;
    let revision = match page.text.contains("name=\"revision\"") {
        true => hidden(&page, "revision").to_owned(),
        false => "1".to_owned(),
    };
    let over = match page.text.contains("name=\"over\"") {
        true => hidden(&page, "over").to_owned(),
        false => site.service.library().current().digest.clone(),
    };
    let sent = [
        ("revision", revision.as_str()),
        ("over", &over),
        ("remark", "Поправьте срок"),
    ];
    site.post(who, &format!("{draft}/{what}"), &sent).await
}

#[tokio::test]
async fn administrators_only() {
    let site = office(Settings::default()).await;
    let (anna, vera, oleg) = (
        site.sign_in("anna").await,
        site.sign_in("vera").await,
        site.sign_in("oleg").await,
    );
    let draft = begin(&site, &anna).await;
    let pages = [
        "/admin/processes",
        "/admin/processes/request",
        "/admin/processes/request/versions",
        "/admin/drafts",
        &draft,
        &format!("{draft}/edit?file={PROCESS}"),
        &format!("{draft}/changes"),
        &format!("{draft}/scenarios"),
        &format!("{draft}/terms"),
        &format!("{draft}/review"),
    ];
    for page in pages {
        for (who, status) in [(&anna, 200), (&vera, 200), (&oleg, 403)] {
            let answer = site.get(who, page).await;
            assert_eq!(answer.status.as_u16(), status, "{page}: {}", answer.text);
        }
    }
    let asked = json!({"file": PROCESS, "text": process()});
    let check = format!("{draft}/check");
    assert_eq!(ask(&site, &oleg, &check, &asked).await.status, 403);
    for (sent, what) in [("file", "file"), ("revision", "submit")] {
        let sent = [(sent, "1"), ("seen", "0"), ("text", "x")];
        let answer = site.post(&oleg, &format!("{draft}/{what}"), &sent).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{what}");
    }
    // The role administers processes; cases and letters stay with those who oversee them.
    let tasks = site.get(&anna, "/tasks").await.text;
    assert!(tasks.contains("/admin/processes") && !tasks.contains("/admin/outbox"));
    let migrate = "/admin/processes/request/migrate?to=1";
    assert_eq!(site.get(&anna, migrate).await.status, 403);
    assert_eq!(site.get(&vera, migrate).await.status, 200);
    assert!(!site.get(&oleg, "/tasks").await.text.contains("/admin/"));
}

#[tokio::test]
async fn a_draft_is_published_by_another_hand() {
    let site = office(Settings::default()).await;
    let (anna, vera) = (site.sign_in("anna").await, site.sign_in("vera").await);
    site.file_request().await;
    let draft = begin(&site, &anna).await;
    let text = process().replace("5 рабочих дней", "3 рабочих дня");
    let saved = save(&site, &anna, &draft, ("0", &text)).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    assert!(saved.location().ends_with("saved=true"));
    let changes = site.get(&vera, &format!("{draft}/changes")).await.text;
    assert!(
        changes.contains("5 рабочих дней") && changes.contains("3 рабочих дня"),
        "{changes}"
    );
    // Not before it is submitted, and not by its author.
    assert_eq!(press(&site, &vera, &draft, "publish").await.status, 409);
    let submitted = press(&site, &anna, &draft, "submit").await;
    assert_eq!(submitted.status, 303, "{}", submitted.text);
    let late = save(&site, &anna, &draft, ("1", &process())).await;
    assert_eq!(late.status, 409, "what is being read does not change");
    assert_eq!(press(&site, &anna, &draft, "publish").await.status, 403);
    let review = site.get(&vera, &format!("{draft}/review")).await.text;
    assert!(review.contains("Можно перевести: 1, нельзя: 0"), "{review}");
    let published = press(&site, &vera, &draft, "publish").await;
    assert_eq!(published.status, 303, "{}", published.text);
    let current = site.service.library().current();
    let found = &current.definitions["request"];
    assert_eq!(found.reference.version, 2);
    assert!(current.files[PROCESS].contains("3 рабочих дня"));
    let versions = site.get(&anna, "/admin/processes/request/versions").await;
    for words in [
        "Редакция 2",
        "Смирнова Вера Олеговна",
        "3 рабочих дня",
        "1 дело",
    ] {
        assert!(versions.text.contains(words), "{words}: {}", versions.text);
    }
    let migrate = "/admin/processes/request/migrate";
    let tried = site.get(&vera, &format!("{migrate}?to=2&dry=true")).await;
    assert!(tried.text.contains("Можно перевести: 1"), "{}", tried.text);
    let done = site.post(&vera, migrate, &[("to", "2")]).await;
    assert!(done.text.contains("Переведено: 1"), "{}", done.text);
}

#[tokio::test]
async fn an_author_who_returns_the_draft_and_one_who_is_alone() {
    let site = office(Settings {
        one_administrator: true,
        ..Settings::default()
    })
    .await;
    let (anna, vera) = (site.sign_in("anna").await, site.sign_in("vera").await);
    let draft = begin(&site, &anna).await;
    let text = process().replace("Обращение", "Запрос");
    save(&site, &anna, &draft, ("0", &text)).await;
    press(&site, &anna, &draft, "submit").await;
    let back = press(&site, &vera, &draft, "return").await;
    assert_eq!(back.status, 303, "{}", back.text);
    let page = site.get(&anna, &draft).await.text;
    assert!(page.contains("Поправьте срок"), "{page}");
    press(&site, &anna, &draft, "submit").await;
    let published = press(&site, &anna, &draft, "publish").await;
    assert_eq!(published.status, 303, "{}", published.text);
    let list = site.get(&anna, "/admin/drafts").await.text;
    assert!(list.contains("опубликован"));
}

#[tokio::test]
async fn whoever_wrote_and_took_it_back_still_wrote() {
    let site = office(Settings::default()).await;
    let (anna, vera) = (site.sign_in("anna").await, site.sign_in("vera").await);
    let draft = begin(&site, &anna).await;
    let text = process().replace("Обращение", "Запрос");
    save(&site, &vera, &draft, ("0", &text)).await;
    let other = process().replace("Обращение", "Письмо");
    save(&site, &anna, &draft, ("1", &other)).await;
    press(&site, &anna, &draft, "submit").await;
    assert_eq!(press(&site, &vera, &draft, "publish").await.status, 403);
}

#[tokio::test]
async fn two_at_once_lose_nothing() {
    let site = office(Settings::default()).await;
    let (anna, vera) = (site.sign_in("anna").await, site.sign_in("vera").await);
    let draft = begin(&site, &anna).await;
    let first = process().replace("Обращение", "Запрос");
    let second = process().replace("Обращение", "Прошение");
    assert_eq!(save(&site, &anna, &draft, ("0", &first)).await.status, 303);
    let refused = save(&site, &vera, &draft, ("0", &second)).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    for words in ["Прошение", "Запрос", "Иванова Анна Петровна"] {
        assert!(refused.text.contains(words), "{words}: {}", refused.text);
    }
    // What was typed comes back and is saved over what the other one wrote, knowingly.
    let seen = hidden(&refused, "seen").to_owned();
    assert_eq!(seen, "1");
    assert_eq!(
        save(&site, &vera, &draft, (&seen, &second)).await.status,
        303
    );
}

#[tokio::test]
async fn a_broken_text_is_kept_and_not_submitted() {
    let site = office(Settings::default()).await;
    let anna = site.sign_in("anna").await;
    let draft = begin(&site, &anna).await;
    // Lines of a text area come with carriage returns; the first line of the text may be empty.
    let broken = format!(
        "\n{}",
        process().replace("role: clerk\n    form", "role: clrek\n    form")
    );
    let sent = broken.replace('\n', "\r\n");
    assert_eq!(save(&site, &anna, &draft, ("0", &sent)).await.status, 303);
    let edit = format!("{draft}/edit?file={PROCESS}");
    let page = site.get(&anna, &edit).await.text;
    let line = 1 + broken
        .lines()
        .position(|line| line.contains("clrek"))
        .unwrap();
    let place = format!("{PROCESS}, строка {line}");
    assert!(page.contains(&place), "{place}: {page}");
    assert!(page.contains("clrek") && page.contains("wrap=\"off\">\n\nprocess: request"));
    let refused = press(&site, &anna, &draft, "submit").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("В описаниях есть ошибки"));
    // Checking without saving keeps what is typed and writes nothing.
    let typed = [
        ("file", PROCESS),
        ("seen", "1"),
        ("text", "x: ["),
        ("act", "check"),
    ];
    let checked = site.post(&anna, &format!("{draft}/file"), &typed).await;
    assert_eq!(checked.status, StatusCode::OK);
    assert!(checked.text.contains("x: [</textarea>"));
    assert!(site.get(&anna, &edit).await.text.contains("clrek"));
}

#[tokio::test]
async fn the_editor_is_answered_in_utf16_places() {
    let site = office(Settings::default()).await;
    let anna = site.sign_in("anna").await;
    let draft = begin(&site, &anna).await;
    let text = process().replace(
        "answer:\n    user_task: Ответить\n    role: clerk",
        "answer: {user_task: \"😀 Ответить\", role: clrek}\n  other:\n    user_task: Ответить\n    role: clerk",
    );
    let asked = json!({"file": PROCESS, "text": text});
    let answer = ask(&site, &anna, &format!("{draft}/check"), &asked)
        .await
        .json();
    let findings = answer["findings"].as_array().unwrap();
    let role = findings
        .iter()
        .find(|found| found["text"].as_str().unwrap().contains("clrek"))
        .unwrap();
    let line = text
        .lines()
        .position(|line| line.contains("clrek"))
        .unwrap();
    let before = text
        .lines()
        .nth(line)
        .unwrap()
        .split("clrek")
        .next()
        .unwrap();
    let column = before.encode_utf16().count();
    assert_eq!(role["from"], json!({"line": line, "character": column}));
    assert_eq!(role["line"], line + 1);
    assert_eq!(role["fix"]["text"], "clerk");
    // A picture is there all the same: that of the edition in force, and the word says so.
    assert!(answer["html"].as_str().unwrap().contains("<svg"));
    assert_eq!(answer["stale"], true);
    let steps = answer["steps"].as_array().unwrap();
    assert!(steps.iter().any(|step| step["id"] == "reply"));
    let again = json!({"file": PROCESS, "text": text, "have": true});
    let again = ask(&site, &anna, &format!("{draft}/check"), &again)
        .await
        .json();
    assert_eq!(again["html"], Value::Null, "the last good picture stays");

    let text = process().replace("role: clerk\n    form", "role: \n    form");
    let line = text.lines().position(|line| line == "    role: ").unwrap();
    let at = json!({"file": PROCESS, "text": text, "line": line, "character": 10});
    let found = ask(&site, &anna, &format!("{draft}/complete"), &at)
        .await
        .json();
    let labels: Vec<&str> = found["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["label"].as_str().unwrap())
        .collect();
    assert!(labels.contains(&"clerk"), "{labels:?}");
    let line = process()
        .lines()
        .position(|line| line == "    role: clerk")
        .unwrap();
    let at = json!({"file": PROCESS, "text": process(), "line": line, "character": 12});
    let told = ask(&site, &anna, &format!("{draft}/hover"), &at)
        .await
        .json();
    assert!(
        told["text"].as_str().unwrap().contains("Специалист"),
        "{told}"
    );
}

#[tokio::test]
async fn every_panel_is_drawn() {
    let site = office(Settings::default()).await;
    let anna = site.sign_in("anna").await;
    let draft = begin(&site, &anna).await;
    let text = process().replace("5 рабочих дней", "3 рабочих дня");
    let cases = [
        ("diagram", "<svg"),
        ("steps", "#step-answer"),
        ("terms", "Ответить"),
        ("letters", "<mark>topic</mark>"),
        ("changes", "3 рабочих дня"),
    ];
    for (panel, words) in cases {
        let asked = json!({"file": PROCESS, "text": text, "panel": panel, "start": "27.12.2026"});
        let answer = ask(&site, &anna, &format!("{draft}/check"), &asked).await;
        let html = answer.json()["html"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        assert!(html.contains(words), "{panel}: {}", answer.text);
    }
    let terms = format!("{draft}/terms?process=request&start=27.12.2026");
    let page = site.get(&anna, &terms).await.text;
    assert!(page.contains("Ответить") && page.contains("2027"), "{page}");
    let wrong = site.get(&anna, &format!("{draft}/terms?start=soon")).await;
    assert!(
        wrong.text.contains("Напишите день начала"),
        "{}",
        wrong.text
    );
}

#[tokio::test]
async fn scenarios_are_played_on_the_page() {
    let site = office(Settings::default()).await;
    let anna = site.sign_in("anna").await;
    let draft = begin(&site, &anna).await;
    for (name, text) in [("good", STORY), ("bad", "scenario: [")] {
        let path = format!("request/scenarios/{name}.yaml");
        let added = site
            .post(&anna, &format!("{draft}/files"), &[("path", &path)])
            .await;
        assert_eq!(added.status, StatusCode::SEE_OTHER);
        let page = site.get(&anna, &format!("{draft}/edit?file={path}")).await;
        let seen = hidden(&page, "seen").to_owned();
        let sent = [("file", path.as_str()), ("seen", &seen), ("text", text)];
        let saved = site.post(&anna, &format!("{draft}/file"), &sent).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    }
    let address = format!("{draft}/scenarios");
    let before = site.get(&anna, &address).await.text;
    assert!(before.contains("2 сценария"), "{before}");
    let run = site.post(&anna, &address, &[("folder", "request")]).await;
    assert_eq!(run.status, StatusCode::SEE_OTHER);
    let after = site.get(&anna, &address).await.text;
    assert!(after.contains("не прошёл 1"), "{after}");
    assert!(after.contains("Файл не читается как сценарий"), "{after}");
    assert!(after.contains("Ответ вовремя"), "{after}");
    let unknown = site.post(&anna, &address, &[("folder", "nothing")]).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_publication_in_between_must_be_looked_at() {
    let site = office(Settings::default()).await;
    let (anna, vera) = (site.sign_in("anna").await, site.sign_in("vera").await);
    let draft = begin(&site, &anna).await;
    let text = process().replace("5 рабочих дней", "3 рабочих дня");
    save(&site, &anna, &draft, ("0", &text)).await;
    press(&site, &anna, &draft, "submit").await;
    let review = site.get(&vera, &format!("{draft}/review")).await;
    let (revision, over) = (hidden(&review, "revision"), hidden(&review, "over"));
    // Another file is published meanwhile: the changes lie over something else than what was read.
    let note = (
        "request/letters/answer.md",
        "Тема: Ваш ответ\n\n{{ topic }}\n",
    );
    site.service
        .publish(package(&[note]), "test")
        .await
        .unwrap();
    let sent = [("revision", revision), ("over", over)];
    let publish = format!("{draft}/publish");
    assert_eq!(site.post(&vera, &publish, &sent).await.status, 409);
    // Then the very file.
    let other = process().replace("Обращение", "Запрос");
    let both = package(&[note, (PROCESS, &other)]);
    site.service.publish(both, "test").await.unwrap();
    let stale = press(&site, &vera, &draft, "publish").await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        stale.text.contains("опубликован другой текст"),
        "{}",
        stale.text
    );
    // Looked at and saved again, it may go on.
    press(&site, &vera, &draft, "return").await;
    let merged = text.replace("Обращение", "Запрос");
    assert_eq!(save(&site, &anna, &draft, ("1", &merged)).await.status, 303);
    press(&site, &anna, &draft, "submit").await;
    let published = press(&site, &vera, &draft, "publish").await;
    assert_eq!(published.status, 303, "{}", published.text);
    let current = site.service.library().current();
    assert!(current.files[PROCESS].contains("Запрос"));
    assert!(current.files["request/letters/answer.md"].contains("Ваш ответ"));
}

#[tokio::test]
async fn questions_of_tests_are_never_shown() {
    let site = office(Settings::default()).await;
    let file = "sitting/banks/secret.yaml";
    let more = [(file, exam::BANK), ("sitting/process.yaml", exam::PROCESS)];
    site.service.publish(package(&more), "test").await.unwrap();
    let anna = site.sign_in("anna").await;
    let draft = begin(&site, &anna).await;
    let secret = "Загадка первая";
    assert!(exam::BANK.contains(secret));
    let pages = [
        draft.clone(),
        format!("{draft}/edit?file={file}"),
        format!("{draft}/edit?file=sitting/process.yaml"),
        format!("/admin/processes/sitting?file={file}"),
        "/admin/processes/sitting".to_owned(),
    ];
    for page in pages {
        let answer = site.get(&anna, &page).await;
        assert!(!answer.text.contains(secret), "{page}");
        // The page's own address comes back in the form that changes the language; a link must not lead there.
        let linked = format!("href=\"{draft}/edit?file=sitting/banks");
        assert!(!answer.text.contains(&linked), "{page}");
    }
    let open = format!("href=\"{draft}/edit?file=sitting/process.yaml");
    assert!(site.get(&anna, &draft).await.text.contains(&open), "{open}");
    let sent = [("file", file), ("seen", "0"), ("text", "x")];
    let written = site.post(&anna, &format!("{draft}/file"), &sent).await;
    assert!(!written.status.is_success() && !written.status.is_redirection());
    for what in ["check", "complete", "hover"] {
        let asked = json!({"file": file, "text": "x", "line": 0, "character": 0});
        let asked = match what {
            "check" => json!({"file": file, "text": "x"}),
            _ => asked,
        };
        let answer = ask(&site, &anna, &format!("{draft}/{what}"), &asked).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{what}");
    }
}

/// What the editor asks is asked by programs too: findings, proposals, explanations, scenarios. Others get nothing.
#[tokio::test]
async fn programs_ask_what_the_editor_asks() {
    let site = office(Settings::default()).await;
    let anna = site.sign_in("anna").await;
    let draft = begin(&site, &anna).await;
    let draft = draft.rsplit('/').next().unwrap();
    let (mine, theirs) = (
        super::api::token(&site, "anna").await,
        super::api::token(&site, "oleg").await,
    );
    let ask = async |token: &str, what: &str, body: Value| {
        let path = format!("/api/v1/drafts/{draft}/{what}");
        site.call((axum::http::Method::POST, &path), token, "", &body)
            .await
    };
    let text = process();
    let whole = json!({"file": PROCESS, "text": text});
    let found = ask(&mine, "check", whole.clone()).await.json();
    let errors = |found: &Value| {
        let all = found["findings"].as_array().unwrap().iter();
        all.filter(|one| one["error"] == true).count()
    };
    assert_eq!(errors(&found), 0, "{found}");
    let broken = json!({"file": PROCESS, "text": text.replace("role: clerk", "role: clark"), "proofs": true});
    let found = ask(&mine, "check", broken).await.json();
    assert!(errors(&found) > 0, "{found}");
    let line = text.lines().position(|line| line.contains("role: clerk"));
    let column = text
        .lines()
        .nth(line.unwrap())
        .unwrap()
        .find("clerk")
        .unwrap();
    let at = json!({"file": PROCESS, "text": text, "line": line, "character": column});
    let items = ask(&mine, "complete", at.clone()).await.json();
    let items = items["items"].as_array().unwrap().clone();
    assert!(
        items.iter().any(|item| item["label"] == "controller"),
        "{items:?}"
    );
    let explained = ask(&mine, "explain", at).await.json();
    assert_eq!(explained["from"]["line"], json!(line), "{explained}");
    for (token, what, body, status) in [
        (&theirs, "check", whole.clone(), 403),
        (
            &mine,
            "check",
            json!({"file": "none.yaml", "text": ""}),
            404,
        ),
        (&mine, "check", json!({"file": PROCESS}), 400),
        (&mine, "complete", whole, 400),
        (&mine, "scenarios", json!({"folder": "none"}), 404),
    ] {
        let answer = ask(token, what, body).await;
        assert_eq!(answer.status.as_u16(), status, "{what}: {}", answer.text);
    }
    for (name, text) in [("bad", "scenario: ["), ("good", STORY)] {
        let path = format!("request/scenarios/{name}.yaml");
        let added = json!({"act": "add", "path": path, "text": text});
        let added = ask(&mine, "files", added).await;
        assert!(added.status.is_success(), "{}", added.text);
    }
    let played = ask(&mine, "scenarios", json!({"folder": "request"})).await;
    assert_eq!(played.status, StatusCode::OK, "{}", played.text);
    let told = played.json();
    let held = |place: usize| &told["scenarios"][place]["held"];
    assert_eq!(told["state"], "played", "{told}");
    assert_eq!((held(0), held(1)), (&json!(false), &json!(true)), "{told}");
}
