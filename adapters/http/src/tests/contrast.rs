//! The palettes of the style sheets: texts are told from their grounds as far as WCAG asks, in contrasting colours further,
//! and the copies of one palette that media queries need are the same.

use std::collections::{BTreeMap, BTreeSet};

type Palette = BTreeMap<String, String>;

/// Text and ground, wherever they meet.
const TEXTS: [(&str, &str); 18] = [
    ("ink", "bg"),
    ("ink", "surface"),
    ("ink", "sunken"),
    ("ink", "chosen"),
    ("ink", "waiting-bg"),
    ("muted", "bg"),
    ("muted", "surface"),
    ("muted", "sunken"),
    ("primary", "bg"),
    ("primary", "surface"),
    ("primary", "chosen"),
    ("primary-hover", "surface"),
    ("on-primary", "primary"),
    ("done", "done-bg"),
    ("soon", "soon-bg"),
    ("overdue", "overdue-bg"),
    ("incident", "incident-bg"),
    ("waiting", "waiting-bg"),
];

/// What must be seen without being read: edges of fields and buttons.
const EDGES: [(&str, &str); 2] = [("control", "surface"), ("primary", "surface")];

/// Every palette with its scheme, in order; the one for paper has none of the buttons' colours.
fn palettes() -> Vec<(String, Palette)> {
    let css = [
        include_str!("../../static/app.css"),
        include_str!("../../static/contrast.css"),
    ]
    .concat();
    let mut found = Vec::new();
    for part in css.split(" color-scheme: ").skip(1) {
        let (scheme, rest) = part.split_once(';').unwrap();
        let (body, _) = rest.split_once('}').unwrap();
        let pairs = body
            .split(';')
            .filter_map(|line| line.trim().split_once(": "));
        let colours =
            pairs.filter(|(name, value)| name.starts_with("--") && value.starts_with('#'));
        let palette: Palette = colours
            .map(|(name, value)| (name[2..].to_owned(), value.to_owned()))
            .collect();
        if palette.contains_key("chosen") {
            found.push((scheme.to_owned(), palette));
        }
    }
    found
}

/// How bright a colour is: relative luminance of WCAG.
fn luminance(colour: &str) -> f64 {
    let channel = |at: usize| {
        let value = u8::from_str_radix(&colour[at..at + 2], 16).unwrap();
        let part = f64::from(value) / 255.0;
        match part <= 0.040_45 {
            true => part / 12.92,
            false => ((part + 0.055) / 1.055).powf(2.4),
        }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

fn contrast(palette: &Palette, (text, ground): (&str, &str)) -> f64 {
    let [a, b] = [text, ground].map(|name| luminance(&palette[name]) + 0.05);
    a.max(b) / a.min(b)
}

#[test]
fn texts_and_edges_are_told_from_their_grounds() {
    for (scheme, palette) in palettes() {
        let high = palette["line"] == palette["ink"];
        let least = if high { 7.0 } else { 4.5 };
        for pair in TEXTS {
            let found = contrast(&palette, pair);
            assert!(
                found >= least,
                "{scheme}, {pair:?}: {found:.2} in {palette:?}"
            );
        }
        for pair in EDGES {
            let found = contrast(&palette, pair);
            assert!(found >= 3.0, "{scheme}, {pair:?}: {found:.2}");
        }
    }
}

#[test]
fn there_are_four_palettes_however_often_they_are_written() {
    let all = palettes();
    let different: BTreeSet<&Palette> = all.iter().map(|(_, palette)| palette).collect();
    assert_eq!(different.len(), 4, "light, dark, and both in high contrast");
    assert_eq!(all.len(), 6);
    let names = |palette: &Palette| palette.keys().cloned().collect::<Vec<_>>();
    assert!(
        all.windows(2)
            .all(|two| names(&two[0].1) == names(&two[1].1))
    );
}
