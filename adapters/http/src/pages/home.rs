//! The front page: public services with their windows.

use axum::extract::State;
use axum::response::Response;
use reglament_runtime::{PublicService, ServiceKind};

use super::page;
use crate::App;
use crate::locale::Locale;
use crate::ui::home::{HomePage, ServiceCard, WindowView};
use crate::ui::parts::{Chip, Link, Tone};
use crate::web::{Failure, Visitor, url_encoded};

pub(super) async fn show(State(app): State<App>, visitor: Visitor) -> Result<Response, Failure> {
    page(view(&app, &visitor, String::new(), None).await?)
}

/// The page, with the code that was not found, if one was looked for.
pub(super) async fn view(
    app: &App,
    visitor: &Visitor,
    code: String,
    problem: Option<String>,
) -> Result<HomePage, Failure> {
    let mut services = app.service().public_services().await?;
    services.sort_by_key(|service| !service.open);
    let card = |service: &PublicService| ServiceCard {
        title: visitor.locale.title(&service.title),
        about: service.about.clone(),
        act: service.act.clone(),
        window: window(visitor.locale, service),
        href: href(service),
    };
    let link = |(id, title): (String, reglament_runtime::Title)| {
        let href = format!("/public/{}", url_encoded(&id));
        Link::new(visitor.locale.title(&title), href)
    };
    let pages = app.service().public_pages().into_iter().map(link);
    let mut shell = visitor.shell(app, visitor.locale.text("home.title"), "");
    shell.here = "/".to_owned();
    Ok(HomePage {
        shell,
        services: services.iter().map(card).collect(),
        pages: pages.collect(),
        code,
        problem,
    })
}

/// The process whose form a service opens, and the running instance that it joins.
pub(super) fn target(service: &PublicService) -> (&str, Option<&str>) {
    match &service.kind {
        ServiceKind::Start { process } => (process, None),
        ServiceKind::Join {
            process, instance, ..
        } => (process, instance.as_ref().map(|id| id.as_str())),
    }
}

fn href(service: &PublicService) -> String {
    match target(service) {
        (process, Some(instance)) => format!("/f/{process}?at={instance}"),
        (process, None) => format!("/f/{process}"),
    }
}

/// When a service can be used, in words.
pub(super) fn window(locale: Locale, service: &PublicService) -> WindowView {
    let zone = service.zone.parse().unwrap_or(chrono_tz::Tz::UTC);
    let at = |key, moment: chrono::DateTime<chrono::Utc>| {
        let moment = locale.opening(moment.with_timezone(&zone));
        locale.fill(key, &[("date", &moment)])
    };
    let until = |moment: chrono::DateTime<chrono::Utc>| {
        let moment = locale.closing(moment.with_timezone(&zone));
        locale.fill("window.open", &[("date", &moment)])
    };
    let chip = match (
        service.open,
        service.opens_at,
        service.closes_at,
        service.next_start,
    ) {
        (true, _, Some(closes), _) => Chip::new(Tone::Done, until(closes)),
        (true, _, None, _) => Chip::new(Tone::Done, locale.text("window.always")),
        (false, Some(opens), ..) => Chip::new(Tone::Waiting, at("window.opens", opens)),
        (false, None, _, Some(next)) => Chip::new(Tone::Waiting, at("window.next", next)),
        (false, ..) => Chip::new(Tone::Waiting, locale.text("window.closed")),
    };
    WindowView {
        open: service.open,
        chip,
    }
}
