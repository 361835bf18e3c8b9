//! Making a backup: a copy of the database of one moment, looked through, packed with what lies beside it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use clap::Args;
use reglament_backup::{
    BackupName, FORMAT, Manifest, Source, Written, forget_older, forget_unfinished, write,
};
use reglament_runtime::{Clock, SystemClock};
use reglament_store::{BackupNote, Database, Examined};
use serde_json::json;

use super::given::{Locks, refused};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::{Settings, SettingsArguments};
use crate::wiring::block_on;

/// Flags of `backup` itself.
#[derive(Debug, Args)]
pub(super) struct Make {
    #[arg(
        long,
        value_name = "PLACE",
        help = "Папка или новый файл; без настройки папка backups рядом с базой ¦ Folder or a new file; the folder backups beside the database unless set"
    )]
    to: Option<PathBuf>,
    #[arg(
        long,
        value_name = "N",
        value_parser = clap::value_parser!(u32).range(1..),
        help = "Сколько последних копий этой установки оставить в папке ¦ How many of the last backups of this installation to keep in the folder"
    )]
    keep: Option<u32>,
    #[command(flatten)]
    locks: Locks,
    #[command(flatten)]
    settings: SettingsArguments,
}

/// Where the backup goes.
struct Goal {
    folder: PathBuf,
    /// A name that was asked for; otherwise that of the installation and the moment.
    name: Option<String>,
    keep: Option<u32>,
}

pub(super) fn run(arguments: &Make, output: &Output) -> Result<Exit, Failure> {
    let settings = Settings::read(&arguments.settings)?;
    let Database::File(database) = &settings.database else {
        return Err(on_a_server());
    };
    if !database.exists() {
        return Err(Failure::no_database(&settings.database));
    }
    let seal = arguments.locks.seal(&settings)?;
    let goal = goal(arguments, &settings)?;
    let _alone = alone(database)?;
    let copy = TemporaryCopy::beside(database);
    let at = SystemClock.now();
    let found = block_on(async {
        let copied = reglament_store::copy(database, &copy.0).await;
        copied.map_err(|error| not_copied(&error))?;
        let examined = reglament_store::examine(&copy.0).await;
        examined.map_err(|error| Failure::store(&error))
    })?;
    if !found.problems.is_empty() {
        return Err(damaged(&found.problems));
    }
    let sources = sources(&settings, &copy.0)?;
    let manifest = manifest(at, &found, &sources);
    let installation = &found.installation;
    forget_unfinished(&goal.folder, installation).map_err(|error| refused(&error))?;
    let name = goal.name.unwrap_or_else(|| {
        let name = BackupName {
            installation: installation.clone(),
            made_at: at,
            is_plain: seal.is_plain(),
        };
        name.to_string()
    });
    let place = goal.folder.join(name);
    let written = write(&place, &seal, &manifest, &sources).map_err(|error| refused(&error))?;
    let note = note(at, &place, &written);
    note.write(database)
        .map_err(|error| Failure::file(database, &error))?;
    let removed = match goal.keep {
        Some(keep) => forget_older(&goal.folder, installation, keep as usize),
        None => Ok(Vec::new()),
    };
    let removed = removed.map_err(|error| refused(&error))?;
    told(output, &note, &manifest, &removed);
    Ok(Exit::Ok)
}

fn goal(arguments: &Make, settings: &Settings) -> Result<Goal, Failure> {
    let set = &settings.backup;
    let to = arguments.to.clone().or_else(|| set.folder.clone());
    let keep = arguments.keep.or(set.keep);
    let (folder, name) = match to {
        Some(to) if arguments.to.is_some() && !to.is_dir() && !ends_with_slash(&to) => {
            if arguments.keep.is_some() {
                return Err(Failure::usage(
                    "backup.keep_what",
                    "--keep — для папки, а --to называет файл.",
                    "--keep is for a folder, and --to names a file.",
                ));
            }
            let name = to.file_name().unwrap_or_default().to_string_lossy();
            let folder = to.parent().unwrap_or(Path::new("")).to_owned();
            return Ok(Goal {
                name: Some(name.into_owned()),
                folder: or_here(folder),
                keep: None,
            });
        }
        Some(folder) => (folder, None),
        None => {
            let beside = settings.data.parent().unwrap_or(Path::new(""));
            (beside.join("backups"), None)
        }
    };
    private_folder(&folder).map_err(|error| Failure::file(&folder, &error))?;
    Ok(Goal { folder, name, keep })
}

fn ends_with_slash(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().ends_with(b"/")
}

fn or_here(folder: PathBuf) -> PathBuf {
    match folder.as_os_str().is_empty() {
        true => PathBuf::from("."),
        false => folder,
    }
}

/// Makes a folder that nobody else may look into; one that is there stays as it is.
fn private_folder(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true).mode(0o700).create(folder)
}

