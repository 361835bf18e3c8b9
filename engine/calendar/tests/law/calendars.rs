//! The embedded calendars, overlays, years that arrive later, and what a bad table is told.

use chrono::NaiveDate;
use reglament_calendar::{Calendar, DayKind, DecreeDays, Norm, Overlay, YearTable};

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

#[test]
fn years_have_the_official_norms() {
    let wanted = [
        (2020, 248, 1979),
        (2021, 247, 1972),
        (2022, 247, 1973),
        (2023, 247, 1973),
        (2024, 248, 1979),
        (2025, 247, 1972),
        (2026, 247, 1972),
        (2027, 247, 1972),
    ];
    let calendar = Calendar::russia();
    for (year, days, hours) in wanted {
        let norm = calendar.norm(year).expect("a supported year");
        assert_eq!(
            (norm.working_days, norm.hours, norm.published),
            (days, hours, true),
            "{year}"
        );
    }
    assert!(calendar.published_years().eq(2020..=2027));
    assert_eq!(calendar.norm(2004), None);
    assert_eq!(
        calendar.norm(2028),
        Some(Norm {
            working_days: 250,
            short_days: 4,
            hours: 1996,
            published: false
        })
    );
}

/// Date | decree days | what the calendar says.
const DAYS: &str = "\
2021-10-28 | working | works Workday
2021-10-31 | off | rests Weekend
2021-11-02 | working | works Decree Указ Президента РФ от 20.10.2021 № 595
2021-11-02 | off | rests Decree Указ Президента РФ от 20.10.2021 № 595
2021-11-03 | working | works short Decree Указ Президента РФ от 20.10.2021 № 595
2021-11-03 | off | rests Decree Указ Президента РФ от 20.10.2021 № 595
2021-11-04 | off | rests Holiday День народного единства
2021-11-05 | working | rests MovedOff перенос с 02.01.2021 (ПП РФ от 10.10.2020 № 1648)
2021-02-20 | working | works short MovedWork рабочая суббота, выходной перенесён на 22.02.2021 (ПП РФ от 10.10.2020 № 1648)
2028-03-08 | working | rests Holiday Международный женский день (unpublished)
2028-03-07 | working | works short Workday (unpublished)
2011-01-06 | working | works short Workday (unpublished)
";

#[test]
fn days_say_why_they_work_or_not() {
    let calendar = Calendar::russia();
    for row in DAYS.lines() {
        let cells: Vec<&str> = row.split(" | ").collect();
        let [text, decree, wanted] = cells[..] else {
            panic!("three cells needed: {row}")
        };
        let off = decree == "off";
        let decree_days = if off {
            DecreeDays::Off
        } else {
            DecreeDays::Working
        };
        let day = calendar.day(date(text), decree_days);
        let mut said = String::from(if day.working { "works" } else { "rests" });
        said += if day.short { " short" } else { "" };
        said += &format!(" {:?} {}", day.kind, day.note.unwrap_or_default());
        let published = if day.published { "" } else { " (unpublished)" };
        assert_eq!(format!("{}{published}", said.trim()), wanted, "{row}");
    }
}

#[test]
fn neighbours_are_the_nearest_working_days() {
    let calendar = Calendar::russia();
    let (working, off) = (DecreeDays::Working, DecreeDays::Off);
    assert_eq!(
        calendar.next_working(date("2021-10-29"), working),
        date("2021-11-01")
    );
    assert_eq!(
        calendar.next_working(date("2021-10-29"), off),
        date("2021-11-08")
    );
    assert_eq!(
        calendar.previous_working(date("2022-01-10"), working),
        date("2021-12-30")
    );
    // At the edges of the supported years there is no neighbour: the date itself comes back.
    assert_eq!(
        calendar.next_working(NaiveDate::MAX, working),
        NaiveDate::MAX
    );
    assert_eq!(
        calendar.previous_working(NaiveDate::MIN, working),
        NaiveDate::MIN
    );
}

