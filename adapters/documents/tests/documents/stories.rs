//! Every paper that the stories of the regulations draw, from the data that the engine records, by the real templates.
//!
//! None may be refused: a template that asks for a field which no process gives would stop a commission on the day of
//! its meeting. Some are also read for the words that depend on who signed, who passed and how many. With `REGLAMENT_TEST_PAPERS` set to a folder the papers are written there.

use std::path::Path;

use libtest_mimic::{Failed, Trial};
use reglament_calendar::Calendar;
use reglament_definition::Package;
use reglament_documents::{RenderRequest, lay_out};
use reglament_scenario::{DrawnDocument, Story, World, play_with};

use crate::{editable, paper};

/// Papers of stories, as story and template, and words (spaces aside) that they must have.
const FACTS: [(&str, &str, &[&str]); 19] = [
    (
        "assessment_model/scenarios/consultation.yaml",
        "consultation",
        &["Специалист центра И. В. Ковалева"],
    ),
    (
        "attestation_campaign/scenarios/nine_sections.yaml",
        "plan",
        &[
            "педагогических работников на 2022 год",
            "Директор Н. П. Мешкова",
        ],
    ),
    (
        "attestation_campaign/scenarios/year.yaml",
        "roll",
        &["№ п/п Фамилия, имя, отчество"],
    ),
    (
        "attestation_campaign/scenarios/meetings.yaml",
        "statement",
        &["Начальник районного управления образования"],
    ),
    (
        "assessment_model/scenarios/happy.yaml",
        "consultation",
        &[
            "Автономная некоммерческая организация",
            "Кому Юрьева Анна Петровна, специалист, Муниципалитет 7",
            "Вопрос Как считать баллы?",
        ],
    ),
    (
        "complaint/scenarios/reception_late.yaml",
        "reception_card",
        &["Приём вёл Ю. В. Соляников"],
    ),
    (
        "expert_conclusion/scenarios/passed.yaml",
        "inventory",
        &["Всего документов: 8.", "Сдала М. А. Лукина 01.02.2012"],
    ),
    (
        "certification/scenarios/passed.yaml",
        "order_public",
        &["Кроме названного участника, сертификацию прошёл 1 участник, не давший"],
    ),
    (
        "expert_conclusion/scenarios/passed.yaml",
        "form_1",
        &["2.5 Результативность участия в профессиональных конкурсах:"],
    ),
    (
        "certification/scenarios/chair_recused.yaml",
        "protocol",
        &[
            "Председательствующий: Семенова А. П., заместитель председателя комиссии",
            "Сертификацию проходил 1 человек.",
            "Считать прошедшим сертификацию",
            "Петрова П. П.",
            "Заместитель председателя комиссии А. П. Семенова 21.10.2021",
        ],
    ),
    (
        "certification/scenarios/passed.yaml",
        "protocol",
        &[
            "Сертификацию проходили 2 человека.",
            "Ёлкину А. И., Яковлеву О. С.",
        ],
    ),
    (
        "certification/scenarios/passed.yaml",
        "certificate",
        &[
            "прошла",
            "Дата выдачи 28 октября 2021 г.",
            "Н. Ю. Дашковская",
        ],
    ),
    (
        "certification/scenarios/passed.yaml",
        "handing",
        &["РАСПИСКА", "Давыдова И. В.", "Сертификат выдала"],
    ),
    (
        "certification/scenarios/nobody_passed.yaml",
        "order",
        &["успешно прошедших сертификацию, нет", "3. Контроль"],
    ),
    (
        "certification/scenarios/failed.yaml",
        "refusal",
        &["Петрову Петру Петровичу, директору", "Н. Ю. Дашковская"],
    ),
    (
        "appeal/scenarios/upheld.yaml",
        "application",
        &["Петрова Петра Петровича, директора"],
    ),
    (
        "appeal/scenarios/upheld.yaml",
        "order_amended",
        &[
            "включить в число успешно прошедших добровольную сертификацию (пункт 1) следующего руководящего работника:",
            "сертификат установленного образца руководящему работнику",
        ],
    ),
    (
        "complaint/scenarios/extension.yaml",
        "extension_notice",
        &[
            "gromova@example.ru",
            "истекающий 4 апреля 2016 г., продлён до 3 мая 2016 г.",
        ],
    ),
    (
        "complaint/scenarios/email_closed.yaml",
        "extension_notice",
        &["частью 2 статьи 12 Федерального закона"],
    ),
];

