// Who failed has a reasoned refusal in the file: the decision as a document, the letter that told of it.
export default {
  title: 'отказ в сертификате с причинами',
  async tell({ visitor }) {
    const secretary = await visitor('davydova');
    await secretary.open('/instances?q=&process=participant&state=');
    await secretary.fill('Поиск', 'Белова Алла');
    await secretary.press('Показать');
    await secretary.follow('Белова Алла');
    await secretary.tab('Документы');
    await secretary.sees('ешение об отказе');
    await secretary.tab('Письма');
    await secretary.sees('@example.ru');
    await secretary.tab('Данные');
    await secretary.sees('Повторить разделы «Кадры» и «Экономика»');
  },
};
