//! One sample of every page, filled as a working day in Kemerovo would fill it.
//!
//! The same samples serve the rules of HTML, the snapshots and the gallery.

mod accounts;
mod admin;
mod calendar_year;
mod correction;
mod directory;
mod effects;
mod form_pages;
mod forms;
mod indicators;
mod integrity;
mod lists;
mod machines;
mod manual;
mod passing;
mod people;
mod people_table;
mod process_times;
mod scores;
mod settings;
mod test;
mod watched;
mod work;

use askama::Template;
use chrono::NaiveDate;

use crate::locale::{Language, Locale};
use crate::ui::parts::{Link, Menu, MenuItem, Shell, TextSize, Theme, Viewer};

/// A page by name, drawn in a language and theme.
pub(super) struct Sample {
    pub(super) name: &'static str,
    pub(super) html: String,
}

/// Every page in this language and theme.
pub(super) fn all(language: Language, theme: Theme) -> Vec<Sample> {
    let make = Samples {
        locale: Locale::new(language),
        theme,
    };
    [
        people::pages(make),
        correction::pages(make),
        passing::pages(make),
        accounts::pages(make),
        test::pages(make),
        forms::pages(make),
        form_pages::pages(make),
        scores::pages(make),
        lists::pages(make),
        indicators::pages(make),
        calendar_year::pages(make),
        machines::pages(make),
        settings::pages(make),
        effects::pages(make),
        integrity::pages(make),
        process_times::pages(make),
        work::pages(make),
        admin::pages(make),
        directory::pages(make),
        people_table::pages(make),
        manual::pages(make),
        watched::pages(make),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What the samples share.
#[derive(Clone, Copy)]
pub(super) struct Samples {
    pub(super) locale: Locale,
    theme: Theme,
}

impl Samples {
    pub(super) fn public(self, title: &str, here: &str) -> Shell {
        Shell {
            locale: self.locale,
            theme: self.theme,
            size: TextSize::Usual,
            title: title.to_owned(),
            organisation: "Управление образования администрации города Кемерово".to_owned(),
            here: here.to_owned(),
            viewer: None,
            menu: Vec::new(),
            section: "",
            crumbs: Vec::new(),
            notice: None,
            failed: false,
            live: None,
            ends: None,
            effects_wait: false,
            journal_differs: false,
            keys: true,
            printed_at: "21.11.2021 10:15".to_owned(),
        }
    }

    pub(super) fn staff(self, title: &str, section: &'static str) -> Shell {
        let item = |key, href: &str, icon, count| MenuItem {
            title: self.locale.text(key).to_owned(),
            href: href.to_owned(),
            icon,
            count,
            alarm: count > 0,
        };
        let first = vec![
            item("nav.tasks", "/tasks", "checkbox", 2),
            item("nav.instances", "/instances", "folder", 0),
            item("nav.control", "/control", "clock-exclamation", 14),
            item("nav.registers", "/registers", "notebook", 0),
            item("nav.indicators", "/indicators", "chart-bar", 0),
        ];
        let administration = vec![item("nav.outbox", "/admin/outbox", "mail", 1)];
        Shell {
            viewer: Some(Viewer {
                name: "Давыдова Ирина Викторовна".to_owned(),
                position: "директор МБОУ ДПО «НМЦ»".to_owned(),
            }),
            menu: vec![
                Menu {
                    title: String::new(),
                    items: first,
                },
                Menu {
                    title: self.locale.text("nav.of_system").to_owned(),
                    items: administration,
                },
            ],
            section,
            ..self.public(title, section)
        }
    }

    pub(super) fn page(self, name: &'static str, page: impl Template) -> Sample {
        let html = page.render().unwrap();
        Sample { name, html }
    }

    pub(super) fn crumb(self, key: &'static str, href: &str) -> Link {
        Link::new(self.locale.text(key), href)
    }
}

pub(super) fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, month, day).unwrap()
}
