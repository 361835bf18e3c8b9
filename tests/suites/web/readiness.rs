//! `/readyz`: told by the database and by a stop; `/healthz` goes on saying that the process lives.

use axum::http::StatusCode;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use super::site::Site;

#[tokio::test]
async fn a_database_that_is_away_is_told_in_words() {
    let site = Site::open().await;
    let ready = site.get("", "/readyz").await;
    assert_eq!(
        (ready.status, ready.text.as_str()),
        (StatusCode::OK, "ready\n")
    );
    site.store.close().await;
    let away = site.get("", "/readyz").await;
    assert_eq!(away.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(away.header("retry-after"), "10");
    let told = away.json();
    assert_eq!(told["code"], "database");
    for language in ["ru", "en"] {
        let words = told[language].as_str().unwrap();
        assert!(words.len() > 20, "{told}");
    }
    assert_eq!(site.get("", "/healthz").await.text, "ok\n");
}

/// Sends a request on a connection of its own and reads the whole answer.
async fn ask(address: std::net::SocketAddr, path: &str) -> String {
    let mut socket = TcpStream::connect(address).await.unwrap();
    let head = format!("GET {path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
    socket.write_all(head.as_bytes()).await.unwrap();
    let mut text = String::new();
    socket.read_to_string(&mut text).await.unwrap();
    text
}

async fn read_until(socket: &mut TcpStream, wanted: &str) {
    let mut text = String::new();
    let mut bytes = [0; 1024];
    while !text.contains(wanted) {
        let read = socket.read(&mut bytes).await.unwrap();
        assert_ne!(read, 0, "{text}");
        text += &String::from_utf8_lossy(&bytes[..read]);
    }
}

#[tokio::test]
async fn a_stop_is_told_before_the_requests_under_way_end() {
    let site = Site::open().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = reglament_http::serve(listener, site.app.clone(), async {
        let _ = stopped.await;
    });
    let serving = tokio::spawn(serving);
    // The server asks for the body once the handler reads it: the request is under way.
    let mut slow = TcpStream::connect(address).await.unwrap();
    let body = "login=anna&password=wrong&back=%2Ftasks";
    let head = format!(
        "POST /sign-in HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: {}\r\n\
         content-type: application/x-www-form-urlencoded\r\n\r\n",
        body.len()
    );
    slow.write_all(head.as_bytes()).await.unwrap();
    read_until(&mut slow, "100 Continue").await;
    assert!(ask(address, "/readyz").await.starts_with("HTTP/1.1 200"));
    stop.send(()).unwrap();
    while !ask(address, "/readyz").await.starts_with("HTTP/1.1 503") {
        tokio::task::yield_now().await;
    }
    let told = ask(address, "/readyz").await;
    assert!(told.contains("\"code\":\"stopping\""), "{told}");
    assert!(ask(address, "/healthz").await.starts_with("HTTP/1.1 200"));
    let refused = ask(address, "/sign-in").await;
    assert!(refused.starts_with("HTTP/1.1 503"), "{refused}");
    assert!(!serving.is_finished(), "a request is under way");
    slow.write_all(body.as_bytes()).await.unwrap();
    read_until(&mut slow, "HTTP/1.1 422").await;
    serving.await.unwrap();
    assert!(
        TcpStream::connect(address).await.is_err(),
        "the port is free"
    );
}
