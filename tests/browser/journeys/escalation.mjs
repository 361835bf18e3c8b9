// The order is late for days: the ladder has told the head, the controller cancels what cannot be saved, with a reason.
import assert from 'node:assert/strict';

export default {
  title: 'просрочка дошла до начальника, дело прекращено с причиной',
  async tell({ office, visitor }) {
    await office.later('2026-11-10T10:00+07:00');
    assert.ok(await office.letter('dashkovskaya@example.ru', 'Издать приказ'));
    const head = await visitor('dashkovskaya');
    await head.open('/control');
    await head.follow('Издать приказ о результатах');
    await head.tab('История');
    await head.sees('Срок прошёл');
    const controller = await visitor('semenova');
    await controller.open('/control');
    await controller.follow('Издать приказ о результатах');
    await controller.follow('Прекратить дело');
    await controller.pressInVain('Прекратить дело', 'Проверьте ответы');
    await controller.fill('Причина', 'Сессия проведена с нарушениями.');
    await controller.press('Прекратить дело');
    await controller.sees('прекращено');
  },
};
