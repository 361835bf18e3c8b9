//! The bundled typeface, and how wide a text set in it is.
//!
//! Cards are sized by real advances: counting bytes or letters makes Cyrillic cards twice too wide or too narrow.
//! Kerning is left out, as renderers of SVG may leave it out too.

use ttf_parser::Face;

/// Golos Text, regular.
pub const REGULAR: &[u8] = include_bytes!("../fonts/GolosText-Regular.ttf");
/// Golos Text, semi-bold.
pub const SEMI_BOLD: &[u8] = include_bytes!("../fonts/GolosText-SemiBold.ttf");

/// Advance of a letter that the typeface lacks, as a share of the size.
const UNKNOWN: f64 = 0.6;

/// One weight of the typeface.
pub(crate) struct Font {
    face: Option<Face<'static>>,
}

impl Font {
    /// For notes and labels.
    pub(crate) fn regular() -> Self {
        Self::of(REGULAR)
    }

    /// For titles.
    pub(crate) fn semi_bold() -> Self {
        Self::of(SEMI_BOLD)
    }

    fn of(data: &'static [u8]) -> Self {
        Self {
            face: Face::parse(data, 0).ok(),
        }
    }

    /// Width of a text in pixels when set in `size` pixels.
    pub(crate) fn width(&self, text: &str, size: f64) -> f64 {
        text.chars().map(|letter| self.advance(letter)).sum::<f64>() * size
    }

    fn advance(&self, letter: char) -> f64 {
        let Some(face) = &self.face else {
            return UNKNOWN;
        };
        let glyph = face.glyph_index(letter);
        let advance = glyph.and_then(|glyph| face.glyph_hor_advance(glyph));
        advance.map_or(UNKNOWN, |advance| {
            f64::from(advance) / f64::from(face.units_per_em())
        })
    }

    /// Breaks a text at spaces into lines no wider than `width`, the first one narrower by `indent`. A text that needs
    /// more than `most` lines ends with an ellipsis; a word wider than a line stands alone on it.
    pub(crate) fn wrap(&self, text: &str, size: f64, room: Room) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        for word in text.split_whitespace() {
            let longer = if line.is_empty() {
                word.to_owned()
            } else {
                format!("{line} {word}")
            };
            let width = room.width - if lines.is_empty() { room.indent } else { 0.0 };
            if !line.is_empty() && self.width(&longer, size) > width {
                lines.push(std::mem::replace(&mut line, word.to_owned()));
            } else {
                line = longer;
            }
        }
        lines.push(line);
        lines.retain(|line| !line.is_empty());
        if lines.len() > room.most {
            lines.truncate(room.most);
            if let Some(last) = lines.last_mut() {
                last.push('…');
            }
        }
        lines
    }
}

/// Where a text must fit.
#[derive(Clone, Copy)]
pub(crate) struct Room {
    /// Width of a line, pixels.
    pub(crate) width: f64,
    /// By how much the first line is shorter, pixels.
    pub(crate) indent: f64,
    /// Most lines.
    pub(crate) most: usize,
}

#[cfg(test)]
mod tests {
    use super::{Font, Room};

    #[test]
    fn cyrillic_is_measured_not_counted() {
        let font = Font::semi_bold();
        let (wide, narrow) = (font.width("Щукина", 13.0), font.width("iiiiii", 13.0));
        assert!(wide > 40.0 && wide < 60.0, "{wide}");
        assert!(narrow < 25.0, "{narrow}");
    }

    #[test]
    fn words_stay_whole() {
        let room = Room {
            width: 90.0,
            indent: 20.0,
            most: 2,
        };
        let lines = Font::regular().wrap("Подписать протокол апелляционной комиссии", 13.0, room);
        assert_eq!(lines, ["Подписать", "протокол…"]);
    }
}
