//! A browser in words, from how it names itself. Only to recognise one's own sessions: the name proves nothing.

use axum::http::{HeaderMap, header};

use crate::limits;
use crate::locale::Locale;

/// What browsers call themselves, the more special name first: most of them also claim to be others.
const BROWSERS: [(&str, &str); 9] = [
    ("YaBrowser/", "device.yandex"),
    ("Chromium-GOST/", "device.chromium_gost"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Vivaldi/", "Vivaldi"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
];

/// Systems, the more special name first.
const SYSTEMS: [(&str, &str); 8] = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Astra", "Astra Linux"),
    ("Linux", "Linux"),
];

/// How a request names its browser or program: bounded, on one line.
pub(crate) fn agent_of(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT);
    let agent = agent.and_then(|agent| agent.to_str().ok());
    let agent = agent.unwrap_or_default().chars();
    agent.take(limits::DEVICE_CHARS).collect()
}

/// The same in words with the version, to tell one's own browsers apart: «Firefox 143, Windows».
pub(crate) fn versioned(agent: &str, locale: Locale) -> String {
    let words = words(agent, locale);
    let mark = BROWSERS.iter().find(|(mark, _)| agent.contains(mark));
    let Some((mark, _)) = mark else { return words };
    // Safari tells its own version before its name, where the others tell theirs behind it.
    let told = if *mark == "Safari/" {
        "Version/"
    } else {
        *mark
    };
    let version = agent.split(told).nth(1).unwrap_or_default();
    let version: String = version.chars().take_while(char::is_ascii_digit).collect();
    match words.split_once(", ") {
        _ if version.is_empty() => words,
        Some((browser, system)) => format!("{browser} {version}, {system}"),
        None => format!("{words} {version}"),
    }
}

/// The same in words: «Firefox, Windows».
pub(crate) fn words(agent: &str, locale: Locale) -> String {
    let find = |known: &[(&str, &'static str)]| {
        let found = known.iter().find(|(mark, _)| agent.contains(mark));
        found.map(|(_, name)| match name.starts_with("device.") {
            true => locale.text(name),
            false => name,
        })
    };
    match (find(&BROWSERS), find(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) if agent.is_empty() => locale.text("device.unknown").to_owned(),
        (None, None) => {
            let name = agent.split(['/', ' ']).next().unwrap_or_default();
            locale.fill("device.program", &[("name", name)])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{versioned, words};
    use crate::locale::{Language, Locale};

    #[test]
    fn browsers_are_told_in_words() {
        let rows = [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 YaBrowser/26.9 Safari/537.36",
                "Яндекс Браузер, Windows",
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
                "Firefox, Linux",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1",
                "Safari, iPhone",
            ),
            (
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36",
                "Chrome, Android",
            ),
            ("curl/8.14.1", "curl"),
            ("python-requests/2.32", "программа python-requests"),
            ("", "неизвестное устройство"),
        ];
        for (agent, expected) in rows {
            assert_eq!(words(agent, Locale::new(Language::Russian)), expected);
        }
        let rows = [
            (rows[0].0, "Яндекс Браузер 26, Windows"),
            (rows[1].0, "Firefox 143, Linux"),
            (rows[2].0, "Safari 19, iPhone"),
            (rows[3].0, "Chrome 140, Android"),
            (rows[4].0, "curl 8"),
            (rows[5].0, "программа python-requests"),
            (rows[6].0, "неизвестное устройство"),
        ];
        for (agent, expected) in rows {
            assert_eq!(versioned(agent, Locale::new(Language::Russian)), expected);
        }
    }
}
