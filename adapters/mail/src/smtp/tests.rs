//! What a pipe with a tiny buffer shows and the loopback cannot: silence in the middle of the body.

use super::*;
use crate::{Beside, Delivery, Letter, compose::Composer};
use chrono::DateTime;
use lettre::transport::smtp::client::AsyncTokioStream;
use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    pin::Pin,
    task::{Context, Poll},
};
use tokio::io::{
    AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader, DuplexStream, ReadBuf, duplex,
};

#[derive(Debug)]
struct Pipe(DuplexStream);

impl AsyncRead for Pipe {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(cx, buf)
    }
}

impl AsyncWrite for Pipe {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(cx, buf)
    }
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(cx)
    }
    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(cx)
    }
}

impl AsyncTokioStream for Pipe {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        Ok((Ipv4Addr::LOCALHOST, 25).into())
    }
}

/// Answers commands up to DATA, then reads as many lines of the body as told, then is silent or goes away.
async fn server(pipe: DuplexStream, data_reply: &str, body_lines: usize, goes_away: bool) {
    let mut pipe = BufReader::new(pipe);
    pipe.write_all(b"220 x\r\n").await.unwrap();
    let mut line = String::new();
    for reply in ["250 x\r\n", "250 x\r\n", "250 x\r\n", data_reply] {
        pipe.read_line(&mut line).await.unwrap();
        pipe.write_all(reply.as_bytes()).await.unwrap();
    }
    for _ in 0..body_lines {
        pipe.read_line(&mut line).await.unwrap();
    }
    if !goes_away {
        std::future::pending::<()>().await;
    }
}

async fn verdict(data_reply: &'static str, body_lines: usize, goes_away: bool) -> Delivery {
    let smtp = Smtp::new(&crate::Settings::minimal_smtp(
        "smtp.example.ru",
        "a@example.ru",
    ))
    .unwrap();
    let composer = Composer::new(&crate::Settings::minimal_smtp("", "a@example.ru")).unwrap();
    let letter = Letter {
        id: "1".into(),
        to_name: String::new(),
        to_address: "b@example.ru".into(),
        subject: "С".into(),
        text: "Т".repeat(50_000),
    };
    let composed = composer
        .compose(&letter, &Beside::default(), DateTime::UNIX_EPOCH)
        .unwrap();
    let (ours, theirs) = duplex(1_024);
    let serving = tokio::spawn(server(theirs, data_reply, body_lines, goes_away));
    let connection =
        AsyncSmtpConnection::connect_with_transport(Box::new(Pipe(ours)), &ClientId::default())
            .await
            .unwrap();
    let deadline = Instant::now() + smtp.timeout;
    let failure = smtp
        .transaction(connection, &composer.from.email, &composed, deadline)
        .await
        .unwrap_err();
    serving.abort();
    failure.into_delivery("smtp.example.ru:465", "b@example.ru", &composed.message_id)
}

#[tokio::test(start_paused = true)]
async fn before_the_dot_nothing_was_taken_after_it_perhaps() {
    for goes_away in [false, true] {
        for body_lines in [0, 10, 1_000] {
            let delivery = verdict("354 x\r\n", body_lines, goes_away).await;
            assert!(
                matches!(delivery, Delivery::Unreachable { code: None, .. }),
                "{body_lines} {goes_away}: {delivery:?}"
            );
        }
    }
    let all = usize::from(u16::MAX);
    let delivery = verdict("354 x\r\n", all, false).await;
    assert!(
        matches!(delivery, Delivery::Ambiguous { .. }),
        "{delivery:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn an_attempt_ends_within_its_stated_time() {
    let started = Instant::now();
    let smtp = Smtp::new(&crate::Settings::minimal_smtp(
        "smtp.example.ru",
        "a@example.ru",
    ))
    .unwrap();
    verdict("354 x\r\n", usize::from(u16::MAX), false).await;
    assert!(
        started.elapsed() <= smtp.longest(),
        "{:?}",
        started.elapsed()
    );
    assert!(
        started.elapsed() >= smtp.final_reply,
        "{:?}",
        started.elapsed()
    );
}

#[tokio::test(start_paused = true)]
async fn a_reply_out_of_step_is_no_permission_to_send() {
    let delivery = verdict("250 x\r\n", 0, false).await;
    let Delivery::Unreachable { code: None, reason } = delivery else {
        panic!("{delivery:?}");
    };
    assert!(reason.en.contains("unexpected reply 250"), "{reason}");
}

#[tokio::test(start_paused = true)]
async fn a_final_reply_out_of_step_is_no_acceptance() {
    let delivery = verdict("354 x\r\n354 x\r\n", usize::from(u16::MAX), false).await;
    assert!(
        matches!(delivery, Delivery::Ambiguous { .. }),
        "{delivery:?}"
    );
}
