//! Gaps and overlaps of a decision table: which input no row fits, which input two rows fit.
//!
//! The values of each input are divided into the pieces that the cells tell apart; one sample stands for each piece, so
//! nothing is missed between them. Cells that compare with data instead of literals leave the question undecided.

use std::collections::BTreeSet;
use std::fmt;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::limits::{TABLE_FINDINGS, TABLE_STEPS};
use crate::model::{Admits, DecisionTable, Domain, Point, Range, TableInput, TableRow};

/// What an input is in an example.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sample {
    /// This value.
    Value(Point),
    /// Any value that no cell names.
    Other,
    /// Not set.
    Unset,
}

/// One input of a table with every name and its sample, in the order of the inputs.
pub type Example = Vec<(String, Sample)>;

/// Two rows that fit the same input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// Number of the row written first, from 0.
    pub first: usize,
    /// Number of the other row.
    pub second: usize,
    /// An input that both fit.
    pub example: Example,
}

/// Why a question stays open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undecided {
    /// Cells compare with data: it depends on the instance.
    Data,
    /// There are more combinations than the limit.
    Size,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableFindings {
    /// Pairs of rows that fit a common input, at most [`TABLE_FINDINGS`].
    pub overlaps: Vec<Overlap>,
    /// Whether more rows may overlap than could be told.
    pub overlaps_undecided: Option<Undecided>,
    /// An input that no row fits.
    pub gap: Option<Example>,
    /// Whether there may be a gap, if none was found.
    pub gap_undecided: Option<Undecided>,
}

/// Looks for overlaps and for a gap. Unset inputs count only where some cell asks for them.
pub fn analyse(table: &DecisionTable) -> TableFindings {
    let samples: Vec<Vec<Sample>> = (0..table.inputs.len())
        .map(|number| samples(table, number))
        .collect();
    let search = Search {
        table,
        samples: &samples,
    };
    let mut findings = TableFindings::default();
    search.overlaps(&mut findings);
    search.gap(&mut findings);
    findings
}

struct Search<'t> {
    table: &'t DecisionTable,
    samples: &'t [Vec<Sample>],
}

impl Search<'_> {
    fn overlaps(&self, findings: &mut TableFindings) {
        let rows = &self.table.rows;
        for (first, a) in rows.iter().enumerate() {
            for (second, b) in rows.iter().enumerate().skip(first + 1) {
                match self.common(a, b) {
                    Common::None => {}
                    Common::Perhaps => findings.overlaps_undecided = Some(Undecided::Data),
                    Common::Certain(_) if findings.overlaps.len() >= TABLE_FINDINGS => return,
                    Common::Certain(example) => findings.overlaps.push(Overlap {
                        first,
                        second,
                        example,
                    }),
                }
            }
        }
    }

    fn common(&self, a: &TableRow, b: &TableRow) -> Common {
        let (mut example, mut certain) = (Example::new(), true);
        for (number, input) in self.table.inputs.iter().enumerate() {
            let both = |sample: &&Sample| {
                fits(a, number, sample) == Some(true) && fits(b, number, sample) == Some(true)
            };
            let perhaps = |sample: &&Sample| {
                fits(a, number, sample) != Some(false) && fits(b, number, sample) != Some(false)
            };
            let samples = &self.samples[number];
            match samples.iter().find(both) {
                Some(sample) => example.push((input.name.clone(), sample.clone())),
                None if samples.iter().any(|sample| perhaps(&sample)) => certain = false,
                None => return Common::None,
            }
        }
        if certain {
            Common::Certain(example)
        } else {
            Common::Perhaps
        }
    }

    fn gap(&self, findings: &mut TableFindings) {
        for unknown_fits in [true, false] {
            let mut walk = Walk {
                search: self,
                unknown_fits,
                steps: 0,
                way: Vec::new(),
            };
            let alive: Vec<&TableRow> = self.table.rows.iter().collect();
            match walk.gap(&alive) {
                Err(TooMany) => findings.gap_undecided = Some(Undecided::Size),
                Ok(None) => continue,
                Ok(Some(example)) if unknown_fits => findings.gap = Some(example),
                Ok(Some(_)) => findings.gap_undecided = Some(Undecided::Data),
            }
            return;
        }
    }
}

