// The controller's morning: what is overdue, who holds it, why it is late; then a reminder with one press, once a day.
import assert from 'node:assert/strict';

export default {
  title: 'руководитель находит просроченный шаг и напоминает',
  async tell({ office, visitor }) {
    const controller = await visitor('semenova');
    await controller.open('/control');
    await controller.sees('Просрочено', 'Издать приказ о результатах', 'Орлова');
    await controller.follow('Издать приказ о результатах');
    await controller.unfold('Почему эта дата');
    await controller.sees('5 рабочих дней', 'Ход дела');

    // A certificate lies unclaimed; the session that it belongs to shows what else is late.
    await controller.open('/control');
    await controller.follow('Выдать сертификат');
    await controller.follow('головное дело');
    await controller.follow('Сводка по срокам');
    await controller.press('Напомнить');
    await controller.sees('Напоминание отправлено');
    assert.ok(await office.letter('davydova@example.ru', 'Выдать сертификат'));
    await controller.misses('Напомнить:');
  },
};
