//! The session of October 2021 in Kemerovo, forecast from its first day with the history of one like it: the dates that the
//! act gives.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use reglament_calendar::Calendar;
use reglament_core::{Ballots, Context, Numbers, Outside};
use reglament_definition::{Definition, Package, compile};
use reglament_forecast::{Asked, Forecast, History, Line, When, forecast_start};
use reglament_scenario::{Story, play_with};
use reglament_tests::{processes, stories};

fn history(package: &Package) -> BTreeMap<String, History> {
    let stories = stories();
    let text = &stories["certification/scenarios/passed.yaml"];
    let story = Story::parse(text).unwrap();
    let (played, world) = play_with(package, &Calendar::russia(), "certification", &story, false);
    assert_eq!(played.failed, None);
    let mut histories: BTreeMap<String, History> = BTreeMap::new();
    let world = world.unwrap();
    for instance in world.instances() {
        let definition = world.definition_of(instance).unwrap();
        let process = definition.reference.process.clone();
        histories
            .entry(process)
            .or_default()
            .learn(definition, instance);
    }
    histories
}

fn told(package: &Package, histories: &BTreeMap<String, History>) -> Forecast {
    let children: BTreeMap<String, &Definition> = package
        .definitions
        .iter()
        .map(|(id, d)| (id.clone(), d))
        .collect();
    // The second Tuesday, midnight in Novokuznetsk.
    let at: DateTime<Utc> = "2021-10-11T17:00:00Z".parse().unwrap();
    let asked = Asked {
        context: Context {
            definition: &package.definitions["certification"],
            children: &children,
            calendar: &Calendar::russia(),
            organisation: &package.organisation,
            numbers: &Numbers::default(),
            absences: &[],
            ballots: &Ballots::default(),
            outside: &Outside::default(),
            now: at,
            base_url: "",
        },
        plan: None,
        histories,
        absences: &[],
        recount: false,
        children: &BTreeMap::new(),
        messages: &BTreeMap::new(),
        earlier: None,
    };
    forecast_start(asked, BTreeMap::new(), at)
}

fn due(told: &Forecast, step: &str) -> String {
    let due = told.step(step).and_then(|step| step.due(Line::Expected));
    due.map_or_else(|| "-".to_owned(), |due| due.date.to_string())
}

#[test]
fn the_session_of_october_2021_has_its_known_dates() {
    let package = compile(&processes()).package.unwrap();
    let told = told(&package, &history(&package));
    let dates = [
        ("law", "2021-10-13"),
        ("materials", "2021-10-20"),
        ("check_list", "2021-10-20"),
        ("begin", "2021-10-21"),
        ("results", "2021-10-22"),
        ("meeting", "2021-10-25"),
        ("order", "2021-10-28"),
        ("certificates", "2021-10-28"),
        ("publication", "2021-11-02"),
    ];
    for (step, date) in dates {
        assert_eq!(due(&told, step), date, "{step}");
    }
    let child = &told.children[0].forecast;
    assert_eq!(due(child, "handing"), "2021-11-08", "{child:#?}");
    let ended = told.end.expected.at().unwrap().date_naive().to_string();
    assert_eq!(ended, "2021-11-02", "{:#?}", told.end);
    // Nobody registers: the session is over when the window closes, at midnight after the 12th.
    let closes: DateTime<Utc> = "2021-10-12T17:00:00Z".parse().unwrap();
    assert_eq!(told.end.earliest, When::At(closes));
    // The act bounds neither the number of appeals nor how long the amending order takes.
    assert_eq!(told.end.latest, When::Unknown);
    let lawful = [
        ("results", "2021-10-22"),
        ("meeting", "2021-10-26"),
        ("protocol", "2021-10-27"),
        ("order", "2021-11-03"),
        ("publication", "2021-11-10"),
    ];
    for (step, date) in lawful {
        let step = told.step(step).unwrap();
        let due = step.due(Line::Latest).map(|due| due.date.to_string());
        assert_eq!(due.as_deref(), Some(date), "{}", step.step);
        assert_eq!(
            step.done.latest.at().map(|at| at + TimeDelta::seconds(1)),
            step.due(Line::Latest).map(|due| due.at),
            "{}: the whole term and no more",
            step.step
        );
    }
}

#[test]
fn without_history_the_whole_terms_are_counted_and_said() {
    let package = compile(&processes()).package.unwrap();
    let told = told(&package, &BTreeMap::new());
    let order = told.step("order").unwrap();
    assert!(
        order.done.earliest.at() < order.done.latest.at(),
        "{order:#?}"
    );
    assert_eq!(
        order.done.expected, order.done.latest,
        "the whole terms are expected"
    );
    assert!(told.end.expected.at().is_some(), "{:#?}", told.end);
    assert_eq!(
        told.end.latest,
        When::Unknown,
        "an appeal may take any time"
    );
    let ru: Vec<String> = told.said().into_iter().map(|(ru, _)| ru).collect();
    for said in [
        "«Издать приказ о результатах», «Разместить приказ на сайте в разделе «Сертификация»», «Оформить сертификаты»: истории нет – считается весь срок.",
        "«Ждать решений апелляционной комиссии по заданиям»: ждёт сообщения «rescore» – дата неизвестна.",
        "«Регистрация и дела участников»: записавшихся ещё нет – считается один, записавшийся в последний день.",
    ] {
        assert!(
            ru.iter().any(|sentence| sentence.ends_with(said)),
            "{said}\n{ru:#?}"
        );
    }
}
