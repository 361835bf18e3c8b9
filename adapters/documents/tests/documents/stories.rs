//! Every paper that the stories of the regulations draw, from the data that the engine records, by the real templates.
//!
//! None may be refused: a template that asks for a field which no process gives would stop a commission on the day of
//! its meeting. With `REGLAMENT_TEST_PAPERS` set to a folder the papers are written there.

use std::path::Path;

use libtest_mimic::{Failed, Trial};
use reglament_calendar::Calendar;
use reglament_definition::{Language, compile};
use reglament_documents::{RenderRequest, lay_out};
use reglament_scenario::{Story, play_with};
use serde_json::Value;

use crate::paper;

/// The trial over all stories.
pub(crate) fn trials() -> Vec<Trial> {
    vec![Trial::test(
        "stories::no_paper_is_refused",
        no_paper_is_refused,
    )]
}

fn no_paper_is_refused() -> Result<(), Failed> {
    let compiled = compile(&paper::regulations());
    let findings: Vec<String> = compiled
        .diagnostics
        .iter()
        .map(|found| found.render("", Language::English, false))
        .collect();
    let package = compiled.package.ok_or(findings.join("\n"))?;
    let mut faults = Vec::new();
    let mut drawn = 0;
    for (path, text) in paper::stories() {
        let folder = path.split('/').next().unwrap_or_default();
        let story = Story::parse(&text).map_err(|error| format!("{path}: {error}"))?;
        let (played, world) = play_with(&package, &Calendar::russia(), folder, &story, false);
        if let Some(failed) = played.failed {
            return Err(format!("{path}: {}", failed.message).into());
        }
        let world = world.ok_or("the story did not begin")?;
        for (number, document) in (1..).zip(world.documents()) {
            drawn += 1;
            let instance = world.instance(&document.instance);
            let definition = instance.and_then(|instance| world.definition_of(instance));
            let file = definition.and_then(|known| known.documents.get(&document.template));
            let file = &file.ok_or("the template is not in the package")?.file;
            let data = document
                .data
                .iter()
                .map(|(key, value)| (key.clone(), value.plain_json()));
            let data = data.collect::<serde_json::Map<_, _>>().into();
            let request =
                RenderRequest::of_package(&package.files, file, data, document.on.to_string());
            if let Err(fault) = draw(&request, &format!("{path}-{number}-{}", document.template)) {
                faults.push(format!(
                    "{path}: {} of {}: {fault}",
                    document.template, document.step
                ));
            }
        }
    }
    if drawn < 100 {
        return Err(format!("only {drawn} papers were drawn").into());
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "{} of {drawn} refused:\n{}",
            faults.len(),
            faults.join("\n")
        )
        .into())
    }
}

fn draw(request: &RenderRequest, name: &str) -> Result<(), String> {
    let laid = lay_out(request).map_err(|fault| fault.sentence().en)?;
    if let Ok(folder) = std::env::var("REGLAMENT_TEST_PAPERS") {
        let pdf = laid.pdf().map_err(|fault| fault.sentence().en)?;
        let name = name.replace(['/', '.'], "-");
        std::fs::write(Path::new(&folder).join(format!("{name}.pdf")), pdf)
            .map_err(|error| error.to_string())?;
    }
    if holes(&request.data).is_some() {
        return Err("a record of the data is a hole".into());
    }
    Ok(())
}

/// Data that name a person without a name.
fn holes(data: &Value) -> Option<()> {
    match data {
        Value::Array(items) => items.iter().find_map(holes),
        Value::Object(fields) if fields.get("person").is_some_and(Value::is_null) => Some(()),
        Value::Object(fields) => fields.values().find_map(holes),
        _ => None,
    }
}
