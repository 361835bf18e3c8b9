//! Text: runs of one look, breaks, boxes with a line under them, pictures.

use typst::diag::{SourceResult, bail};
use typst::foundations::{Packed, StyleChain};
use typst::introspection::TagElem;
use typst::layout::{Abs, AlignElem, BoxElem, FixedAlignment, HElem, HideElem, Sizing, Spacing};
use typst::model::ParElem;
use typst::routines::{Arenas, FragmentKind, Pair, RealizationKind};
use typst::text::{LinebreakElem, SmartQuoteElem, SmartQuoter, SmartQuotes, SpaceElem, TextElem};
use typst::visualize::ImageElem;

use super::block::cannot_be_written;
use super::look::{look_of, resolved};
use super::model::{Inline, Look};
use super::unit::part;
use super::walk::{Room, Walk};

/// Width of a space of Liberation Serif, parts of the size.
const SPACE: f64 = 0.25;
/// Most spaces that one ruled or empty place is made of.
const MOST_SPACES: usize = 200;

impl Walk<'_> {
    /// Realized text as runs.
    pub(super) fn inlines(&mut self, pairs: &[Pair], room: &Room) -> SourceResult<Vec<Inline>> {
        let mut line = Runs::default();
        self.push_inlines(pairs, room, &mut line)?;
        Ok(line.finish())
    }

    fn push_inlines(&mut self, pairs: &[Pair], room: &Room, line: &mut Runs) -> SourceResult<()> {
        for &(child, styles) in pairs {
            if child.is::<TagElem>() {
            } else if child.is::<SpaceElem>() {
                line.text(" ", styles);
            } else if let Some(elem) = child.to_packed::<TextElem>() {
                match styles.get(TextElem::case) {
                    Some(case) => line.text(&case.apply(&elem.text), styles),
                    None => line.text(&elem.text, styles),
                }
            } else if child.is::<LinebreakElem>() {
                line.push(Inline::Break);
            } else if let Some(elem) = child.to_packed::<SmartQuoteElem>() {
                line.quote(elem, styles);
            } else if let Some(elem) = child.to_packed::<HElem>() {
                match elem.amount {
                    Spacing::Fr(_) => line.push(Inline::Tab),
                    Spacing::Rel(rel) => line.spaces(resolved(rel, styles).abs, look_of(styles)),
                }
            } else if let Some(elem) = child.to_packed::<BoxElem>() {
                self.push_box(elem, styles, room, line)?;
            } else if let Some(elem) = child.to_packed::<ImageElem>() {
                line.pictures.extend(self.picture(elem, styles, room)?);
                line.flush_pictures();
            } else if let Some(elem) = child.to_packed::<ParElem>() {
                let arenas = Arenas::default();
                let pairs = self.realize(RealizationKind::Par, &arenas, &elem.body, styles)?;
                self.push_inlines(&pairs, room, line)?;
            } else {
                bail!(child.span(), "{}", cannot_be_written(child));
            }
        }
        Ok(())
    }

    /// A box: its text, and under it the line on which a hand will write.
    fn push_box(
        &mut self,
        elem: &Packed<BoxElem>,
        styles: StyleChain,
        room: &Room,
        line: &mut Runs,
    ) -> SourceResult<()> {
        let mut inner = Runs::default();
        let mut alignment = FixedAlignment::Start;
        let mut taken = Abs::zero();
        if let Some(body) = elem.body.get_ref(styles) {
            let arenas = Arenas::default();
            let mut kind = FragmentKind::Block;
            let wanted = RealizationKind::Fragment { kind: &mut kind };
            let pairs = self.realize(wanted, &arenas, body, styles)?;
            if let Some(inside) = StyleChain::trunk_from_pairs(&pairs) {
                alignment = inside.resolve(AlignElem::alignment).x;
            }
            self.push_inlines(&pairs, room, &mut inner)?;
            if !inner.is_empty() {
                taken = self.width_of(body, styles, Abs::inf())?;
            }
        }
        let ruled = elem.stroke.resolve(styles).bottom.flatten().is_some();
        let Sizing::Rel(width) = elem.width.get(styles) else {
            line.extend(inner, ruled);
            return Ok(());
        };
        // A breath less than the box: a line that is full to the brim would be broken.
        let free = part(resolved(width, styles), room.width) * 0.97 - taken;
        let look = Look {
            underlined: ruled,
            ..look_of(styles)
        };
        let (before, after) = super::unit::beside(free.max(Abs::zero()), alignment);
        line.spaces(before, look.clone());
        line.extend(inner, ruled);
        line.spaces(after, look);
        Ok(())
    }
}

