//! Lists the migrations of both databases for the program, and tells Cargo that they are part of this crate.

use std::{env, fs, io, path::Path};

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=../../migrations");
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    for dialect in ["sqlite", "postgres"] {
        let folder = Path::new(&root).join("../../migrations").join(dialect);
        let mut names = Vec::new();
        for entry in fs::read_dir(&folder)? {
            names.push(entry?.file_name().to_string_lossy().into_owned());
        }
        names.retain(|name| name.ends_with(".sql"));
        names.sort();
        let lines = names.iter().map(|name| {
            let path = folder.join(name);
            format!(
                "    ({name:?}, include_str!({:?})),\n",
                path.display().to_string()
            )
        });
        let list = format!("&[\n{}]\n", lines.collect::<String>());
        fs::write(Path::new(&out).join(format!("{dialect}.rs")), list)?;
    }
    Ok(())
}