#[test]
fn overlays_change_days_and_the_reference() {
    let country = Calendar::russia();
    let region = crate::kuzbass();
    let day = region.day(date("2020-12-31"), DecreeDays::Working);
    assert_eq!(
        (day.working, day.short, day.kind),
        (false, false, DayKind::LocalOff)
    );
    assert_eq!(day.scope.as_deref(), Some("исполнительные органы Кузбасса"));
    assert!(country.is_working(date("2020-12-31"), DecreeDays::Working));
    assert_eq!(country.reference().id, "ru");
    assert_eq!(region.reference().id, "ru+kuzbass");
    assert_ne!(country.reference().version, region.reference().version);
    assert_eq!(region.reference(), crate::kuzbass().reference());
    assert_eq!(region.reference().version.len(), 12);

    // One row more is another version under the same name.
    let longer = format!("{}2020-12-30,short,,\n", crate::KUZBASS);
    let longer = Overlay::parse("kuzbass", "Кузбасс", &longer).expect("valid");
    let longer = country.with_overlay(longer).reference();
    assert_eq!(longer.id, region.reference().id);
    assert_ne!(longer.version, region.reference().version);

    // The later overlay wins, and one with the same id replaces the earlier.
    let works = "date,kind,note\n2020-12-31,moved_work,приказ\n";
    let parse = |id| Overlay::parse(id, "Школа", works);
    // `moved_work` on a Thursday is how an organisation takes a regional day off back.
    let school = region.with_overlay(parse("school").expect("valid"));
    assert!(school.is_working(date("2020-12-31"), DecreeDays::Working));
    assert_eq!(school.reference().id, "ru+kuzbass+school");
    let replaced = region.with_overlay(parse("kuzbass").expect("valid"));
    assert_eq!(replaced.overlays().len(), 1);
}

#[test]
fn a_year_that_arrives_is_published() {
    let csv = "date,kind,note\n2028-01-03,holiday,Новогодние каникулы\n";
    let table = YearTable::parse(2028, csv).expect("valid");
    assert_eq!(table.year(), 2028);
    let before = Calendar::russia();
    let after = before.with_year(table);
    assert!(after.is_published(2028) && !before.is_published(2028));
    assert_ne!(before.reference(), after.reference());
    assert!(after.day(date("2028-01-04"), DecreeDays::Working).published);
    assert!(after.is_working(date("2028-01-04"), DecreeDays::Working));
}

#[test]
fn bad_tables_are_told_every_line() {
    let overlay = "date,kind,note\n\
        2021-1-1,holiday,\n\
        2021-02-30,holiday,\n\
        1990-01-01,holiday,\n\
        2021-01-01,party,\n\
        2021-01-01,holiday\n\
        2021-01-01,holiday,\"не закрыта\n\
        2021-01-01,holiday,\"в кавычках, \"\"с запятой\"\"\"\n\
        2021-01-01,moved_work,спор\n";
    let year = "date,kind,note\n2021-01-01,holiday,\n2022-01-04,moved_work,\n2022-01-05,day_off,\n";
    let mut report = String::new();
    let results = [
        Overlay::parse("x", "X", overlay).map(|_| ()),
        Overlay::parse("x", "X", "date;kind;note\n").map(|_| ()),
        Overlay::parse("x", "X", "date,kind,note\n").map(|_| ()),
        Overlay::parse("a b", "X", "").map(|_| ()),
        Overlay::parse("x", &"X".repeat(401), "date,kind,note\n").map(|_| ()),
        YearTable::parse(2022, year).map(|_| ()),
    ];
    for result in results {
        for error in result.expect_err("a bad table") {
            report += &format!("{}\n  {}\n  {}\n", error.code(), error.ru(), error.en());
        }
    }
    insta::assert_snapshot!(report);
}

#[test]
fn tables_have_a_named_size() {
    let row = "2021-01-01,holiday,\n";
    let csv = format!(
        "date,kind,note\n{}",
        row.repeat(reglament_calendar::MAX_ROWS + 1)
    );
    let errors = Overlay::parse("x", "X", &csv).expect_err("too many rows");
    assert!(errors.iter().any(|error| error.code() == "calendar.size"));
}
