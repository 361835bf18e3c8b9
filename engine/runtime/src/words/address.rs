//! What administrators are told of an address that takes no letters: in both languages, since nobody chose one.

/// Subject and text.
pub(crate) fn marked_address(
    address: &str,
    name: Option<&str>,
    reason: &str,
    most: u32,
    page: &str,
) -> (String, String) {
    let whose_ru = name.map_or_else(String::new, |name| format!(" ({name})"));
    let subject = format!("Письма на {address} не доходят / Letters to {address} do not arrive");
    let text = format!(
        "Письма на адрес {address}{whose_ru} не доходят: отказов подряд {most}. Последний ответ сервера: {reason}\n\n\
         Необязательные письма (напоминания, сводки) на этот адрес больше не отправляются, обязательные отправляются \
         по-прежнему. Исправьте адрес в справочнике организации или снимите пометку на странице писем.\n\n\
         Letters to {address}{whose_ru} do not arrive: {most} hard bounces. Optional letters no longer go there, those that \
         a regulation orders still do. Mend the address in the directory, or free it on the page of letters.\n\n\
         {page}"
    );
    (subject, text)
}
