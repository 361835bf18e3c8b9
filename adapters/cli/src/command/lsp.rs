//! `reglament lsp`: the language server for editors, on the standard input and output.
//!
//! Nothing else may be written to the standard output while it runs.

use std::collections::BTreeMap;
use std::path::Path;

use clap::Args;
use reglament_lsp::serve_stdio;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::folder::ProcessFolder;
use crate::output::Output;

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct LspArguments {
    #[arg(
        long,
        help = "Через стандартный ввод и вывод; так всегда, флаг ставят редакторы ¦ Over standard input and output; always so, editors pass it"
    )]
    stdio: bool,
}

/// Serves the editor until it says goodbye.
pub(crate) fn run(_arguments: &LspArguments, output: &Output) -> Result<Exit, Failure> {
    serve_stdio(output.language.into(), &read).map_err(|error| {
        Failure::fault(
            "lsp.broken",
            format!("Разговор с редактором прервался: {error}."),
            format!("The conversation with the editor broke: {error}."),
        )
    })?;
    Ok(Exit::Ok)
}

/// The files of a folder with its scenarios; a folder that cannot be read has none but those open in the editor.
fn read(root: &Path) -> Option<BTreeMap<String, String>> {
    let folder = ProcessFolder::read(root).ok()?;
    let stories = folder
        .stories
        .into_iter()
        .map(|story| (story.name, story.text));
    Some(folder.files.into_iter().chain(stories).collect())
}
