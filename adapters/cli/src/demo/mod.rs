//! The demonstration: an empty database gets the shipped regulations, accounts and some weeks of work.
//!
//! The work is done by the real engine under a clock that is set by hand, from some weeks ago to the present; nothing
//! is written past it. A database that has anything in it is left as it is.

mod accounts;
mod act;
mod cast;
mod days;
mod embedded;
mod play;
mod session;
mod stage;

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use reglament_runtime::port::DefinitionStore;
use reglament_runtime::{ManualClock, RandomIds};
use reglament_store::SqlStore;

use crate::failure::Failure;
use crate::folder::ProcessFolder;
use crate::settings::Settings;
use crate::wiring::Engine;
pub(crate) use accounts::{PASSWORD, everybody, sample};
use days::Days;
use stage::Stage;

/// What the preparation did.
pub(crate) struct Prepared {
    /// False when the database had data and was left as it is.
    pub(crate) played: bool,
    /// What did not go as planned, for the developer of a regulation.
    pub(crate) problems: Vec<String>,
}

/// Fills an empty database.
pub(crate) async fn prepare(
    settings: &Settings,
    store: &Arc<SqlStore>,
    processes: &Path,
    now: DateTime<Utc>,
) -> Result<Prepared, Failure> {
    let current = store
        .current_package()
        .await
        .map_err(|error| Failure::store(&error))?;
    if current.is_some() {
        return Ok(Prepared {
            played: false,
            problems: Vec::new(),
        });
    }
    let days = Days::until(now);
    let clock = Arc::new(ManualClock::new(days.beginning()));
    let engine = Engine::start(settings, store.clone(), clock.clone(), Arc::new(RandomIds)).await?;
    let service = engine.service();
    let (files, stories) = if processes.is_dir() {
        let folder = ProcessFolder::read(processes)?;
        let stories = folder.scenarios();
        (folder.files, stories)
    } else {
        (embedded::files(), embedded::scenarios())
    };
    let published = service.publish(files, "demonstration").await;
    published.map_err(|error| crate::command::publish_failure(&error))?;
    let kept = service.keep_scenarios(stories).await;
    kept.map_err(|error| Failure::store(&error))?;
    accounts::create(&service).await?;
    let mut stage = Stage::new(service, clock, store.clone());
    play::play(&mut stage, &days).await;
    stage.advance(now).await;
    engine.stop().await;
    Ok(Prepared {
        played: true,
        problems: stage.problems,
    })
}
