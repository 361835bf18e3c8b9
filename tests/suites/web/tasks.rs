//! «Мои задачи»: search, cards, several at once, filters of one's own.

use axum::http::StatusCode;
use reglament_runtime::limits::MAX_FILTERS;

use super::site::Site;

/// A paper that two roles sign.
const PAPER: &str = "\
process: paper
title: Протокол
time_zone: Asia/Novokuznetsk
calendar: ru
subject: topic
roles: {clerk: Специалист, controller: Контроль}
data: {topic: {text: Тема}}
start: {role: clerk, form: [topic]}
steps:
  sign: {user_task: Подписать протокол, signed_by: [clerk, controller], next: done}
  done: {end: Подписан}
";

#[tokio::test]
async fn a_search_looks_at_everything_that_a_row_says() {
    let site = Site::open().await;
    let code = site.file_request().await;
    let anna = site.sign_in("anna").await;
    for (words, found) in [
        ("крыша", true),
        ("КРЫША ответить", true),
        ("обращение", true),
        (code.to_lowercase().as_str(), true),
        ("забор", false),
        ("крыша забор", false),
    ] {
        let query: String = words.bytes().map(|byte| format!("%{byte:02X}")).collect();
        for look in ["", "&look=cards"] {
            let page = site.get(&anna, &format!("/tasks?q={query}{look}")).await;
            assert_eq!(page.status, StatusCode::OK, "{}", page.text);
            assert_eq!(
                page.text.contains("name=\"pick\""),
                found,
                "{words}: {}",
                page.text
            );
        }
    }
    let nobody = site.sign_in("oleg").await;
    let page = site.get(&nobody, "/tasks").await.text;
    assert!(page.contains("Задач нет."), "{page}");
}

#[tokio::test]
async fn several_tasks_are_delegated_and_signed_at_once() {
    let site = Site::open().await;
    site.publish_beside("paper/process.yaml", PAPER).await;
    let vera = site.sign_in("vera").await;
    let anna = site.sign_in("anna").await;
    for topic in ["Первый", "Второй"] {
        let key = site.get(&anna, "/start/paper").await.key();
        let sent = [("topic", topic), ("_command", key.as_str())];
        let done = site.post(&anna, "/start/paper", &sent).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    }
    let press = async |cookie: &str, wish: &str, more: &[(&str, &str)]| {
        let page = site.get(cookie, "/tasks").await;
        let picks = page.text.split("name=\"pick\" value=\"").skip(1);
        let picks: Vec<&str> = picks.map(|rest| rest.split('"').next().unwrap()).collect();
        let key = page.key();
        let mut sent = vec![("_command", key.as_str()), ("_wish", wish), ("_query", "")];
        sent.extend(picks.iter().map(|pick| ("pick", *pick)));
        sent.extend(more);
        site.post(cookie, "/tasks/together", &sent).await
    };
    let signed = press(&vera, "sign", &[]).await;
    assert_eq!(
        signed.location(),
        "/tasks?did=sign&many=2&already=0&gone=0",
        "{}",
        signed.text
    );
    let told = site.get(&vera, signed.location()).await.text;
    assert!(
        told.contains("Подписано 2 документа") && told.contains("Задач нет."),
        "{told}"
    );

    let asked = site.file_request().await;
    let answer = press(&anna, "sign", &[]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer.text.contains("Крыша: Здесь мало подписи")
            && answer.text.contains("Подписано 2 документа"),
        "{}",
        answer.text
    );
    let given = press(&anna, "delegate", &[("to", "zoya"), ("reason", "")]).await;
    assert_eq!(
        given.location(),
        "/tasks?did=delegate&many=1&already=0&gone=0",
        "{}",
        given.text
    );
    let zoya = site.service.my_tasks("zoya", None).await.unwrap();
    assert_eq!(
        (zoya.rows.len(), zoya.rows[0].receipt.as_str()),
        (1, asked.as_str())
    );
}

#[tokio::test]
async fn filters_are_kept_by_whoever_keeps_them() {
    let site = Site::open().await;
    let (anna, vera) = (site.sign_in("anna").await, site.sign_in("vera").await);
    let keep = async |cookie: &str, title: &str, query: &str| {
        let sent = [("list", "tasks"), ("title", title), ("query", query)];
        site.post(cookie, "/filters", &sent).await
    };
    let kept = keep(&anna, " На неделе ", "view=week").await;
    assert_eq!(kept.location(), "/tasks?view=week");
    let page = site.get(&anna, kept.location()).await.text;
    assert!(
        page.contains("href=\"/tasks?view=week\" aria-current=\"true\">На неделе</a>"),
        "{page}"
    );
    assert!(
        !site
            .get(&vera, "/tasks?view=week")
            .await
            .text
            .contains("На неделе</a>"),
        "somebody else's"
    );
    let id = page
        .split("/filters/")
        .nth(1)
        .unwrap()
        .split('/')
        .next()
        .unwrap();
    let remove = format!("/filters/{id}/remove");
    let foreign = site.post(&vera, &remove, &[("list", "tasks")]).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    // The same name again is the same filter.
    keep(&anna, "На неделе", "view=today").await;
    assert_eq!(
        site.service.filters("anna", "tasks").await.unwrap().len(),
        1
    );
    for (title, query) in [
        ("", "view=week"),
        ("x", "view=\"><b>"),
        (&*"д".repeat(61), "view=all"),
    ] {
        let refused = keep(&anna, title, query).await;
        let unkept =
            refused.status == StatusCode::BAD_REQUEST || refused.location().ends_with("did=unkept");
        assert!(unkept, "{title} {query}: {}", refused.location());
    }
    for n in 1..MAX_FILTERS {
        assert!(
            !keep(&anna, &n.to_string(), "view=all")
                .await
                .location()
                .contains("unkept")
        );
    }
    let full = keep(&anna, "ещё", "view=all").await;
    assert_eq!(full.location(), "/tasks?view=all&did=unkept");
    assert!(
        site.get(&anna, full.location())
            .await
            .text
            .contains("Отбор не сохранён")
    );
    let gone = site.post(&anna, &remove, &[("list", "tasks")]).await;
    assert_eq!(gone.location(), "/tasks");
}

#[tokio::test]
async fn keys_can_be_switched_off() {
    let site = Site::open().await;
    let anna = site.sign_in("anna").await;
    assert!(site.get(&anna, "/tasks").await.text.contains("id=\"keys\""));
    let off = site
        .post(&anna, "/keys", &[("keys", "off"), ("back", "/tasks")])
        .await;
    assert!(off.header("set-cookie").starts_with("keys=off;"));
    let quiet = site.get(&format!("{anna}; keys=off"), "/tasks").await.text;
    assert!(!quiet.contains("id=\"keys\""));
}
