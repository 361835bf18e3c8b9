//! A public page of the organisation: its current publications, the newest first. Everybody may read it.

use axum::extract::{Path, State};
use axum::response::Response;
use reglament_core::InstanceId;
use reglament_runtime::PublicationView;

use super::{page, pdf};
use crate::App;
use crate::locale::Locale;
use crate::ui::public_page::{PublicPage, PublicationCard};
use crate::web::{Failure, Visitor, url_encoded};

pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let found = app.service().public_page(&id).await?;
    let locale = visitor.locale;
    let cards = found.publications.iter();
    page(PublicPage {
        shell: visitor.shell(&app, locale.title(&found.title), ""),
        publications: cards.map(|view| card(locale, &id, view)).collect(),
    })
}

fn card(locale: Locale, page: &str, view: &PublicationView) -> PublicationCard {
    let href = format!(
        "/public/{}/{}/{}",
        url_encoded(page),
        url_encoded(view.instance.as_str()),
        view.publication
    );
    let paragraphs = view.text.iter().flat_map(|text| text.split('\n'));
    PublicationCard {
        on: locale.date(view.on),
        title: view.title.clone(),
        paragraphs: paragraphs
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect(),
        href: (view.document && view.ready).then_some(href),
        awaited: view.document && !view.ready,
    }
}

pub(super) async fn document(
    State(app): State<App>,
    Path((page, instance, publication)): Path<(String, String, u32)>,
) -> Result<Response, Failure> {
    let instance = InstanceId(instance);
    let found = app
        .service()
        .published_document(&page, &instance, publication);
    Ok(pdf(found.await?))
}
