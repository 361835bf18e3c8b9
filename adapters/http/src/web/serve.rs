//! Accepts connections and serves them until the stop, then lets the requests under way finish.
//!
//! HTTP/1.1 without TLS: a proxy in front speaks TLS and HTTP/2. A head that does not arrive in time ends the
//! connection; more connections than allowed wait in the socket's own queue. A stop is told by `/readyz` first: the
//! listener stays open until the requests under way have ended, and refuses whatever else comes.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Extension;
use axum::extract::ConnectInfo;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::Layer;

use super::{metrics_router, router};
use crate::{App, limits};

/// Serves until `shutdown` is ready; returns when the requests under way have ended, at the latest after
/// [`limits::STOP_PATIENCE`].
pub async fn serve(listener: TcpListener, app: App, shutdown: impl Future<Output = ()>) {
    let router = router(app.clone());
    let places = Arc::new(Semaphore::new(limits::CONNECTIONS));
    let graceful = GracefulShutdown::new();
    let mut shutdown = std::pin::pin!(shutdown);
    loop {
        let (stream, peer, place) = tokio::select! {
            next = accept(&listener, &places) => next,
            () = &mut shutdown => break,
        };
        let watcher = Some(graceful.watcher());
        tokio::spawn(converse(stream, peer, router.clone(), watcher, place));
    }
    app.stopping().begin();
    app.streams().stop();
    let mut ended = std::pin::pin!(tokio::time::timeout(
        limits::STOP_PATIENCE,
        graceful.shutdown()
    ));
    loop {
        let (stream, peer, place) = tokio::select! {
            next = accept(&listener, &places) => next,
            ended = &mut ended => {
                if ended.is_err() {
                    tracing::warn!("some requests did not end in time and were cut off");
                }
                return;
            }
        };
        tokio::spawn(converse(stream, peer, router.clone(), None, place));
    }
}

/// Serves metrics until the future is dropped; nobody waits for what is under way.
pub async fn serve_metrics(listener: TcpListener, app: App) {
    let router = metrics_router(app);
    let places = Arc::new(Semaphore::new(limits::METRICS_CONNECTIONS));
    loop {
        let (stream, peer, place) = accept(&listener, &places).await;
        tokio::spawn(converse(stream, peer, router.clone(), None, place));
    }
}

async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> (TcpStream, SocketAddr, OwnedSemaphorePermit) {
    let place = places.clone().acquire_owned().await;
    let place = place.expect("nobody closes the semaphore");
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => return (stream, peer, place),
            Err(error) => {
                // Out of file descriptors, mostly: connections under way must end first.
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(limits::ACCEPT_PAUSE).await;
            }
        }
    }
}

/// One connection. Without a watcher it carries one request, and a stop does not wait for it.
async fn converse(
    stream: TcpStream,
    peer: SocketAddr,
    router: axum::Router,
    watcher: Option<Watcher>,
    _place: OwnedSemaphorePermit,
) {
    // Answers are small: waiting to fill a packet only delays them.
    let _ = stream.set_nodelay(true);
    let service = Extension(ConnectInfo(peer)).layer(router);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits::HEADER_TIMEOUT)
        .keep_alive(watcher.is_some())
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    let ended = match watcher {
        Some(watcher) => watcher.watch(connection).await,
        None => connection.await,
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}
