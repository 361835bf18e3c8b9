// Who failed gets a reasoned refusal: the secretary writes it, the participant finds it in the file.
export default {
  title: 'отказ в сертификате с причинами',
  async tell({ visitor }) {
    const secretary = await visitor('davydova');
    await secretary.open('/instances?q=&process=participant&state=');
    await secretary.fill('Поиск', 'Белова Алла');
    await secretary.press('Показать');
    await secretary.follow('Белова Алла', 'Дело участника сертификации, версия');
    await secretary.tab('Документы');
    await secretary.sees('ешение об отказе');
    await secretary.tab('Письма');
    await secretary.follow('Показать, как ушло');
  },
};
