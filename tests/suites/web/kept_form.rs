//! A form that comes when its session has ended: what was typed goes through the sign-in and comes back, and nothing is
//! carried out without another press.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use chrono::TimeDelta;

use super::second_factor::set_up;
use super::site::{Answer, PASSWORD, Site, monday};

/// The hidden fields of the form with this action, as a browser would send them.
fn hidden(page: &Answer, action: &str) -> Vec<(String, String)> {
    let form = page.text.split(&format!("action=\"{action}\"")).nth(1);
    let form = form.unwrap_or_else(|| panic!("no form to {action}: {}", page.text));
    let form = form.split("</form>").next().unwrap();
    let value = |text: &str| {
        let text = text.replace("&#60;", "<").replace("&#62;", ">");
        let text = text.replace("&#34;", "\"").replace("&#39;", "'");
        text.replace("&#38;", "&")
    };
    form.split("<input type=\"hidden\" name=\"")
        .skip(1)
        .map(|part| {
            let (name, rest) = part.split_once("\" value=\"").unwrap();
            (value(name), value(rest.split('"').next().unwrap()))
        })
        .collect()
}

async fn post(site: &Site, cookie: &str, path: &str, sent: &[(String, String)]) -> Answer {
    let sent: Vec<(&str, &str)> = sent
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    site.post(cookie, path, &sent).await
}

/// Signs in with the form of a page, which may carry another one.
async fn sign_in_with(site: &Site, page: &Answer, person: &str, password: &str) -> Answer {
    let mut sent = hidden(page, "/sign-in");
    sent.push(("login".into(), person.into()));
    sent.push(("password".into(), password.into()));
    post(site, "", "/sign-in", &sent).await
}

fn cookie_of(answer: &Answer) -> String {
    let cookie = answer.header("set-cookie").split(';').next();
    cookie.unwrap().to_owned()
}

const KEY: &str = "0123456789abcdef0123456789abcdef";

const TYPED: &str = "Крыша <школы> & \"двор\"";

/// A start form filled in by somebody whose session ends before it is sent: the page that answers.
async fn too_late(site: &Site) -> Answer {
    site.publish_beside("note/process.yaml", NOTE).await;
    let anna = site.sign_in("anna").await;
    let key = site.get(&anna, "/start/note").await.key();
    site.clock.set(monday() + TimeDelta::minutes(31));
    let sent = [
        ("topic", TYPED),
        ("_outcome", ""),
        ("_command", key.as_str()),
    ];
    site.post(&anna, "/start/note", &sent).await
}

const NOTE: &str = "\
process: note
title: Записка
time_zone: Asia/Novokuznetsk
calendar: ru
subject: topic
roles: {clerk: Специалист}
data: {topic: {text: Тема}}
start: {role: clerk, form: [topic]}
steps:
  read: {user_task: Прочитать, role: clerk, form: [topic], next: done}
  done: {end: Прочитана}
";

