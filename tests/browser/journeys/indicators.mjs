// Figures of the centre: what is short of its minimum, as of another day, with the source of every denominator.
export default {
  title: 'показатели на дату',
  async tell({ visitor }) {
    const controller = await visitor('semenova');
    await controller.open('/indicators');
    await controller.follow('Показатели эффективности');
    await controller.sees('Нет данных: ', 'нет данных');
    await controller.fill('На дату', '2026-12-31');
    await controller.press('Показать');
    await controller.sees('по состоянию на 31.12.2026');
  },
};
