//! One field of a schedule: everything, a few values or one run of them. Steps (`*/5`) and mixtures are not told in words.

/// Short names of weekdays, Monday first: the `cron` crate knows them in this spelling and in full.
pub(super) const WEEKDAYS: [&str; 7] = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];
/// Short names of months.
pub(super) const MONTHS: [&str; 12] = [
    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
];
/// Letters that tell one name from the others.
const TELLING: usize = 3;

/// What a field says. Named values count from 0, numbers are as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Field {
    All,
    Some(Vec<usize>),
    Range(usize, usize),
}

impl Field {
    /// Reads a field; `names` are empty for one that has numbers only.
    pub(super) fn read(text: &str, names: &[&str]) -> Option<Self> {
        if matches!(text, "*" | "?") {
            return Some(Self::All);
        }
        let value = |text: &str| value(text, names);
        if let Some((from, until)) = text.split_once('-') {
            let (from, until) = (value(from)?, value(until)?);
            return (from < until).then_some(Self::Range(from, until));
        }
        let values: Option<Vec<usize>> = text.split(',').map(value).collect();
        let mut values = values?;
        values.sort_unstable();
        values.dedup();
        Some(Self::Some(values))
    }
}

fn value(text: &str, names: &[&str]) -> Option<usize> {
    if let Ok(number) = text.parse::<usize>() {
        // Months may be numbers, from 1; weekdays never are.
        return match names {
            [] => Some(number),
            _ => number.checked_sub(1).filter(|at| *at < names.len()),
        };
    }
    let short: String = text.chars().take(TELLING).collect();
    let short = short.to_ascii_uppercase();
    names.iter().position(|name| *name == short)
}
