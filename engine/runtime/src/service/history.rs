//! The history of an instance, line by line.

use reglament_core::{Actor, Event, Recorded};

use super::{Service, ServiceError, case::Case, files::Sight};
use crate::{limits::MAX_PAGE, port::JournalRow, view::HistoryLine, words};

impl Service {
    /// What happened after position `after`, the oldest first.
    pub(super) async fn history(
        &self,
        case: &Case,
        sight: &Sight<'_>,
        after: u64,
    ) -> Result<Vec<HistoryLine>, ServiceError> {
        self.lines_of(case, sight, after, |_, _| true).await
    }

    /// What somebody did, without what came of it and without files: these are of whom the case is about.
    pub(super) async fn deeds(
        &self,
        case: &Case,
        person: &str,
    ) -> Result<Vec<HistoryLine>, ServiceError> {
        let sight = Sight::of(case, person, false);
        let own = |row: &JournalRow, event: &Event| {
            row.actor == Actor::Person(person.to_owned())
                && matches!(event, Event::Task(_) | Event::Vote(_) | Event::Term(_))
        };
        let mut lines = self.lines_of(case, &sight, 0, own).await?;
        for line in &mut lines {
            line.files.clear();
        }
        Ok(lines)
    }

    async fn lines_of(
        &self,
        case: &Case,
        sight: &Sight<'_>,
        after: u64,
        wanted: impl Fn(&JournalRow, &Event) -> bool,
    ) -> Result<Vec<HistoryLine>, ServiceError> {
        let mut lines = Vec::new();
        let mut seen = after;
        loop {
            let id = case.instance.id();
            let rows = self.shared.store.journal(id, seen, MAX_PAGE).await?;
            let Some(last) = rows.last() else {
                return Ok(lines);
            };
            seen = last.first_seq;
            for row in &rows {
                for recorded in words::events(row)? {
                    if wanted(row, &recorded.event) {
                        lines.extend(line(case, sight, row, &recorded));
                    }
                }
            }
        }
    }
}

fn line(
    case: &Case,
    sight: &Sight<'_>,
    row: &JournalRow,
    recorded: &Recorded,
) -> Option<HistoryLine> {
    let told = words::tell(&recorded.event, &case.definition, &case.package)?;
    let why = told
        .due
        .map(|due| due.explain(&case.calendar))
        .unwrap_or_default();
    Some(HistoryLine {
        seq: recorded.seq,
        at: row.at,
        actor: words::actor(&row.actor, &case.package),
        step: told.step,
        ru: told.ru,
        en: told.en,
        files: sight.in_event(&recorded.event),
        why: why.iter().map(|line| (line.ru(), line.en())).collect(),
    })
}
