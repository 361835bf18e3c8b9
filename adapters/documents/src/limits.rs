//! Every bound of this crate, in one place, with the reason for its size.
//!
//! The figures of the child process were measured on the sample papers in a debug build: the largest of them (a protocol
//! of thirty people, five pages) needs between 160 and 200 MiB of address space and 0,6 s of processor time.

use std::time::Duration;

/// Longest request that the child reads, bytes: templates, layout and data of the longest list we allow.
pub const REQUEST_BYTES: usize = 8 * 1024 * 1024;
/// Most files of one request: a process has about ten templates and shares a few.
pub const REQUEST_FILES: usize = 64;
/// Longest paper that the parent takes, bytes.
pub const PAPER_BYTES: usize = 32 * 1024 * 1024;
/// Longest error report of the child, bytes.
pub const REPORT_BYTES: usize = 64 * 1024;
/// Longest message of Typst repeated to a person, characters.
pub const MESSAGE_CHARS: usize = 600;

/// Address space of the child, bytes: a memory bomb ends the child, not the server.
pub const CHILD_ADDRESS_SPACE: u64 = 512 * 1024 * 1024;
/// How much address space the allocator of the child takes at a time, KiB. Its own measure, 1 GiB, would be taken before the limit
/// is set, which would then bound nothing.
pub const CHILD_HEAP_STEP: &str = "32768";
/// Processor time of the child, seconds.
pub const CHILD_CPU_SECONDS: u64 = 10;
/// Open files of the child: the three standard streams and what the runtime needs to start a thread.
pub const CHILD_OPEN_FILES: u64 = 16;
/// Stack of the child's only working thread, bytes: Typst bounds its own recursion and needs this much for it.
pub const CHILD_STACK: usize = 64 * 1024 * 1024;
/// Life of the child by the wall clock, waiting included.
pub const CHILD_WALL_CLOCK: Duration = Duration::from_secs(15);
/// Papers drawn up at the same time when the caller gives no figure.
pub const CONCURRENT_CHILDREN: usize = 4;

/// Longest text of a QR code, bytes: an address; more would make modules too small to be read from paper.
pub const QR_BYTES: usize = 300;

/// Largest table file, bytes.
pub const TABLE_BYTES: usize = 10 * 1024 * 1024;
/// Largest content of a workbook once unpacked, bytes: an archive of ten megabytes can unpack to ten gigabytes.
pub const UNPACKED_BYTES: u64 = 100 * 1024 * 1024;
/// Most files inside a workbook.
pub const UNPACKED_FILES: usize = 2_000;
/// Most rows of a table, without the header.
pub const TABLE_ROWS: usize = 20_000;
/// Most columns of a table.
pub const TABLE_COLUMNS: usize = 100;
/// Longest cell, characters.
pub const CELL_CHARS: usize = 4_000;
/// Rows above the header that may hold a title.
pub const TITLE_ROWS: usize = 20;
/// Unmatched rows that get suggestions; the rest are listed without, since each costs a comparison with everyone.
pub const SUGGESTED_ROWS: usize = 200;
/// Suggestions for one unmatched row.
pub const SUGGESTIONS: usize = 3;
