//! A picture as SVG.
//!
//! In a page it carries classes only, since a strict content policy forbids styles in it; a file of its own carries its
//! styles and its typeface. Equal pictures give equal bytes.

mod icon;
mod node;

use std::fmt::Write as _;

use base64::Engine as _;
use reglament_definition::Language;

use crate::drawing::{Drawing, Line};
use crate::font::{REGULAR, SEMI_BOLD};
use crate::marks::{Marks, Stand};
use crate::route::Point;
use crate::scene::{LINE, LinkKind};

/// Where the SVG will stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// In a page: classes only, and every step links to `#step-<id>`.
    Inline,
    /// In a file: with styles and typeface.
    File,
    /// For a renderer that has the typeface: with styles only.
    Render,
}

const STYLE: &str = include_str!("svg/picture.css");
const CORNER: f64 = 8.0;

/// Writes the picture.
pub fn svg(drawing: &Drawing, marks: &Marks, frame: Frame) -> String {
    let (left, width, height) = (drawing.left, drawing.width, drawing.height);
    // What holds links is no image: an image has no parts that one could go to.
    let role = if frame == Frame::Inline {
        "group"
    } else {
        "img"
    };
    let mut out = String::new();
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"picture\" role=\"{role}\" viewBox=\"{left:.0} 0 {width:.0} {height:.0}\" \
         width=\"{width:.0}\" height=\"{height:.0}\" aria-label=\"{}\">",
        escape(&drawing.title)
    );
    if frame != Frame::Inline {
        let _ = write!(out, "<style>{}{STYLE}</style>", typeface(frame));
        let _ = write!(
            out,
            "<rect class=\"ground\" x=\"{left:.0}\" width=\"{width:.0}\" height=\"{height:.0}\"/>"
        );
    }
    for line in &drawing.lines {
        path(&mut out, drawing, line, marks);
    }
    for line in &drawing.lines {
        label(&mut out, line);
    }
    for (node, at) in &drawing.nodes {
        let words = node::Words {
            here: here(drawing.language),
            skipped: skipped(drawing.language),
        };
        node::write(&mut out, node, *at, &marks.of(&node.id), frame, &words);
    }
    for event in &drawing.events {
        let (x, y) = event.at;
        let _ = write!(
            out,
            "<g class=\"event\" transform=\"translate({x:.1},{y:.1})\"><circle r=\"11\"/>\
             <g transform=\"translate(-7,-7)\">{}</g></g>",
            icon::of(event.kind)
        );
    }
    out.push_str("</svg>\n");
    out
}

fn here(language: Language) -> &'static str {
    match language {
        Language::Russian => "здесь",
        Language::English => "here",
    }
}

fn skipped(language: Language) -> &'static str {
    match language {
        Language::Russian => "пропущен",
        Language::English => "skipped",
    }
}

fn typeface(frame: Frame) -> String {
    if frame != Frame::File {
        return String::new();
    }
    let face = |weight: u32, data: &[u8]| {
        let data = base64::engine::general_purpose::STANDARD.encode(data);
        format!(
            "@font-face{{font-family:\"Golos Text\";font-weight:{weight};src:url(data:font/ttf;base64,{data})}}"
        )
    };
    face(400, REGULAR) + &face(600, SEMI_BOLD)
}

/// A line with rounded corners and an arrow head. Heads are drawn by hand: markers of several pictures in one page
/// would share their ids.
fn path(out: &mut String, drawing: &Drawing, line: &Line, marks: &Marks) {
    let [.., before, end] = line.points.as_slice() else {
        return;
    };
    let left = drawing.stand(line.from, marks);
    let passed = matches!(left, Stand::Passed | Stand::Skipped)
        && drawing.stand(line.to, marks) != Stand::Ahead;
    let mut class = "line".to_owned();
    if matches!(line.kind, LinkKind::Event(_)) {
        class.push_str(" aside");
    }
    if passed {
        class.push_str(" passed");
    }
    let _ = write!(
        out,
        "<path class=\"{class}\" d=\"{}\"/><path class=\"head\" d=\"{}\"/>",
        rounded(&line.points),
        head(*before, *end)
    );
}

fn rounded(points: &[Point]) -> String {
    let mut d = String::new();
    let Some((x, y)) = points.first() else {
        return d;
    };
    let _ = write!(d, "M{x:.1} {y:.1}");
    for three in points.windows(3) {
        let [a, b, c] = three else { continue };
        let (p, q) = (toward(*b, *a), toward(*b, *c));
        let _ = write!(
            d,
            "L{:.1} {:.1}Q{:.1} {:.1} {:.1} {:.1}",
            p.0, p.1, b.0, b.1, q.0, q.1
        );
    }
    if let Some((x, y)) = points.last() {
        let _ = write!(d, "L{x:.1} {y:.1}");
    }
    d
}

/// The point where the rounding of a corner begins.
fn toward(corner: Point, other: Point) -> Point {
    let (dx, dy) = (other.0 - corner.0, other.1 - corner.1);
    let length = dx.hypot(dy);
    if length < f64::EPSILON {
        return corner;
    }
    let part = CORNER.min(length / 2.0) / length;
    (corner.0 + dx * part, corner.1 + dy * part)
}

fn head(before: Point, end: Point) -> String {
    let (dx, dy) = (end.0 - before.0, end.1 - before.1);
    let length = dx.hypot(dy).max(f64::EPSILON);
    let (ux, uy) = (dx / length, dy / length);
    let back = (end.0 - ux * 8.0, end.1 - uy * 8.0);
    format!(
        "M{:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}z",
        end.0,
        end.1,
        back.0 - uy * 4.0,
        back.1 + ux * 4.0,
        back.0 + uy * 4.0,
        back.1 - ux * 4.0
    )
}

fn label(out: &mut String, line: &Line) {
    let Some(((x, y), text, width)) = &line.label else {
        return;
    };
    let height = text.len() as f64 * LINE;
    let (left, top, width) = (x - width / 2.0 - 5.0, y - height / 2.0, width + 10.0);
    let _ = write!(
        out,
        "<g class=\"label\"><rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"4\"/>"
    );
    for (n, row) in text.iter().enumerate() {
        let y = top + LINE * n as f64 + 12.5;
        let _ = write!(
            out,
            "<text x=\"{x:.1}\" y=\"{y:.1}\">{}</text>",
            escape(row)
        );
    }
    out.push_str("</g>");
}

/// Text that is safe in an element and in an attribute; letters that XML forbids become spaces.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            letter if letter.is_control() => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}
