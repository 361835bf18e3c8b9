//! The server: its log, its listeners, its stop.
//!
//! Pages and API are those of `reglament-http`; nothing is decided here.

use std::net::SocketAddr;
use std::task::Poll;

use reglament_http::MoreMetrics;
use reglament_telemetry::{SpanLayer, Telemetry};
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Layer as _};

use crate::failure::Failure;
use crate::memory;
use crate::settings::{LogFormat, Settings};
use crate::wiring::Engine;

/// Starts the log on the standard error, and what tells a collector of traces if one is named.
pub(crate) fn log(settings: &Settings) -> Result<Option<Telemetry>, Failure> {
    let filter = EnvFilter::try_new(&settings.log).map_err(|error| {
        let wish = &settings.log;
        Failure::usage(
            "log.filter",
            format!("Настройка журнала «{wish}» непонятна: {error}. Напишите, например, warn или info."),
            format!("The log filter `{wish}` is not understood: {error}. Write, for example, warn or info."),
        )
    })?;
    let telemetry = Telemetry::start(&settings.telemetry)
        .map_err(|error| Failure::usage("settings.telemetry", error.ru, error.en))?;
    let spans = telemetry.as_ref().map(Telemetry::layer);
    let spans = spans.map(|layer| layer.with_filter(filter_fn(SpanLayer::hears)));
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let lines = match settings.log_format {
        LogFormat::Text => lines.boxed(),
        LogFormat::Json => lines.json().boxed(),
    };
    let all = tracing_subscriber::registry();
    let all = all.with(lines.with_filter(filter)).with(spans);
    // A second start in one process keeps the first log.
    let _ = all.try_init();
    Ok(telemetry)
}

/// Where the server listens.
pub(crate) struct Listeners {
    site: TcpListener,
    metrics: Option<TcpListener>,
}

/// Takes the addresses, before anything slow is done: a port in use is told at once. The settings then name the addresses
/// really taken, which matters when a port was left to the system (port 0).
pub(crate) async fn listen(settings: &mut Settings) -> Result<Listeners, Failure> {
    let (site, local) = take(settings.listen, "--listen 127.0.0.1:8081").await?;
    settings.bound_to(local);
    let metrics = match settings.metrics_listen {
        Some(address) => {
            let (listener, local) = take(address, "--metrics-listen 127.0.0.1:9465").await?;
            settings.metrics_listen = Some(local);
            if !local.ip().is_loopback() {
                tracing::warn!(%local, "metrics can be read from other machines: let a firewall see to whom");
            }
            Some(listener)
        }
        None => None,
    };
    Ok(Listeners { site, metrics })
}

async fn take(address: SocketAddr, other: &str) -> Result<(TcpListener, SocketAddr), Failure> {
    let taken = async {
        let listener = TcpListener::bind(address).await?;
        let local = listener.local_addr()?;
        Ok::<_, std::io::Error>((listener, local))
    };
    taken.await.map_err(|error| {
        Failure::fault(
            "listen",
            format!("Адрес {address} занять не удалось: {error}. Укажите другой: {other}."),
            format!("The address {address} cannot be used: {error}. Name another one: {other}."),
        )
    })
}

/// Serves until the stop, then lets the requests under way finish. Metrics are served to the end of that.
pub(crate) async fn serve(
    listeners: Listeners,
    engine: &Engine,
    settings: &Settings,
    more: Option<MoreMetrics>,
    stop: Stop,
) -> Result<(), Failure> {
    let mut app = engine.app(settings)?;
    if let Some(more) = more {
        app = app.with_more_metrics(more);
    }
    let metrics = async {
        match listeners.metrics {
            Some(listener) => reglament_http::serve_metrics(listener, app.clone()).await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        () = reglament_http::serve(listeners.site, app.clone(), stop.asked()) => {}
        () = metrics => {}
        never = memory::give_back() => match never {},
    }
    Ok(())
}

/// SIGINT and SIGTERM, heard from the moment in which this exists: a signal that comes before would end the program at
/// once.
pub(crate) struct Stop {
    signals: Vec<Signal>,
}

impl Stop {
    /// Begins to listen.
    pub(crate) fn listen() -> Result<Self, Failure> {
        let heard = [SignalKind::interrupt(), SignalKind::terminate()].map(signal);
        let signals = heard.into_iter().collect::<Result<Vec<_>, _>>();
        signals.map(|signals| Self { signals }).map_err(|error| {
            Failure::fault(
                "signals",
                format!("Сигналы остановки не подключаются: {error}."),
                format!("The signals to stop cannot be heard: {error}."),
            )
        })
    }

    async fn asked(mut self) {
        std::future::poll_fn(|context| {
            let asked = self
                .signals
                .iter_mut()
                .any(|signal| signal.poll_recv(context).is_ready());
            if asked {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        })
        .await;
    }
}
