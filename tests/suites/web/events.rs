//! Hints that something has changed: who hears of what, how often, and when a stream ends.
//!
//! That nothing is heard is seen by the beat that comes in its place when the clock is put forward.

use std::pin::Pin;

use axum::body::{Body, HttpBody};
use axum::http::{Request, StatusCode, header};
use chrono::TimeDelta;
use reglament_http::limits::{SESSION_IDLE, STREAMS_OF_PERSON};
use reglament_runtime::limits::{HINT_BEAT, HINT_PAUSE};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use super::site::Site;

/// A stream that somebody reads.
struct Stream(Body);

impl Stream {
    /// Opens one that has nothing to tell yet.
    async fn open(site: &Site, cookie: &str, about: &str) -> Self {
        let since = site.service.position();
        Self::at(site, cookie, &format!("{about}&since={since}"), "").await
    }

    async fn at(site: &Site, cookie: &str, query: &str, last: &str) -> Self {
        let path = format!("/api/v1/events?about={query}");
        let mut request = Request::get(path).header(header::COOKIE, cookie);
        if !last.is_empty() {
            request = request.header("last-event-id", last);
        }
        let response = site.open_answer(request.body(Body::empty()).unwrap()).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        let mut stream = Self(response.into_body());
        let first = stream.text().await;
        assert_eq!(first.as_deref(), Some("retry: 5000\n\n"));
        stream
    }

    async fn text(&mut self) -> Option<String> {
        let frame = std::future::poll_fn(|context| Pin::new(&mut self.0).poll_frame(context));
        let bytes = frame.await?.unwrap().into_data().unwrap();
        Some(String::from_utf8(bytes.to_vec()).unwrap())
    }

    /// The name of the next event and its position; none at the end. Events hold nothing else.
    async fn next(&mut self) -> Option<(String, String)> {
        let text = self.text().await?;
        let lines: Vec<&str> = text.lines().collect();
        let [id, event, "data: {}", ""] = lines[..] else {
            panic!("an event of another kind: {text:?}");
        };
        let id = id.strip_prefix("id: ").unwrap().to_owned();
        Some((event.strip_prefix("event: ").unwrap().to_owned(), id))
    }

    async fn hears(&mut self, expected: &str) {
        let heard = self.next().await.map(|(event, _)| event);
        assert_eq!(heard.as_deref(), Some(expected));
    }
}

fn later(site: &Site, by: TimeDelta) {
    site.clock.set(site.service.now() + by);
}

#[tokio::test]
async fn everybody_hears_of_what_they_may_see_and_of_nothing_else() {
    let site = Site::open().await;
    site.file_request().await;
    let known = site.first_task("anna").await;
    let known = known.split('/').nth(2).unwrap();
    let mut cookies = Vec::new();
    for person in ["anna", "vera", "oleg"] {
        cookies.push(site.sign_in(person).await);
    }
    let [anna, vera, oleg] = &cookies[..] else {
        unreachable!()
    };
    let (here, other) = (format!("instance&of={known}"), "instance&of=unknown");
    // Who looks at what, and what they hear when another request comes.
    let rows = [
        (anna, "tasks", "changed"),
        (vera, "control", "changed"),
        (oleg, "tasks", "beat"),
        (oleg, "control", "beat"),
        (vera, "outbox", "beat"),
        (vera, here.as_str(), "beat"),
    ];
    let mut streams = Vec::new();
    for (cookie, about, _) in rows {
        streams.push(Stream::open(&site, cookie, about).await);
    }
    site.file_request().await;
    let hearing = rows.iter().zip(&mut streams);
    for (_, stream) in hearing.filter(|((.., expected), _)| *expected == "changed") {
        stream.hears("changed").await;
    }
    later(&site, HINT_BEAT);
    for stream in &mut streams {
        stream.hears("beat").await;
    }
    for (cookie, query, status) in [
        (oleg, here.as_str(), StatusCode::NOT_FOUND),
        (anna, other, StatusCode::NOT_FOUND),
        (anna, "outbox", StatusCode::FORBIDDEN),
        (anna, "instance", StatusCode::BAD_REQUEST),
        (anna, "tasks&of=1", StatusCode::BAD_REQUEST),
        (anna, "everything", StatusCode::BAD_REQUEST),
        (&String::new(), "tasks", StatusCode::UNAUTHORIZED),
    ] {
        let path = format!("/api/v1/events?about={query}");
        let answer = site.get(cookie, &path).await;
        assert_eq!(answer.status, status, "{query}: {}", answer.text);
    }
}

