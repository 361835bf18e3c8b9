//! A QR code as a drawing: one path of squares on white, also in dark colours, because cameras want it so.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

use super::Drawing;

/// Modules of white around the code, as the standard asks.
const QUIET: usize = 4;

/// The code of a text; `None` when the text is too long for one.
pub fn qr(text: &str) -> Option<Drawing> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let side = code.width() + 2 * QUIET;
    let mut squares = String::new();
    for (place, color) in code.to_colors().iter().enumerate() {
        if *color == Color::Dark {
            let (x, y) = (place % code.width() + QUIET, place / code.width() + QUIET);
            // Writing to a text cannot fail.
            let _ = write!(squares, "M{x} {y}h1v1h-1z");
        }
    }
    Some(Drawing(format!(
        "<svg viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\" aria-hidden=\"true\">\
         <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path fill=\"#000\" d=\"{squares}\"/></svg>"
    )))
}

#[cfg(test)]
mod tests {
    use super::qr;

    #[test]
    fn a_code_is_drawn_with_its_margin_and_a_text_that_is_too_long_is_not() {
        // Version 1 has 21 modules; its first corner begins after the margin.
        let drawn = qr("A").unwrap().0;
        assert!(drawn.contains("viewBox=\"0 0 29 29\"") && drawn.contains("d=\"M4 4h1v1h-1z"));
        assert!(qr(&"a".repeat(5000)).is_none());
    }
}
