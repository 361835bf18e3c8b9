//! The site over the real engine and a real store: sign-in, pages, the API, and what must never be let through.

mod access;
mod access_log;
mod accounts;
mod api;
mod contract;
mod control;
mod directory;
mod doors;
mod drafts;
mod exam;
mod files;
mod form_pages;
mod indicators;
mod jobs;
mod malformed;
mod pages;
mod plan;
mod process_times;
mod programs;
mod second_factor;
mod site;
mod subscriptions;
mod tasks;
mod terms;
mod tokens;
mod verify;
