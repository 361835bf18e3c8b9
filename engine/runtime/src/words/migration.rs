//! A migration in words: from which version to which, and which dates moved or stayed although the rule changed.

use chrono::{DateTime, TimeDelta, Utc};
use reglament_calendar::local_date;
use reglament_core::MovedTerm;
use reglament_definition::Definition;

use super::history::{Titles, Told, say};

pub(super) fn tell<'e>(
    from: u32,
    to: u32,
    terms: &[MovedTerm],
    definition: &Definition,
) -> Told<'e> {
    let mut ru = format!("Дело переведено с версии {from} на версию {to}");
    let mut en = format!("The instance went over from version {from} to version {to}");
    for term in terms {
        let t = Titles::of(definition, &term.step);
        let date = |at: Option<DateTime<Utc>>| {
            let day = |at| local_date(at - TimeDelta::microseconds(1), definition.zone);
            at.map_or_else(
                || "–".to_owned(),
                |at| day(at).format("%d.%m.%Y").to_string(),
            )
        };
        let (before, rule, after) = (date(term.before), date(term.by_rule), date(term.after));
        if term.changes() {
            ru.push_str(&format!("; срок «{}»: был {before}, стал {after}", t.ru));
            en.push_str(&format!("; term of «{}»: was {before}, is {after}", t.en));
        } else {
            ru.push_str(&format!(
                "; срок «{}» сохранён: {before} (по новой редакции {rule})",
                t.ru
            ));
            en.push_str(&format!(
                "; term of «{}» kept: {before} (by the new edition {rule})",
                t.en
            ));
        }
    }
    say(None, ru, en)
}
