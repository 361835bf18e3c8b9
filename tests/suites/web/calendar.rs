//! The month of one's own due dates.

use axum::http::StatusCode;
use chrono::TimeDelta;

use super::site::{Site, monday};

#[tokio::test]
async fn a_month_shows_what_is_mine_on_its_days() {
    let site = Site::open().await;
    let anna = site.sign_in("anna").await;
    let empty = site.get(&anna, "/calendar").await;
    assert_eq!(empty.status, StatusCode::OK, "{}", empty.text);
    assert!(empty.text.contains("Ноябрь 2026"), "{}", empty.text);
    site.file_request().await;
    let task = site.first_task("anna").await;
    let link = format!("href=\"{task}\"");
    let page = site.get(&anna, "/calendar").await.text;
    assert!(page.contains(&link), "{link}: {page}");
    for month in ["month=2026-11", "month=nonsense"] {
        let page = site.get(&anna, &format!("/calendar?{month}")).await.text;
        assert!(page.contains(&link), "{month}: {page}");
    }
    let later = site.get(&anna, "/calendar?month=2027-03").await.text;
    assert!(
        later.contains("Март 2027") && !later.contains(&link),
        "{later}"
    );
    let oleg = site.sign_in("oleg").await;
    let other = site.get(&oleg, "/calendar").await.text;
    assert!(!other.contains(&link), "not of somebody else: {other}");
    let stranger = site.get("", "/calendar").await;
    assert_eq!(stranger.status, StatusCode::SEE_OTHER);
    site.clock.set(monday() + TimeDelta::days(40));
    let anna = site.sign_in("anna").await;
    let now = site.get(&anna, "/calendar").await.text;
    assert!(now.contains("Декабрь 2026"), "the month of today: {now}");
}
