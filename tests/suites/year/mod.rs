//! Whole years of the shipped regulations on a virtual clock, through the engine and its store.
//!
//! Boards, registers and letters are compared with figures that the test computes for itself, from its own cast and its
//! own calendar. What the single steps do is the stories' business.

mod campaign;
mod certification;
mod days;
mod office;
