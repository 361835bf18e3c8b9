//! `reglament publish`: checks a processes folder and publishes it as new versions of what has changed.
//!
//! Instances that run stay on the version they started with. Publishing the same again changes nothing.

use std::path::PathBuf;

use clap::Args;
use reglament_runtime::{ProposedMigration, PublishError, Published};

use crate::command::check;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::folder::ProcessFolder;
use crate::output::Output;
use crate::settings::{Settings, SettingsArguments};
use crate::wiring::{Engine, block_on};

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct PublishArguments {
    #[arg(
        value_name = "DIR",
        default_value = "processes",
        help = "Папка процессов ¦ Folder of processes"
    )]
    folder: PathBuf,
    #[command(flatten)]
    settings: SettingsArguments,
}

/// Publishes, unless there are errors.
pub(crate) fn run(arguments: &PublishArguments, output: &Output) -> Result<Exit, Failure> {
    let folder = ProcessFolder::read(&arguments.folder)?;
    let compiled = reglament_proof::check(&folder.files);
    if compiled.has_errors() {
        if output.json {
            output.json(&serde_json::json!({"ok": false, "diagnostics": compiled.diagnostics}));
        } else {
            check::diagnostics(&compiled, &folder, output);
        }
        return Ok(Exit::Findings);
    }
    let settings = Settings::read(&arguments.settings)?;
    let stories = folder.scenarios();
    let published = block_on(async {
        let engine = Engine::create(&settings).await?;
        let service = engine.service();
        let published = service.publish(folder.files, "reglament").await;
        let kept = match &published {
            Ok(_) => service.keep_scenarios(stories).await,
            Err(_) => Ok(()),
        };
        engine.close().await;
        kept.map_err(|error| Failure::store(&error))?;
        published.map_err(|error| failure(&error))
    })?;
    if output.json {
        output.json(&published);
    } else {
        output.text(&text(&published, output));
    }
    Ok(Exit::Ok)
}

/// Why nothing was published.
pub(crate) fn failure(error: &PublishError) -> Failure {
    match error {
        PublishError::Store(error) => Failure::store(error),
        PublishError::Outdated => Failure::fault(
            "publish.outdated",
            "Тем временем опубликовано другое; повторите.".to_owned(),
            "Something else was published meanwhile; try again.".to_owned(),
        ),
        PublishError::Invalid(problems) => {
            let list = |sentence: &dyn Fn(usize) -> String| {
                (0..problems.len())
                    .map(sentence)
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            Failure::usage(
                "publish.invalid",
                format!(
                    "В описаниях есть ошибки. {}",
                    list(&|n| problems[n].ru.clone())
                ),
                format!(
                    "The definitions have errors. {}",
                    list(&|n| problems[n].en.clone())
                ),
            )
        }
    }
}

fn text(published: &Published, output: &Output) -> String {
    if !published.changed {
        return output
            .language
            .pick(
                "Опубликовано раньше, изменений нет.",
                "Published before, nothing has changed.",
            )
            .to_owned();
    }
    let new = output.language.pick("  (новая)", "  (new)");
    let line = |(process, version, is_new): (&str, u32, bool)| {
        format!("{process}@{version}{}", if is_new { new } else { "" })
    };
    let processes = published.processes.iter();
    let from = output.language.pick("в силе с", "in force from");
    let mut lines: Vec<String> = processes
        .map(|p| {
            let dated = p
                .in_force
                .map(|date| format!("  {from} {}", date.format("%d.%m.%Y")));
            line((p.process.as_str(), p.version, p.new)) + &dated.unwrap_or_default()
        })
        .collect();
    lines.extend(
        published
            .migrations
            .iter()
            .map(|found| proposal(found, output)),
    );
    lines.join("\n")
}

/// What the transitional rule asks for, with the command that does it.
fn proposal(found: &ProposedMigration, output: &Output) -> String {
    let (process, version, count) = (&found.process, found.version, found.instances.len());
    let command = format!("reglament migrate --process {process} --to {version} --dry-run");
    let day = found.from.map(|date| date.format("%d.%m.%Y").to_string());
    match output.language.pick("ru", "en") {
        "ru" => {
            let day = day.map_or_else(|| "сейчас".to_owned(), |day| format!("с {day}"));
            format!("Предстоит перевести на {process}@{version} ({day}), дел: {count}; {command}")
        }
        _ => {
            let day = day.map_or_else(|| "now".to_owned(), |day| format!("from {day}"));
            format!("To be migrated to {process}@{version} ({day}), instances: {count}; {command}")
        }
    }
}
