// Figures of the centre: what is short of its minimum, as of another day, with the source of every denominator.
export default {
  title: 'показатели на дату',
  async tell({ visitor }) {
    const head = await visitor('vershinin');
    await head.open('/indicators');
    await head.follow('Показатели эффективности');
    await head.sees('Нет данных: ', 'нет данных');
    await head.fill('На дату', '2026-12-31');
    await head.press('Показать');
    await head.sees('по состоянию на 31.12.2026');
  },
};
