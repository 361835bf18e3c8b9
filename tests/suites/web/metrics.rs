//! `/metrics`: what Prometheus reads, read as strictly as it does, and named nowhere without being there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use chrono::TimeDelta;
use reglament_http::{App, metrics_router};
use reglament_telemetry::{Telemetry, TelemetrySettings};
use reglament_tests::root;
use tower::ServiceExt;

use super::site::{Site, monday};

/// What was read: the kind of each family and the value of each row.
#[derive(Default)]
struct Page {
    kinds: BTreeMap<String, String>,
    rows: BTreeMap<String, f64>,
}

async fn scrape(site: &Site) -> Page {
    scrape_of(site.app.clone()).await
}

async fn scrape_of(app: App) -> Page {
    let request = Request::get("/metrics").body(Body::empty()).unwrap();
    let router = metrics_router(app);
    let response = router.oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let kind = response.headers()["content-type"].to_str().unwrap();
    assert_eq!(kind, "text/plain; version=0.0.4; charset=utf-8");
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    read(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// Reads a page: help and kind once before the rows of a family, rows together and never twice, names and labels of the
/// right signs, the last line ended.
fn read(text: &str) -> Result<Page, String> {
    let mut page = Page::default();
    let (mut helped, mut current) = (BTreeSet::new(), String::new());
    let body = text
        .strip_suffix('\n')
        .ok_or("the last line is not ended")?;
    for line in body.split('\n') {
        if let Some(rest) = line.strip_prefix("# HELP ") {
            let (name, help) = rest
                .split_once(' ')
                .ok_or_else(|| format!("no help: {line}"))?;
            if help.trim().is_empty() || !helped.insert(name.to_owned()) {
                return Err(format!("helped twice or not at all: {line}"));
            }
            current = name.to_owned();
        } else if let Some(rest) = line.strip_prefix("# TYPE ") {
            let (name, kind) = rest
                .split_once(' ')
                .ok_or_else(|| format!("no kind: {line}"))?;
            let is_known = ["counter", "gauge", "histogram"].contains(&kind);
            let is_new = page
                .kinds
                .insert(name.to_owned(), kind.to_owned())
                .is_none();
            if name != current || !is_known || !is_new {
                return Err(format!("not a kind of its own family: {line}"));
            }
        } else {
            let (key, value) = row(line)?;
            let name = key.split('{').next().unwrap_or_default();
            let kind = page.kinds.get(&current).ok_or("a row before its family")?;
            let belongs = match (kind.as_str(), name.strip_prefix(current.as_str())) {
                ("histogram", Some(rest)) => ["_bucket", "_sum", "_count"].contains(&rest),
                ("counter", Some(rest)) => rest.is_empty() && name.ends_with("_total"),
                (_, Some(rest)) => rest.is_empty(),
                (_, None) => false,
            };
            if !belongs || page.rows.insert(key, value).is_some() {
                return Err(format!("not of {current}, or twice: {line}"));
            }
        }
    }
    Ok(page)
}

/// A row: its name with labels, and its value.
fn row(line: &str) -> Result<(String, f64), String> {
    let wrong = |what: &str| format!("{what}: {line}");
    let (key, value) = line.rsplit_once(' ').ok_or_else(|| wrong("no value"))?;
    let value = value.parse().map_err(|_| wrong("no number"))?;
    let (name, labels) = match key.split_once('{') {
        Some((name, rest)) => (
            name,
            rest.strip_suffix('}').ok_or_else(|| wrong("not closed"))?,
        ),
        None => (key, ""),
    };
    let is_name = |name: &str| {
        !name.is_empty()
            && name
                .chars()
                .all(|c| c.is_ascii_lowercase() || c == '_' || c == '1')
    };
    if !is_name(name) || !name.starts_with("reglament_") {
        return Err(wrong("a bad name"));
    }
    let mut rest = labels;
    while !rest.is_empty() {
        let (label, after) = rest.split_once("=\"").ok_or_else(|| wrong("a bad label"))?;
        let mut signs = after.char_indices();
        let end = loop {
            match signs.next() {
                Some((_, '\\')) => match signs.next() {
                    Some((_, '\\' | '"' | 'n')) => {}
                    _ => return Err(wrong("a bad escape")),
                },
                Some((at, '"')) => break at,
                Some(_) => {}
                None => return Err(wrong("a value without an end")),
            }
        };
        if !is_name(label) {
            return Err(wrong("a bad label"));
        }
        rest = &after[end + 1..];
        rest = match rest.strip_prefix(',') {
            Some(rest) => rest,
            None if rest.is_empty() => rest,
            None => return Err(wrong("labels run together")),
        };
    }
    Ok((key.to_owned(), value))
}

const PAGES: &str =
    "reglament_http_request_duration_seconds_count{kind=\"page\",method=\"GET\",status=\"2xx\"}";

#[tokio::test]
async fn the_page_is_as_prometheus_wants_it_and_counts() {
    let site = Site::open().await;
    assert_eq!(scrape(&site).await.rows[PAGES], 0.0);
    site.get("", "/sign-in").await;
    site.file_request().await;
    let page = scrape(&site).await;
    assert_eq!(page.rows[PAGES], 2.0, "the sign-in page and the form");
    let done = "reglament_command_duration_seconds_count{kind=\"command\",result=\"done\"}";
    assert_eq!(page.rows[done], 1.0);
    assert!(page.rows["reglament_commit_duration_seconds_count{result=\"done\"}"] >= 1.0);
    assert_eq!(page.rows["reglament_store_up"], 1.0);
    for (name, kind) in &page.kinds {
        if kind != "histogram" {
            continue;
        }
        buckets_grow(&page, name);
    }
}

/// Buckets of every row grow with their bound, up to the count.
fn buckets_grow(page: &Page, name: &str) {
    let start = format!("{name}_count");
    let counts = page.rows.iter().filter(|(key, _)| key.starts_with(&start));
    for (key, count) in counts {
        let labels = key[start.len()..].trim_matches(|c| c == '{' || c == '}');
        let prefix = match labels {
            "" => format!("{name}_bucket{{le="),
            labels => format!("{name}_bucket{{{labels},le="),
        };
        let of_row = page.rows.iter().filter(|(key, _)| key.starts_with(&prefix));
        let mut of_row: Vec<(f64, f64)> = of_row
            .map(|(key, value)| {
                let bound = key[prefix.len()..].trim_matches(|c| c == '"' || c == '}');
                (bound.parse().unwrap(), *value)
            })
            .collect();
        of_row.sort_by(|a, b| a.0.total_cmp(&b.0));
        assert!(of_row.is_sorted_by(|a, b| a.1 <= b.1), "{key}: {of_row:?}");
        assert_eq!(of_row.last().unwrap(), &(f64::INFINITY, *count), "{key}");
    }
}

#[tokio::test]
async fn the_store_is_asked_once_in_a_while_and_missed_when_away() {
    let site = Site::open().await;
    let overdue = "reglament_tasks_overdue";
    site.file_request().await;
    assert_eq!(scrape(&site).await.rows[overdue], 0.0);
    site.clock.set(monday() + TimeDelta::days(30));
    assert_eq!(scrape(&site).await.rows[overdue], 1.0);
    site.store.close().await;
    let page = scrape(&site).await;
    assert_eq!(
        page.rows["reglament_store_up"], 1.0,
        "as known a moment ago"
    );
    site.clock
        .set(monday() + TimeDelta::days(30) + TimeDelta::seconds(5));
    let page = scrape(&site).await;
    assert_eq!(page.rows["reglament_store_up"], 0.0);
    assert!(
        !page.rows.contains_key(overdue),
        "old figures are not repeated"
    );
}

#[tokio::test]
async fn visitors_find_no_metrics() {
    let site = Site::open().await;
    let steward = site.sign_in("vera").await;
    for cookie in ["", steward.as_str()] {
        let answer = site.get(cookie, "/metrics").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.text);
    }
}

#[tokio::test]
async fn alarms_and_their_pages_name_what_there_is() {
    let site = Site::open().await;
    let collector = TelemetrySettings {
        endpoint: Some("http://127.0.0.1:1".into()),
    };
    let telemetry = Telemetry::start(&collector).unwrap().unwrap();
    let app = site.app.clone().with_more_metrics(telemetry.measures());
    let page = scrape_of(app).await;
    let known = |name: &str| {
        let of_histogram = ["_bucket", "_sum", "_count"].iter().any(|end| {
            let family = name.strip_suffix(end).unwrap_or_default();
            page.kinds
                .get(family)
                .is_some_and(|kind| kind == "histogram")
        });
        of_histogram || page.kinds.contains_key(name)
    };
    let alerts = fs::read_to_string(root().join("deploy/prometheus/alerts.yml")).unwrap();
    let alarms = fs::read_to_string(root().join("docs/alarms.md")).unwrap();
    let mut named = BTreeSet::new();
    for text in [&alerts, &alarms] {
        let is_word = |c: char| c.is_ascii_lowercase() || c == '_';
        let words = text.split(|c| !is_word(c));
        named.extend(words.filter(|word| word.starts_with("reglament_")));
    }
    let unknown: Vec<_> = named.iter().filter(|name| !known(name)).collect();
    assert!(unknown.is_empty(), "no such metrics: {unknown:?}");
    let unnamed: Vec<_> = page
        .kinds
        .keys()
        .filter(|family| !named.iter().any(|name| name.starts_with(family.as_str())))
        .collect();
    assert!(unnamed.is_empty(), "told in no document: {unnamed:?}");
    let rules = alerts
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- alert: "));
    let rules: Vec<&str> = rules.collect();
    assert!(rules.len() >= 15, "{rules:?}");
    for rule in rules {
        let heading = format!("### {rule}\n");
        assert!(alarms.contains(&heading), "docs/alarms.md lacks: {heading}");
    }
}
