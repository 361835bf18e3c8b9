//! Style sheet, script, fonts and icons, built into the binary and served under an address that changes with them.
//!
//! One digest covers all files, so that relative references inside the style sheet stay valid. Nothing is read from
//! disk at run time and nothing comes from other sites.

use std::sync::LazyLock;

use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

#[derive(rust_embed::RustEmbed)]
#[folder = "static/"]
struct Files;

/// Digest of all files together: twelve hexadecimal digits.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut names: Vec<_> = Files::iter().collect();
    names.sort();
    let mut digest = Sha256::new();
    for name in names {
        digest.update(name.as_bytes());
        if let Some(file) = Files::get(&name) {
            digest.update(file.metadata.sha256_hash());
        }
    }
    digest
        .finalize()
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect()
});

/// The address of a file: `/s/<digest>/app.css`.
pub fn url(name: &str) -> String {
    format!("/s/{}/{name}", *VERSION)
}

/// Every file with its name, for writing sample pages to disk.
#[cfg(test)]
pub(crate) fn all() -> impl Iterator<Item = (String, Vec<u8>)> {
    Files::iter().filter_map(|name| Some((name.to_string(), Files::get(&name)?.data.into_owned())))
}

/// Answers `/s/{version}/{*name}`. An old version gets the present file without the long cache, because pages of the
/// previous release may still be open while a new one starts.
pub async fn serve(Path((version, name)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let Some(file) = Files::get(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let etag = format!("\"{}\"", *VERSION);
    let cache = if version == *VERSION {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let known = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|tags| tags.split(',').any(|tag| tag.trim() == etag));
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Response::new(Body::from(file.data))
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, content_type(&name));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    if let Ok(value) = HeaderValue::from_str(&etag) {
        headers.insert(header::ETAG, value);
    }
    response
}

fn content_type(name: &str) -> HeaderValue {
    HeaderValue::from_static(match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        _ => "text/plain; charset=utf-8",
    })
}

#[cfg(test)]
mod tests {
    use super::{Files, url};

    #[test]
    fn script_and_style_stay_small() {
        let size = |name| Files::get(name).map_or(0, |file| file.data.len());
        assert!(
            (1..=8 * 1024).contains(&size("app.js")),
            "script: {}",
            size("app.js")
        );
        assert!(
            (1..=40 * 1024).contains(&size("app.css")),
            "style: {}",
            size("app.css")
        );
        // What only those who work here load beside them.
        for name in ["work.js", "work.css", "live.js", "files.js"] {
            assert!(
                (1..=12 * 1024).contains(&size(name)),
                "{name}: {}",
                size(name)
            );
        }
    }

    #[test]
    fn the_editor_is_built_and_fits_the_content_policy() {
        let text = |name| {
            let file = Files::get(name).map(|file| file.data.into_owned());
            String::from_utf8(file.unwrap_or_default()).unwrap()
        };
        let editor = text("editor.js");
        assert!(
            (100 * 1024..=480 * 1024).contains(&editor.len()),
            "editor: {}",
            editor.len()
        );
        assert!(editor.contains("yaml-editor"));
        for forbidden in ["eval(", "new Function", "sourceMappingURL", "innerHTML=\"<"] {
            assert!(!editor.contains(forbidden), "{forbidden}");
        }
        assert!((1..=8 * 1024).contains(&text("desk.css").len()));
        // Whose work is built in is told beside it, in the versions that are pinned.
        let told = text("THIRD-PARTY.txt");
        let pinned = include_str!("../editor/package.json");
        let versions = pinned.lines().filter_map(|line| {
            let (name, version) = line.trim().strip_prefix("\"@")?.split_once("\": \"")?;
            let version = version.trim_end_matches(',').trim_end_matches('"');
            Some(format!("{} {version}", name.split_once('/')?.1))
        });
        let versions: Vec<String> = versions.collect();
        assert!(versions.len() > 5, "{versions:?}");
        for version in versions {
            assert!(
                told.contains(&version),
                "{version} is not in THIRD-PARTY.txt"
            );
        }
    }

    #[test]
    fn every_font_named_by_the_style_sheet_is_there() {
        let css = Files::get("app.css")
            .map(|file| file.data.into_owned())
            .unwrap_or_default();
        let css = String::from_utf8(css).unwrap();
        let fonts: Vec<&str> = css
            .split("url(\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert!(!fonts.is_empty());
        for font in fonts {
            assert!(Files::get(font).is_some(), "{font}");
        }
        assert!(url("app.css").ends_with("/app.css"));
    }
}
