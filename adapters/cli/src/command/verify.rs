//! `reglament verify`: replays every journal and compares the result with what is stored, and the journal with its anchors.
//!
//! Changes nothing. Differences end with exit code 1.

use std::path::PathBuf;

use clap::Args;
use reglament_anchor::AnchorFile;
use reglament_runtime::{AnchorDepth, ComparedAnchors, Difference, Service};
use serde_json::json;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::{Settings, SettingsArguments};
use crate::wiring::{anchor_failure, with_service};

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct VerifyArguments {
    #[arg(
        long,
        value_name = "FILE",
        help = "Файл якорей или его копия; без него файл из настроек ¦ File of anchors, or a copy of it; otherwise the file of the settings"
    )]
    anchor: Option<PathBuf>,
    #[command(flatten)]
    settings: SettingsArguments,
}

/// Replays and compares.
pub(crate) fn run(arguments: &VerifyArguments, output: &Output) -> Result<Exit, Failure> {
    let settings = Settings::read(&arguments.settings)?;
    let file = match (&arguments.anchor, &settings.anchor.file) {
        (Some(given), _) => Some((AnchorFile::at(given), AnchorDepth::Copy)),
        (None, Some(own)) => Some((AnchorFile::at(own), AnchorDepth::Own)),
        (None, None) => None,
    };
    let (differences, anchors) = with_service(&settings, async |service| {
        let anchors = compared(service, file).await?;
        Ok::<_, Failure>((service.verify().await?, anchors))
    })?;
    let of_anchors = anchors.as_ref().map_or(&[][..], |found| &found.findings);
    if output.json {
        let found = anchors.as_ref().map(as_json);
        let ok = differences.is_empty() && of_anchors.is_empty();
        output.json(&json!({"ok": ok, "differences": differences, "anchors": found}));
    } else {
        tell(&differences, output);
        if let Some(found) = &anchors {
            tell_anchors(found, output);
        }
    }
    Ok(if differences.is_empty() && of_anchors.is_empty() {
        Exit::Ok
    } else {
        Exit::Findings
    })
}

async fn compared(
    service: &Service,
    file: Option<(AnchorFile, AnchorDepth)>,
) -> Result<Option<ComparedAnchors>, Failure> {
    let Some((file, depth)) = file else {
        return Ok(None);
    };
    let found = service.compare_anchors(&file, depth).await;
    found.map(Some).map_err(|error| anchor_failure(&error))
}

fn as_json(found: &ComparedAnchors) -> serde_json::Value {
    let last = found.last.as_ref();
    json!({
        "anchors": found.anchors,
        "last": last.map(|last| json!({
            "number": last.anchor, "at": last.at, "installation": last.installation, "position": last.to,
            "rows": last.rows, "instances": last.instances, "digest": found.digest,
        })),
        "findings": found.findings,
    })
}

/// Tells people what was found.
pub(super) fn tell(differences: &[Difference], output: &Output) {
    for found in differences {
        output.text(&format!(
            "{}: {}: {}",
            found.place, found.what, found.detail
        ));
    }
    let count = differences.len();
    output.text(&match (count, output.language) {
        (0, language) => language
            .pick(
                "Журналы и состояние совпадают.",
                "Journals and state agree.",
            )
            .to_owned(),
        (_, language) => format!("{}: {count}", language.pick("Расхождений", "Differences")),
    });
}

fn tell_anchors(found: &ComparedAnchors, output: &Output) {
    let say = |ru: &'static str, en: &'static str| output.language.pick(ru, en);
    for one in &found.findings {
        output.text(output.language.pick(&one.ru, &one.en));
    }
    if !found.findings.is_empty() {
        let count = found.findings.len();
        let differ = say("Расхождений с якорями", "Differences from anchors");
        output.text(&format!("{differ}: {count}"));
    }
    let Some(last) = &found.last else {
        if found.findings.is_empty() {
            output.text(say("Якорей ещё нет.", "There are no anchors yet."));
        }
        return;
    };
    output.text(&format!(
        "{}: {}, {} {}, {}, SHA-256 {}",
        say("Сверено якорей", "Anchors compared"),
        found.anchors,
        say("последний №", "the last is number"),
        last.anchor,
        last.at.format("%Y-%m-%d %H:%M UTC"),
        found.digest,
    ));
}
