//! Bars over months as an SVG: the window of each milestone, what was done when, today. Only classes, no styles: the page's
//! policy allows none, and the style sheet prints it in black and white.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::parts::Drawing;

/// Most months that are named; of a longer plan every second, third and so on.
pub(crate) const MAX_TICKS: usize = 10;

/// Width of the picture.
const WIDTH: i64 = 960;
/// Where the names end and the days begin.
const LEFT: i64 = 330;
/// Height of a line.
const LINE: i64 = 34;
/// Height of the heading.
const HEAD: i64 = 30;
/// Letters of a name that fit.
const NAME: usize = 44;

/// A picture of bars.
pub(crate) struct Gantt {
    /// What it is, for those who do not see it.
    pub(crate) label: String,
    /// First day.
    pub(crate) from: NaiveDate,
    /// Last day.
    pub(crate) until: NaiveDate,
    /// The present day, when it is in the picture.
    pub(crate) today: Option<NaiveDate>,
    /// Where months begin.
    pub(crate) ticks: Vec<Tick>,
    /// Bars from the top.
    pub(crate) bars: Vec<Bar>,
}

/// The beginning of a month.
pub(crate) struct Tick {
    pub(crate) on: NaiveDate,
    pub(crate) text: String,
}

/// A milestone.
pub(crate) struct Bar {
    /// The line of the table.
    pub(crate) href: String,
    pub(crate) title: String,
    /// First and last day as planned.
    pub(crate) plan: Option<(NaiveDate, NaiveDate)>,
    /// First and last day of the work as it was.
    pub(crate) fact: Option<(NaiveDate, NaiveDate)>,
    /// When it was done.
    pub(crate) reached: Option<NaiveDate>,
    pub(crate) critical: bool,
    pub(crate) late: bool,
}

impl Gantt {
    pub(crate) fn drawing(&self) -> Drawing {
        let height = HEAD + LINE * i64::try_from(self.bars.len()).unwrap_or(0);
        let mut svg = format!(
            "<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"group\" aria-label=\"{}\">",
            escaped(&self.label)
        );
        for tick in &self.ticks {
            let x = self.x(tick.on);
            // Writing to a text cannot fail, here and below.
            let _ = write!(
                svg,
                "<line class=\"tick-line\" x1=\"{x}\" y1=\"0\" x2=\"{x}\" y2=\"{height}\"/>\
                 <text class=\"tick-text\" x=\"{}\" y=\"19\">{}</text>",
                x + 4,
                escaped(&tick.text)
            );
        }
        for (bar, y) in self.bars.iter().zip((HEAD..).step_by(LINE as usize)) {
            self.bar(bar, y, &mut svg);
        }
        if let Some(today) = self.today {
            let x = self.x(today);
            let _ = write!(
                svg,
                "<line class=\"today\" x1=\"{x}\" y1=\"{HEAD}\" x2=\"{x}\" y2=\"{height}\"/>"
            );
        }
        svg.push_str("</svg>");
        Drawing(svg)
    }

    fn bar(&self, bar: &Bar, y: i64, svg: &mut String) {
        let name = shortened(&bar.title);
        let _ = write!(
            svg,
            "<a href=\"{}\"><title>{}</title><text class=\"name\" x=\"0\" y=\"{}\">{}</text></a>",
            escaped(&bar.href),
            escaped(&bar.title),
            y + 21,
            escaped(&name)
        );
        if let Some((from, until)) = bar.plan {
            let class = if bar.critical {
                "planned critical"
            } else {
                "planned"
            };
            self.span(class, (from, until), (y + 5, 14), svg);
        }
        if let Some(span) = bar.fact {
            let class = if bar.late { "fact late" } else { "fact" };
            self.span(class, span, (y + 21, 7), svg);
        }
        if let Some(done) = bar.reached {
            let (x, middle) = (self.x(done) + self.day(), y + 24);
            let class = if bar.late { "reached late" } else { "reached" };
            let _ = write!(
                svg,
                "<path class=\"{class}\" d=\"M{} {middle}l6 -6l6 6l-6 6z\"/>",
                x - 6
            );
        }
    }

    fn span(
        &self,
        class: &str,
        (from, until): (NaiveDate, NaiveDate),
        (y, height): (i64, i64),
        svg: &mut String,
    ) {
        let (x, end) = (self.x(from), self.x(until) + self.day());
        let width = (end - x).max(3);
        let _ = write!(
            svg,
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"3\"/>"
        );
    }

    /// Days of the picture.
    fn days(&self) -> i64 {
        ((self.until - self.from).num_days() + 1).max(1)
    }

    /// Width of a day, at least one point.
    fn day(&self) -> i64 {
        ((WIDTH - LEFT - 12) / self.days()).max(1)
    }

    fn x(&self, date: NaiveDate) -> i64 {
        let day = (date - self.from).num_days().clamp(0, self.days());
        LEFT + day * (WIDTH - LEFT - 12) / self.days()
    }
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= NAME {
        return text.to_owned();
    }
    let cut: String = text.chars().take(NAME - 1).collect();
    format!("{}…", cut.trim_end())
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stand_where_their_days_are_and_texts_are_escaped() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let gantt = Gantt {
            label: "План".to_owned(),
            from: day("2021-04-01"),
            until: day("2021-04-30"),
            today: Some(day("2021-04-16")),
            ticks: vec![Tick {
                on: day("2021-04-01"),
                text: "апр 21".to_owned(),
            }],
            bars: vec![Bar {
                href: "#m-a".to_owned(),
                title: "<script>\"&".to_owned(),
                plan: Some((day("2021-04-01"), day("2021-04-30"))),
                fact: Some((day("2021-04-05"), day("2021-04-20"))),
                reached: Some(day("2021-04-20")),
                critical: true,
                late: false,
            }],
        };
        let svg = gantt.drawing().0;
        assert!(
            svg.contains("&lt;script&gt;&quot;&amp;") && !svg.contains("<script"),
            "{svg}"
        );
        assert!(
            svg.contains("class=\"planned critical\" x=\"330\" y=\"35\" width=\"617\""),
            "{svg}"
        );
        assert!(svg.contains("class=\"today\" x1=\"639\""), "{svg}");
        assert!(!svg.contains("style"), "{svg}");
    }
}
