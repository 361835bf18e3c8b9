//! QR codes as pictures: `/qr/<text in hexadecimal>.png` in the world of a template.
//!
//! A file name instead of a function: templates read it with `image`, which both the PDF and the DOCX understand.

use qrcode::{Color, EcLevel, QrCode};

use crate::limits;

/// Pixels along the side of one module.
const MODULE: usize = 8;
/// Modules of white around the code, as the standard asks.
const QUIET: usize = 4;

/// The picture that a path stands for; `None` for any other path and for text that is too long.
pub(crate) fn picture(path: &str) -> Option<Vec<u8>> {
    let digits = path.strip_prefix("/qr/")?.strip_suffix(".png")?;
    let text = bytes(digits)?;
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let side = code.width() + 2 * QUIET;
    let colors = code.to_colors();
    let dark = |x: usize, y: usize| {
        let column = x.checked_sub(QUIET).filter(|column| *column < code.width());
        let row = y.checked_sub(QUIET).filter(|row| *row < code.width());
        let at = row
            .zip(column)
            .map(|(row, column)| row * code.width() + column);
        at.and_then(|at| colors.get(at)) == Some(&Color::Dark)
    };
    let pixels: Vec<u8> = (0..side * MODULE)
        .flat_map(|y| (0..side * MODULE).map(move |x| (x / MODULE, y / MODULE)))
        .map(|(x, y)| if dark(x, y) { 0 } else { 255 })
        .collect();
    png(side * MODULE, &pixels)
}

fn bytes(digits: &str) -> Option<Vec<u8>> {
    let pairs = digits.as_bytes().chunks(2);
    if !digits.len().is_multiple_of(2) || digits.len() / 2 > limits::QR_BYTES {
        return None;
    }
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    pairs.map(byte).collect()
}

fn png(side: usize, pixels: &[u8]) -> Option<Vec<u8>> {
    let side = u32::try_from(side).ok()?;
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, side, side);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(pixels).ok()?;
    writer.finish().ok()?;
    Some(file)
}

#[cfg(test)]
mod tests {
    use super::picture;

    #[test]
    fn a_path_is_a_picture_or_nothing() {
        let found = picture("/qr/68747470733a2f2f612e72752f76.png").unwrap();
        assert!(found.starts_with(b"\x89PNG"));
        let long = format!("/qr/{}.png", "41".repeat(crate::limits::QR_BYTES + 1));
        for path in ["/qr/6.png", "/qr/zz.png", "/qr/41.svg", "/41.png", &long] {
            assert!(picture(path).is_none(), "{path}");
        }
    }
}
