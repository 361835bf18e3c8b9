//! `reglament regulations`: from the clauses of every act to the steps and scenarios that carry them out, and back.
//!
//! Prints a page of Markdown. Every scenario is played once; what fails is the business of `reglament test`.

use std::path::PathBuf;

use clap::Args;
use reglament_calendar::Calendar;
use reglament_definition::compile;
use reglament_scenario::{ActTrace, Story, Walked, play, trace};
use serde_json::{Value, json};

use crate::command::check;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::folder::ProcessFolder;
use crate::language::Language;
use crate::output::Output;

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct RegulationsArguments {
    #[arg(
        value_name = "DIR",
        default_value = "processes",
        help = "Папка процессов ¦ Folder of processes"
    )]
    folder: PathBuf,
}

/// Plays all scenarios and prints the page.
pub(crate) fn run(arguments: &RegulationsArguments, output: &Output) -> Result<Exit, Failure> {
    let folder = ProcessFolder::read(&arguments.folder)?;
    let compiled = compile(&folder.files);
    let Some(package) = &compiled.package else {
        check::diagnostics(&compiled, &folder, output);
        return Ok(Exit::Findings);
    };
    let calendar = Calendar::russia();
    let stories = folder.stories.iter().filter_map(|file| {
        let story = Story::parse(&file.text).ok()?;
        let process = folder.process_of(&file.regulation);
        Some(Walked {
            path: file.name.clone(),
            title: story.scenario.clone(),
            footprint: play(package, &calendar, &process, &story, false).footprint,
        })
    });
    let stories: Vec<Walked> = stories.collect();
    let acts = trace(package, &compiled.coverage, &stories);
    if output.json {
        output.json(&Value::Array(acts.iter().map(as_json).collect()));
    } else {
        let english = output.language == Language::En;
        let pages: Vec<String> = acts.iter().map(|act| act.page(english)).collect();
        output.text(pages.join("\n").trim_end());
    }
    Ok(Exit::Ok)
}

fn as_json(act: &ActTrace) -> Value {
    let clauses = act.clauses.iter().map(|clause| {
        let steps = clause.steps.iter().map(
            |step| json!({"process": step.process, "step": step.step, "scenarios": step.stories}),
        );
        let steps: Vec<Value> = steps.collect();
        json!({"clause": clause.id, "text_only": clause.text_only, "steps": steps})
    });
    let stories = act.stories.iter().map(
        |story| json!({"scenario": story.path, "steps": story.steps, "clauses": story.clauses}),
    );
    json!({
        "act": act.act,
        "file": act.file,
        "clauses": clauses.collect::<Vec<_>>(),
        "scenarios": stories.collect::<Vec<_>>(),
    })
}
