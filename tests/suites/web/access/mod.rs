//! Who may pass which door: every line of the matrix against every kind of person, and the lists that each of them gets.
//!
//! There are two offices. One answers requests (`vera` oversees it); the other inspects schools of two districts. The
//! case in the addresses is about the school `north_1` and was given to `inspector_1`.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use chrono::TimeDelta;
use reglament_core::CommandId;
use reglament_http::access::{DOORS, Door, Relation};
use reglament_runtime::port::Account;
use serde_json::json;
use tower::ServiceExt;

use super::site::{PASSWORD, Site, WORKER_TOKEN, files, monday};

/// What a door says: passed, to the sign-in page, no such thing, or not your office.
const MARKS: [(&str, StatusCode); 4] = [
    ("+", StatusCode::IM_A_TEAPOT),
    (">", StatusCode::SEE_OTHER),
    ("?", StatusCode::NOT_FOUND),
    ("-", StatusCode::FORBIDDEN),
];

/// Relations, in the order of the columns.
const COLUMNS: [Relation; 12] = [
    Relation::Everyone,
    Relation::Code,
    Relation::Worker,
    Relation::Program,
    Relation::Staff,
    Relation::Case,
    Relation::Register,
    Relation::Figures,
    Relation::Process,
    Relation::Supervisor,
    Relation::Overseer,
    Relation::Administrator,
];

/// Who, what each door says, and the schools of the cases in their list. Register and figures are of the first office.
const TABLE: &[(&str, &str, &str)] = &[
    //            everyone code worker program staff case register figures process supervisor overseer administrator
    ("", "+ + > > > > > > > > > >", "-"),
    ("a worker", "+ + + > > > > > > > > >", "-"),
    ("oleg", "+ + > - + ? ? ? ? - - -", "-"),
    ("anna", "+ + > - + ? + + ? - - -", "-"),
    ("vera", "+ + > - + ? + + ? + + +", "-"),
    ("steward", "+ + > - + ? ? ? ? - - +", "-"),
    ("department", "+ + > - + + ? ? + + - -", "north_1 south_1"),
    ("clerk", "+ + > - + + ? ? + - - -", "north_1 south_1"),
    ("north_head", "+ + > - + + ? ? + - - -", "north_1"),
    ("south_head", "+ + > - + ? ? ? + - - -", "south_1"),
    ("north_school", "+ + > - + + ? ? + - - -", "north_1"),
    ("south_school", "+ + > - + ? ? ? + - - -", "south_1"),
    ("inspector_1", "+ + > - + + ? ? ? - - -", "north_1"),
    ("inspector_2", "+ + > - + ? ? ? ? - - -", "south_1"),
];

/// The site with both offices and a case of either district; the id of the northern one.
pub(super) async fn offices() -> (Site, String) {
    let site = Site::open().await;
    let mut all = files();
    for (path, text) in [
        (
            "schools/organisation.yaml",
            include_str!("organisation.yaml"),
        ),
        ("schools/process.yaml", include_str!("process.yaml")),
        ("request/indicators.yaml", include_str!("indicators.yaml")),
    ] {
        all.insert(path.to_owned(), text.to_owned());
    }
    site.service.publish(all, "test").await.unwrap();
    let known = site.service.account("anna").await.unwrap().unwrap();
    for (person, ..) in TABLE.iter().filter(|(person, ..)| !person.contains(' ')) {
        let account = Account {
            person: (*person).to_owned(),
            password: known.password.clone(),
            blocked: false,
            changed_at: monday(),
        };
        site.service.save_account(&account).await.unwrap();
    }
    let mut cases = Vec::new();
    for (school, who) in [("north_1", "inspector_1"), ("south_1", "inspector_2")] {
        let id = CommandId(format!("inspect {school}"));
        let data = json!({"school": school, "who": who});
        let data = data.as_object().unwrap().clone();
        let started = site
            .service
            .start_manual(id, "clerk", "inspection", data, BTreeMap::new());
        cases.push(started.await.unwrap().instance.0);
    }
    (site, cases.swap_remove(0))
}

/// The address of a door, with the northern case and what the first office has.
fn address(door: &Door, case: &str) -> String {
    let parts = door.path.split('/').map(|part| match part {
        "{instance}" => case,
        "{register}" => "answers",
        "{set}" => "work",
        "{indicator}" => "answers",
        "{process}" => "inspection",
        _ if part.starts_with('{') => "1",
        _ => part,
    });
    parts.collect::<Vec<_>>().join("/")
}

