//! Samples of the indicators: the list of sets, a set with the cases behind a figure.

use super::{Sample, Samples};
use crate::ui::indicator_trend::{IndicatorTrendPage, TrendBar, TrendChart, TrendRow};
use crate::ui::indicators::{
    Bar, CaseList, CaseRow, FigureRow, IndicatorSetCard, IndicatorSetPage, IndicatorsPage,
};
use crate::ui::parts::{Chip, OptionView, Tab, Tone};

pub(super) fn pages(make: Samples) -> Vec<Sample> {
    let set = set(make);
    let empty = IndicatorSetPage {
        cases: None,
        summary: Vec::new(),
        ..set.clone()
    };
    vec![
        make.page("indicators", sets(make)),
        make.page("indicator-set", set),
        make.page("indicator-set-plain", empty),
        make.page("indicator-trend", over_time(make)),
    ]
}

fn sets(make: Samples) -> IndicatorsPage {
    IndicatorsPage {
        shell: make.staff(make.locale.text("indicators.title"), "/indicators"),
        sets: vec![IndicatorSetCard {
            title: "Показатели эффективности центра".to_owned(),
            href: "/indicators/centre".to_owned(),
            note: make.locale.count("indicators.number_of", 7),
        }],
    }
}

fn set(make: Samples) -> IndicatorSetPage {
    let locale = make.locale;
    let mut shell = make.staff("Показатели эффективности центра", "/indicators");
    shell.crumbs = vec![make.crumb("nav.indicators", "/indicators")];
    let year = |year: &str| OptionView::new(year, year, "");
    IndicatorSetPage {
        looks: Vec::new(),
        tiles: false,
        action: "/indicators/centre".to_owned(),
        act: "Распоряжение от 01.03.2021 № 202".to_owned(),
        on: "2021-11-21".to_owned(),
        years: vec![
            OptionView::new("", locale.text("indicators.own_year"), ""),
            year("2021"),
        ],
        said: "2021 год, первый (01.03.2021 – 31.12.2021), по состоянию на 21.11.2021.".to_owned(),
        summary: vec![
            Chip::new(Tone::Done, "Достигнуто: 1"),
            Chip::new(Tone::Overdue, "Не достигнуто: 1"),
        ],
        figures: vec![short(make), unknown(make)],
        cases: Some(CaseList {
            title: "Доля педагогов с маршрутами".to_owned(),
            rows: vec![CaseRow {
                date: "22.10.2021".to_owned(),
                number: "ИОМ-14".to_owned(),
                label: "Иванова Мария Петровна".to_owned(),
                href: "/instances/184".to_owned(),
            }],
            note: locale.fill("indicators.listed", &[("shown", "1"), ("total", "1")]),
        }),
        shell,
    }
}

fn short(make: Samples) -> FigureRow {
    let locale = make.locale;
    FigureRow {
        title: "Доля педагогов с маршрутами".to_owned(),
        note: "Приложение 1.1 · Руководитель Центра".to_owned(),
        value: "4,5\u{a0}%".to_owned(),
        share: "318 из 7060".to_owned(),
        target: "5\u{a0}%".to_owned(),
        state: Some(Chip::new(Tone::Overdue, locale.text("indicators.short"))),
        bar: Some(Bar {
            words: "4,5 % при минимуме 5 %".to_owned(),
            value: 108,
            forecast: Some(121),
            target: Some(120),
            reached: Some(false),
        }),
        forecast: "5,04\u{a0}%".to_owned(),
        assumption: locale.fill(
            "indicators.by_working_days",
            &[("passed", "181"), ("days", "211")],
        ),
        source: "форма ОО-1, на 20.09.2021".to_owned(),
        source_href: Some("/instances/12".to_owned()),
        cases: locale.count("indicators.entries", 318),
        cases_href: "/indicators/centre?of=routes#cases".to_owned(),
        trend_href: "/indicators/centre/routes".to_owned(),
        unjudged: locale.count("indicators.unjudged", 2),
    }
}

fn unknown(make: Samples) -> FigureRow {
    let locale = make.locale;
    FigureRow {
        title: "Доля школ с наставничеством".to_owned(),
        note: "Приложение 1.6".to_owned(),
        value: locale.text("indicators.no_data").to_owned(),
        share: String::new(),
        target: "10\u{a0}%".to_owned(),
        state: Some(Chip::new(Tone::Waiting, locale.text("indicators.no_data"))),
        bar: None,
        forecast: String::new(),
        assumption: String::new(),
        source: String::new(),
        source_href: None,
        cases: locale.count("indicators.entries", 3),
        cases_href: "/indicators/centre?of=mentoring#cases".to_owned(),
        trend_href: "/indicators/centre/routes".to_owned(),
        unjudged: String::new(),
    }
}

fn over_time(make: Samples) -> IndicatorTrendPage {
    let locale = make.locale;
    let mut shell = make.staff("Доля педагогов с маршрутами", "/indicators");
    shell.crumbs = vec![make.crumb("nav.indicators", "/indicators")];
    let bar = |n: u32, height: u32, value: &str| TrendBar {
        left: n * 120,
        x: n * 120 + 38,
        y: TrendChart::GROUND - height,
        height,
        reached: (height > 0).then_some(height > 100),
        running: n == 2,
        target: Some(TrendChart::GROUND - 100),
        value: value.to_owned(),
        label: ["2019", "2020", "2021"][n as usize].to_owned(),
    };
    let row = |period: &str, value: &str, tone, key| TrendRow {
        period: period.to_owned(),
        note: locale.fill("trend.runs", &[("on", "21.11.2021")]),
        value: value.to_owned(),
        share: "318 из 7060".to_owned(),
        target: "5\u{a0}%".to_owned(),
        state: Some(Chip::new(tone, locale.text(key))),
        cases: locale.count("indicators.entries", 318),
        cases_href: "/indicators/centre?on=2021-11-21&year=2021&at=2021-11-21&of=routes#cases"
            .into(),
        unjudged: locale.count("indicators.unjudged", 2),
    };
    let tab = |key, current| Tab {
        title: locale.text(key).to_owned(),
        count: None,
        alarm: false,
        href: "/indicators/centre/routes?every=year".to_owned(),
        current,
    };
    IndicatorTrendPage {
        note: "Приложение 1.1 · Руководитель Центра".to_owned(),
        action: "/indicators/centre/routes".to_owned(),
        on: "2021-11-21".to_owned(),
        years: vec![OptionView::new("2021", "2021", "")],
        every: "year",
        periods: vec![tab("trend.months", false), tab("trend.years", true)],
        said: locale.text("trend.of_year").to_owned(),
        chart: Some(TrendChart {
            words: "2019: нет данных; 2021: 4,5 %".to_owned(),
            place: 120,
            bar: 44,
            bars: vec![bar(0, 0, "–"), bar(1, 120, "6"), bar(2, 90, "4,5")],
            keys: vec![
                ("reached", locale.text("trend.key_reached").to_owned()),
                ("target", locale.text("indicators.target").to_owned()),
            ],
        }),
        rows: vec![
            row("2020", "6\u{a0}%", Tone::Done, "indicators.reached"),
            row("2021", "4,5\u{a0}%", Tone::Overdue, "indicators.short"),
        ],
        shell,
    }
}
