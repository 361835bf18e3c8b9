//! Hints as they come, as `text/event-stream`: what somebody looks at may have changed. Nothing of what has changed is in
//! them; whoever hears one asks as they would anyway, and is shown what they may see.
//!
//! Events: `changed`, and `beat` when nothing has changed for a while. Their `id` is a position: named again, in `since` or by
//! a browser in `Last-Event-ID`, it tells whether anything has happened in between. The stream ends with the session.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use hyper::body::Frame;
use reglament_core::InstanceId;
use reglament_runtime::{Told, Watch, Watched};
use schemars::JsonSchema;
use serde::Deserialize;
use tokio::sync::mpsc;

use super::read::Asked;
use crate::App;
use crate::limits::STREAM_RETRY;
use crate::web::{Failure, NoPlace, Official, Place};

/// The media type of streams of events.
pub(crate) const EVENTS: &str = "text/event-stream";

/// What is looked at.
#[derive(Clone, Copy, JsonSchema, Deserialize)]
#[schemars(inline)]
#[serde(rename_all = "snake_case")]
enum About {
    Tasks,
    Control,
    Outbox,
    Instance,
}

#[derive(JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Look {
    about: About,
    /// Id of the instance.
    of: Option<String>,
    since: Option<String>,
}

impl Look {
    fn watched(self) -> Result<Watched, Failure> {
        Ok(match (self.about, self.of) {
            (About::Tasks, None) => Watched::Tasks,
            (About::Control, None) => Watched::Control,
            (About::Outbox, None) => Watched::Outbox,
            (About::Instance, Some(of)) => Watched::Instance(InstanceId(of)),
            (About::Instance, None) => return Err(malformed("of: expected an instance")),
            (_, Some(_)) => return Err(malformed("of: only with `about=instance`")),
        })
    }
}

fn malformed(why: &str) -> Failure {
    Failure::Malformed(why.to_owned())
}

pub(super) async fn listen(
    State(app): State<App>,
    official: Official,
    headers: HeaderMap,
    Asked(look): Asked<Look>,
) -> Result<Response, Failure> {
    let last = headers.get("last-event-id");
    let last = last.and_then(|id| id.to_str().ok()).map(str::to_owned);
    // A position that cannot be read is none: the page asks once more than it had to.
    let since = last.or_else(|| look.since.clone());
    let since = since.and_then(|text| text.parse().ok());
    let place = app.streams().take(official.id()).map_err(|no| match no {
        NoPlace::OfPerson => Failure::TooMany(STREAM_RETRY.as_secs()),
        NoPlace::InAll => Failure::Full(STREAM_RETRY.as_secs()),
    })?;
    let watch = app.service().watch(official.id(), look.watched()?, since);
    let watch = watch.await?;
    // One event waits at most: whoever does not read is not written for.
    let (sender, receiver) = mpsc::channel(1);
    tokio::spawn(tell(app, official, (watch, place), sender));
    let headers = [
        (header::CONTENT_TYPE, EVENTS),
        // Proxies that gather answers would keep hints to themselves.
        (header::HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    Ok((headers, Body::new(Events(receiver))).into_response())
}

/// Writes until somebody ends it: the reader, the session, the server.
async fn tell(
    app: App,
    official: Official,
    (mut watch, mut place): (Watch, Place),
    sender: mpsc::Sender<Bytes>,
) {
    let first = format!("retry: {}\n\n", STREAM_RETRY.as_millis());
    if sender.send(Bytes::from(first)).await.is_err() {
        return;
    }
    loop {
        let told = tokio::select! {
            told = watch.next() => told,
            () = sender.closed() => return,
            () = place.stopped() => return,
        };
        if !still_signed_in(&app, &official).await {
            return;
        }
        let event = match told {
            Told::Changed => "changed",
            Told::Quiet => "beat",
            Told::Sessions => continue,
            Told::Over => return,
        };
        let text = format!("id: {}\nevent: {event}\ndata: {{}}\n\n", watch.position());
        let sent = tokio::select! {
            sent = sender.send(Bytes::from(text)) => sent.is_ok(),
            () = place.stopped() => false,
        };
        if !sent {
            return;
        }
    }
}

/// Whether the session has not ended and is not idle. Listening is no use of it.
async fn still_signed_in(app: &App, official: &Official) -> bool {
    let Some(digest) = &official.visitor.session else {
        return false;
    };
    let service = app.service();
    match service.session(digest).await {
        Ok(Some(live)) => {
            let seen_at = live.session.seen_at;
            app.idle().is_fresh(digest, seen_at, service.now())
                && service.person(official.id()).is_some()
        }
        Ok(None) => false,
        // A store that cannot be asked says nothing about the session; the next request does.
        Err(_) => true,
    }
}

/// The body of the stream.
struct Events(mpsc::Receiver<Bytes>);

impl HttpBody for Events {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let next = self.0.poll_recv(context);
        next.map(|bytes| bytes.map(|bytes| Ok(Frame::data(bytes))))
    }
}
