//! Local times of stories, and letting time pass.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use reglament_calendar::{From as CountFrom, Rule, Term, due, start_of_day};

use super::{Play, Trouble};
use crate::story::Wait;

/// `2021-10-12T09:30` or `2021-10-12` (its beginning) in a zone.
pub(super) fn moment(text: &str, zone: Tz) -> Result<DateTime<Utc>, String> {
    if let Ok(date) = text.parse::<NaiveDate>() {
        return Ok(start_of_day(date, zone));
    }
    let formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"];
    let local = formats
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    let local = local
        .ok_or_else(|| format!("`{text}` is not a local date and time like 2021-10-12T09:30"))?;
    zone.from_local_datetime(&local)
        .earliest()
        .map(|at| at.with_timezone(&Utc))
        .ok_or_else(|| format!("`{text}` does not exist in {zone}"))
}

/// Moves the clock to a local time, if one is given.
pub(super) fn at(play: &mut Play<'_>, text: Option<&str>) -> Result<(), Trouble> {
    let Some(text) = text else { return Ok(()) };
    let moment = moment(text, play.zone)?;
    if moment < play.world.now() {
        return Err(Trouble::Story(format!(
            "`{text}` is in the past of the story"
        )));
    }
    Ok(play.world.advance(moment)?)
}

pub(super) fn wait(play: &mut Play<'_>, wait: &Wait) -> Result<(), Trouble> {
    let moment = match (&wait.until, &wait.term, &wait.to) {
        (Some(until), None, None) => return at(play, Some(until)),
        (None, Some(term), None) => after(play, term)?,
        (None, None, Some(to)) => due_of(play, to)?,
        _ => {
            return Err(Trouble::Story(
                "`wait` needs exactly one of `until`, `for`, `to`".into(),
            ));
        }
    };
    Ok(play.world.advance(moment)?)
}

/// The same local time after a term.
fn after(play: &Play<'_>, term: &str) -> Result<DateTime<Utc>, String> {
    let term = Term::parse(term).map_err(|error| error.en())?;
    let counted = due(
        &play.calendar,
        &Rule::new(term, play.zone),
        CountFrom::Moment(play.world.now()),
    );
    let counted = counted.map_err(|error| error.en())?;
    if term.unit == reglament_calendar::Unit::Hour || term.unit == reglament_calendar::Unit::Minute
    {
        return Ok(counted.at);
    }
    let local = play.world.now().with_timezone(&play.zone).time();
    let moment = play
        .zone
        .from_local_datetime(&counted.date.and_time(local))
        .earliest();
    moment
        .map(|at| at.with_timezone(&Utc))
        .ok_or_else(|| "this local time does not exist".to_owned())
}

fn due_of(play: &Play<'_>, to: &str) -> Result<DateTime<Utc>, String> {
    let step = to
        .strip_prefix("due of ")
        .ok_or_else(|| format!("`{to}` is not `due of STEP`"))?;
    let tasks = play
        .world
        .instances()
        .flat_map(|instance| instance.tasks().values());
    let due = tasks
        .filter(|task| task.step == step)
        .filter_map(|task| task.due.as_ref())
        .map(|due| due.at)
        .min();
    due.ok_or_else(|| format!("no open task `{step}` has a due date"))
}
