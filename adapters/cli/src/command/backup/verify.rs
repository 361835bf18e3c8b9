//! `reglament backup verify`: without the key whether the file is as it was written, with the key whether it can be restored.

use std::fs;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use clap::Args;
use reglament_backup::{Archive, BackupError, Manifest, checked};
use reglament_store::Examined;
use serde_json::json;

use super::given::{Opener, refused};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::wiring::block_on;

/// Flags of `backup verify`.
#[derive(Debug, Args)]
pub(super) struct Verify {
    #[arg(value_name = "FILE", help = "Файл копии ¦ The backup")]
    file: PathBuf,
    #[arg(
        long,
        value_name = "DIR",
        help = "Где распаковать на время проверки; без этого рядом с копией ¦ Where to unpack for the time of the check; beside the backup unless given"
    )]
    work: Option<PathBuf>,
    #[command(flatten)]
    opener: Opener,
}

pub(super) fn run(arguments: &Verify, output: &Output) -> Result<Exit, Failure> {
    let key = arguments.opener.key()?;
    let file = &arguments.file;
    let checked = checked(file).map_err(|error| refused(&error))?;
    let opened = match Archive::open(file, key.as_ref()) {
        // Nobody gave a key: only the outside can be looked at.
        Err(BackupError::Sealed) => None,
        Err(error) => return Err(refused(&error)),
        Ok(archive) => Some(archive),
    };
    let manifest = match opened {
        Some(archive) => {
            let beside = file.parent().unwrap_or(Path::new(""));
            let work = arguments.work.as_deref().unwrap_or(beside);
            let work = Work::within(work, file)?;
            Some(examined(archive, &work.0)?)
        }
        None => None,
    };
    if output.json {
        output.json(&json!({
            "sha256": checked.sha256, "compared": checked.is_compared, "opened": manifest.is_some(), "manifest": manifest,
        }));
        return Ok(Exit::Ok);
    }
    output.text(&words(output, checked.is_compared, manifest.as_ref()));
    Ok(Exit::Ok)
}

fn words(output: &Output, is_compared: bool, manifest: Option<&Manifest>) -> String {
    let say = |ru: &'static str, en: &'static str| output.language.pick(ru, en);
    let sum = match is_compared {
        true => say("Контрольная сумма сходится.", "The checksum agrees."),
        false => say(
            "Контрольной суммы рядом нет.",
            "There is no checksum beside it.",
        ),
    };
    let Some(found) = manifest else {
        let only = say(
            "Что внутри, видно только с ключом: --key ФАЙЛ.",
            "What is inside can be seen with the key only: --key FILE.",
        );
        return format!("{sum} {only}");
    };
    let whole = say(
        "Копия цела: страницы базы, цепочки журнала и число строк сходятся",
        "The backup is whole: pages of the database, chains of the journal and numbers of rows agree",
    );
    format!(
        "{sum} {whole}.\n{}: {}; {}: {}; {}: {}",
        say("Сделана", "Made at"),
        found.made_at.format("%Y-%m-%d %H:%M:%S UTC"),
        say("установка", "installation"),
        found.installation,
        say("таблицы", "tables"),
        found.schema,
    )
}

/// Unpacks a backup into a folder of ours and looks through everything in it.
///
/// # Errors
/// Damage, of the backup or of what is in it.
pub(in crate::command) fn examined(archive: Archive, folder: &Path) -> Result<Manifest, Failure> {
    let manifest = archive.unpack(folder).map_err(|error| refused(&error))?;
    let database = folder.join("database.sqlite");
    let found = block_on(async {
        let found = reglament_store::examine(&database).await;
        found.map_err(|error| refused(&BackupError::Damaged(error.to_string())))
    })?;
    match problem(&manifest, &found) {
        Some(why) => Err(refused(&BackupError::Damaged(why))),
        None => Ok(manifest),
    }
}

/// What is wrong with the database of a backup, or differs from its manifest.
fn problem(manifest: &Manifest, found: &Examined) -> Option<String> {
    if !found.problems.is_empty() {
        return Some(found.problems.join("; "));
    }
    let same = [
        (manifest.schema == found.schema, "number of the tables"),
        (manifest.head == found.head, "end of the journal's chains"),
        (manifest.rows == found.rows, "number of rows"),
        (manifest.installation == found.installation, "installation"),
    ];
    let other = same.into_iter().find(|(same, _)| !same);
    other.map(|(_, what)| format!("its manifest has another {what}"))
}

/// A folder that is ours alone and goes afterwards.
struct Work(PathBuf);

impl Work {
    fn within(folder: &Path, file: &Path) -> Result<Self, Failure> {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let place = folder.join(format!(".{name}.verify-{}", std::process::id()));
        let made = fs::DirBuilder::new().mode(0o700).create(&place);
        made.map_err(|error| Failure::file(&place, &error))?;
        Ok(Self(place))
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        // What cannot be removed is in a folder that only its owner may look into.
        let _ = fs::remove_dir_all(&self.0);
    }
}
