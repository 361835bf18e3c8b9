//! `reglament restore`: brings an installation back from a backup, where there is none yet.
//!
//! Everything is verified before anything is put in place, and the database comes last. Tables stay as they were: the next
//! start brings them up to date. What leaves the house waits until somebody lets it go, because the original may be alive.

use std::fs;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use clap::Args;
use reglament_backup::{Archive, Manifest, put};
use reglament_runtime::{Clock, SystemClock};
use serde_json::json;

use super::backup::{Opener, examined, refused};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::wiring::block_on;

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct RestoreArguments {
    #[arg(value_name = "FILE", help = "Файл копии ¦ The backup")]
    file: PathBuf,
    #[arg(
        long,
        value_name = "DATA",
        help = "Файл базы, которого ещё нет; ключ и настройки лягут рядом ¦ The database, a file that is not there yet; key and settings come beside it"
    )]
    to: PathBuf,
    #[command(flatten)]
    opener: Opener,
}

/// Members, and where each of them goes beside the database. The database is the last: with it the installation is there.
fn places(to: &Path) -> [(&'static str, PathBuf); 3] {
    [
        ("sign_in.key", to.with_extension("key")),
        ("settings.toml", beside(to, ".settings.toml")),
        ("database.sqlite", to.to_owned()),
    ]
}

/// Restores.
pub(crate) fn run(arguments: &RestoreArguments, output: &Output) -> Result<Exit, Failure> {
    let to = &arguments.to;
    see_empty(to)?;
    let key = arguments.opener.key()?;
    let archive = Archive::open(&arguments.file, key.as_ref()).map_err(|error| refused(&error))?;
    see_known(archive.manifest())?;
    let work = Work::beside(to)?;
    let manifest = examined(archive, &work.0)?;
    let database = work.0.join("database.sqlite");
    block_on(async {
        let marked = reglament_store::mark_as_restored(&database, SystemClock.now()).await;
        marked.map_err(|error| Failure::store(&error))
    })?;
    let placed = place(&work.0, to)?;
    told(output, to, &manifest, &placed);
    Ok(Exit::Ok)
}

/// Refuses a place where something is already.
fn see_empty(to: &Path) -> Result<(), Failure> {
    let log = ["-wal", "-shm", "-journal"].map(|end| beside(to, end));
    let all = places(to).map(|(_, place)| place);
    let Some(there) = all.iter().chain(&log).find(|place| place.exists()) else {
        return Ok(());
    };
    let there = there.display();
    Err(Failure::usage(
            "restore.exists",
            format!(
                "Файл «{there}» уже есть, поверх установки ничего не восстанавливается. Назовите другое место или уберите прежние файлы сами."
            ),
            format!(
                "{there} is there already, and nothing is restored over an installation. Name another place, or move the former files away yourself."
            ),
        )
    .with_exit(Exit::Refused))
}

/// Refuses tables that this program does not know.
fn see_known(manifest: &Manifest) -> Result<(), Failure> {
    let newest = reglament_store::newest_schema();
    if manifest.schema <= newest {
        return Ok(());
    }
    let (theirs, version) = (manifest.schema, &manifest.version);
    Err(Failure::usage(
            "restore.newer",
            format!(
                "Копию сделала более новая программа (версия {version}, таблицы {theirs}; эта знает {newest}): восстановите ею."
            ),
            format!(
                "A newer program made the backup (version {version}, tables {theirs}; this one knows {newest}): restore with that one."
            ),
        )
    .with_exit(Exit::Refused))
}

/// Puts the members in place; what was put is taken back when the next one cannot be.
fn place(work: &Path, to: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut placed: Vec<PathBuf> = Vec::new();
    for (name, place) in places(to) {
        let from = work.join(name);
        if !from.exists() {
            continue;
        }
        if let Err(error) = put(&from, &place) {
            for back in &placed {
                // Ours a moment ago; the first failure is told.
                let _ = fs::remove_file(back);
            }
            return Err(refused(&error));
        }
        placed.push(place);
    }
    let folder = folder(to);
    let synced = fs::File::open(&folder).and_then(|folder| folder.sync_all());
    synced.map_err(|error| Failure::file(&folder, &error))?;
    Ok(placed)
}

fn told(output: &Output, to: &Path, manifest: &Manifest, placed: &[PathBuf]) {
    if output.json {
        output.json(
            &json!({"database": to, "files": placed, "effects": "paused", "manifest": manifest}),
        );
        return;
    }
    let say = |ru: &'static str, en: &'static str| output.language.pick(ru, en);
    let files: Vec<String> = placed
        .iter()
        .map(|place| format!("  {}", place.display()))
        .collect();
    output.text(&format!(
        "{} {}:\n{}\n\n{}\n{}",
        say("Восстановлено состояние на", "Restored as of"),
        manifest.made_at.format("%Y-%m-%d %H:%M:%S UTC"),
        files.join("\n"),
        say(
            "Если настройка sign_in.key называет другое место, перенесите ключ туда; настройки лежат рядом для сравнения.",
            "If the setting sign_in.key names another place, move the key there; the settings lie beside for comparison.",
        ),
        say(
            "Письма и вызовы других систем ждут: убедитесь, что прежний сервер не работает, и разрешите их — на странице \
             /admin/effects или командой reglament effects resume.",
            "Letters and calls of other systems wait: make sure that the former server does not run, then let them go on the page \
             /admin/effects or by `reglament effects resume`.",
        ),
    ));
}

fn folder(to: &Path) -> PathBuf {
    match to.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// A folder beside the goal, in the same file system, that is ours alone and goes afterwards.
struct Work(PathBuf);

impl Work {
    fn beside(to: &Path) -> Result<Self, Failure> {
        let folder = folder(to);
        fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
        let place = beside(to, ".restoring");
        if place.exists() {
            // Left behind by a restoration that was killed.
            fs::remove_dir_all(&place).map_err(|error| Failure::file(&place, &error))?;
        }
        let made = fs::DirBuilder::new().mode(0o700).create(&place);
        made.map_err(|error| Failure::file(&place, &error))?;
        Ok(Self(place))
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        // What cannot be removed is in a folder that only its owner may look into, and goes with the next attempt.
        let _ = fs::remove_dir_all(&self.0);
    }
}
