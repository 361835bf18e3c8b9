//! `reglament term show`: every open date of an instance with the count behind it.
//!
//! The operator of the machine may look at every instance; whose eyes are used does not matter for dates.

use clap::Args;
use reglament_core::InstanceId;
use reglament_runtime::{DateView, Service, ServiceError};
use serde_json::json;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::Output;
use crate::settings::{Settings, SettingsArguments};
use crate::wiring::with_service;

/// Flags of `term show`.
#[derive(Debug, Args)]
pub(super) struct Show {
    #[arg(value_name = "INSTANCE", help = "Дело ¦ Instance")]
    instance: String,
    #[command(flatten)]
    settings: SettingsArguments,
}

/// Shows.
pub(super) fn run(arguments: &Show, output: &Output) -> Result<Exit, Failure> {
    let settings = Settings::read(&arguments.settings)?;
    let instance = InstanceId::from(arguments.instance.as_str());
    let dates = with_service(&settings, async |service| dates(service, &instance).await)?;
    if output.json {
        output.json(&json!({ "dates": dates }));
    } else {
        for date in &dates {
            output.text(&text(date, output.language));
        }
    }
    Ok(Exit::Ok)
}

/// As the first person sees them who may see the instance.
async fn dates(service: &Service, instance: &InstanceId) -> Result<Vec<DateView>, Failure> {
    for person in service.people() {
        match service.instance(&person.id, instance).await {
            Ok(view) => return Ok(view.dates),
            Err(ServiceError::NotFound) => {}
            Err(error) => return Err(Failure::service(&error)),
        }
    }
    Err(Failure::service(&ServiceError::NotFound))
}

fn text(date: &DateView, language: Language) -> String {
    let english = language == Language::En;
    let held = match date.held {
        true => language.pick(" (приостановлен)", " (suspended)"),
        false => "",
    };
    let head = format!(
        "{}  {}{held}",
        date.on.format("%d.%m.%Y"),
        date.title.text(english)
    );
    let lines = if english { &date.en } else { &date.ru };
    let lines = lines.iter().map(|line| format!("\n    {line}"));
    lines.fold(head, |text, line| text + &line)
}
