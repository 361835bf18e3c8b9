//! Tests over all pages: rules of HTML, words, snapshots, and a gallery for looking at them.

mod contrast;
mod gallery;
mod html;
mod rules;
mod samples;
mod snapshots;
mod words;
