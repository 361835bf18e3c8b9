// What is not for somebody: addresses that lead nowhere, pages of other roles, files of other people.
export default {
  title: 'закрытые двери',
  async tell({ visitor }) {
    const stranger = await visitor();
    await stranger.openInVain('/no-such-page', 'Страница не найдена');
    await stranger.openInVain('/c/AAAA-AAAA', 'Страница не найдена');
    await stranger.openInVain('/verify/AAAAAAAAAAAA', 'Документа с таким кодом нет');
    const official = await visitor('lukina');
    await official.open('/tasks');
    await official.sees('Задач нет', 'Когда ждать следующую?');
    await official.misses('Отсутствия', 'Инциденты и письма');
    await official.openInVain('/admin/outbox', 'Нет доступа', '403');
    await official.openInVain('/start/certification', 'Страница не найдена');
  },
};
