//! `reglament diagram`: a process as a picture (SVG, PNG), as a Mermaid flowchart or as a numbered outline.
//!
//! The process is named by its id or by its file. Drawing is the business of `reglament-diagram`.

mod png;

use std::path::{Path, PathBuf};

use clap::Args;
use reglament_definition::{Definition, Package, compile};
use reglament_diagram::{Drawing, Frame, Marks, mermaid, outline, svg};
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
    #[arg(
        long,
        value_name = "FILE",
        help = "Рисунок SVG в файл ¦ Picture as SVG into a file"
    )]
    svg: Option<PathBuf>,
    #[arg(
        long,
        value_name = "FILE",
        help = "Рисунок PNG в файл ¦ Picture as PNG into a file"
    )]
    png: Option<PathBuf>,
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
    if arguments.svg.is_some() || arguments.png.is_some() {
        return pictures(arguments, definition, output);
    }
    let draw = if arguments.outline { outline } else { mermaid };
    let text = draw(definition, output.language.into());
    if output.json {
        output.json(&json!({"process": process, "text": text}));
    } else {
        output.text(text.trim_end());
    }
    Ok(Exit::Ok)
}

/// Writes the pictures asked for.
fn pictures(
    arguments: &DiagramArguments,
    definition: &Definition,
    output: &Output,
) -> Result<Exit, Failure> {
    let drawing = Drawing::of(definition, output.language.into());
    let marks = Marks::default();
    let mut written = Vec::new();
    if let Some(path) = &arguments.svg {
        let text = svg(&drawing, &marks, Frame::File);
        write(path, text.as_bytes())?;
        written.push(path.display().to_string());
    }
    if let Some(path) = &arguments.png {
        write(path, &png::png(&drawing, &marks)?)?;
        written.push(path.display().to_string());
    }
    if output.json {
        output.json(&json!({"process": definition.reference.process, "files": written}));
    } else {
        output.text(&written.join("\n"));
    }
    Ok(Exit::Ok)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(path, bytes).map_err(|error| Failure::file(path, &error))
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
