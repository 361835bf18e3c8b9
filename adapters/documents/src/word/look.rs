//! How text and lines look: from Typst's styles to the words of a word processor.

use typst::foundations::{Resolve, StyleChain};
use typst::layout::{Abs, Sides};
use typst::model::ParElem;
use typst::text::{DecoLine, FontStyle, ScriptKind, TextElem, WeightDelta};
use typst::visualize::{Paint, Stroke};

use super::model::{Borders, Line, Look, Script};
use super::unit::{eighths, half_points, twips};

/// From this weight on a face is bold.
const BOLD: u16 = 600;
/// Height of a capital of Liberation Serif (and of Times New Roman), parts of the size.
const CAPITAL: f64 = 0.662;
/// What its line in a word processor has above the capitals, parts of the size.
pub(super) const ABOVE_CAPITALS: f64 = 0.229;
/// What its line in a word processor has below the foot of the letters, parts of the size.
pub(super) const BELOW_BASELINE: f64 = 0.216;
/// Height of that line, parts of the size.
const LINE: f64 = 1.149;
/// Thickness of a line whose author gave none.
const USUAL_STROKE: f64 = 1.0;
/// Most points that the format allows between a border and its text.
const BORDER_SPACE: i64 = 31;

/// The look of text under these styles.
pub(super) fn look_of(styles: StyleChain) -> Look {
    let WeightDelta(delta) = styles.get(TextElem::delta);
    let weight = styles
        .get(TextElem::weight)
        .thicken(i16::try_from(delta).unwrap_or(0));
    let slanted = styles.get(TextElem::style) != FontStyle::Normal;
    let decorations = styles.get_cloned(TextElem::deco);
    let script = styles.get(TextElem::shift_settings).map(|shift| shift.kind);
    Look {
        bold: weight.to_number() >= BOLD,
        italic: slanted != styles.get(TextElem::emph).0,
        underlined: decorations
            .iter()
            .any(|d| matches!(d.line, DecoLine::Underline { .. })),
        struck: decorations
            .iter()
            .any(|d| matches!(d.line, DecoLine::Strikethrough { .. })),
        size: half_points_of(styles),
        colour: colour(styles.get_ref(TextElem::fill)),
        tracking: twips(styles.resolve(TextElem::tracking)),
        script: match script {
            None => Script::Line,
            Some(ScriptKind::Super) => Script::Above,
            Some(ScriptKind::Sub) => Script::Below,
        },
    }
}

/// Size of the type, half-points.
pub(super) fn half_points_of(styles: StyleChain) -> i64 {
    half_points(styles.resolve(TextElem::size))
}

/// Distance of lines: Typst counts from the foot of one line to the capitals of the next.
pub(super) fn line_of(styles: StyleChain) -> i64 {
    let size = styles.resolve(TextElem::size);
    let pitch = styles.resolve(ParElem::leading) / size + CAPITAL;
    twips(Abs::pt(12.0 * pitch / LINE))
}

/// Six hexadecimal digits; none for black, which is what a word processor prints by default.
fn colour(paint: &Paint) -> Option<String> {
    let Paint::Solid(colour) = paint else {
        return None;
    };
    let hex = colour.to_hex();
    let digits: String = hex.trim_start_matches('#').chars().take(6).collect();
    (digits != "000000" && digits.len() == 6).then(|| digits.to_uppercase())
}

impl Line {
    /// The lines around a block, each at its distance from the text.
    pub(super) fn around(strokes: &Sides<Option<Stroke<Abs>>>, inset: Sides<Abs>) -> Borders {
        let line = |stroke: &Option<Stroke<Abs>>, space: Abs| {
            stroke.as_ref().map(|stroke| Self::of(stroke, space))
        };
        Borders {
            top: line(&strokes.top, inset.top),
            left: line(&strokes.left, inset.left),
            bottom: line(&strokes.bottom, inset.bottom),
            right: line(&strokes.right, inset.right),
        }
    }

    pub(super) fn of(stroke: &Stroke<Abs>, space: Abs) -> Self {
        let paint = stroke.paint.as_ref().custom();
        Self {
            thickness: eighths(stroke.thickness.unwrap_or(Abs::pt(USUAL_STROKE))),
            colour: paint.and_then(colour).unwrap_or_else(|| "auto".to_owned()),
            space: (twips(space) / 20).clamp(0, BORDER_SPACE),
        }
    }
}

/// A length under these styles.
pub(super) fn resolved<T: Resolve>(value: T, styles: StyleChain) -> T::Output {
    value.resolve(styles)
}
