//! The text format of Prometheus, version 0.0.4: <https://prometheus.io/docs/instrumenting/exposition_formats/>.
//!
//! It trusts its caller with names, which are constants; values of labels and words of help are escaped.

use std::fmt::{Display, Write as _};

/// What kind of figure a family is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Only grows, until the program starts anew.
    Counter,
    /// Goes up and down.
    Gauge,
    /// Durations in buckets.
    Histogram,
}

/// A page for Prometheus in the making.
#[derive(Debug, Default)]
pub struct Text {
    written: String,
}

impl Text {
    /// The media type of the page.
    pub const MEDIA_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

    /// Begins a family. Its rows follow at once; each family is begun once.
    pub fn family(&mut self, name: &str, kind: Kind, help: &str) {
        let kind = match kind {
            Kind::Counter => "counter",
            Kind::Gauge => "gauge",
            Kind::Histogram => "histogram",
        };
        let help = help.replace('\\', "\\\\").replace('\n', "\\n");
        self.line(format_args!("# HELP {name} {help}"));
        self.line(format_args!("# TYPE {name} {kind}"));
    }

    /// A row of the family that was begun last.
    pub fn sample(&mut self, name: &str, labels: &[(&str, &str)], value: impl Display) {
        let labels: Vec<String> = labels
            .iter()
            .map(|(name, value)| format!("{name}=\"{}\"", escaped(value)))
            .collect();
        let labels = match labels.is_empty() {
            true => String::new(),
            false => format!("{{{}}}", labels.join(",")),
        };
        self.line(format_args!("{name}{labels} {value}"));
    }

    /// A family of one gauge without labels.
    pub fn gauge(&mut self, name: &str, help: &str, value: impl Display) {
        self.family(name, Kind::Gauge, help);
        self.sample(name, &[], value);
    }

    /// The page.
    pub fn finish(self) -> String {
        self.written
    }

    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.written, "{line}");
    }
}

fn escaped(value: &str) -> String {
    let value = value.replace('\\', "\\\\").replace('"', "\\\"");
    value.replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Kind, Text};
    use crate::{Counts, Durations};

    #[test]
    fn signs_of_the_format_are_escaped() {
        let mut text = Text::default();
        text.family("a", Kind::Gauge, "one\\two\nthree");
        text.sample("a", &[("path", "C:\\x"), ("said", "\"yes\"\n")], 1);
        let expected = "# HELP a one\\\\two\\nthree\n# TYPE a gauge\na{path=\"C:\\\\x\",said=\"\\\"yes\\\"\\n\"} 1\n";
        assert_eq!(text.finish(), expected);
    }

    #[test]
    fn counts_begin_with_nought() {
        let counts = Counts::from_nought([["sent"], ["failed"]]);
        counts.one_more(["sent"]);
        counts.one_more(["sent"]);
        let mut text = Text::default();
        counts.write(&mut text, "letters_total", "Letters.", ["result"]);
        let expected = "# HELP letters_total Letters.\n# TYPE letters_total counter\nletters_total{result=\"failed\"} 0\nletters_total{result=\"sent\"} 2\n";
        assert_eq!(text.finish(), expected);
    }

    #[test]
    fn buckets_hold_everything_below_their_bound() {
        let durations = Durations::from_nought([]);
        for millis in [1, 2, 300, 60_000] {
            durations.took([], Duration::from_millis(millis));
        }
        let mut text = Text::default();
        durations.write(&mut text, "t_seconds", "Times.", []);
        let text = text.finish();
        for line in [
            "t_seconds_bucket{le=\"0.001\"} 1",
            "t_seconds_bucket{le=\"0.0025\"} 2",
            "t_seconds_bucket{le=\"0.25\"} 2",
            "t_seconds_bucket{le=\"0.5\"} 3",
            "t_seconds_bucket{le=\"25\"} 3",
            "t_seconds_bucket{le=\"+Inf\"} 4",
            "t_seconds_sum 60.303",
            "t_seconds_count 4",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} in\n{text}");
        }
    }
}
