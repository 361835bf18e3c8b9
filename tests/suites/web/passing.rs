//! Going on without a step that is stuck, on the page and over the API: what is told before, who may, what is demanded.

use axum::http::{Method, StatusCode};
use reglament_core::IncidentId;
use reglament_runtime::LostKind;
use serde_json::json;

use super::api::token;
use super::site::{Answer, Site};

/// A letter cannot be written about nothing.
const PROCESS: &str = "
process: memo
title: Записка
time_zone: Asia/Novokuznetsk
calendar: ru
roles: {clerk: Специалист, controller: Контроль}
data: {n: {integer: Листов}, share: {integer: Доля}}
start: {role: clerk, form: [n], next: paper}
steps:
  paper:
    document: Составить справку
    basis: none
    template: note
    register: answers
    data: {share: 100 / n}
    entry: {topic: \"'Записка'\"}
    next: told
  told: {user_task: Сообщить, basis: none, role: clerk, next: done}
  done: {end: Сделано, basis: none}
";

const REASON: &str = "Справка составлена на бумаге";

struct Stuck {
    site: Site,
    instance: String,
    incident: u32,
}

impl Stuck {
    async fn open() -> Self {
        let site = Site::open().await;
        let mut files = super::site::files();
        files.insert("memo/process.yaml".into(), PROCESS.into());
        files.insert(
            "memo/documents/note.typ".into(),
            "// title: Справка\n".into(),
        );
        site.service.publish(files, "test").await.unwrap();
        let (instance, incident) = begin(&site, "memo").await;
        Self {
            site,
            instance,
            incident,
        }
    }

    fn page(&self) -> String {
        format!(
            "/instances/{}/incidents/{}/pass",
            self.instance, self.incident
        )
    }

    async fn ask(&self, token: &str, method: Method, end: &str, body: serde_json::Value) -> Answer {
        let path = format!(
            "/api/v1/instances/{}/incidents/{}{end}",
            self.instance, self.incident
        );
        let key = match method {
            Method::GET => String::new(),
            _ => format!("key of passing {}", body.to_string().len()),
        };
        let key = key.replace(' ', "_");
        self.site.call((method, &path), token, &key, &body).await
    }
}

/// Begins an instance that is stuck at once; gives it and the incident.
async fn begin(site: &Site, key: &str) -> (String, u32) {
    let id = reglament_core::CommandId(key.into());
    let data = json!({"n": 0}).as_object().unwrap().clone();
    let files = std::collections::BTreeMap::new();
    let begun = site.service.start_manual(id, "anna", "memo", data, files);
    let instance = begun.await.unwrap().instance;
    let view = site.service.instance("vera", &instance).await.unwrap();
    let incident = view.incidents.first().expect("it is stuck").incident;
    (instance.0, incident.0)
}

#[tokio::test]
async fn all_that_are_stuck_alike_are_tried_again_at_once() {
    let stuck = Stuck::open().await;
    let site = &stuck.site;
    let vera = site.sign_in("vera").await;
    let one = site.get(&vera, "/admin/outbox").await.text;
    assert!(!one.contains("Повторить все такие"), "only one: {one}");
    begin(site, "second").await;
    begin(site, "third").await;
    let page = site.get(&vera, "/admin/outbox").await;
    assert!(
        page.text.contains("Повторить все такие (3)"),
        "{}",
        page.text
    );
    let retry = format!(
        "/instances/{}/incidents/{}/retry",
        stuck.instance, stuck.incident
    );
    let key = page.key();
    let sent = [("_command", key.as_str()), ("such", "true")];
    let oleg = site.sign_in("oleg").await;
    let stranger = site.post(&oleg, &retry, &sent).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
    let done = site.post(&vera, &retry, &sent).await;
    assert_eq!(done.location(), "/admin/outbox?retried=3", "{}", done.text);
    let told = site.get(&vera, done.location()).await.text;
    assert!(told.contains("Повторены 3 инцидента"), "{told}");
    // Nothing was mended, so that each is stuck anew under another number; the pressed one is gone.
    let again = site.post(&vera, &retry, &sent).await;
    assert_eq!(
        again.location(),
        "/admin/outbox?retried=0",
        "{}",
        again.text
    );
    assert!(told.contains("Повторить все такие (3)"), "{told}");
}

#[tokio::test]
async fn an_overseer_reads_what_is_lost_and_decides_with_a_reason() {
    let stuck = Stuck::open().await;
    let site = &stuck.site;
    let vera = site.sign_in("vera").await;
    let outbox = site.get(&vera, "/admin/outbox").await.text;
    assert!(
        outbox.contains(&format!("href=\"{}\"", stuck.page())),
        "{outbox}"
    );
    let page = site.get(&vera, &stuck.page()).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    for text in [
        "Не будет сделано",
        "Документ «Справка» не будет составлен",
        "номер не будет присвоен",
        "Сообщить",
    ] {
        assert!(page.text.contains(text), "{text}: {}", page.text);
    }
    let key = page.key();
    let key = ("_command", key.as_str());
    let nothing = site
        .post(&vera, &stuck.page(), &[key, ("reason", " ")])
        .await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    for text in ["Выберите, что дальше", "Укажите причину", "Подтвердите"]
    {
        assert!(nothing.text.contains(text), "{text}: {}", nothing.text);
    }
    let wrong = [key, ("to", "done"), ("reason", REASON), ("agreed", "true")];
    let wrong = site.post(&vera, &stuck.page(), &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("нельзя перейти так") && wrong.text.contains(REASON));
    let right = [key, ("to", "told"), ("reason", REASON), ("agreed", "true")];
    for _ in 0..2 {
        let done = site.post(&vera, &stuck.page(), &right).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    }
    let history = site
        .get(&vera, &format!("/instances/{}/history", stuck.instance))
        .await;
    let told = format!("Шаг «Составить справку» пропущен: {REASON}. Дальше: «Сообщить»");
    assert!(history.text.contains(&told), "{}", history.text);
    assert!(
        history.text.contains("Смирнова Вера Олеговна"),
        "who decided"
    );
    let course = format!("/instances/{}", stuck.instance);
    let course = site.get(&vera, &course).await.text;
    let (skipped, done) = (course.contains("пропущен"), course.contains("выполнен"));
    assert!(skipped && !done, "{course}");
    let picture = format!("/instances/{}/diagram", stuck.instance);
    let picture = site.get(&vera, &picture).await.text;
    assert!(picture.contains("document skipped\""), "{picture}");
    assert!(site.first_task("anna").await.contains(&stuck.instance));
    let closed = site.get(&vera, &stuck.page()).await;
    assert_eq!(closed.status, StatusCode::CONFLICT, "{}", closed.text);
}

#[tokio::test]
async fn nobody_else_decides_it() {
    let stuck = Stuck::open().await;
    let site = &stuck.site;
    let (anna, oleg) = (site.sign_in("anna").await, site.sign_in("oleg").await);
    let page = site.get(&anna, &stuck.page()).await;
    assert_eq!(
        page.status,
        StatusCode::FORBIDDEN,
        "a clerk tries again, no more"
    );
    let whole = format!("/instances/{}", stuck.instance);
    assert!(
        !site
            .get(&anna, &whole)
            .await
            .text
            .contains("Пропустить шаг")
    );
    assert_eq!(
        site.get(&oleg, &stuck.page()).await.status,
        StatusCode::NOT_FOUND
    );
    let token = token(site, "anna").await;
    let sent = json!({"to": ["told"], "reason": REASON});
    let answer = stuck.ask(&token, Method::POST, "/pass", sent).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.text);
    assert_eq!(answer.json()["code"], "passing_not_yours");
    let incident = IncidentId(stuck.incident);
    let id = reglament_core::InstanceId(stuck.instance.clone());
    let view = site.service.passing("vera", &id, incident).await.unwrap();
    let kinds: Vec<LostKind> = view.lost.iter().map(|lost| lost.kind).collect();
    assert_eq!(kinds, [LostKind::Document, LostKind::Number]);
}

#[tokio::test]
async fn a_program_of_an_overseer_does_the_same() {
    let stuck = Stuck::open().await;
    let vera = token(&stuck.site, "vera").await;
    let told = stuck.ask(&vera, Method::GET, "", json!(null)).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.text);
    let told = told.json();
    assert_eq!(told["ways"][0]["to"], json!(["told"]));
    assert_eq!(told["lost"][0]["kind"], "document");
    for (sent, status, code) in [
        (
            json!({"to": ["told"], "reason": ""}),
            422,
            "passing_reason_needed",
        ),
        (
            json!({"to": ["x"], "reason": REASON}),
            422,
            "passing_way_unknown",
        ),
        (json!({"to": ["told"], "reason": REASON}), 200, ""),
        (json!({"to": [], "reason": REASON}), 409, "incident_closed"),
    ] {
        let answer = stuck.ask(&vera, Method::POST, "/pass", sent).await;
        assert_eq!(answer.status.as_u16(), status, "{}", answer.text);
        if !code.is_empty() {
            assert_eq!(answer.json()["code"], code);
        }
    }
}
