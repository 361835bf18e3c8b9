//! Every template from its sample: through the child as PDF, and in process for pages and text.
//! Set `REGLAMENT_TEST_PAPERS` to a folder to look at the papers.

use libtest_mimic::{Failed, Trial};
use reglament_documents::lay_out;

use crate::paper;

/// Pages and words (spaces aside) that the sample of a template must give: process, template, pages, words.
const FACTS: [(&str, &str, usize, &[&str]); 19] = [
    (
        "certification",
        "protocol",
        5,
        &[
            "№ 10",
            "22 октября 2021 г.",
            "Не участвовали в голосовании",
            "Клячина Ю. С.",
            "19 / 30",
            "63,33",
            "76,66",
        ],
    ),
    (
        "certification",
        "order",
        4,
        &[
            "ПРИКАЗЫВАЮ:",
            "не позднее 8 ноября 2021 г.",
            "Семенову А. П., заместителя начальника",
            "Н. Ю. Дашковская",
            "ЛИСТ ОЗНАКОМЛЕНИЯ",
        ],
    ),
    (
        "certification",
        "order_public",
        1,
        &[
            "(выписка)",
            "№ 1345",
            "28 октября 2021 г.",
            "Абрамова Елена Викторовна",
            "Кроме них, сертификацию прошли 2 участника, не давшие согласия",
            "по состоянию на 10 ноября 2021 г.",
        ],
    ),
    (
        "certification",
        "order_amended",
        2,
        &[
            "от 28.10.2021 № 1345",
            "протокола апелляционной комиссии от 08.11.2021 № 2",
            "Казанцева Ирина Юрьевна",
        ],
    ),
    (
        "appeal",
        "order_amended",
        2,
        &[
            "от 28.10.2021 № 1345",
            "протокола апелляционной комиссии от 08.11.2021 № 2",
            "Казанцева Ирина Юрьевна",
        ],
    ),
    (
        "certification",
        "certificate",
        1,
        &[
            "СЕРТИФИКАТ",
            "№ 2021-0147",
            "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ",
            "Иванова Мария Петровна",
            "прошла",
            "28 октября 2021 г.",
            "28 октября 2023 г.",
            "М. П.",
            "И. В. Давыдова",
            "K7QF-2M9X-41TD",
        ],
    ),
    (
        "certification",
        "refusal",
        1,
        &[
            "Ёлкиной Вере Павловне",
            "63,33",
            "2 ноября 2021 г.",
            "Причины отказа:",
            "Рекомендации:",
        ],
    ),
    (
        "certification",
        "consent",
        1,
        &["Иванова Мария Петровна", "152-ФЗ", "М. П. Иванова"],
    ),
    (
        "certification",
        "handing",
        1,
        &[
            "РАСПИСКА",
            "0147-2021",
            "по доверенности от 01.11.2021 № 7",
            "взамен аннулированного № 0139-2021",
        ],
    ),
    (
        "appeal",
        "application",
        2,
        &[
            "В апелляционную комиссию управления образования администрации города Кемерово",
            "Казанцевой Ирины Юрьевны",
            "«21» октября 2021 г.",
            "Согласен (а) на обработку персональных данных.",
            "АПЕЛЛЯЦИОННЫЙ ЛИСТ",
        ],
    ),
    (
        "appeal",
        "protocol",
        2,
        &[
            "76,66",
            "83,33",
            "Апелляцию удовлетворить",
            "в отдел кадров",
        ],
    ),
    (
        "complaint",
        "complaint_card",
        1,
        &[
            "№ Ж-17",
            "Громова Вера Львовна",
            "1 апреля 2016 г.",
            "А. Г. Ракитина",
        ],
    ),
    (
        "complaint",
        "reception_card",
        1,
        &[
            "№ П-4",
            "Ответ дан на приёме",
            "С ответом ознакомлена",
            "В. Л. Громова",
        ],
    ),
    (
        "complaint",
        "extension_notice",
        1,
        &[
            "Громовой Вере Львовне",
            "пунктом 5.6",
            "истекающий 1 апреля 2016 г., продлён до 4 мая 2016 г.",
            "О. В. Иванова",
            "Исполнитель: сектор обращений граждан",
        ],
    ),
    (
        "complaint",
        "answer",
        1,
        &[
            "Громовой Вере Львовне",
            "На жалобу от 02.03.2016 № Ж-17",
            "удовлетворить жалобу",
            "обжаловано в судебном порядке",
            "Исполнитель: Ветрова И. Э.",
        ],
    ),
    (
        "commission",
        "composition",
        2,
        &[
            "О составе сертификационной комиссии",
            "Дашковская Н. Ю., начальник управления образования – председатель;",
            "Клячина Ю. С., методист МБОУ ДПО «Научно-методический центр».",
            "возложить на Семенову А. П.",
        ],
    ),
    (
        "commission",
        "composition_change",
        2,
        &[
            "приказом от 22.09.2021 № 1170",
            "1.1. Вывести из состава комиссии:",
            "1.2. Включить в состав комиссии:",
            "Основание: заявление Клячиной",
        ],
    ),
    (
        "commission",
        "composition_extract",
        1,
        &[
            "с 3 февраля 2022 г. выведена из состава",
            "от 03.02.2022 № 113",
        ],
    ),
    (
        "test_materials",
        "approval_sheet",
        1,
        &[
            "№ КИМ-9",
            "2021-10",
            "Подготовила",
            "С. А. Герасимова",
            "И. В. Давыдова",
        ],
    ),
];

