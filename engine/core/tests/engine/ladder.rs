//! A ladder of terms beside one step: each fires, in order, on its own day, from whatever day the step began.
//!
//! The reference walks the days of the calendar tables one by one and shares no code with the engine.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeZone, Utc, Weekday};
use chrono_tz::Asia::Novokuznetsk;
use reglament_core::*;

use crate::desk::Desk;

const TABLES: [&str; 8] = [
    include_str!("../../../calendar/data/ru-2020.csv"),
    include_str!("../../../calendar/data/ru-2021.csv"),
    include_str!("../../../calendar/data/ru-2022.csv"),
    include_str!("../../../calendar/data/ru-2023.csv"),
    include_str!("../../../calendar/data/ru-2024.csv"),
    include_str!("../../../calendar/data/ru-2025.csv"),
    include_str!("../../../calendar/data/ru-2026.csv"),
    include_str!("../../../calendar/data/ru-2027.csv"),
];

const LADDER: &str = "
start: {role: clerk}
steps:
  work:
    user_task: Работа
    role: clerk
    on:
      - {term: 10 дней, interrupting: false, next: told}
      - {term: 20 дней, interrupting: false, next: told}
      - {term: 30 дней, interrupting: false, next: told}
      - {term: 10 рабочих дней, interrupting: false, next: told}
      - {term: 20 рабочих дней, interrupting: false, next: told}
      - {term: 30 рабочих дней, interrupting: false, next: told}
    next: done
  told: {end: Сказано}
  done: {end: Сделано}
";

struct Days2020To2027 {
    off: BTreeSet<NaiveDate>,
    on: BTreeSet<NaiveDate>,
}

impl Days2020To2027 {
    fn read() -> Self {
        let of = |kinds: &[&str]| {
            let rows = TABLES.iter().flat_map(|table| table.lines().skip(1));
            let cells = rows.map(|row| row.split(',').collect::<Vec<_>>());
            let wanted = cells.filter(|cells| kinds.contains(&cells[1]));
            wanted.map(|cells| cells[0].parse().unwrap()).collect()
        };
        Self {
            off: of(&["holiday", "moved_off"]),
            on: of(&["moved_work"]),
        }
    }

    fn works(&self, day: NaiveDate) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        (!weekend || self.on.contains(&day)) && !self.off.contains(&day)
    }

    /// Days in a row, moved to a working day at the end.
    fn calendar_term(&self, from: NaiveDate, days: u64) -> NaiveDate {
        let mut day = from + Days::new(days);
        while !self.works(day) {
            day = day + Days::new(1);
        }
        day
    }

    fn working_term(&self, from: NaiveDate, mut days: u64) -> NaiveDate {
        let mut day = from;
        while days > 0 {
            day = day + Days::new(1);
            days -= u64::from(self.works(day));
        }
        day
    }

    /// When each event of the ladder must fire, by its position.
    fn expected(&self, from: NaiveDate) -> Vec<DateTime<Utc>> {
        let calendar = [10, 20, 30].map(|days| self.calendar_term(from, days));
        let working = [10, 20, 30].map(|days| self.working_term(from, days));
        let last_days = calendar.into_iter().chain(working);
        last_days.map(|day| midnight(day + Days::new(1))).collect()
    }
}

fn midnight(day: NaiveDate) -> DateTime<Utc> {
    let local = day.and_hms_opt(0, 0, 0).unwrap();
    Novokuznetsk
        .from_local_datetime(&local)
        .unwrap()
        .with_timezone(&Utc)
}

/// Fires what is due until nothing is; gives the moment at which each event happened.
fn run(desk: &mut Desk) -> Vec<(u32, DateTime<Utc>)> {
    let mut fired = Vec::new();
    while let Some((at, timer)) = desk
        .instance
        .timers()
        .iter()
        .map(|(id, t)| (t.at, *id))
        .min()
    {
        desk.now = at;
        let before = desk.events.len();
        desk.give(Actor::System, Command::FireTimer { timer })
            .unwrap();
        let new = desk.events[before..].iter();
        fired.extend(new.filter_map(|recorded| match &recorded.event {
            Event::Branch(BranchEvent::Begun { index, .. }) => Some((*index, at)),
            _ => None,
        }));
    }
    fired
}

#[test]
fn three_terms_fire_in_order_from_every_day_of_eight_years() {
    let days = Days2020To2027::read();
    let mut desk = Desk::with(LADDER);
    let first = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap();
    // The last terms must end within the published years.
    let starts = first
        .iter_days()
        .take_while(|day| *day <= NaiveDate::from_ymd_opt(2027, 11, 1).unwrap());
    let mut counted = 0;
    for (number, start) in starts.enumerate() {
        desk.instance = Instance::new(InstanceId(format!("p-{number}")));
        desk.events.clear();
        desk.now = midnight(start) + chrono::Duration::hours(11);
        desk.start(serde_json::json!({})).unwrap();
        let fired = run(&mut desk);
        let expected = days.expected(start);
        let mut order: Vec<(u32, DateTime<Utc>)> = (0..).zip(expected).collect();
        order.sort_by_key(|(index, at)| (*at, *index));
        assert_eq!(fired, order, "begun on {start}");
        for ladder in [[0, 1, 2], [3, 4, 5]] {
            let own: Vec<u32> = fired
                .iter()
                .map(|(index, _)| *index)
                .filter(|index| ladder.contains(index))
                .collect();
            assert_eq!(own, ladder, "begun on {start}");
        }
        assert!(desk.instance.token_at("work").is_some(), "the step goes on");
        counted += 1;
    }
    assert!(counted > 2_800);
}
