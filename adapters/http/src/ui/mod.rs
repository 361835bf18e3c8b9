//! The pages: one file per page with its plain view struct and template, and the parts they share.
//!
//! Views hold finished texts only: no runtime types, no rules. Handlers fill them; templates print them.

pub mod absences;
pub mod access_log;
pub mod accessibility;
pub mod admin;
pub mod api;
pub mod board;
pub mod calendar;
pub mod calendar_year;
pub mod control;
pub mod directory;
pub mod failure;
pub mod form_pages;
pub(crate) mod gantt;
pub mod home;
pub mod import;
pub mod indicator_trend;
pub mod indicators;
pub mod instance;
pub mod instances;
pub mod letter_preview;
pub mod machines;
pub mod me;
pub mod my_letters;
pub mod outbox;
pub mod parts;
pub mod passing;
pub mod plan;
pub mod process_times;
pub mod programs;
pub mod public_form;
pub mod public_page;
pub mod receipt;
pub mod register;
pub mod registers;
pub mod second_factor;
pub mod settings;
pub mod sign_in;
pub mod status;
pub mod subscriptions;
pub mod task;
pub mod task_people;
pub mod tasks;
pub mod test;
pub mod verify;
