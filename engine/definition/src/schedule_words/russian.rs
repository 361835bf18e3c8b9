//! A schedule in Russian words; which schedules words can say is decided before.

use super::{Days, Field, Read, listed};

/// Accusative with «каждый», genitive with «с», accusative with «по», dative plural with «по».
const WEEKDAYS: [[&str; 4]; 7] = [
    [
        "каждый понедельник",
        "понедельника",
        "понедельник",
        "понедельникам",
    ],
    ["каждый вторник", "вторника", "вторник", "вторникам"],
    ["каждую среду", "среды", "среду", "средам"],
    ["каждый четверг", "четверга", "четверг", "четвергам"],
    ["каждую пятницу", "пятницы", "пятницу", "пятницам"],
    ["каждую субботу", "субботы", "субботу", "субботам"],
    [
        "каждое воскресенье",
        "воскресенья",
        "воскресенье",
        "воскресеньям",
    ],
];
/// «В первый», with «понедельник», «среду» and «воскресенье».
const NTH: [[&str; 3]; 4] = [
    ["в первый", "в первую", "в первое"],
    ["во второй", "во вторую", "во второе"],
    ["в третий", "в третью", "в третье"],
    ["в четвёртый", "в четвёртую", "в четвёртое"],
];
const MONTHS: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];

pub(super) fn words(read: &Read) -> Option<String> {
    let months = months(&read.months)?;
    let every_month = match months.as_str() {
        "" => "каждого месяца",
        some => some,
    };
    let days = match &read.days {
        Days::Every => with("каждый день", &months),
        Days::OfWeek(weekdays) => with(&of_week(weekdays)?, &months),
        Days::OfMonth(Field::Some(days)) => {
            let days: Vec<String> = days.iter().map(|day| format!("{day}-го")).collect();
            format!("{} числа {every_month}", listed(&days, "и"))
        }
        Days::OfMonth(Field::Range(from, until)) => {
            format!("с {from}-го по {until}-е число {every_month}")
        }
        Days::OfMonth(Field::All) => return None,
        Days::Nth(nth, weekday) => {
            // The gender of the weekday: Wednesday, Friday and Saturday are feminine, Sunday is neuter.
            let gender = match weekday {
                2 | 4 | 5 => 1,
                6 => 2,
                _ => 0,
            };
            let (nth, weekday) = (NTH.get(*nth)?[gender], WEEKDAYS.get(*weekday)?[2]);
            format!("{nth} {weekday} {every_month}")
        }
    };
    Some(format!("{days} в {}", listed(&read.times, "и")))
}

fn of_week(weekdays: &Field) -> Option<String> {
    Some(match weekdays {
        Field::All => return None,
        Field::Range(from, until) => {
            let (from, until) = (WEEKDAYS.get(*from)?, WEEKDAYS.get(*until)?);
            // «Со вторника» is the only one of them.
            let preposition = if from[1] == "вторника" {
                "со"
            } else {
                "с"
            };
            format!("{preposition} {} по {}", from[1], until[2])
        }
        Field::Some(days) => match days.as_slice() {
            [one] => WEEKDAYS.get(*one)?[0].to_owned(),
            several => {
                let names = several
                    .iter()
                    .map(|day| Some(WEEKDAYS.get(*day)?[3].into()));
                let names: Option<Vec<String>> = names.collect();
                format!("по {}", listed(&names?, "и"))
            }
        },
    })
}

/// The months in the genitive; empty: every month.
fn months(months: &Field) -> Option<String> {
    let name = |at: usize| MONTHS.get(at).map(|name| (*name).to_owned());
    let names: Option<Vec<String>> = match months {
        Field::All => return Some(String::new()),
        Field::Some(months) => months.iter().map(|at| name(*at)).collect(),
        Field::Range(from, until) => (*from..=*until).map(name).collect(),
    };
    Some(listed(&names?, "и"))
}

fn with(days: &str, months: &str) -> String {
    format!("{days} {months}").trim_end().to_owned()
}
