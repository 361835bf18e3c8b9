//! What the archive says in words: the page that a person opens first. Every section is made of facts and tables; a section
//! about which nothing is held is left out.

use askama::Template;
use reglament_runtime::{CaseData, Cut, OfficialData, PersonalData};

use super::tables;
use crate::App;
use crate::locale::Locale;
use crate::ui::parts::Pair;
use crate::ui::personal_data::{FileSection, PersonalDataFile};
use crate::web::Failure;

/// The page of the archive.
pub(super) fn file(app: &App, locale: Locale, data: &PersonalData) -> Result<String, Failure> {
    let moment =
        |at: chrono::DateTime<chrono::Utc>| locale.short_moment(at.with_timezone(&app.zone()));
    let mut sections = Vec::new();
    sections.extend(
        data.official
            .as_ref()
            .map(|found| official(app, locale, found)),
    );
    sections.extend(data.cases.iter().map(|found| case(app, locale, found)));
    let facts = vec![
        Pair::new(locale.text("personal_data.made_at"), moment(data.made_at)),
        Pair::new(locale.text("personal_data.made_by"), &data.made_by),
        Pair::new(locale.text("personal_data.reason"), &data.reason),
    ];
    let page = PersonalDataFile {
        tag: locale.language.tag(),
        title: locale.text("personal_data.file_title"),
        lead: locale.text("personal_data.file_lead"),
        facts,
        cut: data.cut.iter().map(|one| locale.text(cut(*one))).collect(),
        sections,
    };
    page.render().map_err(|_| Failure::Broken)
}

fn cut(cut: Cut) -> &'static str {
    match cut {
        Cut::Letters => "personal_data.cut_letters",
        Cut::Tasks => "personal_data.cut_tasks",
        Cut::Parts => "personal_data.cut_parts",
        Cut::Acts => "personal_data.cut_acts",
        Cut::Views => "personal_data.cut_views",
        Cut::Files => "personal_data.cut_files",
    }
}

fn official(app: &App, locale: Locale, found: &OfficialData) -> FileSection {
    let unit = found.entry.unit.as_ref().map(|unit| locale.title(unit));
    let offices: Vec<String> = found
        .entry
        .offices
        .iter()
        .map(|one| locale.title(one))
        .collect();
    let day =
        |at: chrono::DateTime<chrono::Utc>| locale.short_moment(at.with_timezone(&app.zone()));
    let mut facts = vec![
        ("me.position", found.entry.position.clone()),
        ("me.unit", unit.unwrap_or_default()),
        ("me.offices", offices.join("; ")),
        ("me.address", found.address.clone()),
        ("directory.login", found.entry.id.clone()),
        (
            "personal_data.calendar_since",
            found.calendar_since.map(day).unwrap_or_default(),
        ),
    ];
    if let Some(account) = &found.account {
        let password = match account.password {
            true => "personal_data.password_set",
            false => "personal_data.password_none",
        };
        let state = match account.blocked {
            true => "directory.blocked",
            false => "directory.open",
        };
        let factor = account.second_factor_since.map(day);
        facts.extend([
            ("directory.account", locale.text(state).to_owned()),
            ("personal_data.password", locale.text(password).to_owned()),
            ("personal_data.account_since", day(account.changed_at)),
            ("second_factor.title", factor.unwrap_or_default()),
        ]);
    }
    FileSection {
        heading: found.entry.name.clone(),
        facts: filled(locale, facts),
        tables: tables::official(app, locale, found),
    }
}

fn case(app: &App, locale: Locale, found: &CaseData) -> FileSection {
    let began = locale.short_moment(found.started_at.with_timezone(&app.zone()));
    let ended = found.ended.as_ref().map(|title| locale.title(title));
    let mut facts = filled(
        locale,
        vec![
            ("personal_data.process", locale.title(&found.process_title)),
            ("personal_data.act", found.act.clone()),
            ("personal_data.receipt", found.receipt.clone()),
            ("personal_data.began", began),
            ("personal_data.ended", ended.unwrap_or_default()),
        ],
    );
    let value = |view: &reglament_runtime::DataView| {
        Pair::new(locale.title(&view.title), locale.said(&view.ru, &view.en))
    };
    facts.extend(found.data.iter().map(value));
    let heading = match found.subject.is_empty() {
        true => found.receipt.clone(),
        false => found.subject.clone(),
    };
    FileSection {
        heading: locale.fill("personal_data.case", &[("name", &heading)]),
        facts,
        tables: tables::case(app, locale, found),
    }
}

fn filled(locale: Locale, all: Vec<(&'static str, String)>) -> Vec<Pair> {
    let all = all.into_iter().filter(|(_, value)| !value.is_empty());
    all.map(|(key, value)| Pair::new(locale.text(key), value))
        .collect()
}