/// What Typst ends a line at, wherever it stands.
fn is_line_end(letter: char) -> bool {
    matches!(
        letter,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Runs under construction: neighbours of one look are one run.
#[derive(Default)]
struct Runs {
    inlines: Vec<Inline>,
    pictures: Vec<super::model::Picture>,
    quoter: SmartQuoter,
}

impl Runs {
    fn text(&mut self, text: &str, styles: StyleChain) {
        if !styles.get(HideElem::hidden) {
            self.run(text, look_of(styles));
        }
    }

    /// The lines of a text that somebody typed stay lines: a line feed inside a run is a space to a word processor.
    fn run(&mut self, text: &str, look: Look) {
        // A form on the web ends its lines with two characters.
        let text = text.replace("\r\n", "\n");
        for (number, line) in text.split(is_line_end).enumerate() {
            if number > 0 {
                self.push(Inline::Break);
            }
            match self.inlines.last_mut() {
                _ if line.is_empty() => {}
                Some(Inline::Text(before, same)) if *same == look => before.push_str(line),
                _ => self.push(Inline::Text(line.to_owned(), look.clone())),
            }
        }
    }

    fn push(&mut self, inline: Inline) {
        self.inlines.push(inline);
    }

    fn flush_pictures(&mut self) {
        let pictures = std::mem::take(&mut self.pictures);
        self.inlines
            .extend(pictures.into_iter().map(Inline::Picture));
    }

    /// A gap of about this width; nothing when it is narrower than half a space.
    fn spaces(&mut self, width: Abs, look: Look) {
        #[allow(
            clippy::cast_precision_loss,
            reason = "a size in half-points is a small number"
        )]
        let space = Abs::pt(look.size as f64 / 2.0 * SPACE);
        let mut left = width;
        let mut text = String::new();
        while left > space * 0.5 && text.chars().count() < MOST_SPACES {
            text.push('\u{a0}');
            left -= space;
        }
        if !text.is_empty() {
            self.run(&text, look);
        }
    }

    fn quote(&mut self, elem: &Packed<SmartQuoteElem>, styles: StyleChain) {
        let double = elem.double.get(styles);
        let before = self.inlines.last().and_then(|inline| match inline {
            Inline::Text(text, _) => text.chars().last(),
            Inline::Break | Inline::Tab | Inline::Picture(_) => None,
        });
        let quote = if elem.enabled.get(styles) {
            let quotes = SmartQuotes::get(
                elem.quotes.get_ref(styles),
                styles.get(TextElem::lang),
                styles.get(TextElem::region),
                elem.alternative.get(styles),
            );
            self.quoter.quote(before, &quotes, double).to_owned()
        } else {
            SmartQuotes::fallback(double).to_owned()
        };
        self.text(&quote, styles);
    }

    fn extend(&mut self, inner: Self, ruled: bool) {
        for inline in inner.finish() {
            match inline {
                Inline::Text(text, mut look) => {
                    look.underlined |= ruled;
                    self.run(&text, look);
                }
                other => self.push(other),
            }
        }
    }

    fn is_empty(&self) -> bool {
        self.inlines.is_empty()
    }

    /// The runs; a break after the last word would be an empty line.
    fn finish(mut self) -> Vec<Inline> {
        while self.inlines.last() == Some(&Inline::Break) {
            self.inlines.pop();
        }
        self.inlines
    }
}
