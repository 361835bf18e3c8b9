//! What the shared layout decides by itself: cases of posts, the edition of the standard, the code for verification.

use std::collections::BTreeMap;

use libtest_mimic::{Failed, Trial};
use reglament_documents::{PaperFormat, draw_up, lay_out};
use serde_json::{Value, json};

use crate::{editable, paper};

/// One trial for each line of the table, and one for the picture.
pub(crate) fn trials() -> Vec<Trial> {
    let lines = table().into_iter().enumerate();
    let each = lines.map(|(number, (shown, data, expected))| {
        Trial::test(format!("layout::line_{number}"), move || {
            says(shown, data, expected)
        })
    });
    let code = Trial::test("layout::the_code_stands_on_the_first_page", the_code);
    let torn = Trial::test("layout::long_texts_are_torn", long_texts_are_torn);
    let sheet = Trial::test(
        "layout::the_sheet_names_each_once",
        the_sheet_names_each_once,
    );
    each.chain([code, torn, sheet]).collect()
}

type Line = (&'static str, Value, &'static str);

fn table() -> Vec<Line> {
    let dictionary = json!({"organisation": {"declension": [
        {"nominative": "юрисконсульт", "dative": "юрисконсульту"},
        {"nominative": "МБОУ «СОШ № 1»", "genitive": "МБОУ «Средней школы № 1»"},
    ]}});
    let on = |date: &str| json!({"document": {"date": date}});
    vec![
        (
            "#dative-post(\"Директор по развитию\")",
            json!({}),
            "директору по развитию",
        ),
        (
            "#accusative-post(\"заведующая отделом\")",
            json!({}),
            "заведующую отделом",
        ),
        ("#instrumental-post(\"методист\")", json!({}), "методистом"),
        ("#repr(dative-post(\"юрисконсульт\"))", json!({}), "none"),
        (
            "#dative-post(\"юрисконсульт\")",
            dictionary.clone(),
            "юрисконсульту",
        ),
        (
            "#dative-post(\"юрисконсульт отдела\")",
            dictionary.clone(),
            "юрисконсульту отдела",
        ),
        (
            "#declined(\"МБОУ «СОШ № 1»\", \"genitive\")",
            dictionary.clone(),
            "МБОУ «Средней школы № 1»",
        ),
        (
            "#repr(declined(\"МБОУ «СОШ № 1»\", \"dative\"))",
            dictionary,
            "none",
        ),
        ("#gost", on("2025-08-17"), "2016"),
        ("#gost", on("2025-08-18"), "2025"),
        (
            "#gost",
            json!({"organisation": {"gost": "2016"}, "document": {"date": "2026-01-12"}}),
            "2016",
        ),
        ("#repr(corner-width)", on("2025-08-18"), "226.77pt"),
        (
            "#signature(\"директор\", (full: \"Орлов И. И.\", initials_first: \"И. И. Орлов\"))",
            json!({}),
            "Директор И. И. Орлов",
        ),
        (
            "#capital(\"ёлка\")#capital(\"\")#capital([и.~о.])",
            json!({}),
            "Ёлкаи. о.",
        ),
        (
            "#length-of([Слово *и* #table(columns: 1)[ещё] №])",
            json!({}),
            "10",
        ),
    ]
}

fn request(shown: &str, data: Value) -> reglament_documents::RenderRequest {
    let source = format!("#import \"/shared/layout.typ\": *\n#show: official\n{shown}");
    let mut request = paper::lone(&source);
    let layout = paper::regulations().remove("shared/documents/layout.typ");
    request.files.extend(BTreeMap::from([(
        "/shared/layout.typ".to_owned(),
        layout.unwrap(),
    )]));
    request.data = data;
    request
}

fn says(shown: &str, data: Value, expected: &str) -> Result<(), Failed> {
    let laid = lay_out(&request(shown, data)).map_err(|fault| fault.sentence().en)?;
    let text = paper::pages(&laid).join(" ");
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words(&text) == words(expected) {
        Ok(())
    } else {
        Err(format!("{shown} says «{}», expected «{expected}»", words(&text)).into())
    }
}

/// Who is at once dismissed from one part and appointed to another signs the sheet once.
fn the_sheet_names_each_once() -> Result<(), Failed> {
    let person = json!({"family": "Шварц", "given": "Елена", "patronymic": "Фёдоровна", "position": "методист"});
    let data = json!({
        "document": {"date": "2022-02-03", "number": "1"},
        "title": "Об изменении состава",
        "out": [person.clone()],
        "in": [person],
    });
    let shown =
        "#acquaintance-sheet(drawn-from, rows(drawn-from, \"out\") + rows(drawn-from, \"in\"))";
    let laid = lay_out(&request(shown, data)).map_err(|fault| fault.sentence().en)?;
    let text = paper::pages(&laid).join(" ");
    match text.matches("Шварц").count() {
        1 => Ok(()),
        count => Err(format!("{count} lines for one person: {text}").into()),
    }
}

/// What an applicant has written at length goes on on the next page, wherever it stands, and its end is printed.
fn long_texts_are_torn() -> Result<(), Failed> {
    let sentence = "Директор сослался на отсутствие мест и не выдал письменного отказа. ";
    let data = json!({"answer": sentence.repeat(90) + "Конец."});
    for shown in [
        "#table(columns: 2, [Ответ], drawn-from.answer)",
        "#table(columns: (3cm, 1fr), table.header([а], [б]), [Ответ], par(drawn-from.answer), [в], [г])",
        "#facts([Ответ], drawn-from.answer)",
        "#kept-with-next(par(drawn-from.answer))",
    ] {
        let request = request(shown, data.clone());
        let laid = lay_out(&request).map_err(|fault| fault.sentence().en)?;
        if let Some(fault) = paper::ill_laid(&laid) {
            return Err(format!("{shown}: {fault}").into());
        }
        let first = paper::pages(&laid).into_iter().next().unwrap_or_default();
        if laid.page_count() < 2 || first.len() < sentence.len() {
            return Err(format!("{shown}: nothing was torn, {} pages", laid.page_count()).into());
        }
    }
    Ok(())
}

/// Since 2025 the QR code is a requisite of page 1, in the DOCX a picture that the text makes room for.
fn the_code() -> Result<(), Failed> {
    let data = |date: &str| {
        let link = "https://reglament.example/verify/AB2C-DEFG-HJKL";
        json!({"document": {"date": date, "code": "AB2C-DEFG-HJKL", "link": link}})
    };
    for (date, anchored) in [("2025-08-17", false), ("2025-08-18", true)] {
        let shown = "Текст.\n#verification(drawn-from)";
        let file = draw_up(&request(shown, data(date)).as_file(PaperFormat::Docx));
        let file = file.map_err(|fault| fault.sentence().en)?;
        let text = editable::part(&file, "word/document.xml")?;
        let pictures = text.matches("<pic:pic>").count();
        if pictures != 1 || text.contains("wrapTopAndBottom") != anchored {
            return Err(format!("{date}: {pictures} pictures in {text}").into());
        }
        if !text.contains("AB2C-DEFG-HJKL") {
            return Err(format!("{date}: the code is not printed").into());
        }
    }
    Ok(())
}
