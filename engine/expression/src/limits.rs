//! Every bound of the language, in one place.
//!
//! The source of an expression comes from a signed definition, but the data come from people: each number below keeps
//! one evaluation under about 50 ms and 16 MB whatever the data are. Nothing here is configurable at run time,
//! because a definition that was checked on one node must behave the same on another.

/// Longest source of one expression, bytes.
pub const SOURCE_BYTES: usize = 4 * 1024;
/// Longest source of one template, bytes.
pub const TEMPLATE_BYTES: usize = 64 * 1024;
/// Highest syntax tree of one expression; a chain such as `a + b + c` is one level.
pub const DEPTH: usize = 64;
/// Deepest nesting of `{{#if}}` and `{{#each}}` blocks.
pub const BLOCK_DEPTH: usize = 16;
/// Steps that one evaluation of an expression may take.
pub const EXPRESSION_FUEL: u32 = 80_000;
/// Steps that one rendering of a template may take, all of its holes together.
pub const TEMPLATE_FUEL: u32 = 800_000;
/// Longest text that an evaluation may produce, bytes.
pub const TEXT_BYTES: usize = 64 * 1024;
/// Longest text that a template may produce, bytes.
pub const OUTPUT_BYTES: usize = 256 * 1024;
/// Longest list that an evaluation may produce or walk through, items.
pub const LIST_ITEMS: usize = 10_000;
/// Deepest nesting of lists and records in a result; JSON readers stop at 128 levels and a record takes two.
pub const VALUE_DEPTH: usize = 48;
/// Largest kind (counted in fields and lists) that a check may infer.
pub const KIND_NODES: usize = 10_000;
/// Most problems reported for one source; the rest would repeat the same mistake.
pub const PROBLEMS: usize = 50;
/// Most digits after the point that `round` and `truncate` accept.
pub const FRACTION_DIGITS: u32 = 28;

/// Bytes of text that cost one step when they are copied, compared or produced. Together with the fuel it bounds the
/// memory of one evaluation: cheaper copies need less fuel.
pub(crate) const BYTES_PER_STEP: usize = 8;
/// Parts of a value that cost one step when they are copied or compared.
pub(crate) const PARTS_PER_STEP: usize = 2;
/// Comparing keys while sorting is that much cheaper than producing text of the same length.
pub(crate) const SORTED_BYTES_DISCOUNT: usize = 4;
