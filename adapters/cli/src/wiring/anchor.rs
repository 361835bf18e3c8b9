//! The file of anchors at the start of a server: compared with the database, and refused with the way out when they differ.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use reglament_anchor::{AnchorFile, see_folder};
use reglament_runtime::{
    AnchorFailure, AnchorRules, IntegrityFinding, Standing, accept_rollback, meet_anchors,
};
use reglament_store::SqlStore;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;

/// Differences that are shown at a refused start.
const SHOWN: usize = 5;

/// How anchors are kept, where the settings name a file for them and the database agrees with it, or was accepted.
///
/// # Errors
/// They differ and nobody accepted it; the file or the database cannot be read.
pub(crate) async fn anchors(
    settings: &Settings,
    store: &SqlStore,
    accept: Option<&str>,
    now: DateTime<Utc>,
    output: &Output,
) -> Result<Option<AnchorRules>, Failure> {
    let Some(path) = &settings.anchor.file else {
        return Ok(None);
    };
    see_folder(path).map_err(|error| {
        let path = path.display();
        Failure::fault(
            "anchor.folder",
            format!("Папки файла якорей «{path}» нет: {error}. Подключите диск или исправьте настройку anchor.file."),
            format!("The folder of the file of anchors `{path}` is not there: {error}. Mount the disk or mend the setting anchor.file."),
        )
    })?;
    let file = AnchorFile::at(path);
    let found = meet_anchors(store, &file, now)
        .await
        .map_err(|error| unreadable(&error))?;
    if found.findings.is_empty() {
        if let Standing::Restored { lost } = found.standing {
            tell(output, &restored(output, lost));
        }
    } else {
        let Some(why) = accept else {
            return Err(differ(&found.findings));
        };
        let why = format!("{why}; {}", codes(&found.findings));
        let kept = accept_rollback(store, &file, &why, now).await;
        let kept = kept.map_err(|error| unreadable(&error))?;
        tell(output, &accepted(output, kept.as_deref()));
    }
    Ok(Some(AnchorRules {
        keeper: Arc::new(file),
        every: settings.anchor.every(),
        letters_to: settings.anchor.letters_to.clone(),
    }))
}

/// Programs that read JSON find it in the log of administration.
fn tell(output: &Output, text: &str) {
    if !output.json {
        output.text(text);
    }
}

/// A failure of the file or the database.
pub(crate) fn unreadable(error: &AnchorFailure) -> Failure {
    match error {
        AnchorFailure::Store(error) => Failure::store(error),
        AnchorFailure::Keeper(why) => Failure::fault(
            "anchor.file",
            format!("Файл якорей не читается или не пишется: {why}."),
            format!("The file of anchors cannot be read or written: {why}."),
        ),
    }
}

fn codes(findings: &[IntegrityFinding]) -> String {
    let all = findings
        .iter()
        .map(|found| match (&found.instance, found.seq) {
            (Some(instance), Some(seq)) => format!("{} {instance}/{seq}", found.code),
            _ => found.code.clone(),
        });
    all.take(SHOWN).collect::<Vec<_>>().join(", ")
}

fn differ(findings: &[IntegrityFinding]) -> Failure {
    let list = |words: fn(&IntegrityFinding) -> &String| {
        let lines = findings.iter().take(SHOWN);
        let lines: String = lines.map(|found| format!("\n  {}", words(found))).collect();
        match findings.len() > SHOWN {
            true => lines + "\n  …",
            false => lines,
        }
    };
    Failure::usage(
        "anchor.differs",
        format!(
            "База и якоря расходятся, сервер не запущен:{}\nСкопируйте базу и файл якорей и выясните причину (docs/alarms.md, \
             ReglamentJournalDiffers). Всё перечислит reglament verify. Если базу вернули к прежнему состоянию намеренно, \
             запустите один раз: reglament serve --accept-rollback \"причина\" — прежний файл якорей сохранится, решение \
             останется в журнале администрирования.",
            list(|found| &found.ru)
        ),
        format!(
            "The database and its anchors differ, the server was not started:{}\nCopy the database and the file of anchors and find \
             out why (docs/alarms.md, ReglamentJournalDiffers). `reglament verify` lists everything. If the database was put back \
             on purpose, start once with: reglament serve --accept-rollback \"reason\" — the former file of anchors is kept, and the \
             decision stays in the log of administration.",
            list(|found| &found.en)
        ),
    )
    .with_exit(Exit::Refused)
}

fn restored(output: &Output, lost: u64) -> String {
    let say = |ru: &'static str, en: &'static str| output.language.pick(ru, en);
    format!(
        "{}: {lost}.",
        say(
            "База восстановлена из копии и совпадает с прежними якорями; записей журнала после копии, которых в ней нет",
            "The database came out of a backup and agrees with the former anchors; rows of the journal after the backup that it lacks",
        )
    )
}

fn accepted(output: &Output, kept: Option<&str>) -> String {
    let say = |ru: &'static str, en: &'static str| output.language.pick(ru, en);
    let done = say(
        "База принята как есть, якоря начаты заново.",
        "The database was accepted as it is, anchors begin anew.",
    );
    match kept {
        None => done.to_owned(),
        Some(kept) => format!("{done} {}: {kept}", say("Прежний файл", "The former file")),
    }
}
