//! `cron:`: a schedule of six fields, weekdays by name only, which has a next run.
//!
//! The `cron` crate counts weekdays from Sunday = 1, other programs from 0: numbers are refused, names are not mistaken.

use std::str::FromStr;

use cron::Schedule;

use super::{Lowering, Word};
use crate::model::CronStart;

/// Reads a schedule.
pub(super) fn cron_start(lowering: &Lowering<'_>, word: &Word) -> Option<CronStart> {
    match examine(lowering, &word.text) {
        Ok(()) => Some(CronStart {
            schedule: word.text.clone(),
        }),
        Err((ru, en)) => {
            let hint = (
                "Шесть полей: секунда, минута, час, день, месяц, день недели. `0 0 0 8-14 * TUE` — второй вторник.",
                "Six fields: second, minute, hour, day, month, weekday. `0 0 0 8-14 * TUE` is the second Tuesday.",
            );
            lowering.reader.error(
                "R031",
                &word.span,
                ru,
                en,
                Some((hint.0.to_owned(), hint.1.to_owned())),
            );
            None
        }
    }
}

fn examine(lowering: &Lowering<'_>, text: &str) -> Result<(), (String, String)> {
    let fields: Vec<&str> = text.split_whitespace().collect();
    let [.., weekday] = fields.as_slice() else {
        return Err(count(0));
    };
    if fields.len() != 6 {
        return Err(count(fields.len()));
    }
    if weekday.chars().any(|c| c.is_ascii_digit()) {
        let ru =
            format!("День недели в расписании пишется именем (MON…SUN), а не числом `{weekday}`.");
        let en =
            format!("The weekday of a schedule is a name (MON…SUN), not the number `{weekday}`.");
        return Err((ru, en));
    }
    let unread = |_| {
        (
            format!("Расписание «{text}» не читается."),
            format!("The schedule `{text}` cannot be read."),
        )
    };
    let schedule = Schedule::from_str(text).map_err(unread)?;
    let from = lowering
        .world
        .reference
        .with_timezone(&lowering.outline.zone);
    match schedule.after(&from).next() {
        Some(_) => Ok(()),
        None => Err((
            format!("Расписание «{text}» не наступит никогда."),
            format!("The schedule `{text}` never comes."),
        )),
    }
}

fn count(found: usize) -> (String, String) {
    (
        format!("В расписании полей: {found}, а нужно шесть."),
        format!("The schedule has {found} fields; six are needed."),
    )
}
