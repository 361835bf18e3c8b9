//! `reglament schema`: the JSON Schema of a kind of file, for editors that check YAML by schemas.
//!
//! The schema is made from the table of the language by `reglament-language`.

use clap::{Args, ValueEnum};
use reglament_definition::grammar::FileKind;
use reglament_language::schema;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct SchemaArguments {
    #[arg(
        long,
        value_enum,
        default_value = "process",
        help = "Вид файла ¦ Kind of file"
    )]
    kind: Kind,
}

/// A kind of file.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    Process,
    Organisation,
    Registers,
    Indicators,
    Scenario,
    Bank,
    Scorecard,
}

/// Prints the schema.
pub(crate) fn run(arguments: &SchemaArguments, output: &Output) -> Result<Exit, Failure> {
    let kind = match arguments.kind {
        Kind::Process => FileKind::Process,
        Kind::Organisation => FileKind::Organisation,
        Kind::Registers => FileKind::Registers,
        Kind::Indicators => FileKind::Indicators,
        Kind::Scenario => FileKind::Scenario,
        Kind::Bank => FileKind::Bank,
        Kind::Scorecard => FileKind::Scorecard,
    };
    output.json(&schema(kind));
    Ok(Exit::Ok)
}
