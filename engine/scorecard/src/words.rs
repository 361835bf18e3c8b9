//! The words of a card's rules.

use crate::Word;

/// How the points of an indicator's rows go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// They are added.
    Sum,
    /// Only the best row counts.
    Exclusive,
    /// There is one row.
    Single,
    /// Every item brings points, but only so many items as the cap allows.
    Best,
}

/// For what a cap holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CapScope {
    /// For each row by itself.
    Row,
    /// For all rows of the indicator together: the best items count.
    Indicator,
}

/// From which time something must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// Between the attestation before and this one.
    Between,
    /// Whenever.
    Any,
    /// In force on some day of the procedure.
    Now,
    /// A share over the whole time between two attestations; several shares are taken together.
    Average,
}

/// Whether several items of a row bring its points once or each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    /// Once.
    Once,
    /// Each.
    Each,
}

/// How a share is compared with the bands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// As it is.
    Exact,
    /// Rounded to whole percent first, half up.
    Whole,
}

/// Words with their meanings, for a type.
macro_rules! words {
    ($($type:ident { $($word:literal => $variant:ident),* })*) => {
        $(impl $type {
            /// All words of the setting.
            pub const WORDS: &'static [&'static str] = &[$($word),*];

            /// The word of this value.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }

        impl Word for $type {
            fn of(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        })*
    };
}

words! {
    Rule { "sum" => Sum, "exclusive" => Exclusive, "single" => Single, "best" => Best }
    CapScope { "row" => Row, "indicator" => Indicator }
    Period { "between" => Between, "any" => Any, "now" => Now, "average" => Average }
    Times { "once" => Once, "each" => Each }
    Rounding { "exact" => Exact, "whole" => Whole }
}
