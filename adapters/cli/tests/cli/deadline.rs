//! `reglament deadline`: the dates that a lawyer counts by hand, and every way to ask wrongly.

use crate::program::{folder, reglament};

/// `term | from | flags | due | nominal`; the dates were counted by hand on the production calendar of 2021.
const DATES: &str = "
5 рабочих дней     | 2021-10-21 |                    | 2021-10-28 | 2021-10-28
5 working days     | 21.10.2021 |                    | 2021-10-28 | 2021-10-28
5 рабочих дней     | 2021-10-28 | --decree-days=working | 2021-11-08 | 2021-11-08
5 рабочих дней     | 2021-10-28 | --decree-days=off  | 2021-11-11 | 2021-11-11
5 календарных дней | 2021-10-28 |                    | 2021-11-02 | 2021-11-02
10 календарных дней| 2021-10-28 |                    | 2021-11-08 | 2021-11-07
10 календарных дней| 2021-10-28 | --roll=none        | 2021-11-07 | 2021-11-07
10 календарных дней| 2021-10-28 | --start=same-day   | 2021-11-08 | 2021-11-06
30 календарных дней| 2021-12-08 | --back             | 2021-11-08 | 2021-11-08
2 года             | 2021-10-29 |                    | 2023-10-30 | 2023-10-29
120 минут          | 2021-10-21T15:00:00+07:00 | --zone=Asia/Novokuznetsk | 2021-10-21T17:00:00+07:00 | 2021-10-21
2 часа             | 2021-10-21T23:30 | --zone=Asia/Novokuznetsk | 2021-10-22T01:30:00+07:00 | 2021-10-22
";

#[test]
fn dates_agree_with_the_count_by_hand() {
    for row in DATES.trim().lines() {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let mut words = vec!["deadline", cells[0], "--from", cells[1], "--json"];
        words.extend(cells[2].split_whitespace());
        let ran = reglament(&words);
        assert_eq!(ran.code, 0, "{row}\n{}", ran.stdout);
        let answer: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        assert_eq!(answer["due"], cells[3], "{row}");
        assert_eq!(answer["nominal"], cells[4], "{row}");
        assert_eq!(answer["provisional"], false, "{row}");
    }
}

#[test]
fn people_read_the_date_and_how_it_came_about() {
    let ran = reglament(&["deadline", "5 рабочих дней", "--from", "2021-10-28"]);
    insta::assert_snapshot!(ran.stdout);
    let ran = reglament(&[
        "deadline",
        "10 дней",
        "--from",
        "2021-10-28",
        "--lang=en",
        "--closes=17:00",
    ]);
    insta::assert_snapshot!(ran.stdout);
}

#[test]
fn a_year_without_a_calendar_gives_a_provisional_date() {
    let ran = reglament(&["deadline", "5 рабочих дней", "--from", "2031-03-03"]);
    let first = ran.stdout.lines().next().unwrap();
    assert_eq!(first, "10.03.2031, понедельник — предварительно");
}

#[test]
fn an_overlay_adds_the_days_of_a_region() {
    let folder = folder("overlay");
    let good = folder.join("kemerovo.csv");
    std::fs::write(
        &good,
        "date,kind,note\n2021-10-25,day_off,Местный праздник\n",
    )
    .unwrap();
    let overlay = good.to_str().unwrap();
    let ran = reglament(&[
        "deadline",
        "5 рабочих дней",
        "--from=2021-10-21",
        "--json",
        "--overlay",
        overlay,
    ]);
    let answer: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(answer["due"], "2021-10-29");
    assert_eq!(answer["calendar"]["id"], "ru+kemerovo");
    let bad = folder.join("bad.csv");
    std::fs::write(&bad, "date,kind,note\n2021-13-25,day_off,\n").unwrap();
    let ran = reglament(&[
        "deadline",
        "5 рабочих дней",
        "--from=2021-10-21",
        "--overlay",
        bad.to_str().unwrap(),
    ]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("Строка 2: «2021-13-25» не дата"),
        "{}",
        ran.stderr
    );
}

/// `words | what the sentence says`, every one a wrong command line.
const REFUSED: &str = "
deadline --from=2021-10-21 | не указано
deadline пять_дней --from=2021-10-21 | Срок «пять_дней» непонятен
deadline месяц --from=завтра | «завтра» не похоже на дату
deadline месяц --from=2021-10-21 --zone=Kemerovo | Часовой пояс «Kemerovo» неизвестен
deadline месяц --from=2021-10-21 --calendar=by | Календаря «by» нет
deadline месяц --from=2021-10-21 --closes=25:00 | «25:00» не похоже на час
deadline месяц --from=2021-10-21 --roll=up | значение «up» не подходит для «--roll <ROLL>»; возможны: next, previous, none
deadline месяц --form=2021-10-21 | нет параметра «--form»; возможно, имелось в виду «--from»
deadlin месяц | нет команды «deadlin»; возможно, имелось в виду «deadline»
deadline месяц --from=2021-03-28T02:30 --zone=Europe/Berlin | часы переводили вперёд
deadline 9_лет --from=1700-01-01 | Срок «9 лет» выходит за пределы
deadline месяц --from=2021-10-21 --overlay=missing.csv | Файл «missing.csv» не читается
";

#[test]
fn a_wrong_question_is_told_in_russian_and_ends_with_2() {
    for row in REFUSED.trim().lines() {
        let (words, sentence) = row.split_once(" | ").unwrap();
        let words: Vec<String> = words
            .split(' ')
            .map(|word| word.replace("9_лет", "9 лет"))
            .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let ran = reglament(&words);
        assert_eq!(ran.code, 2, "{row}");
        assert!(ran.stderr.contains(sentence), "{row}\n{}", ran.stderr);
        assert!(ran.stdout.is_empty(), "{row}");
    }
}

#[test]
fn with_json_a_failure_is_json_too() {
    let ran = reglament(&[
        "deadline",
        "5 рабочих дней",
        "--from=вчера",
        "--json",
        "--lang=en",
    ]);
    let answer: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(answer["error"]["code"], "from.unreadable");
    assert_eq!(ran.code, 2);
}
