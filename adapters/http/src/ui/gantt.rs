//! Bars over months as an SVG: the window of each milestone, what was done when, today. Only classes, no styles: the page's
//! policy allows none, and the style sheet prints it in black and white.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::parts::Drawing;

/// Least points between two names of the heading.
const TICK: i64 = 64;
/// Height of a line; the style sheet gives the names beside the picture the same.
const LINE: i64 = 34;
/// Height of the heading.
const HEAD: i64 = 30;
/// Widest picture.
const MAX_WIDTH: i64 = 24_000;
/// Narrowest picture.
const MIN_WIDTH: i64 = 560;

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
    /// Width of a day, points; a very long plan has narrower ones.
    pub(crate) day: i64,
    /// Where months or weeks begin.
    pub(crate) ticks: Vec<Tick>,
    /// Runs of days on which nobody works.
    pub(crate) off: Vec<(NaiveDate, NaiveDate)>,
    /// Bars from the top.
    pub(crate) bars: Vec<Bar>,
}

/// The beginning of a month or a week.
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
        let width = self.width();
        let mut svg = format!(
            "<svg viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"group\" \
             aria-label=\"{}\">",
            escaped(&self.label)
        );
        for (from, until) in &self.off {
            let (x, end) = (self.x(*from), self.x(*until) + self.x_of(1));
            // Writing to a text cannot fail, here and below.
            let _ = write!(
                svg,
                "<rect class=\"off\" x=\"{x}\" y=\"{HEAD}\" width=\"{}\" height=\"{}\"/>",
                (end - x).max(1),
                height - HEAD
            );
        }
        self.heading(height, &mut svg);
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

    /// The beginnings of months or weeks; names that would touch are left out.
    fn heading(&self, height: i64, svg: &mut String) {
        let mut free = 0;
        for tick in &self.ticks {
            let x = self.x(tick.on);
            let _ = write!(
                svg,
                "<line class=\"tick-line\" x1=\"{x}\" y1=\"0\" x2=\"{x}\" y2=\"{height}\"/>"
            );
            if x >= free && x + TICK / 2 <= self.width() {
                let text = escaped(&tick.text);
                let _ = write!(
                    svg,
                    "<text class=\"tick-text\" x=\"{}\" y=\"19\">{text}</text>",
                    x + 4
                );
                free = x + TICK;
            }
        }
    }

    fn bar(&self, bar: &Bar, y: i64, svg: &mut String) {
        let _ = write!(
            svg,
            "<line class=\"line\" x1=\"0\" y1=\"{y}\" x2=\"{}\" y2=\"{y}\"/>\
             <a href=\"{}\"><title>{}</title>",
            self.width(),
            escaped(&bar.href),
            escaped(&bar.title)
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
            let (x, middle) = (self.x(done) + self.x_of(1), y + 24);
            let class = if bar.late { "reached late" } else { "reached" };
            let _ = write!(
                svg,
                "<path class=\"{class}\" d=\"M{} {middle}l6 -6l6 6l-6 6z\"/>",
                x - 6
            );
        }
        svg.push_str("</a>");
    }

    fn span(
        &self,
        class: &str,
        (from, until): (NaiveDate, NaiveDate),
        (y, height): (i64, i64),
        svg: &mut String,
    ) {
        let (x, end) = (self.x(from), self.x(until) + self.x_of(1));
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

    fn width(&self) -> i64 {
        (self.days() * self.day).clamp(MIN_WIDTH, MAX_WIDTH)
    }

    /// Width of so many days.
    fn x_of(&self, days: i64) -> i64 {
        days * self.width() / self.days()
    }

    fn x(&self, date: NaiveDate) -> i64 {
        self.x_of((date - self.from).num_days().clamp(0, self.days()))
    }
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
            day: 20,
            off: vec![(day("2021-04-03"), day("2021-04-04"))],
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
            svg.contains("class=\"planned critical\" x=\"0\" y=\"35\" width=\"600\""),
            "{svg}"
        );
        assert!(svg.contains("class=\"today\" x1=\"300\""), "{svg}");
        assert!(
            svg.contains("class=\"off\" x=\"40\" y=\"30\" width=\"40\""),
            "{svg}"
        );
        assert!(!svg.contains("style"), "{svg}");
    }
}
