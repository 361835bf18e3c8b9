//! The strip of units and duties: every number is a filter, and pressed again it is none.

use reglament_runtime::{Duty, StripOf, StripRow, StripView};

use super::control_query::Wanted;
use crate::locale::Locale;
use crate::ui::control::{Strip, StripCell, StripDuty, StripLine};

/// Shades of a strip beside the empty one.
const SHADES: u32 = 4;

/// The strip; none when there is nothing to compare.
pub(super) fn view(locale: Locale, wanted: &Wanted, strip: &StripView) -> Option<Strip> {
    if strip.rows.is_empty() {
        return None;
    }
    let most = strip.rows.iter().flat_map(|row| row.cells.iter().copied());
    let most = most.max().unwrap_or(1).max(1);
    let line = |row: &StripRow| line(locale, wanted, strip, row, most);
    Some(Strip {
        duties: strip
            .duties
            .iter()
            .map(|each| duty(locale, wanted, each))
            .collect(),
        rows: strip.rows.iter().map(line).collect(),
        more: strip.more,
    })
}

/// The list of a duty, or of all duties.
fn of_duty(wanted: &Wanted, duty: Option<&Duty>) -> Wanted {
    Wanted {
        process: duty.map_or_else(String::new, |duty| duty.process.clone()),
        step: duty.map_or_else(String::new, |duty| duty.step.clone()),
        ..wanted.view(&wanted.view)
    }
}

/// The list of a unit or a role, or of all.
fn of_row(wanted: &Wanted, of: Option<&StripOf>) -> Wanted {
    let (unit, role) = match of {
        Some(StripOf::Unit(id)) => (id.clone(), String::new()),
        Some(StripOf::Role(id)) => (String::new(), id.clone()),
        None => (String::new(), String::new()),
    };
    Wanted {
        unit,
        role,
        person: String::new(),
        ..wanted.view(&wanted.view)
    }
}

fn is_duty(wanted: &Wanted, duty: &Duty) -> bool {
    !duty.step.is_empty() && wanted.step == duty.step && wanted.process == duty.process
}

fn is_row(wanted: &Wanted, of: &StripOf) -> bool {
    match of {
        StripOf::Unit(id) => wanted.unit == *id,
        StripOf::Role(id) => wanted.role == *id,
    }
}

fn duty(locale: Locale, wanted: &Wanted, duty: &Duty) -> StripDuty {
    let current = is_duty(wanted, duty);
    StripDuty {
        title: locale.title(&duty.title),
        href: of_duty(wanted, (!current).then_some(duty)).address(),
        current,
    }
}

fn line(
    locale: Locale,
    wanted: &Wanted,
    strip: &StripView,
    row: &StripRow,
    most: u32,
) -> StripLine {
    let current = is_row(wanted, &row.of);
    let title = locale.title(&row.title);
    let cell = |(duty, count): (&Duty, &u32)| {
        let open = current && is_duty(wanted, duty);
        let there = of_row(&of_duty(wanted, Some(duty)), Some(&row.of));
        let back = of_row(&of_duty(wanted, None), None);
        StripCell {
            count: *count,
            heat: (count * SHADES).div_ceil(most),
            href: (*count > 0).then(|| if open { back } else { there }.address()),
            label: format!("{title}, {}", locale.title(&duty.title)),
            current: open,
        }
    };
    StripLine {
        href: of_row(wanted, (!current).then_some(&row.of)).address(),
        current,
        cells: strip.duties.iter().zip(&row.cells).map(cell).collect(),
        title,
    }
}