#[tokio::test]
async fn what_was_typed_comes_back_after_the_sign_in() {
    let site = Site::open().await;
    let asked = too_late(&site).await;
    assert_eq!(asked.status, StatusCode::UNAUTHORIZED, "{}", asked.text);
    assert!(asked.text.contains("набранное цело"), "{}", asked.text);
    assert!(asked.text.contains("value=\"anna\""), "the login is known");
    let wrong = sign_in_with(&site, &asked, "anna", "не тот").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let back = sign_in_with(&site, &wrong, "anna", PASSWORD).await;
    assert_eq!(back.status, StatusCode::OK, "{}", back.text);
    assert!(back.text.contains("Вернуться к форме"), "{}", back.text);
    let anna = cookie_of(&back);
    let form = hidden(&back, "/start/note");
    let shown = post(&site, &anna, "/start/note", &form).await;
    assert!(
        shown
            .text
            .contains("Крыша &#60;школы&#62; &#38; &#34;двор&#34;"),
        "{}",
        shown.text
    );
    assert!(shown.text.contains("ещё не отправлено"), "{}", shown.text);
    let none = site.service.my_tasks("anna", None).await.unwrap();
    assert!(none.rows.is_empty(), "nothing was carried out yet");
    let sent = [("topic", TYPED), ("_command", &shown.key())];
    let done = site.post(&anna, "/start/note", &sent).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let tasks = site.service.my_tasks("anna", None).await.unwrap();
    assert_eq!(tasks.rows[0].subject, TYPED);

    // The same with a task.
    let task = site.first_task("anna").await;
    site.clock.set(monday() + TimeDelta::minutes(70));
    let late = [("topic", "Забор"), ("_command", KEY)];
    let asked = site.post(&anna, &task, &late).await;
    let back = sign_in_with(&site, &asked, "anna", PASSWORD).await;
    let form = hidden(&back, &task);
    let shown = post(&site, &cookie_of(&back), &task, &form).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
    for text in ["ещё не отправлено", "Забор"] {
        assert!(shown.text.contains(text), "{text}: {}", shown.text);
    }
    let open = site.service.my_tasks("anna", None).await.unwrap();
    assert_eq!(open.rows.len(), 1, "not done yet");
}

#[tokio::test]
async fn the_code_of_a_second_factor_is_asked_for_on_the_way() {
    let site = Site::open().await;
    let (_, phone, _) = set_up(&site, "anna").await;
    site.publish_beside("note/process.yaml", NOTE).await;
    site.clock.set(monday() + TimeDelta::minutes(31));
    let sent = [("topic", TYPED)];
    let asked = site.post("", "/start/note", &sent).await;
    let halfway = sign_in_with(&site, &asked, "anna", PASSWORD).await;
    assert_eq!(halfway.status, StatusCode::OK, "{}", halfway.text);
    let mut code = hidden(&halfway, "/sign-in/code");
    code.push(("code".into(), phone.code(site.service.now())));
    let back = post(&site, &cookie_of(&halfway), "/sign-in/code", &code).await;
    assert_eq!(back.status, StatusCode::OK, "{}", back.text);
    let form = hidden(&back, "/start/note");
    let shown = form.iter().any(|(_, value)| value == TYPED);
    assert!(shown, "{form:?}");
    // Half of the way is not the whole: a form that comes then is kept as well.
    let halfway = sign_in_with(&site, &asked, "anna", PASSWORD).await;
    let kept = site.post(&cookie_of(&halfway), "/start/note", &sent).await;
    assert_eq!(kept.status, StatusCode::UNAUTHORIZED, "{}", kept.text);
}

#[tokio::test]
async fn what_somebody_else_typed_is_not_handed_over() {
    let site = Site::open().await;
    let asked = too_late(&site).await;
    let other = sign_in_with(&site, &asked, "oleg", PASSWORD).await;
    assert_eq!(other.status, StatusCode::SEE_OTHER, "{}", other.text);
    assert!(!other.text.contains("Крыша"));
}

