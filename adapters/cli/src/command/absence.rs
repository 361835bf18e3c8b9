//! `reglament absence`: who is away and who acts instead.
//!
//! Entered and cancelled as a person who may; the engine checks the order, the dates and that nobody stands in for
//! oneself in the end.

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use reglament_core::Absence;
use reglament_runtime::AbsenceView;
use serde_json::json;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::Output;
use crate::settings::{Settings, SettingsArguments};
use crate::wiring::with_service;

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct AbsenceArguments {
    #[command(subcommand)]
    action: Action,
}

/// What to do.
#[derive(Debug, Subcommand)]
enum Action {
    /// Lists.
    #[command(about = "Внесённые отсутствия ¦ Absences entered")]
    List(List),
    /// Enters one.
    #[command(about = "Внести отсутствие и замещение ¦ Enter an absence with its substitutes")]
    Add(Add),
    /// Cancels one.
    #[command(about = "Отменить отсутствие ¦ Cancel an absence")]
    Cancel(Cancel),
}

/// Flags of `absence list`.
#[derive(Debug, Args)]
struct List {
    #[arg(long, value_name = "PERSON", help = "Кто смотрит ¦ Who looks")]
    by: String,
    #[command(flatten)]
    settings: SettingsArguments,
}

/// Flags of `absence add`.
#[derive(Debug, Args)]
struct Add {
    #[arg(value_name = "PERSON", help = "Кто отсутствует ¦ Who is away")]
    person: String,
    #[arg(
        long,
        value_name = "DATE",
        help = "Первый день, ГГГГ-ММ-ДД ¦ First day, YYYY-MM-DD"
    )]
    from: NaiveDate,
    #[arg(
        long,
        value_name = "DATE",
        help = "Последний день, ГГГГ-ММ-ДД ¦ Last day, YYYY-MM-DD"
    )]
    until: NaiveDate,
    #[arg(
        long,
        value_name = "PERSON",
        help = "Кто замещает; можно повторить, по порядку ¦ Who acts instead; repeat in order"
    )]
    substitute: Vec<String>,
    #[arg(
        long,
        value_name = "TEXT",
        help = "Номер и дата приказа ¦ Number and date of the order"
    )]
    order: String,
    #[arg(long, value_name = "PERSON", help = "Кто вносит ¦ Who enters it")]
    by: String,
    #[command(flatten)]
    settings: SettingsArguments,
}

/// Flags of `absence cancel`.
#[derive(Debug, Args)]
struct Cancel {
    #[arg(
        value_name = "NUMBER",
        help = "Номер отсутствия ¦ Number of the absence"
    )]
    id: u32,
    #[arg(long, value_name = "PERSON", help = "Кто отменяет ¦ Who cancels it")]
    by: String,
    #[command(flatten)]
    settings: SettingsArguments,
}

/// Carries out one of them.
pub(crate) fn run(arguments: &AbsenceArguments, output: &Output) -> Result<Exit, Failure> {
    match &arguments.action {
        Action::List(list) => show(list, output),
        Action::Add(add) => enter(add, output),
        Action::Cancel(wish) => cancel(wish, output),
    }
}

fn show(list: &List, output: &Output) -> Result<Exit, Failure> {
    let settings = Settings::read(&list.settings)?;
    let found = with_service(&settings, async |service| service.absences(&list.by).await)?;
    if output.json {
        output.json(&json!({ "absences": found }));
    } else {
        for absence in &found {
            output.text(&line(absence, output.language));
        }
    }
    Ok(Exit::Ok)
}

fn line(absence: &AbsenceView, language: Language) -> String {
    let instead = match absence.substitutes.is_empty() {
        true => language
            .pick("никто не замещает", "nobody instead")
            .to_owned(),
        false => absence.substitutes.join(", "),
    };
    let cancelled = match absence.cancelled_by {
        Some(_) => language.pick("  отменено", "  cancelled"),
        None => "",
    };
    let (from, until) = (
        absence.from.format("%d.%m.%Y"),
        absence.until.format("%d.%m.%Y"),
    );
    let (id, name, order) = (absence.id, &absence.name, &absence.order);
    format!("{id}  {name}  {from} – {until}  → {instead}  [{order}]{cancelled}")
}

fn enter(add: &Add, output: &Output) -> Result<Exit, Failure> {
    let settings = Settings::read(&add.settings)?;
    let absence = Absence {
        person: add.person.clone(),
        from: add.from,
        until: add.until,
        substitutes: add.substitute.clone(),
        order: add.order.clone(),
    };
    let id = with_service(&settings, async |service| {
        service.enter_absence(&add.by, absence).await
    })?;
    if output.json {
        output.json(&json!({ "id": id }));
    } else {
        let word = output
            .language
            .pick("Внесено под номером", "Entered as number");
        output.text(&format!("{word} {id}."));
    }
    Ok(Exit::Ok)
}

fn cancel(wish: &Cancel, output: &Output) -> Result<Exit, Failure> {
    let settings = Settings::read(&wish.settings)?;
    with_service(&settings, async |service| {
        service.cancel_absence(&wish.by, wish.id).await
    })?;
    if output.json {
        output.json(&json!({ "id": wish.id }));
    } else {
        output.text(output.language.pick("Отменено.", "Cancelled."));
    }
    Ok(Exit::Ok)
}
