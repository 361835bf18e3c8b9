//! Named limits of a forecast: rounds, samples and depth. Limits of decisions are in `reglament-core`.

/// How often the graph is walked at most; a bounded loop may ask for more than is worth telling.
pub const MAX_ROUNDS: u32 = 20;
/// Durations kept per step; further ones are not looked at.
pub const MAX_SAMPLES: usize = 1_000;
/// How deep children of children are followed.
pub(crate) const MAX_DEPTH: u32 = 3;
/// Items of a queue that are followed one after another.
pub const MAX_QUEUE: usize = 50;
/// How often the children are looked at anew, because the steps over them stand one behind another.
pub(crate) const MAX_SETTLING: u32 = 4;