#[tokio::test]
async fn a_case_is_heard_of_when_it_moves() {
    let site = Site::open().await;
    site.file_request().await;
    let task = site.first_task("anna").await;
    let instance = task.split('/').nth(2).unwrap();
    let vera = site.sign_in("vera").await;
    let mut case = Stream::open(&site, &vera, &format!("instance&of={instance}")).await;
    let anna = site.sign_in("anna").await;
    let key = site.get(&anna, &task).await.key();
    let sent = [
        ("secret", "ок"),
        ("_outcome", "accept"),
        ("_command", key.as_str()),
    ];
    let answer = site.post(&anna, &task, &sent).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    case.hears("changed").await;
}

#[tokio::test]
async fn a_busy_second_is_one_hint() {
    let site = Site::open().await;
    let anna = site.sign_in("anna").await;
    let mut stream = Stream::open(&site, &anna, "tasks").await;
    for _ in 0..3 {
        site.file_request().await;
    }
    stream.hears("changed").await;
    site.file_request().await;
    site.file_request().await;
    later(&site, HINT_PAUSE);
    stream.hears("changed").await;
    later(&site, HINT_BEAT);
    stream.hears("beat").await;
}

#[tokio::test]
async fn a_position_tells_whether_anything_was_missed() {
    let site = Site::open().await;
    let anna = site.sign_in("anna").await;
    let mut stream = Stream::open(&site, &anna, "tasks").await;
    site.file_request().await;
    let (event, position) = stream.next().await.unwrap();
    assert_eq!(event, "changed");
    let newest = format!("tasks&since={position}");
    for (query, last, expected) in [
        (newest.as_str(), "", "beat"),
        ("tasks", position.as_str(), "beat"),
        ("tasks&since=1", position.as_str(), "beat"),
        ("tasks&since=1", "", "changed"),
        ("tasks", "", "changed"),
        (newest.as_str(), "not a number", "changed"),
    ] {
        let mut again = Stream::at(&site, &anna, query, last).await;
        if expected == "beat" {
            later(&site, HINT_BEAT);
        }
        again.hears(expected).await;
    }
}

#[tokio::test]
async fn a_stream_ends_with_its_session() {
    let site = Site::open().await;
    let (here, there) = (site.sign_in("anna").await, site.sign_in("anna").await);
    let mut ended = Stream::open(&site, &here, "tasks").await;
    let mut open = Stream::open(&site, &there, "tasks").await;
    site.post(&here, "/sign-out", &[]).await;
    assert_eq!(ended.next().await, None, "signed out");
    site.file_request().await;
    open.hears("changed").await;
    let known = site.service.account("anna").await.unwrap().unwrap();
    let blocked = reglament_runtime::port::Account {
        blocked: true,
        ..known
    };
    site.service.save_account(&blocked).await.unwrap();
    assert_eq!(open.next().await, None, "blocked");
    let vera = site.sign_in("vera").await;
    let mut idle = Stream::open(&site, &vera, "tasks").await;
    later(
        &site,
        TimeDelta::from_std(SESSION_IDLE).unwrap() + TimeDelta::seconds(1),
    );
    assert_eq!(
        idle.next().await,
        None,
        "listening is no use of the session"
    );
}

