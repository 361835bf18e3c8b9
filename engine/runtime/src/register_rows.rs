//! All entries of a register, as expressions and indicators see them.

use reglament_core::MAX_REGISTER_ROWS;
use reglament_expression::Value;

use crate::{
    limits::MAX_REGISTER_PAGE,
    port::{Page, RegisterRow, Store, StoreError},
};

/// The entries in the order of their numbers, year by year.
pub(crate) async fn register_rows(
    store: &dyn Store,
    register: &str,
) -> Result<Vec<Value>, StoreError> {
    let years = store.register_years().await?;
    let mut rows = Vec::new();
    for (_, year, _) in years.iter().filter(|(id, ..)| id == register) {
        let mut after = None;
        loop {
            let limit = MAX_REGISTER_PAGE;
            let page = Page { after, limit };
            let page = store.register(register, *year, &page).await?;
            after = page.last().map(|row| row.number);
            let more = page.len() >= limit as usize;
            rows.extend(page.iter().map(row_value));
            if rows.len() > MAX_REGISTER_ROWS {
                return Err(StoreError::Refused(format!(
                    "the register {register} has more than {MAX_REGISTER_ROWS} rows to go through"
                )));
            }
            if !more {
                break;
            }
        }
    }
    Ok(rows)
}

/// An entry with its number, its date and its instance beside the columns.
pub(crate) fn row_value(row: &RegisterRow) -> Value {
    let mut fields = row.entry.clone();
    fields.insert("number".into(), Value::from(row.text.as_str()));
    fields.insert("registered_on".into(), Value::Date(row.on));
    fields.insert("instance".into(), Value::from(row.instance.as_str()));
    Value::Record(fields)
}
