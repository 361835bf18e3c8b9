// A case on all its pages: course, picture, data, documents, letters, history; found by a name and by a state.
import assert from 'node:assert/strict';

export default {
  title: 'дело: поиск и все разделы',
  async tell({ visitor }) {
    const secretary = await visitor('davydova');
    await secretary.open('/instances');
    await secretary.fill('Поиск', 'Абрамова Лидия');
    await secretary.press('Показать');
    await secretary.follow('Абрамова Лидия');
    await secretary.sees('Ход дела', 'Входит в');
    await secretary.follow('головное дело');
    for (const tab of ['Схема', 'Данные', 'Документы', 'Письма', 'История', 'Ход дела']) {
      await secretary.tab(tab);
      await secretary.sees('Сессия 15.10.2026');
    }
    await secretary.tab('Документы');
    const paper = await secretary.paper('Протокол');
    assert.equal(paper.media, 'application/pdf');
  },
};
