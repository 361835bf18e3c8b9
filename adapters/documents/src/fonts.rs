//! The fonts bundled into the program, so that a paper looks the same on every machine. Licence: `fonts/`.

use typst::foundations::Bytes;
use typst::text::Font;

const FACES: [&[u8]; 4] = [
    include_bytes!("../fonts/LiberationSerif-Regular.ttf"),
    include_bytes!("../fonts/LiberationSerif-Bold.ttf"),
    include_bytes!("../fonts/LiberationSerif-Italic.ttf"),
    include_bytes!("../fonts/LiberationSerif-BoldItalic.ttf"),
];

/// The four faces of Liberation Serif, the only family that templates can use.
pub(crate) fn bundled() -> Vec<Font> {
    FACES
        .iter()
        .flat_map(|face| Font::iter(Bytes::new(*face)))
        .collect()
}
