// A document that cannot be drawn holds a case; nobody can mend the cause, and the controller decides that the case goes on
// without it: after reading what will not be done, with a reason, the way on, and a consent.
import assert from 'node:assert/strict';

export default {
  title: 'шаг, который не исправить, пропущен с причиной',
  office: 'stuck',
  async tell({ visitor }) {
    const controller = await visitor('semenova');
    await controller.open('/start/memo');
    await controller.fill('Листов', '0');
    await controller.press('Начать');
    await controller.open('/admin/outbox');
    await controller.sees('Составить справку', 'Повторить');
    await controller.follow('Пропустить шаг');
    await controller.sees('Пропустить шаг «Составить справку»?', 'Не будет сделано', 'Документ «Справка о записке» не будет составлен');
    await controller.pressInVain('Пропустить шаг', 'Укажите причину');
    await controller.fill('Причина', 'Справка составлена на бумаге.');
    await controller.pressInVain('Пропустить шаг', 'Подтвердите');
    assert.equal(await controller.field('Причина').inputValue(), 'Справка составлена на бумаге.');
    await controller.tick('Понимаю');
    await controller.press('Пропустить шаг');
    // What follows cannot be carried out either: there the way has to be chosen.
    await controller.follow('Пропустить шаг «Что дальше»');
    await controller.fill('Причина', 'Решено сообщить.');
    await controller.tick('Понимаю');
    await controller.pressInVain('Пропустить шаг', 'Выберите, что дальше');
    await controller.tick('Сообщить о записке');
    await controller.press('Пропустить шаг');
    await controller.sees('Сообщить о записке');
    await controller.tab('История');
    await controller.sees('Шаг «Составить справку» пропущен: Справка составлена на бумаге', 'Семенова Анна Петровна');
    await controller.tab('Схема');
    await controller.sees('пропущен');
    await controller.task('Сообщить о записке');
    const clerk = await visitor('zhukova');
    await clerk.open('/tasks');
    await clerk.misses('Сообщить о записке');
  },
};
