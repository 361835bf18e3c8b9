// Somebody doubts a date: the production calendar shows why, and counts the term on the spot.
export default {
  title: 'производственный календарь и подсчёт срока',
  begins: '2026-11-26T10:00+07:00',
  async tell({ visitor }) {
    const secretary = await visitor('dashkovskaya');
    await secretary.open('/calendar');
    await secretary.follow('Производственный календарь');
    await secretary.sees('Производственный календарь на 2026 год', 'День народного единства', '247 рабочих дней');
    await secretary.fill('Срок', '5 рабочих дней');
    await secretary.fill(/^День события$/, '2026-10-29');
    await secretary.press('Посчитать');
    await secretary.sees('Последний день срока: пт 06.11.2026', 'ср 04.11.2026');
    await secretary.fill('Срок', 'пять суток');
    await secretary.pressInVain('Посчитать', 'Срок', '422');
    await secretary.follow('2027 →');
    await secretary.sees('Производственный календарь на 2027 год');
  },
};
