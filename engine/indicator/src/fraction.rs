//! An exact share or number: compared without rounding, printed never rounded up.

use reglament_definition::IndicatorUnit;
use rust_decimal::Decimal;
use serde::Serialize;

/// Numerator over denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fraction {
    /// Above the line.
    pub numerator: Decimal,
    /// Below the line; above zero.
    pub denominator: Decimal,
}

impl Fraction {
    /// A fraction; none when the denominator is not above zero.
    pub fn new(numerator: Decimal, denominator: Decimal) -> Option<Self> {
        (denominator > Decimal::ZERO).then_some(Self {
            numerator,
            denominator,
        })
    }

    /// Whether it is at least `target`, which is in the unit. Exact; none when the numbers are too large.
    pub fn reaches(&self, target: Decimal, unit: IndicatorUnit) -> Option<bool> {
        let value = self.numerator.checked_mul(scale(unit))?;
        Some(value >= target.checked_mul(self.denominator)?)
    }

    /// The value in the unit: per cent with at most two digits after the point, whole numbers for a count. What is left
    /// over is dropped, so that 9.999 % is not printed as 10 %.
    pub fn value(&self, unit: IndicatorUnit) -> Option<Decimal> {
        let exact = self.numerator.checked_mul(scale(unit))?;
        let digits = match unit {
            IndicatorUnit::Percent => 2,
            IndicatorUnit::Count => 0,
        };
        let value = exact.checked_div(self.denominator)?;
        Some(value.trunc_with_scale(digits).normalize())
    }
}

fn scale(unit: IndicatorUnit) -> Decimal {
    match unit {
        IndicatorUnit::Percent => Decimal::ONE_HUNDRED,
        IndicatorUnit::Count => Decimal::ONE,
    }
}
