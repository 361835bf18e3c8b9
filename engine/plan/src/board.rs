//! The board: every milestone with plan, fact, room and what it waits for.

use chrono::{Datelike, NaiveDate};
use reglament_calendar::Calendar;
use serde::Serialize;

use crate::{MAX_MILESTONES, Milestone, days, network::Network};

/// The board of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Board {
    /// Milestones in the order given.
    pub rows: Vec<Row>,
    /// First day of the picture: the first day of the earliest window or fact.
    pub from: Option<NaiveDate>,
    /// Last day of the picture: the latest date, planned, expected or real.
    pub until: Option<NaiveDate>,
    /// When the last milestone is due.
    pub due: Option<NaiveDate>,
    /// When the last one is to be expected.
    pub expected: Option<NaiveDate>,
}

/// A milestone on the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "MilestoneDates"))]
pub struct Row {
    /// Id.
    pub id: String,
    /// First day of its window.
    pub from: Option<NaiveDate>,
    /// Last day in time.
    pub due: Option<NaiveDate>,
    /// When the work began.
    pub begun: Option<NaiveDate>,
    /// When it was done.
    pub done: Option<NaiveDate>,
    /// When it is to be expected.
    pub expected: Option<NaiveDate>,
    /// Working days that it may slip without moving the end of the plan.
    pub slack: Option<i64>,
    /// Whether it may not slip at all.
    pub critical: bool,
    /// Working days late: done after the date, or open after it; negative: done that much earlier. None before either.
    pub deviation: Option<i64>,
    /// Ids of the predecessors that are not done.
    pub waiting_for: Vec<String>,
    /// Where it stands.
    pub state: State,
}

/// Where a milestone stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "MilestoneState"))]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It has not begun.
    Ahead,
    /// It is worked on.
    Begun,
    /// Its date has passed and it is not done.
    Late,
    /// Done in time, or without a date.
    Done,
    /// Done after its date.
    DoneLate,
    /// It will not be reached any more.
    PassedBy,
}

/// The board of `milestones` as seen on `today`.
pub fn board(calendar: &Calendar, today: NaiveDate, milestones: &[Milestone]) -> Board {
    let milestones = &milestones[..milestones.len().min(MAX_MILESTONES)];
    let network = Network::new(calendar, milestones);
    let (slacks, expected) = (network.slacks(), network.expected(today));
    let row = |(place, milestone): (usize, &Milestone)| {
        let open = |before: &&usize| milestones[**before].done.is_none();
        let waiting_for = network.before(place).iter().filter(open);
        Row {
            id: milestone.id.clone(),
            from: milestone.from.or_else(|| milestone.due?.with_day(1)),
            due: milestone.due,
            begun: milestone.begun,
            done: milestone.done,
            expected: expected[place],
            slack: slacks[place],
            critical: slacks[place] == Some(0),
            deviation: deviation(calendar, today, milestone),
            waiting_for: waiting_for
                .map(|before| milestones[*before].id.clone())
                .collect(),
            state: state(today, milestone),
        }
    };
    let rows: Vec<Row> = milestones.iter().enumerate().map(row).collect();
    let dates = |row: &Row| [row.from, row.due, row.begun, row.done, row.expected];
    let dates: Vec<NaiveDate> = rows.iter().flat_map(dates).flatten().collect();
    Board {
        from: dates.iter().min().copied(),
        until: dates.iter().max().copied(),
        due: rows.iter().filter_map(|row| row.due).max(),
        expected: rows.iter().filter_map(|row| row.expected).max(),
        rows,
    }
}

fn deviation(calendar: &Calendar, today: NaiveDate, milestone: &Milestone) -> Option<i64> {
    let due = milestone.due?;
    match milestone.done {
        Some(done) => Some(days::between(calendar, due, done)),
        None if milestone.passed_by || today <= due => None,
        None => Some(days::between(calendar, due, today)),
    }
}

