//! What the runtime may ask and a run never fills: answers of an empty database.

mod anchors;
mod archive;
mod cases;
mod erasures;
mod letters;
mod people;
