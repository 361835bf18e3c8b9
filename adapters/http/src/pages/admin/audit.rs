//! The acts of administration, the newest first.

use axum::extract::{Query, State};
use axum::response::Response;
use reglament_runtime::AuditLine;
use reglament_runtime::port::AuditAct;
use serde::Deserialize;

use super::processes::publisher;
use crate::App;
use crate::locale::Locale;
use crate::pages::page;
use crate::ui::directory::{AuditListPage, AuditRowView};
use crate::ui::parts::Link;
use crate::web::{Failure, Official, url_encoded};

const HERE: &str = "/admin/audit";

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    after: String,
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let locale = official.locale();
    let after = wanted.after.parse().ok();
    let found = app.service().audit(official.id(), after).await?;
    page(AuditListPage {
        shell: official.shell(&app, locale.text("audit.title"), HERE),
        rows: found
            .rows
            .iter()
            .map(|line| row(&app, locale, line))
            .collect(),
        next: found.next.map(|after| format!("{HERE}?after={after}")),
    })
}

fn row(app: &App, locale: Locale, line: &AuditLine) -> AuditRowView {
    let by = line.by_name.as_deref();
    let about = match &line.about_name {
        Some(name) => Link::new(name, format!("/admin/people/{}", url_encoded(&line.about))),
        None => Link::new(&line.about, ""),
    };
    AuditRowView {
        when: locale.short_moment(line.at.with_timezone(&app.zone())),
        by: by.unwrap_or_else(|| publisher(locale, &line.by)).to_owned(),
        act: locale.text(words(line.act)).to_owned(),
        about,
    }
}

pub(in crate::pages) fn words(act: AuditAct) -> &'static str {
    match act {
        AuditAct::AccountOpened => "audit.account_opened",
        AuditAct::PasswordGiven => "audit.password_given",
        AuditAct::PasswordTaken => "audit.password_taken",
        AuditAct::AccountBlocked => "audit.account_blocked",
        AuditAct::AccountUnblocked => "audit.account_unblocked",
        AuditAct::SessionsEnded => "audit.sessions_ended",
        AuditAct::SecondFactorRemoved => "audit.second_factor_removed",
        AuditAct::IdentityLinked => "audit.identity_linked",
        AuditAct::IdentityUnlinked => "audit.identity_unlinked",
        AuditAct::ProgramGiven => "audit.program_given",
        AuditAct::ProgramWithdrawn => "audit.program_withdrawn",
        AuditAct::Subscribed => "audit.subscribed",
        AuditAct::SubscriptionOn => "audit.subscription_on",
        AuditAct::SubscriptionOff => "audit.subscription_off",
        AuditAct::Published => "audit.published",
        AuditAct::DraftSubmitted => "audit.draft_submitted",
        AuditAct::DraftReturned => "audit.draft_returned",
        AuditAct::DraftDiscarded => "audit.draft_discarded",
        AuditAct::EffectsPaused => "audit.effects_paused",
        AuditAct::EffectsResumed => "audit.effects_resumed",
        AuditAct::AnchorsRestored => "audit.anchors_restored",
        AuditAct::RollbackAccepted => "audit.rollback_accepted",
        AuditAct::PersonalDataGiven => "audit.personal_data_given",
        AuditAct::DataDestroyed => "audit.data_destroyed",
    }
}
