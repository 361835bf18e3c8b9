//! What must be so of public pages: what they show at this point of the story.

use reglament_core::Posted;

use super::Play;
use crate::Expect;

pub(super) fn check(play: &Play<'_>, expect: &Expect) -> Result<(), String> {
    let Some(page) = &expect.published else {
        return Ok(());
    };
    let now = play.world.now();
    let instances = play.world.instances();
    let mut shown: Vec<&Posted> = instances
        .flat_map(|instance| instance.publications())
        .filter(|posted| posted.fact.page == *page && posted.withdrawn_at.is_none())
        .filter(|posted| posted.fact.until.is_none_or(|until| until > now))
        .collect();
    shown.sort_by_key(|posted| (posted.at, posted.fact.publication));
    let titles = || {
        let titles = shown.iter().map(|posted| posted.fact.title.as_str());
        titles.collect::<Vec<_>>().join("; ")
    };
    if let Some(count) = expect.count {
        if count != shown.len() {
            return Err(format!("`{page}` shows {}: {}", shown.len(), titles()));
        }
    } else if shown.is_empty() {
        return Err(format!("`{page}` shows nothing"));
    }
    let newest = shown.last().map_or_else(String::new, |posted| {
        let text = posted.fact.text.as_deref().unwrap_or_default();
        format!("{}\n{text}", posted.fact.title)
    });
    let says = |part: &Option<String>| part.as_ref().is_some_and(|part| newest.contains(part));
    if expect.contains.is_some() && !says(&expect.contains) {
        return Err(format!("the newest of `{page}` says: {newest}"));
    }
    if says(&expect.lacks) {
        return Err(format!("the newest of `{page}` says: {newest}"));
    }
    Ok(())
}