fn state(today: NaiveDate, milestone: &Milestone) -> State {
    let late = |on: NaiveDate| milestone.due.is_some_and(|due| on > due);
    match milestone.done {
        Some(done) if late(done) => State::DoneLate,
        Some(_) => State::Done,
        None if milestone.passed_by => State::PassedBy,
        None if late(today) => State::Late,
        None if milestone.begun.is_some() => State::Begun,
        None => State::Ahead,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    /// One line a milestone: id, due, predecessors, done.
    fn plan(text: &str) -> Vec<Milestone> {
        let part = |part: &str| (part != "-").then(|| part.to_owned());
        let line = |line: &str| {
            let parts: Vec<&str> = line.split_whitespace().collect();
            Milestone {
                id: parts[0].into(),
                due: part(parts[1]).map(|date| day(&date)),
                after: part(parts[2])
                    .map(|ids| ids.split(',').map(str::to_owned).collect())
                    .unwrap_or_default(),
                done: part(parts[3]).map(|date| day(&date)),
                ..Milestone::default()
            }
        };
        text.trim().lines().map(|text| line(text.trim())).collect()
    }

    /// One line a milestone: id, slack, expected, deviation, state, predecessors that are not done.
    fn told(today: &str, milestones: &[Milestone]) -> String {
        let board = board(&Calendar::russia(), day(today), milestones);
        let or = |text: Option<String>| text.unwrap_or_else(|| "-".into());
        let line = |row: &Row| {
            format!(
                "{} {}{} {} {} {:?} {}\n",
                row.id,
                or(row.slack.map(|days| days.to_string())),
                if row.critical { "!" } else { "" },
                or(row.expected.map(|date| date.to_string())),
                or(row.deviation.map(|days| days.to_string())),
                row.state,
                or(Some(row.waiting_for.join(",")).filter(|ids| !ids.is_empty())),
            )
        };
        board.rows.iter().map(line).collect()
    }

    const YEAR: &str = "
        survey   2021-04-30 -           2021-04-28
        model    2021-05-31 survey      -
        trial    2021-06-30 model       -
        advice   2021-07-30 trial       -
        meeting  2021-08-31 advice      -
        tools    2021-07-30 model       -
        requests -          meeting     -";

    #[test]
    fn slack_is_what_the_end_of_the_plan_can_bear() {
        let told = told("2021-05-12", &plan(YEAR));
        let expected = "survey 0! 2021-04-28 -2 Done -\n\
                        model 0! 2021-05-31 - Ahead -\n\
                        trial 0! 2021-06-30 - Ahead model\n\
                        advice 0! 2021-07-30 - Ahead trial\n\
                        meeting 0! 2021-08-31 - Ahead advice\n\
                        tools 22 2021-07-30 - Ahead model\n\
                        requests - - - Ahead meeting\n";
        assert_eq!(told, expected);
    }

    #[test]
    fn what_is_late_pushes_what_follows_and_shows_by_how_much() {
        // Five working days after the end of May: 31.05 was a Monday.
        let told = told("2021-06-07", &plan(YEAR));
        assert!(told.contains("model 0! 2021-06-07 5 Late -\n"), "{told}");
        // 12 June fell on a Saturday, and the day off moved to Monday 14 June; July has 22 working days.
        assert!(
            told.contains("trial 0! 2021-07-07 - Ahead model\n"),
            "{told}"
        );
        assert!(
            told.contains("advice 0! 2021-08-06 - Ahead trial\n"),
            "{told}"
        );
        assert!(
            told.contains("meeting 0! 2021-09-07 - Ahead advice\n"),
            "{told}"
        );
        // The tools have the time between the end of May and the end of July after the model: they are pushed as well.
        assert!(
            told.contains("tools 22 2021-08-06 - Ahead model\n"),
            "{told}"
        );
    }

    #[test]
    fn a_circle_has_no_order_and_stops_nothing() {
        let text = "
            a 2021-04-30 b,unknown -
            b 2021-05-31 a -
            c 2021-06-30 - 2021-07-01
            d 2021-06-30 c 2021-06-25";
        let told = told("2021-05-12", &plan(text));
        let expected = "a - - 6 Late b\nb - - - Ahead a\nc 0! 2021-07-01 1 DoneLate -\nd 0! 2021-06-25 -3 Done -\n";
        assert_eq!(told, expected);
    }

    #[test]
    fn a_window_begins_with_the_month_or_where_it_is_said() {
        let mut milestones = plan("a 2021-04-30 - -\nb 2021-05-31 a 2021-09-01");
        milestones[1].from = Some(day("2021-03-15"));
        milestones[0].passed_by = true;
        let board = board(&Calendar::russia(), day("2021-12-01"), &milestones);
        assert_eq!(board.rows[0].from, Some(day("2021-04-01")));
        assert_eq!(board.rows[0].state, State::PassedBy);
        assert_eq!(
            (board.rows[0].deviation, board.rows[0].expected),
            (None, None)
        );
        assert_eq!(
            (board.from, board.until),
            (Some(day("2021-03-15")), Some(day("2021-09-01")))
        );
        assert_eq!(
            (board.due, board.expected),
            (Some(day("2021-05-31")), Some(day("2021-09-01")))
        );
    }
}
