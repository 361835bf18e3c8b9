//! `calendars/*.csv`: tables of days. Every bad line is told at its place; what they mean is the calendar's business.

use std::collections::BTreeMap;

use reglament_calendar::{Overlay, RowError, YearTable};

use crate::diagnostic::Log;
use crate::model::Calendars;
use crate::source::Source;

/// Folder of the tables.
const FOLDER: &str = "calendars/";
/// How the names of years of the country begin: `ru-2028.csv`.
const YEAR: &str = "ru-";

/// Whether a path is a table of days.
pub(crate) fn is_calendar(path: &str) -> bool {
    name(path).is_some()
}

/// Reads the tables of the folder.
pub(crate) fn calendars(sources: &BTreeMap<String, Source>, log: &Log) -> Calendars {
    let mut found = Calendars::default();
    for (path, source) in sources {
        let Some(name) = name(path) else { continue };
        let text = &source.text[source.begin()..];
        let read = match year(name) {
            Some(year) => YearTable::parse(year, text).map(|table| found.years.push(table)),
            None => overlay(name, text).map(|overlay| found.overlays.push(overlay)),
        };
        for error in read.err().unwrap_or_default() {
            tell(source, &error, log);
        }
    }
    found
}

fn name(path: &str) -> Option<&str> {
    let name = path.strip_prefix(FOLDER)?.strip_suffix(".csv")?;
    (!name.contains('/')).then_some(name)
}

fn year(name: &str) -> Option<i32> {
    let digits = name.strip_prefix(YEAR)?;
    let plain = digits.len() == 4 && digits.bytes().all(|digit| digit.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

/// People see whom its days are for; a table that names nobody goes by the name of its file.
fn overlay(name: &str, text: &str) -> Result<Overlay, Vec<RowError>> {
    let mut overlay = Overlay::parse(name, name, text)?;
    let named = overlay.days.iter().find_map(|day| day.scope.clone());
    overlay.title = named.unwrap_or(overlay.title);
    Ok(overlay)
}

fn tell(source: &Source, error: &RowError, log: &Log) {
    let start = source.line_start(error.line);
    let length = source.text[start..].lines().next().map_or(0, str::len);
    let place = start..start + length;
    let diagnostic = source.error("R066", &place, error.ru(), error.en());
    log.add(diagnostic.hint(
        "Под заголовком `date,kind,note` пишут по дню в строке: `2028-01-10,moved_off,перенос с 01.01.2028`. Дни другого года — в файле того года.",
        "Below the heading `date,kind,note` a line is a day: `2028-01-10,moved_off,moved from 2028-01-01`. Days of another year belong to the file of that year.",
    ));
}
