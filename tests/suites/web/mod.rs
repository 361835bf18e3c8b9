//! The site over the real engine and a real store: sign-in, pages, the API, and what must never be let through.

mod access;
mod api;
mod contract;
mod control;
mod doors;
mod drafts;
mod exam;
mod files;
mod indicators;
mod jobs;
mod malformed;
mod pages;
mod plan;
mod programs;
mod site;
mod tasks;
mod terms;
mod verify;
