//! The rows of one indicator weighed against each other: the best one, the best items, or all of them.

use crate::{
    CapScope, Indicator, Reason, Rule, UnknownSetting,
    row::{Case, Standing},
};

/// What each row of the indicator brings in the end.
pub(crate) fn weigh<'c>(
    case: &Case<'_>,
    indicator: &'c Indicator,
) -> Result<Vec<Standing<'c>>, UnknownSetting> {
    if indicator.has_bands() {
        return case.bands(indicator);
    }
    let parameters = &case.facts.parameters;
    let rule = indicator.rule.get(parameters)?;
    let mut rows = Vec::new();
    for row in &indicator.rows {
        rows.push(case.row(indicator, row, rule == Rule::Best)?);
    }
    match rule {
        Rule::Sum | Rule::Single => {}
        Rule::Exclusive => best_row(&mut rows),
        Rule::Best => {
            let cap = indicator.cap.get(parameters)? as usize;
            match indicator.cap_scope.get(parameters)? {
                CapScope::Row => rows.iter_mut().for_each(|row| cut(row, cap, cap)),
                CapScope::Indicator => best_items(&mut rows, cap),
            }
        }
    }
    Ok(rows)
}

/// Only the row with most points counts; of equal ones the first.
fn best_row(rows: &mut [Standing<'_>]) {
    let counting = rows.iter().enumerate().filter(|(_, row)| row.units > 0);
    let best = counting.max_by(|(a, one), (b, other)| {
        let points = one.points().cmp(&other.points());
        points.then(b.cmp(a))
    });
    let Some((best, to)) = best.map(|(index, row)| (index, row.row.id.clone())) else {
        return;
    };
    for (index, row) in rows.iter_mut().enumerate() {
        if index != best && row.units > 0 {
            row.lose(Reason::Lost { to: to.clone() });
        }
    }
}

/// The items with most points count, of all rows together.
fn best_items(rows: &mut [Standing<'_>], cap: usize) {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|index| (std::cmp::Reverse(rows[*index].each), *index));
    let mut left = cap;
    for index in order {
        let row = &mut rows[index];
        let wanted = row.units;
        cut(row, left, cap);
        left -= wanted.min(left);
    }
}

fn cut(row: &mut Standing<'_>, left: usize, cap: usize) {
    if row.units > 0 && left == 0 {
        row.lose(Reason::OverCap { cap });
    }
    row.units = row.units.min(left);
}
