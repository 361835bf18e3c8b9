//! `reglament migrate`: running instances of a process go over to another version, or the list of who can and who cannot.
//!
//! A dry run writes nothing. Without it every instance that goes over gets a journal entry by the person named.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use reglament_core::Terms;
use reglament_definition::{Source, read};
use reglament_runtime::{
    MigrationLine, MigrationOrder, MigrationReport, MigrationState, ServiceError, TermLine,
};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::{Settings, SettingsArguments};
use crate::wiring::with_service;

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct MigrateArguments {
    #[arg(long, value_name = "PROCESS", help = "Процесс ¦ Process")]
    process: String,
    #[arg(
        long,
        value_name = "VERSION",
        help = "На какую версию перевести ¦ Version to go to"
    )]
    to: u32,
    #[arg(
        long,
        value_name = "FILE",
        help = "Соответствие шагов, YAML: прежний_шаг: новый_шаг ¦ Mapping of steps, YAML: old_step: new_step"
    )]
    mapping: Option<PathBuf>,
    #[arg(
        long,
        value_name = "INSTANCE",
        help = "Только это дело ¦ This instance only"
    )]
    instance: Option<String>,
    #[arg(
        long,
        value_enum,
        default_value = "keep",
        help = "Идущие сроки: keep – сохранить, recount – пересчитать от того же начала ¦ Running terms: keep them, or recount from the same start"
    )]
    terms: TermsChoice,
    #[arg(
        long,
        help = "Только показать, ничего не записывать ¦ Only show, write nothing"
    )]
    dry_run: bool,
    #[arg(
        long,
        value_name = "PERSON",
        required_unless_present = "dry_run",
        help = "Кто переводит; нужны права контролёра или руководителя ¦ Who orders it; a controller or the head"
    )]
    by: Option<String>,
    #[command(flatten)]
    settings: SettingsArguments,
}

/// What becomes of running terms.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum TermsChoice {
    /// Their dates stay.
    Keep,
    /// They are counted anew from the same start.
    Recount,
}

/// Migrates, or shows what would happen. Instances that cannot go over end with exit code 1.
pub(crate) fn run(arguments: &MigrateArguments, output: &Output) -> Result<Exit, Failure> {
    let order = MigrationOrder {
        process: arguments.process.clone(),
        version: arguments.to,
        mapping: match &arguments.mapping {
            Some(file) => mapping(file)?,
            None => BTreeMap::new(),
        },
        terms: match arguments.terms {
            TermsChoice::Keep => Terms::Keep,
            TermsChoice::Recount => Terms::Recount,
        },
        instance: arguments.instance.as_deref().map(Into::into),
        dry_run: arguments.dry_run,
    };
    let settings = Settings::read(&arguments.settings)?;
    let by = arguments.by.as_deref();
    let report = with_service(&settings, async |service| {
        let report = service.migrate(by, &order).await;
        report.map_err(|error| failure(&error, &order))
    })?;
    if output.json {
        output.json(&report);
    } else {
        output.text(text(&report, output).trim_end());
    }
    let refused = |line: &MigrationLine| line.state == MigrationState::Refused;
    Ok(if report.instances.iter().any(refused) {
        Exit::Findings
    } else {
        Exit::Ok
    })
}

/// What is not found is the version or the instance: the words of the service fit an address.
fn failure(error: &ServiceError, order: &MigrationOrder) -> Failure {
    let (process, version) = (&order.process, order.version);
    match (error, &order.instance) {
        (ServiceError::NotFound, None) => Failure::usage(
            "version.unknown",
            format!("Версии {version} процесса «{process}» нет среди опубликованных."),
            format!("There is no published version {version} of the process `{process}`."),
        ),
        (ServiceError::NotFound, Some(instance)) => Failure::usage(
            "version.unknown",
            format!(
                "Версии {version} процесса «{process}» нет среди опубликованных, или нет дела «{instance}»."
            ),
            format!(
                "There is no published version {version} of the process `{process}`, or no instance `{instance}`."
            ),
        ),
        _ => Failure::service(error),
    }
}

/// A YAML file of pairs.
fn mapping(file: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let text = std::fs::read_to_string(file).map_err(|error| Failure::file(file, &error))?;
    let source = Source::new(&file.display().to_string(), &text);
    let root = read(&source).0;
    let pairs = root.as_ref().and_then(|root| {
        let pair = |entry: &reglament_definition::Entry| {
            Some((entry.key.clone(), entry.value.text()?.to_owned()))
        };
        root.map()?
            .iter()
            .map(pair)
            .collect::<Option<BTreeMap<_, _>>>()
    });
    pairs.ok_or_else(|| {
        Failure::usage(
            "mapping.unreadable",
            "Соответствие шагов не читается; напишите строки вида «прежний_шаг: новый_шаг».",
            "The mapping of steps cannot be read; write lines such as `old_step: new_step`.",
        )
    })
}

fn text(report: &MigrationReport, output: &Output) -> String {
    let pick = |ru: &'static str, en: &'static str| output.language.pick(ru, en);
    if report.instances.is_empty() {
        return pick(
            "Дел на других версиях нет.",
            "There is no running instance on another version.",
        )
        .to_owned();
    }
    let mut text = String::new();
    for line in &report.instances {
        let state = match line.state {
            MigrationState::Possible => pick("перейдёт", "can go over"),
            MigrationState::Done => pick("переведено", "gone over"),
            MigrationState::Refused => pick("остаётся", "stays"),
        };
        let (id, version, to) = (&line.instance, line.version, report.version);
        text.push_str(&format!(
            "{id}  {version} → {to}  {state}  {}\n",
            line.subject
        ));
        for reason in &line.reasons {
            let english = output.language == crate::language::Language::En;
            text.push_str(&format!("    {}\n", reason.said.text(english)));
        }
        for term in &line.terms {
            text.push_str(&format!("    {}\n", term_text(term, output)));
        }
    }
    let count = |state| {
        report
            .instances
            .iter()
            .filter(|line| line.state == state)
            .count()
    };
    let (can, done, stay) = (
        count(MigrationState::Possible),
        count(MigrationState::Done),
        count(MigrationState::Refused),
    );
    text.push_str(&match report.dry_run {
        true => format!(
            "{}: {can}, {}: {stay}",
            pick("Перейдёт", "Can go over"),
            pick("остаётся", "stay")
        ),
        false => format!(
            "{}: {done}, {}: {stay}",
            pick("Переведено", "Gone over"),
            pick("остаётся", "stay")
        ),
    });
    text
}

fn term_text(term: &TermLine, output: &Output) -> String {
    let english = output.language == crate::language::Language::En;
    let pick = |ru: &'static str, en: &'static str| output.language.pick(ru, en);
    let date = |date: Option<chrono::NaiveDate>| {
        date.map_or_else(
            || "–".to_owned(),
            |date| date.format("%d.%m.%Y").to_string(),
        )
    };
    let (title, before) = (term.title.text(english), date(term.before));
    if term.before == term.after {
        let rule = date(term.by_rule);
        format!(
            "«{title}»: {} {before} ({} {rule})",
            pick("срок сохранён,", "term kept,"),
            pick("по новой редакции", "by the new edition")
        )
    } else {
        format!(
            "«{title}»: {} {before} → {}",
            pick("срок", "term"),
            date(term.after)
        )
    }
}
