//! Writes the samples to the folder named by `REGLAMENT_GALLERY`, with the static files beside them, for looking at.
//!
//! `REGLAMENT_GALLERY=folder cargo test -p reglament-http gallery`, then any file server on that folder.

use std::fs;
use std::path::Path;

use super::samples;
use crate::assets;
use crate::locale::Language;
use crate::ui::parts::Theme;

#[test]
fn gallery() {
    let Ok(folder) = std::env::var("REGLAMENT_GALLERY") else {
        return;
    };
    let folder = Path::new(&folder);
    for (suffix, language, theme) in [
        ("", Language::Russian, Theme::Light),
        ("-dark", Language::Russian, Theme::Dark),
        ("-contrast", Language::Russian, Theme::Contrast),
        ("-en", Language::English, Theme::Light),
    ] {
        for sample in samples::all(language, theme) {
            fs::create_dir_all(folder).unwrap();
            fs::write(
                folder.join(format!("{}{suffix}.html", sample.name)),
                sample.html,
            )
            .unwrap();
        }
    }
    for (name, bytes) in assets::all() {
        let path = folder.join(assets::url(&name).trim_start_matches('/'));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}
