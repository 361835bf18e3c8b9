//! Pauses between tries: doubling, bounded, with dice, so that a crowd of letters does not come back all at once.

use chrono::TimeDelta;

use crate::limits::{FIRST_PAUSE, LONGEST_PAUSE};

/// The pause after the `attempts`-th try (from 1); `random` shortens it by up to a quarter.
pub(crate) fn pause(attempts: u32, random: u64) -> TimeDelta {
    let doublings = attempts.saturating_sub(1).min(16);
    let full = (FIRST_PAUSE * 2_i32.pow(doublings)).min(LONGEST_PAUSE);
    let quarter = full.num_milliseconds() / 4;
    let cut = i64::try_from(random % quarter.max(1).unsigned_abs()).unwrap_or_default();
    full - TimeDelta::milliseconds(cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_and_are_bounded() {
        let pauses: Vec<i64> = [1, 2, 3, 9, 40].map(|n| pause(n, 0).num_seconds()).into();
        assert_eq!(pauses, [30, 60, 120, 7200, 7200]);
        assert!(pause(3, u64::MAX) >= TimeDelta::seconds(90));
        assert!(pause(3, 7_777) < TimeDelta::seconds(120));
    }
}
