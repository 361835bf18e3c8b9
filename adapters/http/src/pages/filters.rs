//! The filters that people keep for themselves: shown above a list, kept and removed here.

use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

pub(crate) use super::control_query::under;
use crate::App;
use crate::ui::parts::{SavedFilter, SavedFilters};
use crate::web::{Failure, Official};

/// Lists whose filters are kept, with the path of their page.
const LISTS: [(&str, &str); 2] = [
    (super::control::LIST, "/control"),
    (super::tasks::LIST, "/tasks"),
];

#[derive(Deserialize)]
pub(super) struct Kept {
    #[serde(default)]
    list: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    query: String,
}

/// The viewer's filters on a list; `query`: what is open.
pub(super) async fn saved(
    app: &App,
    official: &Official,
    list: &'static str,
    query: &str,
) -> Result<SavedFilters, Failure> {
    let rows = app.service().filters(official.id(), list).await?;
    let path = path(list).ok_or(Failure::Broken)?;
    let filters: Vec<SavedFilter> = rows
        .into_iter()
        .map(|row| SavedFilter {
            href: under(path, &row.query),
            current: row.query == query,
            remove: format!("/filters/{}/remove", row.id),
            title: row.title,
        })
        .collect();
    let known = filters.iter().any(|filter| filter.current);
    Ok(SavedFilters {
        list,
        filters,
        query: if known {
            String::new()
        } else {
            query.to_owned()
        },
    })
}

pub(super) async fn keep(
    State(app): State<App>,
    official: Official,
    Form(kept): Form<Kept>,
) -> Result<Response, Failure> {
    let path = path(&kept.list).ok_or(Failure::Unreadable)?;
    if !is_query(&kept.query) {
        return Err(Failure::Unreadable);
    }
    let filter = (kept.title.as_str(), kept.query.as_str());
    let service = app.service();
    let taken = service
        .save_filter(official.id(), &kept.list, filter)
        .await?;
    let back = under(path, &kept.query);
    let sign = if back.contains('?') { '&' } else { '?' };
    let back = match taken {
        true => back,
        false => format!("{back}{sign}did=unkept"),
    };
    Ok(Redirect::to(&back).into_response())
}

pub(super) async fn remove(
    State(app): State<App>,
    official: Official,
    Path(id): Path<u32>,
    Form(kept): Form<Kept>,
) -> Result<Response, Failure> {
    let path = path(&kept.list).ok_or(Failure::Unreadable)?;
    app.service().remove_filter(official.id(), id).await?;
    Ok(Redirect::to(path).into_response())
}

/// Whether a text may be kept: it is written into links, so only what a query may hold.
pub(crate) fn is_query(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~/%=&".contains(&byte);
    text.bytes().all(plain)
}

/// The path of a list whose filters are kept.
pub(crate) fn path(list: &str) -> Option<&'static str> {
    LISTS
        .iter()
        .find(|(known, _)| *known == list)
        .map(|(_, path)| *path)
}
