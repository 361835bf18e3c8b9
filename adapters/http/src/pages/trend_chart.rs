//! The picture of an indicator over time, in units of its own: a bar for each period, the target of each as a line over it.

use chrono::Datelike;
use reglament_runtime::{Counts, Every, Trend, TrendPoint};

use super::indicator_set::{number, printed};
use crate::locale::Locale;
use crate::ui::indicator_trend::{TrendBar, TrendChart};

/// So many bars have room for their values above them; of more only the last one has.
const VALUES: usize = 6;
/// The widest bar.
const BAR: u32 = 44;

/// The picture; none when there is not a single value.
pub(super) fn chart(locale: Locale, trend: &Trend) -> Option<TrendChart> {
    let size = |value: &dyn ToString| -> f64 { value.to_string().parse().unwrap_or(0.0) };
    let points = &trend.points;
    let values = points.iter().filter_map(|point| point.value);
    let most = values.map(|value| size(&value)).reduce(f64::max)?;
    let targets = points.iter().filter_map(|point| point.target);
    let aims = targets.map(|target| size(&target)).reduce(f64::max);
    let most = most.max(aims.unwrap_or(0.0));
    let places = u32::try_from(points.len())
        .ok()
        .filter(|count| *count > 0)?;
    let place = TrendChart::WIDTH / places;
    let bar = (place * 3 / 5).min(BAR);
    let high = |value: f64| tall(value, most);
    let bars = points.iter().zip(0u32..).map(|(point, n)| {
        let height = point.value.map_or(0, |value| high(size(&value)));
        let told = points.len() <= VALUES || n + 1 == places;
        let value = point.value.filter(|_| told);
        TrendBar {
            left: n * place,
            x: n * place + (place - bar) / 2,
            y: TrendChart::GROUND - height,
            height,
            reached: point.reached.filter(|_| !is_early(trend, point)),
            running: point.at < point.until,
            target: point
                .target
                .map(|aim| TrendChart::GROUND - high(size(&aim))),
            value: match (value, point.value) {
                (Some(value), _) => number(locale, &value.normalize().to_string()),
                (None, None) => "–".to_owned(),
                (None, Some(_)) => String::new(),
            },
            label: label(locale, trend.every, point),
        }
    });
    let bars: Vec<TrendBar> = bars.collect();
    Some(TrendChart {
        words: words(locale, trend),
        place,
        bar,
        keys: keys(locale, trend, &bars),
        bars,
    })
}

/// Whether a total is short of its minimum only because its year is not over.
pub(super) fn is_early(trend: &Trend, point: &TrendPoint) -> bool {
    let ends = trend.year.map_or(point.until, |year| year.until);
    let grows = trend.counts != Counts::State;
    grows && point.reached == Some(false) && point.at < ends
}

fn keys(locale: Locale, trend: &Trend, bars: &[TrendBar]) -> Vec<(&'static str, String)> {
    let any = |wanted| {
        bars.iter()
            .any(|bar| bar.height > 0 && bar.reached == wanted)
    };
    let aimed = bars.iter().any(|bar| bar.target.is_some());
    let early = trend.points.iter().any(|point| is_early(trend, point));
    let all = [
        ("reached", "trend.key_reached", any(Some(true))),
        ("short", "trend.key_short", any(Some(false))),
        ("early", "trend.key_early", early),
        ("target", "indicators.target", aimed),
        (
            "running",
            "trend.key_running",
            bars.iter().any(|bar| bar.running),
        ),
    ];
    let shown = all.into_iter().filter(|(.., there)| *there);
    shown
        .map(|(class, key, _)| (class, locale.text(key).to_owned()))
        .collect()
}

/// The height of a value; anything above nought is seen.
fn tall(value: f64, most: f64) -> u32 {
    if value <= 0.0 || most <= 0.0 {
        return 0;
    }
    let wanted = value / most * f64::from(TrendChart::HIGHEST);
    let fits = (1..=TrendChart::HIGHEST).rev();
    fits.into_iter()
        .find(|high| f64::from(*high) <= wanted)
        .unwrap_or(1)
}

/// The first and the last value with its target: the figures themselves stand in the table below.
fn words(locale: Locale, trend: &Trend) -> String {
    let unit = trend.figure.unit;
    let told = |point: &TrendPoint| {
        let value = point.value.map(|value| printed(locale, value, unit));
        let value = value.unwrap_or_else(|| locale.text("indicators.no_data").to_owned());
        format!("{}: {value}", locale.date(point.at))
    };
    let first = trend.points.first().map(told).unwrap_or_default();
    let last = trend.points.last().map(told).unwrap_or_default();
    let title = locale.title(&trend.figure.title);
    let values = [
        ("title", title.as_str()),
        ("first", &first),
        ("last", &last),
    ];
    locale.fill("trend.words", &values)
}

fn label(locale: Locale, every: Every, point: &TrendPoint) -> String {
    const MONTHS: [&str; 12] = [
        "month.1", "month.2", "month.3", "month.4", "month.5", "month.6", "month.7", "month.8",
        "month.9", "month.10", "month.11", "month.12",
    ];
    const QUARTERS: [&str; 4] = ["I", "II", "III", "IV"];
    let month = |date: chrono::NaiveDate| locale.text(MONTHS[date.month0() as usize]);
    match every {
        Every::Month => month(point.until).to_owned(),
        Every::Quarter if point.until.month().is_multiple_of(3) => {
            QUARTERS[point.until.month0() as usize / 3].to_owned()
        }
        Every::Quarter => format!("{}–{}", month(point.from), month(point.until)),
        Every::Year => point.year.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::tall;

    #[test]
    fn heights_are_in_proportion_and_nothing_small_is_lost() {
        let rows = [
            (0.0, 10.0, 0),
            (10.0, 10.0, 140),
            (5.0, 10.0, 70),
            (0.001, 10.0, 1),
            (-1.0, 10.0, 0),
            (1.0, 0.0, 0),
        ];
        for (value, most, expected) in rows {
            assert_eq!(tall(value, most), expected, "{value} of {most}");
        }
    }
}
