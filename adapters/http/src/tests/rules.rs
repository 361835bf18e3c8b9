//! Rules that every page keeps, in both languages: they make the pages usable without a mouse, without sight and
//! under the strict content policy. One rule per function; each names the page that breaks it.

use std::collections::BTreeSet;

use super::html::{Tag, tags};
use super::samples::{self, Sample};
use crate::locale::Language;
use crate::ui::parts::Theme;

fn every_page(check: impl Fn(&Sample, &[Tag<'_>])) {
    for language in [Language::Russian, Language::English] {
        for sample in samples::all(language, Theme::System) {
            check(&sample, &tags(&sample.html));
        }
    }
}

fn opened<'a>(tags: &'a [Tag<'a>], name: &str) -> impl Iterator<Item = &'a Tag<'a>> {
    tags.iter()
        .filter(move |tag| tag.name == name && !tag.closing)
}

#[test]
fn a_page_has_a_language_a_title_and_one_heading() {
    every_page(|page, tags| {
        let lang = opened(tags, "html")
            .next()
            .and_then(|t| t.get("lang"))
            .unwrap_or("");
        assert!(["ru", "en"].contains(&lang), "{}: lang {lang:?}", page.name);
        let title = opened(tags, "title").next().map_or("", |t| t.text);
        assert!(title.contains(" — "), "{}: title {title:?}", page.name);
        assert_eq!(opened(tags, "h1").count(), 1, "{}: one h1", page.name);
        assert_eq!(opened(tags, "main").count(), 1, "{}: one main", page.name);
        let failed = page.html.contains("role=\"alert\"");
        let marked = title.starts_with("Ошибка:") || title.starts_with("Error:");
        assert_eq!(
            failed, marked,
            "{}: mistakes are said in the title",
            page.name
        );
    });
}

#[test]
fn nothing_is_inline_and_nothing_is_foreign() {
    every_page(|page, tags| {
        for tag in tags {
            assert!(
                tag.name != "style" && tag.get("style").is_none(),
                "{}: inline style in {tag:?}",
                page.name
            );
            let handler = tag
                .attributes
                .iter()
                .any(|(name, _)| name.starts_with("on"));
            assert!(!handler, "{}: inline handler in {tag:?}", page.name);
            assert!(
                tag.name != "script" || tag.get("src").is_some() || tag.closing,
                "{}: inline script",
                page.name
            );
            for name in ["src", "href", "action"] {
                let address = tag.get(name).unwrap_or("/");
                assert!(
                    address.starts_with(['/', '#']) && !address.starts_with("//"),
                    "{}: {address}",
                    page.name
                );
            }
        }
    });
}

#[test]
fn ids_are_unique_and_references_lead_somewhere() {
    every_page(|page, tags| {
        let mut ids = BTreeSet::new();
        for id in tags.iter().filter_map(|tag| tag.get("id")) {
            assert!(ids.insert(id), "{}: id {id} twice", page.name);
        }
        for tag in tags {
            for name in ["for", "aria-describedby", "aria-labelledby"] {
                for id in tag.get(name).unwrap_or("").split_whitespace() {
                    assert!(ids.contains(id), "{}: {name} {id} leads nowhere", page.name);
                }
            }
            if let Some(id) = tag.get("href").and_then(|href| href.strip_prefix('#')) {
                assert!(
                    ids.contains(id),
                    "{}: link to #{id} leads nowhere",
                    page.name
                );
            }
        }
    });
}

#[test]
fn every_input_has_a_label_and_every_link_and_button_words() {
    every_page(|page, tags| {
        let labelled: BTreeSet<&str> = opened(tags, "label")
            .filter_map(|tag| tag.get("for"))
            .collect();
        for tag in tags
            .iter()
            .filter(|tag| ["input", "select", "textarea"].contains(&tag.name) && !tag.closing)
        {
            let label = tag.get("type") == Some("hidden")
                || tag.get("aria-label").is_some()
                || tag.get("aria-labelledby").is_some()
                || tag.get("id").is_some_and(|id| labelled.contains(id));
            assert!(label, "{}: no label for {tag:?}", page.name);
        }
        for (index, tag) in tags.iter().enumerate() {
            if !["a", "button", "summary", "th", "label", "legend"].contains(&tag.name)
                || tag.closing
            {
                continue;
            }
            let inner = tags[index..]
                .iter()
                .take_while(|t| !(t.closing && t.name == tag.name));
            let words = inner.map(|t| t.text).collect::<String>();
            assert!(
                !words.trim().is_empty(),
                "{}: no words in {tag:?}",
                page.name
            );
        }
    });
}

#[test]
fn headings_do_not_skip_a_level() {
    every_page(|page, tags| {
        let mut level = 0;
        for tag in tags
            .iter()
            .filter(|tag| !tag.closing && tag.name.len() == 2 && tag.name.starts_with('h'))
        {
            let Ok(next) = tag.name[1..].parse::<u32>() else {
                continue;
            };
            assert!(
                next <= level + 1,
                "{}: h{level} is followed by h{next}",
                page.name
            );
            level = next;
        }
    });
}

#[test]
fn tags_are_closed_in_order() {
    const EMPTY: [&str; 10] = [
        "meta", "link", "input", "br", "hr", "img", "use", "rect", "path", "line",
    ];
    every_page(|page, tags| {
        let mut open: Vec<&str> = Vec::new();
        for tag in tags
            .iter()
            .filter(|tag| !EMPTY.contains(&tag.name) && !tag.name.starts_with('!'))
        {
            if tag.closing {
                assert_eq!(
                    open.pop(),
                    Some(tag.name),
                    "{}: wrong closing tag",
                    page.name
                );
            } else {
                open.push(tag.name);
            }
        }
        assert!(open.is_empty(), "{}: never closed: {open:?}", page.name);
    });
}

#[test]
fn texts_typed_by_people_are_escaped() {
    use crate::ui::parts::{Chip, Tone};
    let chip = Chip::new(Tone::Done, "<script>alert(1)</script>").to_string();
    assert!(
        chip.contains("&#60;script&#62;") || chip.contains("&lt;script&gt;"),
        "{chip}"
    );
}
