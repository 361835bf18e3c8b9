//! The subcommands, one file or folder each, and the choice among them.
//!
//! A subcommand gets its arguments and the output, and answers with an exit code or a failure.

mod absence;
mod backup;
mod bank;
mod bounce;
mod cancel;
mod check;
mod copy_database;
mod deadline;
mod diagram;
mod diff;
mod directory;
mod document;
mod effects;
mod explain;
mod forecast;
mod import;
mod indicators;
mod join;
mod letter;
mod lsp;
mod message;
mod migrate;
mod plan;
mod program;
mod publish;
mod register;
mod regulations;
pub(crate) mod render;
mod restore;
mod schema;
mod serve;
mod simulate;
mod start;
mod task;
mod term;
mod test;
mod user;
mod verify;

pub(crate) use absence::AbsenceArguments;
pub(crate) use backup::BackupArguments;
pub(crate) use bank::BankArguments;
pub(crate) use bounce::BounceArguments;
pub(crate) use cancel::CancelArguments;
pub(crate) use check::CheckArguments;
pub(crate) use copy_database::CopyDatabaseArguments;
pub(crate) use deadline::DeadlineArguments;
pub(crate) use diagram::DiagramArguments;
pub(crate) use diff::DiffArguments;
pub(crate) use directory::DirectoryArguments;
pub(crate) use document::DocumentArguments;
pub(crate) use effects::EffectsArguments;
pub(crate) use explain::ExplainArguments;
pub(crate) use forecast::ForecastArguments;
pub(crate) use import::ImportArguments;
pub(crate) use indicators::IndicatorsArguments;
pub(crate) use join::JoinArguments;
pub(crate) use letter::LetterArguments;
pub(crate) use lsp::LspArguments;
pub(crate) use message::MessageArguments;
pub(crate) use migrate::MigrateArguments;
pub(crate) use plan::PlanArguments;
pub(crate) use program::ProgramArguments;
pub(crate) use publish::{PublishArguments, failure as publish_failure};
pub(crate) use register::RegisterArguments;
pub(crate) use regulations::RegulationsArguments;
pub(crate) use restore::RestoreArguments;
pub(crate) use schema::SchemaArguments;
pub(crate) use serve::ServeArguments;
pub(crate) use simulate::SimulateArguments;
pub(crate) use start::StartArguments;
pub(crate) use task::TaskArguments;
pub(crate) use term::TermArguments;
pub(crate) use test::TestArguments;
pub(crate) use user::{UserArguments, hashed};
pub(crate) use verify::VerifyArguments;

use crate::arguments::Command;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;

/// Carries out one subcommand.
pub(crate) fn run(command: Command, output: &Output) -> Result<Exit, Failure> {
    match command {
        Command::Check(arguments) => check::run(&arguments, output),
        Command::Test(arguments) => test::run(&arguments, output),
        Command::Regulations(arguments) => regulations::run(&arguments, output),
        Command::Schema(arguments) => schema::run(&arguments, output),
        Command::Lsp(arguments) => lsp::run(&arguments, output),
        Command::Explain(arguments) => explain::run(&arguments, output),
        Command::Deadline(arguments) => deadline::run(&arguments, output),
        Command::Forecast(arguments) => forecast::run(&arguments, output),
        Command::Plan(arguments) => plan::run(&arguments, output),
        Command::Simulate(arguments) => simulate::run(&arguments, output),
        Command::Diagram(arguments) => diagram::run(&arguments, output),
        Command::Diff(arguments) => diff::run(&arguments, output),
        Command::Serve(arguments) => serve::run(&arguments, output),
        Command::Publish(arguments) => publish::run(&arguments, output),
        Command::Migrate(arguments) => migrate::run(&arguments, output),
        Command::Start(arguments) => start::run(&arguments, output),
        Command::Task(arguments) => task::run(&arguments, output),
        Command::Cancel(arguments) => cancel::run(&arguments, output),
        Command::Term(arguments) => term::run(&arguments, output),
        Command::Join(arguments) => join::run(&arguments, output),
        Command::Message(arguments) => message::run(&arguments, output),
        Command::Directory(arguments) => directory::run(&arguments, output),
        Command::Import(arguments) => import::run(&arguments, output),
        Command::Bank(arguments) => bank::run(&arguments, output),
        Command::Indicators(arguments) => indicators::run(&arguments, output),
        Command::Register(arguments) => register::run(&arguments, output),
        Command::Document(arguments) => document::run(&arguments, output),
        Command::Backup(arguments) => backup::run(&arguments, output),
        Command::Restore(arguments) => restore::run(&arguments, output),
        Command::Effects(arguments) => effects::run(&arguments, output),
        Command::Verify(arguments) => verify::run(&arguments, output),
        Command::CopyDatabase(arguments) => copy_database::run(&arguments, output),
        Command::Absence(arguments) => absence::run(&arguments, output),
        Command::Letter(arguments) => letter::run(&arguments, output),
        Command::Bounce(arguments) => bounce::run(&arguments, output),
        Command::Program(arguments) => program::run(&arguments, output),
        Command::User(arguments) => user::run(&arguments, output),
    }
}
