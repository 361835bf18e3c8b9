//! Uploaded files: handing one out, and the links to those of a field.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use reglament_core::{FileFact, InstanceId};
use reglament_runtime::DataView;

use crate::App;
use crate::form::card_groups;
use crate::locale::Locale;
use crate::ui::parts::{Link, Pair, ScoreTable};
use crate::web::{Failure, Official, url_encoded};

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Path((instance, file)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let instance = InstanceId(instance);
    let found = app.service().file(official.id(), &instance, &file);
    let (file, bytes) = found.await?;
    Ok(sent(&file, bytes))
}

/// A file to be saved, never shown as a page of ours: it came from outside.
pub(crate) fn sent(file: &FileFact, bytes: Vec<u8>) -> Response {
    let named = format!("attachment; filename*=UTF-8''{}", url_encoded(&file.name));
    let headers = [
        (header::CONTENT_TYPE, file.media.clone()),
        (header::CONTENT_DISPOSITION, named),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox; frame-ancestors 'none'".to_owned(),
        ),
    ];
    (headers, bytes).into_response()
}

/// A value with links to its files. A value that is nothing but files is not said twice.
pub(super) fn pair(locale: Locale, instance: &InstanceId, data: &DataView) -> Pair {
    let card = data.card.as_ref();
    let table =
        card.and_then(|card| ScoreTable::new(locale, &card_groups(locale, card), &data.value));
    let said = locale.said(&data.ru, &data.en);
    let names: Vec<&str> = data.files.iter().map(|file| file.name.as_str()).collect();
    let value = if names.join(", ") == said {
        String::new()
    } else {
        said
    };
    let mut pair = Pair::new(locale.title(&data.title), value);
    pair.table = table;
    pair.links = links(locale, instance, &data.files);
    pair
}

/// Links to files.
pub(super) fn links(locale: Locale, instance: &InstanceId, files: &[FileFact]) -> Vec<Link> {
    let link = |file: &FileFact| {
        let title = format!("{} ({})", file.name, locale.size(file.size));
        Link::new(
            title,
            format!("/instances/{instance}/files/{}", url_encoded(&file.id)),
        )
    };
    files.iter().map(link).collect()
}
