//! Schedules and their words in both languages; what words cannot say exactly has none.

use super::schedule_words;
use crate::Language;

#[test]
fn schedules_are_told_in_words() {
    let rows = [
        ("0 0 9 * * *", "каждый день в 09:00", "every day at 09:00"),
        (
            "0 30 8,17 ? * *",
            "каждый день в 08:30 и 17:30",
            "every day at 08:30 and 17:30",
        ),
        (
            "0 0 9 * * MON-FRI",
            "с понедельника по пятницу в 09:00",
            "every day from Monday to Friday at 09:00",
        ),
        (
            "0 0 9 * * tue-thursday",
            "со вторника по четверг в 09:00",
            "every day from Tuesday to Thursday at 09:00",
        ),
        (
            "0 5 7 * * WED",
            "каждую среду в 07:05",
            "every Wednesday at 07:05",
        ),
        (
            "0 0 9 * 9 FRI,MON",
            "по понедельникам и пятницам сентября в 09:00",
            "every Monday and Friday in September at 09:00",
        ),
        (
            "0 0 0 8-14 * TUE",
            "во второй вторник каждого месяца в 00:00",
            "on the second Tuesday of every month at 00:00",
        ),
        (
            "0 0 12 1-7 MAR,OCT SUN",
            "в первое воскресенье марта и октября в 12:00",
            "on the first Sunday of March and October at 12:00",
        ),
        (
            "0 0 0 20 * *",
            "20-го числа каждого месяца в 00:00",
            "on day 20 of every month at 00:00",
        ),
        (
            "0 0 6 1,15 1-3 ?",
            "1-го и 15-го числа января, февраля и марта в 06:00",
            "on days 1 and 15 of January, February and March at 06:00",
        ),
        (
            "0 0 6 10-12 * *",
            "с 10-го по 12-е число каждого месяца в 06:00",
            "on days 10 to 12 of every month at 06:00",
        ),
        (
            "0 0 6 * JUN *",
            "каждый день июня в 06:00",
            "every day in June at 06:00",
        ),
    ];
    for (schedule, ru, en) in rows {
        let words = |language| schedule_words(schedule, language);
        assert_eq!(words(Language::Russian).as_deref(), Some(ru), "{schedule}");
        assert_eq!(words(Language::English).as_deref(), Some(en), "{schedule}");
    }
}

#[test]
fn what_words_cannot_say_has_none() {
    let rows = [
        "",
        "0 0 9 * *",
        "30 0 9 * * *",
        "0 */15 * * * *",
        "0 0 * * * *",
        "0 0 9 */2 * *",
        "0 0 9 8-14 * MON,TUE",
        "0 0 9 9-15 * TUE",
        "0 0 9 25-31 * TUE",
        "0 0 9 13 * FRI",
        "0 0 9 * 13 *",
        "0 0 9 1,8-14 * *",
        "0 0,10,20,30,40,50 8 * * *",
        "0 0 9 * * FRI-MON",
    ];
    for schedule in rows {
        for language in [Language::Russian, Language::English] {
            assert_eq!(schedule_words(schedule, language), None, "{schedule}");
        }
    }
}
