//! Identities of a provider on the page of a person: the link there is, or the choice of one. The acts are recorded by the
//! service; whom a link lets in is said in `pages/sign_in_elsewhere`.

use reglament_runtime::Linked;
use reglament_runtime::port::{IdentityProvider, IdentityRow};

use crate::App;
use crate::locale::Locale;
use crate::ui::directory::{IdentityLine, IdentityPart};
use crate::ui::parts::{Notice, Tone};
use crate::web::{Failure, Official};

/// Strangers to choose from, the last that came.
const STRANGERS: usize = 10;

/// What the provider part of the page says; none when there is neither a provider nor a link.
pub(super) async fn draw(
    app: &App,
    official: &Official,
    person: &str,
) -> Result<Option<IdentityPart>, Failure> {
    let (service, locale) = (app.service(), official.locale());
    let own = service.identities_of(official.id(), person).await?;
    let provider = app.provider();
    if provider.is_none() && own.is_empty() {
        return Ok(None);
    }
    // Without a provider the links of one that was there before are shown by its address.
    let title = provider.map(IdentityProvider::title);
    let first = own.first().map(|row| row.issuer.as_str());
    let title = title.or(first).unwrap_or_default();
    let fill = |key| locale.fill(key, &[("title", title)]);
    let issuer = provider.map(IdentityProvider::issuer);
    let linked = own.iter().any(|row| Some(row.issuer.as_str()) == issuer);
    let strangers = match issuer.filter(|_| !linked) {
        Some(issuer) => service.strangers(official.id(), issuer).await?,
        None => Vec::new(),
    };
    let line = |row: &IdentityRow| line(app, locale, row, issuer);
    Ok(Some(IdentityPart {
        heading: fill("elsewhere.identities"),
        none: fill("elsewhere.none"),
        may_link: issuer.is_some() && !linked,
        typed_hint: fill("elsewhere.typed_hint"),
        links: own.iter().map(line).collect(),
        strangers: strangers.iter().take(STRANGERS).map(line).collect(),
    }))
}

fn line(app: &App, locale: Locale, row: &IdentityRow, issuer: Option<&str>) -> IdentityLine {
    let seen = locale.short_moment(row.seen_at.with_timezone(&app.zone()));
    let seen = locale.fill("elsewhere.since", &[("time", &seen)]);
    let own = issuer == Some(row.issuer.as_str());
    let parts = match own {
        true => vec![row.subject.clone(), seen],
        false => vec![row.issuer.clone(), row.subject.clone(), seen],
    };
    let name = match row.name.is_empty() {
        true => row.subject.clone(),
        false => row.name.clone(),
    };
    IdentityLine {
        issuer: row.issuer.clone(),
        subject: row.subject.clone(),
        name,
        note: parts.join(" · "),
    }
}

/// Links the identity that was chosen or typed.
pub(super) async fn link(
    app: &App,
    official: &Official,
    person: &str,
    subject: &str,
) -> Result<Notice, Failure> {
    let provider = app.provider().ok_or(Failure::Unreadable)?;
    let key = (provider.issuer(), subject);
    let linked = app.service().link_identity(official.id(), person, key);
    let (tone, key) = match linked.await? {
        Linked::Done => (Tone::Done, "elsewhere.linked"),
        Linked::Taken => (Tone::Overdue, "elsewhere.taken"),
        Linked::Unfit => (Tone::Overdue, "elsewhere.unfit"),
    };
    let title = [("title", provider.title())];
    Ok(Notice::new(tone, official.locale().fill(key, &title)))
}

/// Breaks a link.
pub(super) async fn unlink(
    app: &App,
    official: &Official,
    person: &str,
    key: (&str, &str),
) -> Result<Notice, Failure> {
    // One that is gone already is gone, as was wanted.
    let service = app.service();
    service.unlink_identity(official.id(), person, key).await?;
    let said = official.locale().text("elsewhere.unlinked");
    Ok(Notice::new(Tone::Done, said))
}