enum Common {
    None,
    Perhaps,
    Certain(Example),
}

struct TooMany;

/// Goes through the samples input by input, keeping the rows that still fit.
struct Walk<'s, 't> {
    search: &'s Search<'t>,
    unknown_fits: bool,
    steps: usize,
    way: Vec<Sample>,
}

impl Walk<'_, '_> {
    fn gap(&mut self, alive: &[&TableRow]) -> Result<Option<Example>, TooMany> {
        self.steps += 1;
        if self.steps > TABLE_STEPS {
            return Err(TooMany);
        }
        let number = self.way.len();
        if alive.is_empty() {
            return Ok(Some(self.example()));
        }
        let settled = |row: &&TableRow| row.cells.iter().all(|cell| cell.input < number);
        if alive.iter().any(settled) {
            return Ok(None);
        }
        let search = self.search;
        for sample in &search.samples[number] {
            let fits = |row: &&TableRow| fits(row, number, sample).unwrap_or(self.unknown_fits);
            let left: Vec<&TableRow> = alive.iter().copied().filter(fits).collect();
            self.way.push(sample.clone());
            let found = self.gap(&left)?;
            self.way.pop();
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    /// The way so far, filled up with anything for the inputs that no longer matter.
    fn example(&self) -> Example {
        let inputs = self.search.table.inputs.iter().enumerate();
        let sample = |number: usize| {
            let own = self.way.get(number).or(self.search.samples[number].first());
            own.cloned().unwrap_or(Sample::Other)
        };
        inputs
            .map(|(number, input)| (input.name.clone(), sample(number)))
            .collect()
    }
}

/// Whether a row's cell for an input admits a sample; `None` when that depends on data.
fn fits(row: &TableRow, input: usize, sample: &Sample) -> Option<bool> {
    let Some(cell) = row.cells.iter().find(|cell| cell.input == input) else {
        return Some(true);
    };
    let inside = |ranges: &[Range]| match sample {
        Sample::Value(point) => ranges.iter().any(|range| contains(range, point)),
        // Only `!=` leaves both sides open; an order of texts is not known here.
        Sample::Other => ranges.iter().any(|r| r.from.is_none() || r.to.is_none()),
        Sample::Unset => false,
    };
    match (&cell.admits, sample) {
        (Admits::Unset, _) => Some(*sample == Sample::Unset),
        (_, Sample::Unset) => Some(false),
        (Admits::Ranges(ranges), _) => Some(inside(ranges)),
        (Admits::Outside(ranges), _) => Some(!inside(ranges)),
        (Admits::Unknown, _) => None,
    }
}

fn contains(range: &Range, point: &Point) -> bool {
    let above = range
        .from
        .as_ref()
        .is_none_or(|(end, closed)| point > end || (*closed && point == end));
    let below = range
        .to
        .as_ref()
        .is_none_or(|(end, closed)| point < end || (*closed && point == end));
    above && below
}

/// One sample for each piece that the cells of an input tell apart.
fn samples(table: &DecisionTable, number: usize) -> Vec<Sample> {
    let input: &TableInput = &table.inputs[number];
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    let cells: Vec<&Admits> = cells
        .filter(|cell| cell.input == number)
        .map(|cell| &cell.admits)
        .collect();
    let ranges = cells.iter().flat_map(|admits| match admits {
        Admits::Ranges(ranges) | Admits::Outside(ranges) => ranges.as_slice(),
        Admits::Unset | Admits::Unknown => &[],
    });
    let points: BTreeSet<&Point> = ranges
        .flat_map(|range| [&range.from, &range.to])
        .flatten()
        .map(|(point, _)| point)
        .collect();
    let mut samples: Vec<Sample> = match &input.domain {
        Domain::Flags => [true, false]
            .map(|flag| Sample::Value(Point::Flag(flag)))
            .into(),
        Domain::Options(options) => {
            let value = |option: &String| Sample::Value(Point::Text(option.clone()));
            options.iter().map(value).collect()
        }
        Domain::Integers { min, max } => integers(&points, *min, *max),
        Domain::Numbers => between(&points, Point::Number(Decimal::ZERO), numbers_between),
        Domain::Dates => {
            let day = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default();
            between(&points, Point::Date(day), dates_between)
        }
        Domain::Texts | Domain::Unknown => {
            let named = points.into_iter().cloned().map(Sample::Value);
            named.chain([Sample::Other]).collect()
        }
    };
    if cells.iter().any(|admits| **admits == Admits::Unset) {
        samples.push(Sample::Unset);
    }
    samples
}

/// The points themselves and one sample in every piece between and beside them.
fn between(
    points: &BTreeSet<&Point>,
    any: Point,
    sample: impl Fn(Option<&Point>, Option<&Point>) -> Option<Point>,
) -> Vec<Sample> {
    if points.is_empty() {
        return vec![Sample::Value(any)];
    }
    let ordered: Vec<&Point> = points.iter().copied().collect();
    let mut found = Vec::new();
    found.extend(sample(None, ordered.first().copied()));
    for (index, point) in ordered.iter().enumerate() {
        found.push((*point).clone());
        found.extend(sample(Some(point), ordered.get(index + 1).copied()));
    }
    found.into_iter().map(Sample::Value).collect()
}

fn integers(points: &BTreeSet<&Point>, min: Option<i64>, max: Option<i64>) -> Vec<Sample> {
    let any = Point::Number(Decimal::from(min.or(max).unwrap_or(0)));
    let allowed = |sample: &Sample| match sample {
        Sample::Value(Point::Number(number)) => {
            number.is_integer()
                && min.is_none_or(|min| *number >= Decimal::from(min))
                && max.is_none_or(|max| *number <= Decimal::from(max))
        }
        _ => true,
    };
    let mut samples = between(points, any, integers_between);
    samples.retain(allowed);
    samples
}

fn integers_between(low: Option<&Point>, high: Option<&Point>) -> Option<Point> {
    let number = |point: Option<&Point>| match point {
        Some(Point::Number(number)) => Some(*number),
        _ => None,
    };
    let (low, high) = (number(low), number(high));
    let found = match (low, high) {
        (Some(low), _) => low.floor().checked_add(Decimal::ONE)?,
        (None, Some(high)) => high.ceil().checked_sub(Decimal::ONE)?,
        (None, None) => return None,
    };
    high.is_none_or(|high| found < high)
        .then(|| Point::Number(found.normalize()))
}

fn numbers_between(low: Option<&Point>, high: Option<&Point>) -> Option<Point> {
    let found = match (low, high) {
        (Some(Point::Number(low)), Some(Point::Number(high))) => {
            low.checked_add(*high)?.checked_div(Decimal::TWO)?
        }
        (Some(Point::Number(low)), None) => low.checked_add(Decimal::ONE)?,
        (None, Some(Point::Number(high))) => high.checked_sub(Decimal::ONE)?,
        _ => return None,
    };
    Some(Point::Number(found.normalize()))
}

fn dates_between(low: Option<&Point>, high: Option<&Point>) -> Option<Point> {
    let found = match (low, high) {
        (Some(Point::Date(low)), Some(Point::Date(high))) => {
            low.succ_opt().filter(|day| day < high)?
        }
        (Some(Point::Date(low)), None) => low.succ_opt()?,
        (None, Some(Point::Date(high))) => high.pred_opt()?,
        _ => return None,
    };
    Some(Point::Date(found))
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Date(date) => write!(f, "{}", date.format("%d.%m.%Y")),
            Self::Text(text) => write!(f, "'{text}'"),
        }
    }
}

/// An example in words: `score = 85, stage = 4`; Russian and English.
pub fn words(example: &Example) -> (String, String) {
    let list = |other: &str, unset: &str| {
        let one = |(name, sample): &(String, Sample)| match sample {
            Sample::Value(point) => format!("{name} = {point}"),
            Sample::Other => format!("{name} = {other}"),
            Sample::Unset => format!("{name} {unset}"),
        };
        example.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    (
        list("другое значение", "не задано"),
        list("something else", "is unset"),
    )
}
