//! The control board on its page: kinds, filters in the address, the strip, ticked rows, the file.

use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use reglament_runtime::{HandOver, OverdueQuery};
use serde_json::json;

use super::site::{Answer, PASSWORD, Site, monday};

const KEY: &str = "0123456789abcdef";

/// Units of the office: Anna works in the north, Boris in a district below it.
const UNITS: &str = "\
unit_kinds: {district: Район}
units:
  north: {name: Северный округ, kind: district}
  wood: {name: Лесной район, kind: district, parent: north}
  south: {name: Южный округ, kind: district}
";

/// Two requests that are two weeks late, in an office with units; the cookie of the controller.
async fn late() -> (Site, String) {
    let site = Site::open().await;
    site.publish_organisation(|text| {
        let text = text.replace("anna: {name", "anna: {unit: north, name");
        let text = text.replace("boris: {name", "boris: {unit: wood, name");
        format!("{text}{UNITS}")
    })
    .await;
    site.file_request().await;
    site.file_request().await;
    site.clock.set(monday() + TimeDelta::days(21));
    let vera = site.sign_in("vera").await;
    (site, vera)
}

fn rows(page: &str) -> usize {
    page.matches("name=\"pick\"").count()
}

#[tokio::test]
async fn the_address_filters() {
    let (site, vera) = late().await;
    for (query, wanted) in [
        ("", 2),
        ("?process=request", 2),
        ("?process=meeting", 0),
        ("?role=clerk", 2),
        ("?role=registry", 0),
        ("?unit=north", 2),
        ("?unit=wood", 2),
        ("?unit=south", 0),
        ("?unit=nowhere", 0),
        ("?person=anna", 2),
        ("?person=oleg", 0),
        ("?process=request&step=answer", 2),
        ("?process=request&step=other", 0),
        ("?from=2026-11-23&until=2026-11-23", 2),
        ("?from=2026-11-24", 0),
        ("?until=2026-11-22", 0),
        ("?from=yesterday", 2),
        ("?view=soon", 0),
        ("?view=nobody", 0),
        ("?view=extended", 0),
        ("?view=held", 0),
    ] {
        let page = site.get(&vera, &format!("/control{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}: {}", page.text);
        assert_eq!(rows(&page.text), wanted, "{query}: {}", page.text);
    }
    let hidden = site.get(&vera, "/control?process=secret").await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    let strip = site.get(&vera, "/control").await.text;
    let cell = "href=\"/control?process=request&#38;unit=wood&#38;step=answer\">2<";
    assert!(strip.contains(cell), "{strip}");
    let guard = site.sign_in("oleg").await;
    assert_eq!(
        rows(&site.get(&guard, "/control").await.text),
        0,
        "no process of theirs"
    );
    let clerk = site.sign_in("anna").await;
    let own = site.get(&clerk, "/control").await;
    assert_eq!(own.status, StatusCode::OK, "{:?}", own.headers);
    let own = own.text;
    assert!(
        own.contains("Ответить") && rows(&own) == 0,
        "may look, may not act: {own}"
    );
}

#[tokio::test]
async fn extended_and_waiting_are_lists_of_their_own() {
    let site = Site::open().await;
    site.complain().await;
    let line = site
        .service
        .my_tasks("anna", None)
        .await
        .unwrap()
        .rows
        .remove(0);
    let body = json!({"login": "vera", "password": PASSWORD});
    let answer = site
        .call((Method::POST, "/api/v1/session"), "", "", &body)
        .await;
    let token = answer.json()["token"].as_str().unwrap().to_owned();
    let vera = site.sign_in("vera").await;
    let act = async |act: &str, body: serde_json::Value| {
        let path = format!("/api/v1/instances/{}/terms/1/{act}", line.instance);
        let key = format!("{KEY}{act}");
        let answer = site.call((Method::POST, &path), &token, &key, &body).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    };
    act("extend", json!({"term": "10 дней", "reason": "запрос"})).await;
    let page = site.get(&vera, "/control?view=extended").await.text;
    assert!(page.contains("Продлён, было до 16.12.2026"), "{page}");
    assert_eq!(site.service.counters("vera").await.unwrap().extended, 1);
    act("suspend", json!({"reason": "нет подлинника"})).await;
    let page = site.get(&vera, "/control?view=held").await.text;
    assert!(page.contains("Срок стоит с 16.11.2026"), "{page}");
    let numbers = site.service.counters("vera").await.unwrap();
    assert_eq!((numbers.extended, numbers.held), (0, 1));
    assert!(site.service.verify().await.unwrap().is_empty());
}

/// Sends the bar above the rows.
async fn press(
    site: &Site,
    cookie: &str,
    (key, wish): (&str, &str),
    picks: &[&str],
    more: &[(&str, &str)],
) -> Answer {
    let mut sent = vec![("_command", key), ("_wish", wish), ("_query", "role=clerk")];
    sent.extend(picks.iter().map(|pick| ("pick", *pick)));
    sent.extend(more);
    site.post(cookie, "/control/together", &sent).await
}

#[tokio::test]
async fn ticked_rows_are_reminded_and_handed_over() {
    let (site, vera) = late().await;
    let page = site.get(&vera, "/control").await.text;
    let picks: Vec<&str> = page
        .split("name=\"pick\" value=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    let press = async |cookie: &str, wish: &str, picks: &[&str], more: &[(&str, &str)]| {
        let key = site.get(&vera, "/control").await.key();
        press(&site, cookie, (&key, wish), picks, more).await
    };
    let done = press(&vera, "remind", &picks, &[]).await;
    assert_eq!(
        done.location(),
        "/control?role=clerk&did=remind&many=2&already=0&gone=0"
    );
    let told = site.get(&vera, done.location()).await.text;
    assert!(
        told.contains("Напоминания отправлены по 2 задачам"),
        "{told}"
    );
    let again = press(&vera, "remind_all", &[], &[]).await;
    assert!(
        again.location().contains("many=0&already=2"),
        "{}",
        again.text
    );

    let anna = site.sign_in("anna").await;
    let (to, why) = (("to", "boris"), ("reason", "отпуск"));
    for (cookie, wish, picks, more, said) in [
        (
            &vera,
            "remind",
            &[][..],
            &[][..],
            "Отметьте хотя бы одну задачу",
        ),
        (
            &vera,
            "reassign",
            &picks[..],
            &[why][..],
            "Выберите, кому передать",
        ),
        (&vera, "reassign", &picks[..], &[to][..], "Напишите причину"),
        (&vera, "sign", &picks[..1], &[][..], "Здесь мало подписи"),
        (&anna, "reassign", &picks[..1], &[to, why][..], "Крыша: "),
        (
            &anna,
            "remind",
            &picks[..1],
            &[][..],
            "1 задача не передана",
        ),
    ] {
        let answer = press(cookie, wish, picks, more).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{wish} {said}"
        );
        assert!(answer.text.contains(said), "{wish}: {}", answer.text);
    }
    let odd = press(&vera, "burn", &picks, &[]).await;
    assert_eq!(odd.status, StatusCode::BAD_REQUEST);
    let done = press(&vera, "reassign", &picks, &[to, why]).await;
    assert!(
        done.location()
            .ends_with("did=reassign&many=2&already=0&gone=0"),
        "{}",
        done.text
    );
    let query = OverdueQuery {
        person: Some("boris".into()),
        ..OverdueQuery::default()
    };
    let board = site.service.overdue("vera", &query).await.unwrap();
    assert_eq!(board.rows.len(), 2);
    assert!(
        board
            .rows
            .iter()
            .all(|line| line.holders == ["Петров Борис Ильич"])
    );
    let left = site.service.my_tasks("anna", None).await.unwrap();
    assert!(left.rows.is_empty());
}

