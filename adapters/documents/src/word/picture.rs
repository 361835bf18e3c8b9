//! Pictures: the formats that every word processor reads, at the size that the template asks for.

use typst::diag::{SourceResult, bail};
use typst::foundations::{Packed, Smart, StyleChain};
use typst::layout::{Abs, Axes, FixedAlignment, Size, Sizing};
use typst::visualize::ImageElem;

use super::look::resolved;
use super::model::{Picture, PictureFormat};
use super::unit::{emu, part};
use super::walk::{Room, Walk};

/// The signature of a PNG file, with the chunk whose first fields are width and height.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

impl Walk<'_> {
    pub(super) fn picture(
        &mut self,
        elem: &Packed<ImageElem>,
        styles: StyleChain,
        room: &Room,
    ) -> SourceResult<Option<Picture>> {
        let bytes = elem.source.derived.data.as_slice();
        let format = if bytes.starts_with(PNG) {
            PictureFormat::Png
        } else if bytes.starts_with(&[0xff, 0xd8]) {
            PictureFormat::Jpeg
        } else {
            bail!(
                elem.span(),
                "only PNG and JPEG pictures can be written into an editable document"
            );
        };
        let content = elem.pack_ref();
        let natural = self.width_of(content, styles, room.width)?;
        let width = match elem.width.get(styles) {
            Smart::Custom(width) => part(resolved(width, styles), room.width),
            Smart::Auto => natural,
        };
        let height = match elem.height.get(styles) {
            Sizing::Rel(height) => resolved(height, styles).abs,
            Sizing::Auto | Sizing::Fr(_) => width * tallness(bytes),
        };
        let alt = elem.alt.get_cloned(styles);
        Ok(
            (width > Abs::zero() && height > Abs::zero()).then(|| Picture {
                bytes: bytes.to_vec(),
                format,
                width: emu(width),
                height: emu(height),
                alt: alt.map(Into::into).unwrap_or_default(),
                at: None,
                apart: false,
            }),
        )
    }
}

/// Where a picture of this size stands on a page of this free size, shifted by `shift`; English metric units.
pub(super) fn on_page(
    picture: &Picture,
    page: Size,
    alignment: Axes<FixedAlignment>,
    shift: Axes<Abs>,
) -> (i64, i64) {
    let along = |whole: Abs, own: i64, alignment: FixedAlignment, shift: Abs| {
        let free = emu(whole) - own;
        let aligned = match alignment {
            FixedAlignment::Start => 0,
            FixedAlignment::Center => free / 2,
            FixedAlignment::End => free,
        };
        aligned + emu(shift)
    };
    (
        along(page.x, picture.width, alignment.x, shift.x),
        along(page.y, picture.height, alignment.y, shift.y),
    )
}

/// Height of a PNG picture in parts of its width; other pictures are taken for squares.
fn tallness(bytes: &[u8]) -> f64 {
    let number = |at: usize| {
        let field = bytes.get(at..at + 4)?;
        Some(f64::from(u32::from_be_bytes(field.try_into().ok()?)))
    };
    match (number(PNG.len()), number(PNG.len() + 4)) {
        (Some(width), Some(height)) if bytes.starts_with(PNG) && width > 0.0 => height / width,
        _ => 1.0,
    }
}
