//! `reglament serve`: runs the engine and its pages until it is told to stop.
//!
//! With `--demo` an empty database is filled first. Stopping finishes the requests, commands and deliveries under way.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use clap::Args;
use reglament_runtime::{Clock, RandomIds, ShiftedClock};
use reglament_telemetry::Telemetry;

use crate::demo;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::server::{self, Stop};
use crate::settings::{Settings, SettingsArguments};
use crate::wiring::{self, Engine, block_on};

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct ServeArguments {
    #[arg(
        long,
        help = "Показательные данные в пустой базе ¦ Demonstration data in an empty database"
    )]
    demo: bool,
    #[arg(
        long,
        value_name = "TIME",
        requires = "demo",
        value_parser = moment,
        help = "Момент, от которого идут часы показа, например 2026-11-10T09:00+07:00 ¦ Moment from which the clock of the demonstration runs, such as 2026-11-10T09:00+07:00"
    )]
    now: Option<DateTime<Utc>>,
    #[arg(
        long,
        value_name = "REASON",
        value_parser = reason,
        help = "Принять базу, которая расходится с якорями, по этой причине; прежний файл якорей сохранится ¦ Accept a database that differs from its anchors, for this reason; the former file of anchors is kept"
    )]
    accept_rollback: Option<String>,
    #[arg(
        long,
        env = "REGLAMENT_LISTEN",
        value_name = "ADDR",
        help = "Адрес и порт; без настройки 127.0.0.1:8080 ¦ Address and port; 127.0.0.1:8080 unless set"
    )]
    listen: Option<SocketAddr>,
    #[arg(
        long,
        env = "REGLAMENT_METRICS_LISTEN",
        value_name = "ADDR",
        help = "Адрес и порт для Prometheus, например 127.0.0.1:9464; без настройки выключено ¦ Address and port for Prometheus, such as 127.0.0.1:9464; off unless set"
    )]
    metrics_listen: Option<SocketAddr>,
    #[arg(
        long,
        value_name = "DIR",
        default_value = "processes",
        help = "Папка процессов для показательных данных; если её нет, берутся вложенные в программу ¦ Folder of processes for the demonstration; without it, those that the program carries"
    )]
    processes: PathBuf,
    #[command(flatten)]
    settings: SettingsArguments,
}

/// Reads a moment with its offset from UTC; seconds may be left out.
fn moment(text: &str) -> Result<DateTime<Utc>, String> {
    DateTime::parse_from_rfc3339(text)
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M%:z"))
        .map(|moment| moment.to_utc())
        .map_err(|_| {
            "нужны дата, время и пояс, например 2026-11-10T09:00+07:00 ¦ needs a date, a time and an offset, such as 2026-11-10T09:00+07:00"
                .to_owned()
        })
}

/// Longest reason, in characters.
const REASON_CHARS: usize = 500;

/// Reads why something is accepted: it stays in the log of administration.
fn reason(text: &str) -> Result<String, String> {
    let text = text.trim();
    match text.chars().count() {
        1..=REASON_CHARS => Ok(text.to_owned()),
        _ => Err(format!(
            "нужна причина словами, до {REASON_CHARS} знаков ¦ needs a reason in words, up to {REASON_CHARS} characters"
        )),
    }
}

/// Serves until a signal comes.
pub(crate) fn run(arguments: &ServeArguments, output: &Output) -> Result<Exit, Failure> {
    let mut settings = Settings::read(
        &arguments
            .settings
            .listening(arguments.listen, arguments.metrics_listen),
    )?;
    let telemetry = server::log(&settings)?;
    block_on(async {
        let listeners = server::listen(&mut settings).await?;
        let store = wiring::store(&settings).await?;
        let clock: Arc<dyn Clock> = match arguments.now {
            Some(moment) => Arc::new(ShiftedClock::showing(moment)),
            None => wiring::clock(&store).await?,
        };
        let accept = arguments.accept_rollback.as_deref();
        let anchors = wiring::anchors(&settings, &store, accept, clock.now(), output).await?;
        if arguments.demo {
            let said = output.language.pick(
                "Готовлю показательные данные…",
                "Preparing the demonstration…",
            );
            output.text(said);
            let prepared =
                demo::prepare(&settings, &store, &arguments.processes, clock.now()).await?;
            for problem in &prepared.problems {
                output.text(&format!("! {problem}"));
            }
            if !prepared.played {
                output.text(output.language.pick(
                    "Данные сохранились с прошлого раза.",
                    "The data of the last run is kept.",
                ));
            }
        }
        let mut engine = Engine::start(&settings, store, clock, Arc::new(RandomIds)).await?;
        engine.keep_anchors(anchors);
        engine.keep_archive(settings.archive.after());
        let more = telemetry.as_ref().map(Telemetry::measures);
        let stop = Stop::listen()?;
        announce(&settings, &engine, arguments.demo, output);
        let served = server::serve(listeners, &engine, &settings, more, stop).await;
        engine.close().await;
        if let Some(telemetry) = telemetry {
            telemetry.close();
        }
        served
    })?;
    Ok(Exit::Ok)
}

fn announce(settings: &Settings, engine: &Engine, demo: bool, output: &Output) {
    let metrics = settings.metrics_listen;
    let metrics = metrics.map(|address| format!("http://{address}/metrics"));
    if output.json {
        let mut told = serde_json::json!({"address": settings.base_url});
        if engine.service().effects_wait() {
            told["effects"] = "paused".into();
        }
        if let Some(metrics) = &metrics {
            told["metrics"] = metrics.as_str().into();
        }
        output.json(&told);
        return;
    }
    output.text(&format!(
        "{}: {}",
        output.language.pick("Сервер", "Server"),
        settings.base_url
    ));
    if let Some(metrics) = metrics {
        let name = output.language.pick("Для Prometheus", "For Prometheus");
        output.text(&format!("{name}: {metrics}"));
    }
    if engine.service().effects_wait() {
        output.text(output.language.pick(
            "Письма и вызовы других систем ждут: разрешите их на странице /admin/effects.",
            "Letters and calls of other systems wait: let them go on the page /admin/effects.",
        ));
    }
    if !demo {
        return;
    }
    let password = output
        .language
        .pick("Пароль у всех один", "Everybody's password");
    output.text(&format!("\n{password}: {}\n", demo::PASSWORD));
    let (shown, more) = demo::sample(demo::everybody(&engine.service()));
    for account in shown {
        output.text(&format!(
            "  {:<14} {:<36} {}",
            account.person,
            account.name,
            account.roles.join(", ")
        ));
    }
    for (roles, count) in more {
        let more = output.language.pick("и ещё", "and more");
        output.text(&format!("  {more} {count}: {}", roles.join(", ")));
    }
}
