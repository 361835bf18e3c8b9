//! How long a step usually takes and how often past its due date: what managers look for bottlenecks by.
//!
//! It describes what has been, it foretells nothing. The ninetieth of a hundred is by nearest rank: a duration that occurred.

use crate::History;

/// How durations are spread: the middle one, and the one that nine of ten do not exceed. Minutes of plain elapsed time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    /// How many durations there are, at least one.
    pub times: u32,
    /// The middle one.
    pub median: i64,
    /// Nine of ten are no longer.
    pub most: i64,
    /// All of them together.
    pub total: i64,
}

/// What is usual of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usual {
    /// Durations of the runs that were done.
    pub spread: Spread,
    /// How many of them had a due date.
    pub with_term: u32,
    /// How many of those were done after it.
    pub late: u32,
}

impl Spread {
    /// The spread of durations in minutes, the shortest first; none without any.
    pub fn of(sorted: &[i64]) -> Option<Self> {
        let rank = (sorted.len() * 9).div_ceil(10);
        Some(Self {
            times: u32::try_from(sorted.len()).unwrap_or(u32::MAX),
            median: *sorted.get(sorted.len() / 2)?,
            most: *sorted.get(rank.checked_sub(1)?)?,
            total: sorted.iter().fold(0, |sum, one| sum.saturating_add(*one)),
        })
    }
}

impl History {
    /// What is usual of a step; none when it was never done.
    pub fn usual(&self, step: &str) -> Option<Usual> {
        let (with_term, late) = self.terms_of(step);
        Some(Usual {
            spread: Spread::of(self.minutes_of(step))?,
            with_term,
            late,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Spread;
    use crate::History;

    #[test]
    fn nine_of_ten_are_no_longer() {
        assert_eq!(Spread::of(&[]), None);
        let rows: [(&[i64], i64, i64); 4] = [
            (&[7], 7, 7),
            (&[1, 5], 5, 5),
            (&[1, 2, 3, 4, 5, 6, 7, 8, 9, 100], 6, 9),
            (&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100], 6, 10),
        ];
        for (durations, median, most) in rows {
            let found = Spread::of(durations).expect("there are durations");
            assert_eq!((found.median, found.most), (median, most), "{durations:?}");
        }
    }

    #[test]
    fn late_runs_are_counted_among_those_with_a_term() {
        let mut history = History::default();
        assert_eq!(history.usual("check"), None);
        for (minutes, late) in [(30, None), (10, Some(false)), (50, Some(true))] {
            history.took("check", minutes);
            if let Some(late) = late {
                history.had_term("check", late);
            }
        }
        let usual = history.usual("check").unwrap();
        assert_eq!((usual.with_term, usual.late), (2, 1));
        assert_eq!((usual.spread.median, usual.spread.total), (30, 90));
    }
}
