// A task goes to a colleague and comes back; one taken from a group is seen as taken by the others.
export default {
  title: 'поручить задачу другому и вернуть',
  async tell({ visitor }) {
    const secretary = await visitor('zhukova');
    await secretary.task('Решить вопрос о принятии апелляции');
    await secretary.unfold('Поручить другому');
    await secretary.choose('Кому', 'Савин Роман Дмитриевич, член апелляционной комиссии');
    await secretary.fill('Причина (', 'Уезжаю в командировку.');
    await secretary.press('Поручить другому', 'Кому');
    await secretary.sees('задача передана');
    const colleague = await visitor('savin');
    await colleague.task('Решить вопрос о принятии апелляции');
    await colleague.sees('Кем поручено', 'Жукова');
    await colleague.unfold('Вернуть задачу');
    await colleague.press('Вернуть задачу');
    await secretary.task('Решить вопрос о принятии апелляции');
  },
};
