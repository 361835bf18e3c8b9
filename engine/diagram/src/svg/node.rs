//! One node of the picture: its outline, icon, texts, and how it stands.

use std::fmt::Write as _;

use super::{Frame, escape, icon};
use crate::font::Font;
use crate::marks::{Badge, Mark, Stand};
use crate::route::Point;
use crate::scene::{ICON, LINE, NOTE, Node, PADDING, Shape};

/// Words beside a node.
pub(super) struct Words {
    /// Where a token is.
    pub(super) here: &'static str,
    /// At what was left undone.
    pub(super) skipped: &'static str,
}

/// Writes a node.
pub(super) fn write(
    out: &mut String,
    node: &Node,
    (x, y): Point,
    mark: &Mark,
    frame: Frame,
    words: &Words,
) {
    let (left, top) = (x - node.width / 2.0, y - node.height / 2.0);
    let link = frame == Frame::Inline && node.is_step;
    if link {
        let _ = write!(out, "<a href=\"#step-{}\">", escape(&node.id));
    }
    let _ = write!(
        out,
        "<g class=\"node {} {}{}\" transform=\"translate({left:.1},{top:.1})\">",
        shape(node.shape),
        node.kind,
        stand(mark.stand),
    );
    // A link is read out with everything that is written in it; a name of its own would hide who does the step and how it
    // stands.
    if !link {
        let _ = write!(out, "<title>{}</title>", escape(&node.name));
    }
    outline(out, node);
    texts(out, node);
    if matches!(mark.stand, Stand::Here | Stand::Late | Stand::Stuck) {
        tag(out, node, mark.stand, words);
    }
    if mark.stand == Stand::Skipped {
        let told = Badge {
            text: words.skipped.to_owned(),
            heavy: false,
        };
        badge(out, node, &told);
    }
    if let Some(told) = &mark.badge {
        badge(out, node, told);
    }
    if mark.runs > 1 {
        let _ = write!(
            out,
            "<text class=\"runs\" x=\"{:.1}\" y=\"{:.1}\">×{}</text>",
            node.width - 8.0,
            node.height - 6.0,
            mark.runs
        );
    }
    out.push_str(if link { "</g></a>" } else { "</g>" });
}

fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Card => "card",
        Shape::Pill => "pill",
        Shape::Hexagon => "choice",
        Shape::Fork => "fork",
    }
}

fn stand(stand: Stand) -> &'static str {
    match stand {
        Stand::Ahead => "",
        Stand::Passed => " passed",
        Stand::Skipped => " skipped",
        Stand::Here => " here",
        Stand::Late => " late",
        Stand::Stuck => " stuck",
    }
}

fn outline(out: &mut String, node: &Node) {
    let (w, h) = (node.width, node.height);
    let _ = match node.shape {
        Shape::Card => write!(
            out,
            "<rect class=\"box\" width=\"{w:.1}\" height=\"{h:.1}\" rx=\"8\"/>"
        ),
        Shape::Pill => write!(
            out,
            "<rect class=\"box\" width=\"{w:.1}\" height=\"{h:.1}\" rx=\"{:.1}\"/>",
            (h / 2.0).min(22.0)
        ),
        Shape::Hexagon => write!(
            out,
            "<path class=\"box\" d=\"M14 0H{:.1}L{w:.1} {:.1}L{:.1} {h:.1}H14L0 {:.1}z\"/>",
            w - 14.0,
            h / 2.0,
            w - 14.0,
            h / 2.0
        ),
        Shape::Fork => write!(
            out,
            "<path class=\"box\" d=\"M{:.1} 0L{w:.1} {:.1}L{:.1} {h:.1}L0 {:.1}z\"/>",
            w / 2.0,
            h / 2.0,
            w / 2.0,
            h / 2.0
        ),
    };
}

fn texts(out: &mut String, node: &Node) {
    let inset = match node.shape {
        Shape::Card => PADDING,
        Shape::Pill | Shape::Hexagon => 20.0,
        Shape::Fork => 10.0,
    };
    let rows = node.title.len() + node.notes.len();
    let above = (node.height - rows as f64 * LINE) / 2.0;
    let icon_top = if node.shape == Shape::Fork {
        10.0
    } else {
        above + 1.5
    };
    let _ = write!(
        out,
        "<g class=\"icon\" transform=\"translate({inset:.1},{icon_top:.1})\">{}</g>",
        icon::of(node.kind)
    );
    let title = node.title.iter().map(|row| ("title", row));
    let notes = node.notes.iter().map(|row| ("note", row));
    for (n, (class, row)) in title.chain(notes).enumerate() {
        let x = inset + if n == 0 { ICON } else { 0.0 };
        let y = above + LINE * n as f64 + 12.5;
        let _ = write!(
            out,
            "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\">{}</text>",
            escape(row)
        );
    }
}

/// «Здесь» above the card, with a clock when it is late and a lightning when it is stuck.
fn tag(out: &mut String, node: &Node, stand: Stand, words: &Words) {
    let sign = match stand {
        Stand::Late => Some("wait"),
        Stand::Stuck => Some("error"),
        Stand::Here | Stand::Ahead | Stand::Passed | Stand::Skipped => None,
    };
    let width = if sign.is_some() { 74.0 } else { 56.0 };
    let left = node.width - width - 8.0;
    let _ = write!(
        out,
        "<g class=\"tag\" transform=\"translate({left:.1},-11)\"><rect width=\"{width:.0}\" height=\"20\" rx=\"10\"/>"
    );
    if let Some(sign) = sign {
        let _ = write!(
            out,
            "<g class=\"sign\" transform=\"translate(7,3)\">{}</g>",
            icon::of(sign)
        );
    }
    let _ = write!(
        out,
        "<text x=\"{:.1}\" y=\"14\">{}</text></g>",
        width - 28.0,
        words.here
    );
}

/// A few words where «здесь» would stand; with a clock when the step holds the others up.
fn badge(out: &mut String, node: &Node, badge: &Badge) {
    let sign = if badge.heavy { 18.0 } else { 0.0 };
    let width = Font::semi_bold().width(&badge.text, NOTE) + sign + 18.0;
    let left = node.width - width - 8.0;
    let class = if badge.heavy {
        "tag badge heavy"
    } else {
        "tag badge"
    };
    let _ = write!(
        out,
        "<g class=\"{class}\" transform=\"translate({left:.1},-11)\"><rect width=\"{width:.1}\" height=\"20\" rx=\"10\"/>"
    );
    if badge.heavy {
        let _ = write!(
            out,
            "<g class=\"sign\" transform=\"translate(7,3)\">{}</g>",
            icon::of("wait")
        );
    }
    let _ = write!(
        out,
        "<text x=\"{:.1}\" y=\"14\">{}</text></g>",
        (width + sign) / 2.0,
        escape(&badge.text)
    );
}
