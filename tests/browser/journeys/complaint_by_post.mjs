// The applicant wants an answer by post: the notice of the extension is sent by hand, and nobody answers before it is.
export default {
  title: 'продление жалобы: уведомление письмом по почте, ответ возвращён и подписан',
  office: 'committee',
  begins: '2016-03-01T10:00+03:00',
  async tell({ office, visitor }) {
    const clerk = await visitor('rakitina');
    await clerk.open('/start/complaint');
    await clerk.tick('по почте');
    await clerk.tick('письменная');
    await clerk.tick('письмом на почтовый адрес');
    await clerk.answer({
      Поступила: '01.03.2016',
      Фамилия: 'Громова',
      Имя: 'Вера',
      'О чём жалоба': 'Отказ',
      'Довод №': 1,
      'Довод (': 'Без причин.',
    });
    await clerk.fill('Почтовый адрес', 'Санкт-Петербург, Лесная ул., 1');
    await clerk.press('Начать');
    await clerk.task('Зарегистрировать жалобу');
    await clerk.press('Готово');

    await office.later('2016-03-30T12:00+03:00');
    const [chair, officer] = [await visitor('ivanova_committee'), await visitor('vetrova')];
    await chair.open('/control');
    await chair.follow('До 3 рабочих дней');
    await chair.follow('Рассмотреть жалобу');
    await chair.follow('Продлить срок');
    await chair.answer({ 'На сколько': '30 дней', Причина: 'Запрошены материалы учреждения.' });
    await chair.press('Продлить срок');

    const answered = { 'Довод №': 1, 'Ответ на довод': 'Портфолио примут повторно.' };
    await officer.task('Рассмотреть жалобу');
    await officer.answer(answered);
    await officer.tick(/^удовлетворить$/);
    await officer.pressInVain('Готово', 'Сначала направьте уведомление');
    await clerk.task('Направить заявителю уведомление');
    await clerk.answer({ 'Уведомление о продлении': '30.03.2016', Подтверждение: 'Заказное письмо № 7' });
    await clerk.press('Готово');
    await officer.task('Рассмотреть жалобу');
    await officer.answer(answered);
    await officer.tick(/^удовлетворить$/);
    await officer.press('Готово');

    await chair.task('Подписать ответ');
    await chair.pressInVain('Вернуть на доработку', 'Заполните поле');
    await chair.fill('Что доработать', 'Назовите день.');
    await chair.press('Вернуть на доработку');
    await officer.task('Доработать ответ');
    await officer.sees('Назовите день');
  },
};
