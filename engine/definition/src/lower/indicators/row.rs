//! What expressions know of an indicator in a year.

use reglament_expression::Kind;

/// One indicator in one year.
pub(crate) fn row() -> Kind {
    let period = [
        ("from", Kind::Date),
        ("until", Kind::Date),
        ("on", Kind::Date),
    ];
    let figures = [
        ("id", Kind::Text),
        ("title", Kind::Text),
        ("basis", Kind::Text),
        ("unit", Kind::Text),
        ("year", Kind::Integer),
        ("first_year", Kind::Boolean),
        ("value", Kind::Decimal),
        ("numerator", Kind::Integer),
        ("denominator", Kind::Decimal),
        ("as_of", Kind::Date),
        ("source", Kind::Text),
        ("target", Kind::Decimal),
        ("reached", Kind::Boolean),
        ("forecast", Kind::Decimal),
        ("assumption", Kind::Text),
    ];
    Kind::record(figures.into_iter().chain(period))
}