/// One trial for each template.
pub(crate) fn trials() -> Vec<Trial> {
    let each = paper::TEMPLATES.iter().map(|(process, template)| {
        Trial::test(format!("samples::{process}::{template}"), move || {
            draws_up(process, template)
        })
    });
    each.chain([Trial::test(
        "samples::data_are_never_markup",
        data_are_never_markup,
    )])
    .collect()
}

/// Text typed by an applicant is printed as it is, whatever it looks like.
fn data_are_never_markup() -> Result<(), Failed> {
    let mut request = paper::request("certification", "order_amended");
    let school = "#read(\"/data.json\") *x* $1$ <a> \\ @b // c";
    request.data["participants"][0]["school"] = school.into();
    let laid = lay_out(&request).map_err(|fault| fault.sentence().en)?;
    let text: String = paper::pages(&laid).concat().split_whitespace().collect();
    let plain: String = school.split_whitespace().collect();
    if text.contains(&plain) {
        Ok(())
    } else {
        Err(text.into())
    }
}

fn draws_up(process: &str, template: &str) -> Result<(), Failed> {
    let request = paper::request(process, template);
    let laid = lay_out(&request).map_err(|fault| fault.sentence().en)?;
    if let Ok(folder) = std::env::var("REGLAMENT_TEST_PAPERS") {
        let pdf = laid.pdf().map_err(|fault| fault.sentence().en)?;
        std::fs::write(format!("{folder}/{process}-{template}.pdf"), pdf)?;
    }
    let (pages, must) = facts(process, template);
    if laid.page_count() != pages {
        return Err(format!("{} pages, expected {pages}", laid.page_count()).into());
    }
    if let Some(fault) = paper::ill_laid(&laid) {
        return Err(fault.into());
    }
    let text = paper::pages(&laid).join(" ");
    let text: String = text.split_whitespace().collect();
    for fact in must {
        let fact: String = fact.split_whitespace().collect();
        if !text.contains(&fact) {
            return Err(format!("«{fact}» is not in the paper: {text}").into());
        }
    }
    let pdf =
        paper::block_on(paper::renderer().render(&request)).map_err(|error| error.sentence().en)?;
    if pdf != laid.pdf().map_err(|fault| fault.sentence().en)? {
        return Err("the same request gave two different papers".into());
    }
    if !pdf.windows(12).any(|bytes| bytes == b"pdfaid:part>") {
        return Err("the paper does not declare itself PDF/A".into());
    }
    Ok(())
}

fn facts(process: &str, template: &str) -> (usize, &'static [&'static str]) {
    let known = FACTS
        .iter()
        .find(|(of, name, ..)| *of == process && *name == template);
    let Some((_, _, pages, words)) = known else {
        panic!("{process}/{template} has no facts");
    };
    (*pages, words)
}
