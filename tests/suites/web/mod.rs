//! The site over the real engine and a real store: sign-in, pages, the API, and what must never be let through.

mod api;
mod doors;
mod files;
mod jobs;
mod pages;
mod site;
mod terms;
