//! The expression language of process definitions: typed, pure, total and bounded.
//!
//! Start with [`Expression`]: `parse` once, `check` against [`Names`], `evaluate` in a [`Scope`]. [`Template`] is a text
//! with expressions in it. Numbers are exact decimals, names may be Cyrillic, every message is Russian and English and
//! points at bytes. There is no I/O, no clock, no reflection and no way to add a function from a definition.

mod budget;
mod call;
mod check;
mod check_call;
mod check_method;
mod check_operator;
mod collation;
mod cursor;
mod demanded;
mod evaluate;
mod expression;
mod fail;
mod failure;
mod function;
mod json;
mod kind;
mod legal;
pub mod limits;
mod method;
mod names;
mod operator;
mod outside;
mod parser;
mod person;
mod primary;
mod print;
mod problem;
pub mod reference;
mod scope;
mod shape;
mod suggest;
mod syntax;
mod template;
mod token;
mod val;
mod value;

pub use collation::compare as russian_order;
pub use expression::Expression;
pub use failure::{Failure, FailureKind};
pub use kind::Kind;
pub use names::Names;
pub use outside::{HOLDERS, INDICATORS, REGISTER, UNIT, UNITS, outside_name, outside_parts};
pub use problem::Problem;
pub use scope::{Lookup, Scope};
pub use shape::{Order, Shape, ShapeForm};
pub use template::Template;
pub use value::Value;
