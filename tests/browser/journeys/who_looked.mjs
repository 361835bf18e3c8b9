// Whoever answers for a case reads who looked at it, and nobody else does.
import assert from 'node:assert/strict';

export default {
  title: 'журнал доступа: кто смотрел дело',
  async tell({ visitor }) {
    const clerk = await visitor('lukina');
    await clerk.openInVain('/admin/access-log', 'Нет доступа', '403');
    await clerk.misses('Журнал доступа');
    const controller = await visitor('semenova');
    await controller.open('/instances');
    await controller.fill('Поиск', 'Абрамова Лидия');
    await controller.press('Показать');
    await controller.follow('Абрамова Лидия');
    await controller.followMore('Кто смотрел');
    await controller.sees('Семенова Анна Петровна', 'Дело: Абрамова Лидия');
    const file = await controller.paper('XLSX');
    assert.match(file.media, /spreadsheet/);
    await controller.fill('По', '2020-01-01');
    await controller.press('Показать');
    await controller.sees('За этим отбором просмотров нет.');
  },
};
