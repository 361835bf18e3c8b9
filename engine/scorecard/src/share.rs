//! A share as two numbers: how many of how many. Compared with percentages by multiplication, never divided.

use rust_decimal::Decimal;

use crate::{
    Rounding,
    limits::{MAX_NUMBER, MAX_SCALE},
};

/// Ten thousandths: the finest step of the numbers of a share.
const UNIT: i128 = 10_i128.pow(MAX_SCALE);

/// So many of so many. The whole is above zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    part: i128,
    whole: i128,
}

impl Share {
    /// A share. None when the whole is not above zero, the part is below zero or above the whole, or a number has more
    /// digits than [`crate::limits`] allow.
    pub fn new(part: Decimal, whole: Decimal) -> Option<Self> {
        let (part, whole) = (units(part)?, units(whole)?);
        (whole > 0 && (0..=whole).contains(&part)).then_some(Self { part, whole })
    }

    /// All shares together: the sum of the parts of the sum of the wholes.
    pub fn together(shares: impl IntoIterator<Item = Self>) -> Option<Self> {
        shares.into_iter().reduce(|a, b| Self {
            part: a.part + b.part,
            whole: a.whole + b.whole,
        })
    }

    /// Whether the share in percent is not below `from` and is below `below`.
    pub fn lies_in(self, from: Decimal, below: Option<Decimal>, rounding: Rounding) -> bool {
        let (Some(from), Some(below)) = (
            units(from),
            below.map_or(Some(None), |b| units(b).map(Some)),
        ) else {
            return false;
        };
        let (part, whole) = match rounding {
            Rounding::Exact => (self.part * 100 * UNIT, self.whole),
            Rounding::Whole => {
                let percent = (self.part * 200 + self.whole).div_euclid(self.whole * 2);
                (percent * UNIT, 1)
            }
        };
        part >= from * whole && below.is_none_or(|below| part < below * whole)
    }
}

/// The number in ten thousandths, if it has no finer digits and is not too large.
fn units(number: Decimal) -> Option<i128> {
    let number = number.normalize();
    let small = number.scale() <= MAX_SCALE && number.abs() <= Decimal::from(MAX_NUMBER);
    let up = 10_i128.pow(MAX_SCALE.saturating_sub(number.scale()));
    small.then(|| number.mantissa() * up)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(part: i64, whole: i64) -> Share {
        Share::new(Decimal::from(part), Decimal::from(whole)).expect("a share")
    }

    fn lies(share: Share, from: i64, below: Option<i64>, rounding: Rounding) -> bool {
        share.lies_in(Decimal::from(from), below.map(Decimal::from), rounding)
    }

    #[test]
    fn a_band_ends_just_below_its_upper_bound() {
        for (part, whole, low, middle) in [
            (396, 1_000, true, false),
            (399_999, 1_000_000, true, false),
            (2, 5, false, true),
            (199_999, 1_000_000, false, false),
            (1, 5, true, false),
        ] {
            let share = share(part, whole);
            assert_eq!(
                lies(share, 20, Some(40), Rounding::Exact),
                low,
                "{part}/{whole}"
            );
            assert_eq!(
                lies(share, 40, Some(60), Rounding::Exact),
                middle,
                "{part}/{whole}"
            );
        }
    }

    #[test]
    fn a_share_may_be_rounded_to_whole_percent_first() {
        assert!(lies(share(396, 1_000), 40, Some(60), Rounding::Whole));
        assert!(
            lies(share(395, 1_000), 40, Some(60), Rounding::Whole),
            "half up"
        );
        assert!(lies(share(3_949, 10_000), 20, Some(40), Rounding::Whole));
    }

    #[test]
    fn what_is_no_share_is_refused() {
        let new = |part: &str, whole: &str| {
            Share::new(
                part.parse().expect("a number"),
                whole.parse().expect("a number"),
            )
        };
        assert_eq!(new("1", "0"), None);
        assert_eq!(new("3", "2"), None);
        assert_eq!(new("-1", "2"), None);
        assert_eq!(new("0.00001", "2"), None);
        assert_eq!(new("1", "1000000001"), None);
        assert!(new("39.6", "100").is_some());
    }
}
