// What has gone out, to whom and how it looked; one letter of an instance as it would be written now.
export default {
  title: 'исходящие письма',
  async tell({ visitor }) {
    const controller = await visitor('semenova');
    await controller.open('/admin/outbox');
    await controller.follow('Показать, как ушло');
    await controller.unfold('Простой текст');
    await controller.open('/admin/outbox');
    await controller.tab(/^Доставлено/);
    await controller.tab(/^Все/);
    await controller.follow('Следующие');
    await controller.sees('Исходящие письма');
  },
};
