//! The facts beside the claims: the position, the days between which something must have been, the settings.

use std::collections::BTreeMap;

use chrono::NaiveDate;

/// What is known of the person and of the procedure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Id of the position.
    pub position: Option<String>,
    /// First day of the time between two attestations; none: it has no beginning.
    pub since: Option<NaiveDate>,
    /// Its last day, which is also the first day of the procedure; none: it has no end.
    pub until: Option<NaiveDate>,
    /// The day on which the points are counted.
    pub today: Option<NaiveDate>,
    /// Values of the parameters that settings of the card name: words and numbers as text.
    pub parameters: BTreeMap<String, String>,
}
