//! A picture as PNG, for letters and documents that take no SVG.
//!
//! Rendered by `resvg` with the bundled typeface only: the same picture on every machine.

use std::sync::Arc;

use reglament_diagram::{Drawing, Frame, Marks, REGULAR, SEMI_BOLD, svg};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use crate::failure::Failure;

/// Pixels of the file per pixel of the picture: sharp on paper and on dense screens.
const SCALE: f32 = 1.5;

/// Renders the picture.
pub(super) fn png(drawing: &Drawing, marks: &Marks) -> Result<Vec<u8>, Failure> {
    let mut fonts = fontdb::Database::new();
    fonts.load_font_data(REGULAR.to_vec());
    fonts.load_font_data(SEMI_BOLD.to_vec());
    fonts.set_sans_serif_family("Golos Text");
    let options = Options {
        font_family: "Golos Text".to_owned(),
        fontdb: Arc::new(fonts),
        ..Options::default()
    };
    let text = svg(drawing, marks, Frame::Render);
    let tree = Tree::from_str(&text, &options).map_err(|error| refused(&error))?;
    let size = tree.size();
    let (width, height) = (
        (size.width() * SCALE).ceil() as u32,
        (size.height() * SCALE).ceil() as u32,
    );
    let mut pixels = Pixmap::new(width, height).ok_or_else(|| refused(&"size"))?;
    resvg::render(
        &tree,
        Transform::from_scale(SCALE, SCALE),
        &mut pixels.as_mut(),
    );
    pixels.encode_png().map_err(|error| refused(&error))
}

fn refused(error: &dyn std::fmt::Display) -> Failure {
    Failure::usage(
        "diagram.png",
        format!("Рисунок не получился: {error}. Возьмите SVG."),
        format!("The picture could not be made: {error}. Take the SVG."),
    )
}
