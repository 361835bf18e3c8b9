// Figures of the centre: what is short of its minimum, as of another day, with the source of every denominator; one of them
// over time, and from a month to the entries behind it.
export default {
  title: 'показатели на дату и по месяцам',
  async tell({ visitor }) {
    const head = await visitor('vershinin');
    await head.open('/indicators');
    await head.follow('Показатели эффективности');
    await head.sees('Нет данных: ', 'нет данных');
    await head.fill('На дату', '2026-12-31');
    await head.press('Показать');
    await head.sees('по состоянию на 31.12.2026');

    const staff = await visitor('shabalin');
    await staff.open('/start/centre_event');
    await staff.answer({ 'Мероприятие': 'Круглый стол наставников', 'Проведено': '05.10.2026', 'Участников': '20' });
    await staff.choose('Форма', 'круглый стол');
    await staff.tick('региональный');
    await staff.tick('В рамках единой федеральной системы');
    await staff.press('Начать');
    await head.task('Проверить сведения о мероприятии');
    await head.press('Сведения верны');

    await head.open('/indicators/centre');
    await head.follow('Мероприятия регионального уровня');
    await head.sees('За каждый год', '2021', '2026', 'год ещё не кончился');
    await head.follow('Кварталы');
    await head.sees('Нарастающим итогом', '4 квартал 2026');
    await head.follow('Месяцы');
    await head.sees('Сентябрь 2026', 'Октябрь 2026', 'ещё идёт, на 09.11.2026');
    await head.page.getByRole('link', { name: '1 запись Октябрь 2026' }).click();
    await head.sees('по состоянию на 31.10.2026', 'Показано 1 из 1', '05.10.2026');
  },
};