#[tokio::test]
async fn whoever_signs_in_beside_the_page_goes_back_with_a_button() {
    let site = Site::open().await;
    let asked = too_late(&site).await;
    let mut sent = hidden(&asked, "/sign-in");
    sent.push(("_beside".into(), "1".into()));
    let not_yet = post(&site, "", "/sign-in", &sent).await;
    assert_eq!(not_yet.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(not_yet.text.contains("вход ещё не выполнен"));
    let anna = site.sign_in("anna").await;
    let mut sent = hidden(&not_yet, "/sign-in");
    sent.push(("_beside".into(), "1".into()));
    let back = post(&site, &anna, "/sign-in", &sent).await;
    assert_eq!(back.status, StatusCode::OK, "{}", back.text);
    let form = hidden(&back, "/start/note");
    assert!(form.iter().any(|(_, value)| value == TYPED), "{form:?}");
}

#[tokio::test]
async fn an_act_whose_form_cannot_be_shown_again_waits_for_a_press() {
    let site = Site::open().await;
    site.file_request().await;
    let task = site.first_task("anna").await;
    let asked = site
        .post(
            "",
            &format!("{task}/people"),
            &[
                ("_outcome", "reassign"),
                ("to", "boris"),
                ("reason", "отпуск"),
            ],
        )
        .await;
    let back = sign_in_with(&site, &asked, "vera", PASSWORD).await;
    assert_eq!(back.status, StatusCode::OK, "{}", back.text);
    assert!(
        back.text.contains("<li class=\"kept-lines\">отпуск</li>"),
        "{}",
        back.text
    );
    assert!(!back.text.contains("data-by-itself"), "{}", back.text);
    let form = hidden(&back, &format!("{task}/people"));
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let sent = [
        pair("_outcome", "reassign"),
        pair("to", "boris"),
        pair("reason", "отпуск"),
    ];
    assert_eq!(form, sent);
}

#[tokio::test]
async fn what_is_no_form_of_a_person_goes_the_usual_way() {
    let site = Site::open().await;
    let password = [("present", PASSWORD), ("new", "ржавый велосипед")];
    let secret = site.post("", "/me/password", &password).await;
    assert_eq!(secret.location(), "/sign-in?back=/me/password");
    let empty = site.post("", "/filters", &[("title", "")]).await;
    assert_eq!(empty.location(), "/sign-in?back=/filters");
    let by_script = Request::post("/tasks/together")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-mode", "cors");
    let by_script = by_script.body(Body::from("reason=a")).unwrap();
    let by_script = site.send(by_script).await;
    assert_eq!(by_script.location(), "/sign-in?back=/tasks/together");
    let long = "ж".repeat(reglament_http::limits::KEPT_FORM_BYTES / 2 + 1);
    let large = site.post("", "/absences", &[("order", &long)]).await;
    assert_eq!(large.location(), "/sign-in?back=/absences&left=lost");
    let told = site.get("", large.location()).await;
    assert!(told.text.contains("слишком велико"), "{}", told.text);
    let fits = "ж".repeat(reglament_http::limits::KEPT_FORM_BYTES / 2 - 10);
    let fits = site.post("", "/absences", &[("order", &fits)]).await;
    assert_eq!(fits.status, StatusCode::UNAUTHORIZED);
    let back = sign_in_with(&site, &fits, "vera", PASSWORD).await;
    assert_eq!(back.status, StatusCode::OK, "the largest comes back");
}

#[tokio::test]
async fn attached_files_are_not_kept_and_that_is_said() {
    let site = Site::open().await;
    let body = "--x\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nКрыша\r\n\
                --x\r\nContent-Disposition: form-data; name=\"scan\"; filename=\"a.pdf\"\r\n\r\n%PDF\r\n--x--\r\n";
    let request = Request::post("/tasks/a/1")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .body(Body::from(body))
        .unwrap();
    let asked = site.send(request).await;
    assert_eq!(asked.status, StatusCode::UNAUTHORIZED);
    assert!(asked.text.contains("приложите их снова"), "{}", asked.text);
    assert!(!asked.text.contains("%PDF"));
    let kept = hidden(&asked, "/sign-in");
    assert!(
        kept.contains(&("kept.note".into(), "Крыша".into())),
        "{kept:?}"
    );
}

#[tokio::test]
async fn pages_say_when_their_session_ends() {
    let site = Site::open().await;
    let anna = site.sign_in("anna").await;
    let page = site.get(&anna, "/me").await.text;
    assert!(
        page.contains(
            "<session-end data-left=\"1800\" data-renewable=\"true\" data-warning=\"300\""
        ),
        "{page}"
    );
    let public = site.get("", "/").await.text;
    assert!(!public.contains("session-end"));
}
