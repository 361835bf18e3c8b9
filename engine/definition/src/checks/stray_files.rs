//! R065: a file of the folder that nothing reads, most often because its name or place is not the expected one.

use crate::diagnostic::Severity;
use crate::lower::{World, is_calendar};

pub(super) fn check(world: &World<'_>) {
    for (path, source) in world.sources.iter().filter(|(path, _)| !is_read(path)) {
        let (ru, en) = (
            format!("Файл `{path}` ничем не читается."),
            format!("Nothing reads the file `{path}`."),
        );
        let first = 0..source.text.lines().next().map_or(0, str::len);
        world.log.add(source.diagnostic(Severity::Warning, "R065", &first, ru, en).hint(
            "Процессы — `<регламент>/*.yaml`, письма — `letters/*.md`, документы — `documents/*.typ`, сценарии — `scenarios/*.yaml`, карты оценки — `scorecards/*.yaml`, банки вопросов — `banks/*.yaml`, календари — `calendars/*.csv`.",
            "Processes are `<regulation>/*.yaml`, letters `letters/*.md`, documents `documents/*.typ`, scenarios `scenarios/*.yaml`, scorecards `scorecards/*.yaml`, banks of questions `banks/*.yaml`, calendars `calendars/*.csv`.",
        ));
    }
}

fn is_read(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["organisation.yaml" | "registers.yaml"] => true,
        ["calendars", ..] => is_calendar(path),
        [name] => name.ends_with(".md"),
        ["shared", "letters", letter] => letter.ends_with(".md"),
        ["shared", "documents", ..] | [_, "documents", _, ..] => true,
        [_, "letters", letter] => letter.ends_with(".md"),
        [_, "scenarios", scenario, ..] => {
            scenario.ends_with(".yaml") || scenario.ends_with(".journal")
        }
        ["shared", ..] => false,
        [_, "scorecards", card] => card.ends_with(".yaml"),
        [_, "banks", bank] => bank.ends_with(".yaml"),
        [_, name] => name.ends_with(".yaml") || name.ends_with(".md"),
        _ => false,
    }
}