#[tokio::test]
async fn those_above_are_told_of_ticked_rows() {
    let site = Site::open().await;
    site.publish_organisation(|text| {
        text.replace("controller: vera", "controller: vera\n  head: zoya")
    })
    .await;
    site.file_request().await;
    site.clock.set(monday() + TimeDelta::days(7));
    let vera = site.sign_in("vera").await;
    let near = site.get(&vera, "/control?view=soon").await.text;
    assert!(
        near.contains("value=\"remind\"") && !near.contains("value=\"escalate\""),
        "nothing is late: {near}"
    );
    site.clock.set(monday() + TimeDelta::days(21));
    let vera = site.sign_in("vera").await;
    let page = site.get(&vera, "/control").await.text;
    for part in ["value=\"escalate\"", "name=\"note\"", "Сообщить выше"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let (_, pick) = page.split_once("name=\"pick\" value=\"").unwrap();
    let pick = pick.split('"').next().unwrap();
    let send = async |picks: &[&str], note: &str| {
        let key = site.get(&vera, "/control").await.key();
        press(&site, &vera, (&key, "escalate"), picks, &[("note", note)]).await
    };
    let none = send(&[], "комиссия <b>").await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in [
        "Отметьте хотя бы одну задачу",
        "value=\"комиссия &#60;b&#62;\"",
        "<details open>",
    ] {
        assert!(none.text.contains(part), "{part}: {}", none.text);
    }
    let long = "я".repeat(reglament_core::MAX_TEXT + 1);
    let refused = send(&[pick], &long).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("длина текста"), "{}", refused.text);
    let done = send(&[pick], "комиссия в пятницу").await;
    assert!(
        done.location()
            .ends_with("did=escalate&many=1&already=0&gone=0"),
        "{}",
        done.text
    );
    let told = site.get(&vera, done.location()).await.text;
    assert!(
        told.contains("О просрочке сообщено выше по 1 задаче"),
        "{told}"
    );
    let again = send(&[pick], "").await;
    assert!(again.location().contains("many=0&already=1"));
    let told = site.get(&vera, again.location()).await.text;
    assert!(
        told.contains("О 1 задаче сегодня уже сообщили выше"),
        "{told}"
    );
    let (instance, _) = pick.split_once('/').unwrap();
    let history = site
        .get(&vera, &format!("/instances/{instance}/history"))
        .await;
    assert!(
        history
            .text
            .contains("Сообщил(а) о просрочке выше: Смирнова Вера Олеговна")
            && history.text.contains("комиссия в пятницу"),
        "{}",
        history.text
    );

    // The same from the page of the task, where the button is gone for today and back tomorrow.
    let task = format!("/tasks/{pick}");
    let fold = "name=\"escalate-note\"";
    assert!(!site.get(&vera, &task).await.text.contains(fold));
    site.clock.set(monday() + TimeDelta::days(22));
    let vera = site.sign_in("vera").await;
    let shown = site.get(&vera, &task).await;
    assert!(shown.text.contains(fold), "{}", shown.text);
    let key = shown.key();
    let sent = [
        ("_command", key.as_str()),
        ("_outcome", "escalate"),
        ("escalate-note", "ещё раз"),
    ];
    let done = site.post(&vera, &format!("{task}/people"), &sent).await;
    assert_eq!(done.location(), task, "{}", done.text);
    let shown = site.get(&vera, &task).await.text;
    assert!(
        shown.contains("ещё раз") && !shown.contains(fold),
        "{shown}"
    );
    assert!(site.service.verify().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_press_repeated_with_its_key_happens_once() {
    let (site, vera) = late().await;
    let lines = site.service.my_tasks("anna", None).await.unwrap().rows;
    let tasks: Vec<_> = lines
        .iter()
        .map(|line| (line.instance.clone(), line.task))
        .collect();
    let key = reglament_core::CommandId("once".into());
    let wish = reglament_runtime::Together::HandOver(HandOver::Remind);
    for _ in 0..2 {
        let told = site
            .service
            .together(&key, "vera", &tasks, &wish)
            .await
            .unwrap();
        assert_eq!((told.done, told.already), (2, 0));
    }
    let line = site
        .service
        .overdue("vera", &OverdueQuery::default())
        .await
        .unwrap()
        .rows
        .remove(0);
    let board = site.get(&vera, "/control").await.text;
    assert!(
        board.contains(&format!("напомнено {}", line.reminded + line.overdue)),
        "{board}"
    );
}

/// With more units than fit, those of the lowest level are counted in the units above them.
#[tokio::test]
async fn many_units_are_rolled_up() {
    let site = Site::open().await;
    let schools: String = (1..=30)
        .map(|n| {
            format!(
                "  s{n}: {{name: Школа {n}, kind: district, parent: {}}}\n",
                ["wood", "south"][n % 2]
            )
        })
        .collect();
    let people: String = (1..=30)
        .map(|n| format!("  p{n}: {{name: Попова Анна Ивановна, position: директор, unit: s{n}, email: p{n}@example.ru}}\n"))
        .collect();
    site.publish_organisation(|text| {
        let text = text.replace("people:\n", &format!("people:\n{people}"));
        let clerks: Vec<String> = (1..=30).map(|n| format!("p{n}")).collect();
        let text = text.replace("[anna, boris]", &format!("[{}]", clerks.join(", ")));
        let units = UNITS.replace(
            "{name: Южный округ, kind: district}",
            "{name: Южный округ, kind: district, parent: north}",
        );
        format!("{text}{units}{schools}")
    })
    .await;
    site.file_request().await;
    site.clock.set(monday() + TimeDelta::days(21));
    let of = async |unit: Option<&str>| {
        let query = OverdueQuery {
            unit: unit.map(str::to_owned),
            ..OverdueQuery::default()
        };
        let strip = site.service.strip("vera", &query).await.unwrap();
        let told = strip.rows.iter();
        told.map(|row| (row.title.ru.clone(), row.cells.clone()))
            .collect::<Vec<_>>()
    };
    let district = |name: &str| (name.to_owned(), vec![1]);
    let both = [district("Южный округ"), district("Лесной район")];
    assert_eq!(of(None).await, both, "a task counts once in a district");
    assert_eq!(
        of(Some("wood")).await.len(),
        15,
        "the schools of one district"
    );
}

#[tokio::test]
async fn the_list_is_a_file() {
    let (site, vera) = late().await;
    let file = site.get(&vera, "/control/files/xlsx?role=clerk").await;
    assert_eq!(file.status, StatusCode::OK, "{}", file.text);
    assert_eq!(
        file.header("content-disposition"),
        "attachment; filename=\"control-2026-12-07.xlsx\""
    );
    assert_eq!(file.text, "Контроль сроков: Просрочены; 2 строки");
    let none = site.get(&vera, "/control/files/xlsx?role=registry").await;
    assert_eq!(none.text, "Контроль сроков: Просрочены; 0 строки");
    assert_eq!(
        site.get(&vera, "/control/files/exe").await.status,
        StatusCode::NOT_FOUND
    );
}
