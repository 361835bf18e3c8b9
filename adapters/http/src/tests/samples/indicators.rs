//! Samples of the indicators: the list of sets, a set with the cases behind a figure.

use super::{Sample, Samples};
use crate::ui::indicators::{
    Bar, CaseList, CaseRow, FigureRow, IndicatorSetCard, IndicatorSetPage, IndicatorsPage,
};
use crate::ui::parts::{Chip, OptionView, Tone};

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
        unjudged: String::new(),
    }
}
