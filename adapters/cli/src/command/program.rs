//! `reglament program`: tokens for programs of other systems, as on the page `/admin/programs`.
//!
//! With `--by` it is done as that administrator, who gives no more than they see; without, as the operator of the server. The
//! token is printed once, alone on its line.

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use reglament_runtime::{ProgramState, ProgramView, ProgramWish, Scope};
use serde_json::json;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::Output;
use crate::settings::{Settings, SettingsArguments};
use crate::wiring::with_service;

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct ProgramArguments {
    #[command(subcommand)]
    action: Action,
}

/// What to do.
#[derive(Debug, Subcommand)]
enum Action {
    /// Lists.
    #[command(about = "Выданные доступы ¦ Tokens given")]
    List(List),
    /// Gives a token.
    #[command(
        about = "Дать программе токен и напечатать его ¦ Give a program a token and print it"
    )]
    Add(Add),
    /// Withdraws a token.
    #[command(about = "Отозвать токен ¦ Withdraw a token")]
    Withdraw(Withdraw),
}

/// Flags of `program list`.
#[derive(Debug, Args)]
struct List {
    #[command(flatten)]
    settings: SettingsArguments,
}

/// Flags of `program add`.
#[derive(Debug, Args)]
struct Add {
    #[arg(
        value_name = "NAME",
        help = "Название: под ним программа видна в истории дел ¦ Name: the histories of cases show it"
    )]
    name: String,
    #[arg(
        long,
        value_name = "SCOPE",
        required = true,
        value_parser = scope,
        help = "Что можно: cases:read, documents:read, registers:read, indicators:read, cases:start, messages:send; можно повторить ¦ What it may do: one of these; repeat for more"
    )]
    scope: Vec<Scope>,
    #[arg(
        long,
        value_name = "PROCESS",
        required = true,
        help = "Процесс, дела которого программа видит; можно повторить ¦ A process whose cases it sees; repeat for more"
    )]
    process: Vec<String>,
    #[arg(
        long,
        value_name = "DATE",
        help = "Последний день, ГГГГ-ММ-ДД ¦ Last day, YYYY-MM-DD"
    )]
    until: NaiveDate,
    #[arg(
        long,
        value_name = "PERSON",
        help = "Кто даёт; иначе оператор сервера ¦ Who gives it; otherwise the operator of the server"
    )]
    by: Option<String>,
    #[command(flatten)]
    settings: SettingsArguments,
}

/// Flags of `program withdraw`.
#[derive(Debug, Args)]
struct Withdraw {
    #[arg(
        value_name = "NUMBER",
        help = "Номер из `program list` ¦ Number in `program list`"
    )]
    id: u32,
    #[arg(
        long,
        value_name = "PERSON",
        help = "Кто отзывает; иначе оператор сервера ¦ Who withdraws it; otherwise the operator of the server"
    )]
    by: Option<String>,
    #[command(flatten)]
    settings: SettingsArguments,
}

fn scope(text: &str) -> Result<Scope, String> {
    let names = Scope::EVERY.map(|(_, name)| name).join(", ");
    Scope::named(text).ok_or(names)
}

/// Carries out one of them.
pub(crate) fn run(arguments: &ProgramArguments, output: &Output) -> Result<Exit, Failure> {
    match &arguments.action {
        Action::List(list) => show(list, output),
        Action::Add(add) => give(add, output),
        Action::Withdraw(wish) => withdraw(wish, output),
    }
}

fn show(list: &List, output: &Output) -> Result<Exit, Failure> {
    let settings = Settings::read(&list.settings)?;
    let found = with_service(&settings, async |service| service.programs(None).await)?;
    if output.json {
        output.json(&json!({ "programs": found }));
    } else {
        for program in &found {
            output.text(&line(program, output.language));
        }
    }
    Ok(Exit::Ok)
}

fn line(program: &ProgramView, language: Language) -> String {
    let state = match program.state {
        ProgramState::Valid => language.pick("действует", "valid"),
        ProgramState::Expired => language.pick("истёк", "expired"),
        ProgramState::Withdrawn => language.pick("отозван", "withdrawn"),
    };
    let used = program.used_at.map_or_else(
        || language.pick("не было", "never").to_owned(),
        |at| at.format("%d.%m.%Y %H:%M UTC").to_string(),
    );
    let scopes: Vec<&str> = program.scopes.iter().map(|scope| scope.name()).collect();
    let (id, name, until) = (program.id, &program.name, program.until.format("%d.%m.%Y"));
    let (scopes, processes) = (scopes.join(" "), program.processes.join(" "));
    let last = language.pick("обращение", "used");
    format!("{id}  {name}  {state}  → {until}  [{scopes}]  [{processes}]  {last}: {used}")
}

fn give(add: &Add, output: &Output) -> Result<Exit, Failure> {
    let settings = Settings::read(&add.settings)?;
    let wish = ProgramWish {
        name: add.name.clone(),
        scopes: add.scope.clone(),
        processes: add.process.clone(),
        until: add.until,
    };
    let given = with_service(&settings, async |service| {
        service.add_program(add.by.as_deref(), wish).await
    })?;
    if output.json {
        output.json(&json!(given));
    } else {
        output.text(&given.token);
    }
    Ok(Exit::Ok)
}

fn withdraw(wish: &Withdraw, output: &Output) -> Result<Exit, Failure> {
    let settings = Settings::read(&wish.settings)?;
    with_service(&settings, async |service| {
        service.withdraw_program(wish.by.as_deref(), wish.id).await
    })?;
    if output.json {
        output.json(&json!({ "withdrawn": wish.id }));
    } else {
        let done = output
            .language
            .pick("Токен отозван.", "The token is withdrawn.");
        output.text(done);
    }
    Ok(Exit::Ok)
}
