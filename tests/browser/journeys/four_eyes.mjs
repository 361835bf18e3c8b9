// Nobody approves test materials of his own: the author does not get the task, a deputy does.
export default {
  title: 'свои материалы не утверждают',
  async tell({ visitor }) {
    const legal = await visitor('tikhonov');
    await legal.task('Проверить нормативную базу материалов');
    await legal.press('Готово');
    const author = await visitor('davydova');
    await author.task('Обновить и дополнить материалы');
    await author.answer({ 'Версия': '2026-11', 'Что обновлено': 'Новые редакции законов.' });
    await author.press('Готово');
    await author.open('/tasks');
    await author.misses('Утвердить версию');
    const deputy = await visitor('shvarts');
    await deputy.task('Утвердить версию материалов');
    await deputy.sees('Новые редакции законов');
    await deputy.press('Утвердить');
  },
};
