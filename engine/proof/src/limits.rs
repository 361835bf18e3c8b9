//! Named limits of the proofs. Beyond them a question is answered "undecided" with the name of the limit; nothing is
//! guessed and nothing runs without bound.

/// States of one process that are looked at for soundness.
pub const MAX_STATES: usize = 60_000;
/// States looked at to confirm one doubtful field.
pub const MAX_STATES_PER_FIELD: usize = 20_000;
/// States looked at for a shorter way to a fault that is already known.
pub const MAX_STATES_SHORTER: usize = 20_000;
/// Fields, parameters and conditions whose values are followed at once: one bit of 64 is what can be undone.
pub const MAX_VARIABLES: usize = 63;
/// Steps that one compensation may undo; of more their order is not judged.
pub const MAX_UNDONE: usize = 32;
/// Values of one followed field.
pub const MAX_VALUES: usize = 32;
/// Flows of one join.
pub const MAX_JOIN_FLOWS: usize = 127;
/// Entries of one step that are counted; a repetition with a higher bound is not judged.
pub const MAX_REPEATS: u32 = 16;
/// How often an event that may come many times beside the course is taken to come in one instance. What more of them could
/// do is left undecided where it matters.
pub const MAX_COMINGS: u8 = 2;
/// Events of one step that do not interrupt it.
pub const MAX_BESIDE: usize = 8;
/// Doubtful fields of one process that are confirmed one by one; further ones are left undecided.
pub const MAX_DOUBTS: usize = 60;
/// Ways between two promised moments that are counted one by one.
pub const MAX_WAYS: usize = 2_000;
/// Cases and values of one decision that are compared.
pub const MAX_CELLS: usize = 20_000;
/// Rounds in which processes that pass values to each other are looked at anew.
pub const MAX_ROUNDS: usize = 8;
/// States looked at to see whether one token alone leads on.
pub const MAX_STATES_AHEAD: usize = 200;
