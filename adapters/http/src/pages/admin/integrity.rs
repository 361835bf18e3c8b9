//! `/admin/integrity`: whether the journal is what it was. Nothing can be ordered here: who changes a database does not ask.

use axum::extract::State;
use axum::response::Response;
use chrono::{DateTime, Utc};
use reglament_runtime::{AnchorView, ChainsView, IntegrityFinding, LastAnchor};

use crate::App;
use crate::locale::{Language, Locale};
use crate::pages::page;
use crate::ui::integrity::IntegrityPage;
use crate::ui::parts::Pair;
use crate::web::{Failure, Official};

const HERE: &str = "/admin/integrity";
/// Signs of a digest that stand together.
const GROUP: usize = 8;

pub(super) async fn show(State(app): State<App>, official: Official) -> Result<Response, Failure> {
    let locale = official.locale();
    let seen = app.service().integrity(official.id())?;
    let anchor = seen.anchor.as_ref();
    let findings = seen.findings().into_iter();
    let last = anchor.and_then(|view| view.last.as_ref());
    page(IntegrityPage {
        shell: official.shell(&app, locale.text("integrity.title"), HERE),
        findings: findings.map(|found| words(locale, found)).collect(),
        is_compared: seen.chains.ended_at.is_some()
            || anchor.is_some_and(|view| view.compared_at.is_some()),
        has_anchors: anchor.is_some(),
        failure: anchor.and_then(|view| view.failure.clone()),
        anchor: anchor.map_or_else(Vec::new, |view| facts(&app, locale, view)),
        digest: last.map_or_else(Vec::new, groups),
        chains: chains(&app, locale, &seen.chains),
    })
}

fn words(locale: Locale, found: &IntegrityFinding) -> String {
    match locale.language {
        Language::Russian => found.ru.clone(),
        Language::English => found.en.clone(),
    }
}

fn groups(last: &LastAnchor) -> Vec<String> {
    let signs: Vec<char> = last.digest.chars().collect();
    signs
        .chunks(GROUP)
        .map(|group| group.iter().collect())
        .collect()
}

fn facts(app: &App, locale: Locale, view: &AnchorView) -> Vec<Pair> {
    let pair = |key, value: String| Pair::new(locale.text(key), value);
    let moment = |at: DateTime<Utc>| locale.short_moment(at.with_timezone(&app.zone()));
    let mut facts = vec![
        pair("integrity.place", view.place.clone()),
        pair("integrity.every", view.every_minutes.to_string()),
    ];
    if let Some(at) = view.compared_at {
        facts.push(pair("integrity.compared", moment(at)));
    }
    if let Some(at) = view.compared_whole_at {
        facts.push(pair("integrity.compared_whole", moment(at)));
    }
    if let Some(last) = &view.last {
        facts.extend([
            pair("integrity.number", last.number.to_string()),
            pair("integrity.at", moment(last.at)),
            pair("integrity.installation", last.installation.clone()),
            pair("integrity.position", last.position.to_string()),
            pair("integrity.rows", last.rows.to_string()),
            pair("integrity.instances", last.instances.to_string()),
        ]);
    }
    facts
}

fn chains(app: &App, locale: Locale, view: &ChainsView) -> Vec<Pair> {
    let pair = |key, value: String| Pair::new(locale.text(key), value);
    let moment = |at: DateTime<Utc>| locale.short_moment(at.with_timezone(&app.zone()));
    let Some(began) = view.began_at else {
        return Vec::new();
    };
    let mut facts = vec![
        pair("integrity.began", moment(began)),
        pair("integrity.followed", view.instances.to_string()),
    ];
    if let Some(ended) = view.ended_at {
        facts.push(pair("integrity.ended", moment(ended)));
    }
    facts
}
