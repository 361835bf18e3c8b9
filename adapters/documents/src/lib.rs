//! `reglament-documents`: official papers as PDF and DOCX, and tables that people bring.
//!
//! Papers: a [`Renderer`] hands a [`RenderRequest`] (Typst files and JSON data) to a limited child process of the same
//! program, whose whole life is [`render_child_main`]; [`names`] adds the cases of personal names first. One template
//! gives both formats: PDF is what is signed and kept, DOCX what an official edits before (`word/`).
//! A [`RegisterSheet`] is any register as such a paper. Tables: [`import::read_table`] reads XLSX and CSV into a [`Table`], [`matching::match_rows`] finds the people behind
//! its rows, [`export::csv`] writes tables that a spreadsheet cannot mistake for formulas.
//! No numbering, no storage, no letters here. Read `renderer.rs`, `child.rs`, `compile.rs` in this order.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod bank;
mod child;
mod comparison;
mod compile;
#[cfg(target_os = "linux")]
mod confine;
pub mod export;
mod fold;
mod fonts;
pub mod import;
pub mod limits;
pub mod matching;
pub mod names;
mod qr;
mod register_sheet;
mod register_workbook;
mod render_error;
mod renderer;
mod request;
mod sandbox;
mod sentence;
mod table;
mod template_fault;
mod word;

pub use child::{RENDER_SUBCOMMAND, render_child_main};
pub use comparison::{ComparisonRow, ComparisonSheet};
pub use compile::{Laid, draw_up, lay_out};
pub use register_sheet::{CellForm, RegisterColumn, RegisterLine, RegisterSheet};
pub use register_workbook::workbook;
pub use render_error::RenderError;
pub use renderer::{PROGRAM_VARIABLE, Renderer};
pub use request::{PaperFormat, RenderRequest};
pub use sentence::Sentence;
pub use table::{Table, TableRow};
pub use template_fault::{FaultKind, TemplateFault};
