//! The JSON API under `/api/v1`: the shapes of its requests and answers, and its errors (RFC 9457 problem+json).
//!
//! Everything that a page does is possible here with the same checks.

mod problem;
mod shapes;

pub use problem::{ApiProblem, FieldProblem};
pub use shapes::{
    CompleteTask, DocumentShape, EventShape, InstanceShape, LetterShape, PageOf,
    RegisterEntryShape, StartInstance, Started, TaskShape,
};