/// Papers of stories that are kept short by the size of their type, and their pages.
const PAGES: [(&str, &str, usize); 1] = [("expert_conclusion/scenarios/passed.yaml", "form_1", 4)];

/// The trial over all stories.
pub(crate) fn trials() -> Vec<Trial> {
    vec![Trial::test(
        "stories::no_paper_is_refused",
        no_paper_is_refused,
    )]
}

fn no_paper_is_refused() -> Result<(), Failed> {
    let package = paper::package()?;
    let mut faults = Vec::new();
    let mut drawn = 0;
    for (path, text) in paper::stories() {
        let own = Story::parse(&text)?.package(&package)?.into_owned();
        let world = play(&own, &path, &text)?;
        for document in world.documents() {
            drawn += 1;
            let request = request(&world, document)?;
            let name = format!("{path}-{drawn}-{}", document.template);
            if let Err(fault) = draw(&request, &name, (&path, &document.template)) {
                faults.push(format!("{name} of {}: {fault}", document.step));
            }
        }
    }
    if drawn < 100 {
        return Err(format!("only {drawn} papers were drawn").into());
    }
    if !faults.is_empty() {
        return Err(format!("{} of {drawn} failed:\n{}", faults.len(), faults.join("\n")).into());
    }
    Ok(())
}

/// The world at the end of a story that comes true.
pub(crate) fn play<'p>(package: &'p Package, path: &str, text: &str) -> Result<World<'p>, Failed> {
    let folder = path.split('/').next().unwrap_or_default();
    let story = Story::parse(text).map_err(|error| format!("{path}: {error}"))?;
    let (played, world) = play_with(package, &Calendar::russia(), folder, &story, false);
    match (played.failed, world) {
        (None, Some(world)) => Ok(world),
        (failed, _) => Err(format!("{path}: {failed:?}").into()),
    }
}

fn request(world: &World<'_>, document: &DrawnDocument) -> Result<RenderRequest, Failed> {
    let instance = world.instance(&document.instance);
    let definition = instance.and_then(|instance| world.definition_of(instance));
    let known = definition.and_then(|known| known.documents.get(&document.template));
    let file = &known.ok_or("the template is not in the package")?.file;
    let data = document.data.iter();
    let data = data.map(|(key, value)| (key.clone(), value.plain_json()));
    let data: serde_json::Map<_, _> = data.collect();
    let files = &world.package().files;
    let today = document.on.to_string();
    Ok(RenderRequest::of_package(files, file, data.into(), today))
}

/// What this paper must say; the words of another person's paper are looked for in one of them only.
fn facts(path: &str, template: &str) -> &'static [&'static str] {
    let known = FACTS
        .iter()
        .find(|(story, paper, _)| *story == path && *paper == template);
    known.map_or(&[], |(_, _, facts)| *facts)
}

fn draw(request: &RenderRequest, name: &str, of: (&str, &str)) -> Result<(), String> {
    let laid = lay_out(request).map_err(|fault| fault.sentence().en)?;
    if let Ok(folder) = std::env::var("REGLAMENT_TEST_PAPERS") {
        let pdf = laid.pdf().map_err(|fault| fault.sentence().en)?;
        let name = name.replace(['/', '.'], "-");
        std::fs::write(Path::new(&folder).join(format!("{name}.pdf")), pdf)
            .map_err(|error| error.to_string())?;
    }
    let known = PAGES
        .iter()
        .find(|(story, template, _)| (*story, *template) == of);
    if let Some((_, _, pages)) = known.filter(|(_, _, pages)| *pages != laid.page_count()) {
        return Err(format!("{} pages, expected {pages}", laid.page_count()));
    }
    if let Some(fact) = paper::lacking(&laid, facts(of.0, of.1)) {
        return Err(format!("«{fact}» is not in the paper"));
    }
    if let Some(fault) = paper::ill_laid(&laid) {
        return Err(fault);
    }
    editable::same_words(request, name)
}