/// One backup of a database at a time: what an earlier one has left behind may be removed then.
fn alone(database: &Path) -> Result<File, Failure> {
    let place = beside(database, ".backup.lock");
    let opened = File::options().create(true).append(true).open(&place);
    let file = opened.map_err(|error| Failure::file(&place, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(fs::TryLockError::WouldBlock) => Err(Failure::fault(
            "backup.running",
            "Другая копия этой базы уже делается; дождитесь её конца.",
            "Another backup of this database is under way; wait for its end.",
        )),
        Err(fs::TryLockError::Error(error)) => Err(Failure::file(&place, &error)),
    }
}

/// The copy that is packed. It lies beside the database, because everything in it is as secret, and goes afterwards.
struct TemporaryCopy(PathBuf);

impl TemporaryCopy {
    fn beside(database: &Path) -> Self {
        let copy = Self(beside(database, ".backup-copy"));
        copy.remove();
        copy
    }

    fn remove(&self) {
        // Usually it is not there; if it cannot be removed, writing it anew says so.
        let _ = fs::remove_file(&self.0);
        let _ = fs::remove_file(beside(&self.0, "-journal"));
    }
}

impl Drop for TemporaryCopy {
    fn drop(&mut self) {
        self.remove();
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Everything that brings the installation back: the database, the key behind second factors, the settings as they are.
fn sources(settings: &Settings, copy: &Path) -> Result<Vec<Source>, Failure> {
    let key = settings.key_file();
    let mut all = vec![(copy, "database.sqlite")];
    if key.exists() {
        all.push((&key, "sign_in.key"));
    }
    if let Some(file) = &settings.file {
        all.push((file, "settings.toml"));
    }
    let read = |(place, name): (&Path, &str)| Source::of(place, name);
    let sources = all.into_iter().map(read).collect::<Result<_, _>>();
    sources.map_err(|error| refused(&error))
}

fn manifest(at: DateTime<Utc>, found: &Examined, sources: &[Source]) -> Manifest {
    Manifest {
        format: FORMAT,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: at,
        installation: found.installation.clone(),
        schema: found.schema,
        head: found.head.clone(),
        rows: found.rows.clone(),
        members: sources.iter().map(|source| source.member.clone()).collect(),
    }
}

fn note(at: DateTime<Utc>, place: &Path, written: &Written) -> BackupNote {
    BackupNote {
        at,
        file: place.to_owned(),
        bytes: written.bytes,
        sha256: written.sha256.clone(),
    }
}

fn told(output: &Output, note: &BackupNote, manifest: &Manifest, removed: &[PathBuf]) {
    if output.json {
        output.json(&json!({
            "file": note.file, "bytes": note.bytes, "sha256": note.sha256, "made_at": manifest.made_at,
            "installation": manifest.installation, "schema": manifest.schema, "head": manifest.head,
            "rows": manifest.rows, "removed": removed,
        }));
        return;
    }
    let say = |ru: &'static str, en: &'static str| output.language.pick(ru, en);
    let rows = manifest.rows.get("journal").copied().unwrap_or_default();
    output.text(&format!(
        "{}: {}\n{}: {}\nSHA-256: {}\n{}: {rows}; {}: {}",
        say("Резервная копия", "Backup"),
        note.file.display(),
        say("Байт", "Bytes"),
        note.bytes,
        note.sha256,
        say("Записей журнала", "Rows of the journal"),
        say("конец цепочек", "end of its chains"),
        manifest.head,
    ));
    for old in removed {
        let gone = say("Удалена старая копия", "Older backup removed");
        output.text(&format!("{gone}: {}", old.display()));
    }
}

fn on_a_server() -> Failure {
    Failure::usage(
        "backup.server",
        "База на сервере PostgreSQL: её копируют pg_dump или pgBackRest, вместе с файлом ключа. Рецепт: docs/operations.md, \
         раздел «Backups of PostgreSQL».",
        "The database is on a PostgreSQL server: pg_dump or pgBackRest back it up, together with the key file. The recipe is in \
         docs/operations.md, section «Backups of PostgreSQL».",
    )
}

fn not_copied(error: &reglament_store::CopyError) -> Failure {
    let ru = error.ru();
    Failure::fault(
        "backup.copy",
        format!("Копия не сделана: {ru}."),
        format!("No backup was made: {error}."),
    )
}

fn damaged(problems: &[String]) -> Failure {
    let all = problems.join("; ");
    Failure::fault(
        "backup.damaged_source",
        format!(
            "Копия не сделана: база повреждена ({all}). Сохраните её файл и проверьте прежние копии."
        ),
        format!(
            "No backup was made: the database is damaged ({all}). Keep its file and verify earlier backups."
        ),
    )
}