#[tokio::test]
async fn what_a_page_asks_by_itself_does_not_keep_anybody_signed_in() {
    let site = Site::open().await;
    let anna = site.sign_in("anna").await;
    let ask = async |by_itself: bool| {
        let mut request = Request::get("/tasks").header(header::COOKIE, &anna);
        if by_itself {
            request = request.header("reglament-refresh", "1");
        }
        site.send(request.body(Body::empty()).unwrap()).await.status
    };
    for (minutes, by_itself, expected) in [
        (20, false, StatusCode::OK),
        (20, true, StatusCode::OK),
        (9, true, StatusCode::OK),
        (2, true, StatusCode::SEE_OTHER),
        (0, false, StatusCode::SEE_OTHER),
    ] {
        later(&site, TimeDelta::minutes(minutes));
        assert_eq!(ask(by_itself).await, expected, "{minutes} {by_itself}");
    }
}

#[tokio::test]
async fn nobody_has_more_streams_than_windows() {
    let site = Site::open().await;
    let anna = site.sign_in("anna").await;
    let mut open = Vec::new();
    for _ in 0..STREAMS_OF_PERSON {
        open.push(Stream::open(&site, &anna, "tasks").await);
    }
    let refused = site.get(&anna, "/api/v1/events?about=tasks").await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(refused.header("retry-after"), "5");
    assert_eq!(refused.json()["code"], "too_many_requests");
    let vera = site.sign_in("vera").await;
    Stream::open(&site, &vera, "tasks").await;
    drop(open.pop());
    // The writer of the stream learns of it when it is its turn.
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    Stream::open(&site, &anna, "tasks").await;
}

#[tokio::test]
async fn a_stop_does_not_wait_for_streams() {
    let site = Site::open().await;
    let anna = site.sign_in("anna").await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = reglament_http::serve(listener, site.app.clone(), async {
        let _ = stopped.await;
    });
    let serving = tokio::spawn(serving);
    let mut socket = TcpStream::connect(address).await.unwrap();
    let head =
        format!("GET /api/v1/events?about=tasks HTTP/1.1\r\nhost: a\r\ncookie: {anna}\r\n\r\n");
    socket.write_all(head.as_bytes()).await.unwrap();
    let mut text = String::new();
    let mut bytes = [0; 1024];
    while !text.contains("retry: 5000") {
        let read = socket.read(&mut bytes).await.unwrap();
        assert_ne!(read, 0, "{text}");
        text += std::str::from_utf8(&bytes[..read]).unwrap();
    }
    stop.send(()).unwrap();
    serving.await.unwrap();
    socket.read_to_string(&mut text).await.unwrap();
    assert!(text.ends_with("0\r\n\r\n"), "ended, not cut off: {text}");
}

#[tokio::test]
async fn a_page_that_keeps_itself_fresh_says_so() {
    let site = Site::open().await;
    site.file_request().await;
    let instance = site.first_task("anna").await;
    let instance = instance.split('/').nth(2).unwrap().to_owned();
    let vera = site.sign_in("vera").await;
    for (path, about) in [
        ("/tasks".to_owned(), "about=tasks".to_owned()),
        ("/control".to_owned(), "about=control".to_owned()),
        ("/admin/outbox".to_owned(), "about=outbox".to_owned()),
        (
            format!("/instances/{instance}"),
            format!("about=instance&#38;of={instance}"),
        ),
    ] {
        let page = site.get(&vera, &path).await.text;
        let stream = format!("data-stream=\"/api/v1/events?{about}\"");
        assert!(page.contains(&stream), "{path}: {page}");
        let since = format!("data-since=\"{}\"", site.service.position());
        assert!(page.contains(&since), "{path}");
        assert!(page.contains("id=\"live-list\" data-fresh"), "{path}");
    }
    let elsewhere = site.get(&vera, "/registers").await.text;
    assert!(!elsewhere.contains("live-toggle") && !elsewhere.contains("live.js"));
}
