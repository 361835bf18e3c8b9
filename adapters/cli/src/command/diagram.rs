//! `reglament diagram`: a process as a Mermaid flowchart or as a numbered outline.
//!
//! The process is named by its id or by its file. Drawing is the business of `reglament-diagram`.

use std::path::{Path, PathBuf};

use clap::Args;
use reglament_definition::{Definition, Package, compile};
use reglament_diagram::{mermaid, outline};
use serde_json::json;

use crate::command::check;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::folder::ProcessFolder;
use crate::output::Output;

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct DiagramArguments {
    #[arg(
        value_name = "PROCESS",
        help = "Процесс (его id) или файл ¦ Process id or file"
    )]
    process: String,
    #[arg(
        long,
        value_name = "DIR",
        default_value = "processes",
        help = "Папка процессов ¦ Folder of processes"
    )]
    processes: PathBuf,
    #[arg(
        long,
        conflicts_with = "outline",
        help = "Схема Mermaid (по умолчанию) ¦ Mermaid flowchart (the default)"
    )]
    mermaid: bool,
    #[arg(long, help = "Нумерованный список шагов ¦ Numbered list of steps")]
    outline: bool,
}

/// Draws and prints.
pub(crate) fn run(arguments: &DiagramArguments, output: &Output) -> Result<Exit, Failure> {
    let (folder, process) = place(arguments)?;
    let compiled = compile(&folder.files);
    let Some(package) = &compiled.package else {
        check::diagnostics(&compiled, &folder, output);
        return Ok(Exit::Findings);
    };
    let definition = definition(package, &process)?;
    let draw = if arguments.outline { outline } else { mermaid };
    let text = draw(definition, output.language.into());
    if output.json {
        output.json(&json!({"process": process, "text": text}));
    } else {
        output.text(text.trim_end());
    }
    Ok(Exit::Ok)
}

/// The folder and the id. A file `processes/<regulation>/<name>.yaml` names both.
fn place(arguments: &DiagramArguments) -> Result<(ProcessFolder, String), Failure> {
    let file = Path::new(&arguments.process);
    if !file.is_file() {
        return Ok((
            ProcessFolder::read(&arguments.processes)?,
            arguments.process.clone(),
        ));
    }
    let root = file
        .parent()
        .and_then(Path::parent)
        .filter(|root| !root.as_os_str().is_empty());
    let folder = ProcessFolder::read(root.unwrap_or(Path::new(".")))?;
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let head = text.lines().find_map(|line| line.strip_prefix("process:"));
    let id = head.map(|rest| rest.split('#').next().unwrap_or_default().trim().to_owned());
    Ok((folder, id.unwrap_or_else(|| arguments.process.clone())))
}

fn definition<'p>(package: &'p Package, process: &str) -> Result<&'p Definition, Failure> {
    package.definitions.get(process).ok_or_else(|| {
        let known: Vec<&str> = package.definitions.keys().map(String::as_str).collect();
        let known = known.join(", ");
        Failure::usage(
            "process.unknown",
            format!("Процесса «{process}» нет; есть: {known}."),
            format!("There is no process `{process}`; there are: {known}."),
        )
    })
}
