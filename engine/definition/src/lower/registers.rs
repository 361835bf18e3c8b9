//! The `registers.yaml` files: journals, their numbers and columns.

use std::collections::BTreeMap;

use super::once::{File, Once};
use super::{Block, Reader, data, verification};
use crate::grammar::{REGISTER, REGISTERS};
use crate::model::Register;
use crate::source::Entry;

/// Reads the registers of all files, each with the path of its file.
pub(crate) fn registers<'a>(files: &[File<'a>]) -> BTreeMap<String, (Register, String)> {
    let mut once = Once::default();
    let mut all = BTreeMap::new();
    for (reader, root) in files {
        let block = Block::shape(*reader, root, &REGISTERS);
        let Some(block) = block.and_then(|block| Block::any(*reader, block.need("registers")?))
        else {
            continue;
        };
        for entry in block.entries() {
            let new = once.is_new(*reader, entry, entry.key.clone());
            if let Some(register) = register(*reader, entry).filter(|_| new) {
                let path = reader.source.path.clone();
                all.insert(register.id.clone(), (register, path));
            }
        }
    }
    all
}

fn register<'a>(reader: Reader<'a>, entry: &'a Entry) -> Option<Register> {
    reader.check_id(&entry.key, &entry.key_span);
    let block = Block::shape(reader, &entry.value, &REGISTER)?;
    let known = data::Known {
        roles: &BTreeMap::new(),
        loops: &[],
        computed: false,
        forms: false,
    };
    let number = block.need_word("number");
    if let Some(word) = number.as_ref().filter(|word| !prints_number(&word.text)) {
        let ru = format!("В номере «{}» нет `{{n}}`.", word.text);
        let en = format!("The number `{}` has no `{{n}}`.", word.text);
        let hint = (
            "Например, `{n:4}-{year}`.".to_owned(),
            "For example, `{n:4}-{year}`.".to_owned(),
        );
        reader.error("R015", &word.span, ru, en, Some(hint));
    }
    let columns = block.get("columns");
    let columns = columns.map(|node| data::fields(reader, node, &known));
    let mut register = Register {
        id: entry.key.clone(),
        title: block.title("title"),
        number: number.map(|word| word.text).unwrap_or_default(),
        yearly: block.flag("yearly"),
        columns: columns.unwrap_or_default(),
        verification: None,
    };
    register.verification = verification::read(reader, block, &register);
    Some(register)
}

/// Whether the pattern prints the number and nothing in braces that is not known.
fn prints_number(pattern: &str) -> bool {
    let mut rest = pattern.replace("{n}", "\u{1}").replace("{year}", "");
    for width in 2..=8 {
        rest = rest.replace(&format!("{{n:{width}}}"), "\u{1}");
    }
    rest.contains('\u{1}') && !rest.contains(['{', '}'])
}