async fn token(site: &Site, person: &str) -> String {
    match person {
        "" => String::new(),
        "a worker" => WORKER_TOKEN.to_owned(),
        _ => {
            let sent = json!({"login": person, "password": PASSWORD});
            let call = (axum::http::Method::POST, "/api/v1/session");
            let answer = site.call(call, "", "", &sent).await;
            answer.json()["token"].as_str().expect(person).to_owned()
        }
    }
}

fn request(door: &Door, path: &str, token: &str) -> Request<Body> {
    let mut request = Request::builder().method(door.method).uri(path);
    if !token.is_empty() {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    request.body(Body::empty()).unwrap()
}

#[tokio::test]
async fn every_door_against_everybody() {
    let (site, case) = offices().await;
    let rehearsal = site.rehearsal();
    let mut wrong = Vec::new();
    for (person, marks, _) in TABLE {
        let token = token(&site, person).await;
        let marks: Vec<&str> = marks.split(' ').collect();
        assert_eq!(marks.len(), COLUMNS.len(), "{person}");
        for door in &DOORS {
            let path = address(door, &case);
            let column = COLUMNS
                .iter()
                .position(|one| *one == door.relation)
                .unwrap();
            let mark = MARKS
                .iter()
                .find(|(mark, _)| *mark == marks[column])
                .unwrap();
            let expected = match mark.1 {
                StatusCode::SEE_OTHER if path.starts_with("/api/") => StatusCode::UNAUTHORIZED,
                status => status,
            };
            let answer = rehearsal.clone().oneshot(request(door, &path, &token));
            let found = answer.await.unwrap().status();
            // Whoever does not pass in the rehearsal gets the same answer from the site itself.
            let real = match expected {
                StatusCode::IM_A_TEAPOT => found,
                _ => site.send(request(door, &path, &token)).await.status,
            };
            if (found, real) != (expected, expected) {
                wrong.push(format!(
                    "{person}: {} {path}: {found}, the site {real}, expected {expected}",
                    door.method
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn lists_show_what_one_may_see() {
    let (site, _) = offices().await;
    site.clock.set(monday() + TimeDelta::days(5));
    for (person, _, schools) in TABLE.iter().filter(|(person, ..)| !person.contains(' ')) {
        if person.is_empty() {
            continue;
        }
        let token = token(&site, person).await;
        let expected: Vec<&str> = schools.split(' ').filter(|one| *one != "-").collect();
        for path in [
            "/api/v1/instances?process=inspection",
            "/api/v1/instances",
            "/api/v1/instances?text=th_1",
            "/api/v1/overdue",
        ] {
            let answer = site
                .call((axum::http::Method::GET, path), &token, "", &json!(null))
                .await;
            if expected.is_empty() && path.contains("process=") {
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{person}: {path}");
                continue;
            }
            let rows = answer.json()["rows"].as_array().cloned();
            let rows = rows.unwrap_or_else(|| panic!("{person}: {path}: {}", answer.text));
            let subjects = rows.iter().map(|row| row["subject"].as_str().unwrap());
            let mut found: Vec<&str> = subjects.filter(|one| one.ends_with("_1")).collect();
            found.sort_unstable();
            found.dedup();
            // The board is for those who watch over others: having a task is no reason to see it there.
            let watched = match (path, person.starts_with("inspector")) {
                ("/api/v1/overdue", true) => Vec::new(),
                _ => expected.clone(),
            };
            assert_eq!(found, watched, "{person}: {path}");
        }
    }
}

#[tokio::test]
async fn a_part_opens_the_case_until_the_task_is_taken_away() {
    let (site, case) = offices().await;
    let case = reglament_core::InstanceId(case);
    let sees = async |person: &str| site.service.sees_instance(person, &case).await.unwrap();
    assert!(sees("inspector_1").await);
    assert!(!sees("inspector_2").await);
    let tasks = site.service.my_tasks("inspector_1", None).await.unwrap();
    let task = tasks.rows[0].task;
    let to = reglament_runtime::HandOver::Reassign {
        to: "inspector_2".to_owned(),
        reason: "отпуск".to_owned(),
    };
    let id = CommandId("reassign".into());
    let done = site.service.hand_over(id, "department", &case, task, to);
    done.await.unwrap();
    assert!(sees("inspector_2").await);
    assert!(!sees("inspector_1").await);
    let differences = site.service.verify().await.unwrap();
    assert!(differences.is_empty(), "{differences:?}");
}
