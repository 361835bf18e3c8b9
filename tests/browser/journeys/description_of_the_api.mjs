// A developer who has never seen the API: from the foot of the front page to a sample answer, in both languages.
export default {
  title: 'описание API',
  async tell({ visitor }) {
    const stranger = await visitor();
    await stranger.open('/');
    await stranger.follow('API для программ');
    await stranger.sees('С чего начать', 'Idempotency-Key', 'POST /api/v1/session', 'Выполнить задачу');
    const groups = await stranger.page.$$eval('.card h2', (titles) => titles.map((title) => title.id));
    const unfold = () => stranger.page.$$eval('details', (all) => all.forEach((one) => { one.open = true; }));
    for (let n = 1; groups.includes(`group-${n}`); n += 1) {
      await stranger.open('/api');
      await stranger.page.click(`section[aria-labelledby="group-${n}"] .api-list a`);
      await unfold();
      await stranger.look();
    }
    await stranger.open('/api/tasks');
    await unfold();
    await stranger.sees('Выполнить задачу', 'task_closed', 'Задача уже выполнена или отменена.');
    await stranger.pressAnywhere('English');
    await stranger.sees('Do a task', 'Possible refusals');
    await stranger.openInVain('/api/nothing', 'Page not found');
    const official = await visitor('davydova');
    await official.open('/api/instances');
    await official.sees('Прогноз дела');
  },
};
