//! The same template as an editable paper: from Typst's realized content to a DOCX file.
//!
//! The template stays the only source. Typst evaluates it exactly as for the PDF (`compile.rs`), its show rules are
//! applied by a target of our own (`rules.rs`), and what comes out is walked once: `walk.rs`, `block.rs` and `apart.rs` see blocks,
//! `inline.rs` text, `grid.rs` tables; the result (`model.rs`) is written by `xml.rs`, `xml_table.rs` and `package.rs`.
//! Drawings (a page's background, lines and shapes without text) stay in the PDF; what carries words is never dropped.

mod apart;
mod block;
mod flow;
mod grid;
mod inline;
mod look;
mod model;
mod package;
mod page;
mod parts;
mod picture;
mod rules;
mod unit;
mod walk;
mod xml;
mod xml_table;

use typst::comemo::{Track, TrackedMut};
use typst::diag::SourceResult;
use typst::engine::Engine;
use typst::foundations::{Content, Output, StyleChain, Target};
use typst::introspection::Introspector;
use typst::utils::Protected;
use typst_layout::PagedDocument;

pub(crate) use package::pack;
pub(crate) use rules::register;

/// A paper as a word processor understands it, and the laid-out pages that answered the template's own questions.
pub(crate) struct WordDocument {
    paged: PagedDocument,
    pub(crate) paper: model::Paper,
}

impl Output for WordDocument {
    fn target() -> Target {
        Target::Paged
    }

    fn create(engine: &mut Engine, content: &Content, styles: StyleChain) -> SourceResult<Self> {
        let paged = PagedDocument::create(engine, content, styles)?;
        // A template may ask how wide a text is or on which page it stands: the laid-out pages know.
        let engine = Engine {
            world: engine.world,
            library: engine.library,
            introspector: Protected::new(Output::introspector(&paged).track()),
            traced: engine.traced,
            sink: TrackedMut::reborrow_mut(&mut engine.sink),
            route: typst::engine::Route::extend(engine.route.track()).unnested(),
        };
        let paper = walk::Walk::new(engine).paper(content, styles)?;
        Ok(Self { paged, paper })
    }

    fn introspector(&self) -> &dyn Introspector {
        Output::introspector(&self.paged)
    }
}
