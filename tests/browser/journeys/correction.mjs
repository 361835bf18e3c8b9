// A clerk mistypes a complaint. The chair corrects it on the page of the case, says why, and hands the task to another clerk.
export default {
  title: 'председатель исправляет данные дела с причиной и передаёт задачу другому',
  office: 'committee',
  begins: '2016-03-01T10:00+03:00',
  async tell({ visitor }) {
    const clerk = await visitor('rakitina');
    await clerk.open('/instances');
    await clerk.follow('Начать: Жалоба');
    await clerk.tick('по электронной почте');
    await clerk.tick('электронный документ');
    await clerk.tick('на электронную почту');
    await clerk.answer({
      Поступила: '29.02.2016',
      Фамилия: 'Громва',
      Имя: 'Вера',
      'Электронная почта': 'gromova@example.ru',
      'О чём жалоба': 'Отказ в приёме портфолио',
      'Довод №': 1,
      'Довод (': 'Портфолио не приняли без объяснения причин.',
    });
    await clerk.press('Начать');
    await clerk.sees('Открыть задачу');
    await clerk.misses('Исправить данные');

    const chair = await visitor('ivanova_committee');
    await chair.open('/instances');
    await chair.follow('Отказ в приёме портфолио');
    await chair.sees('до чт 03.03.2016');
    await chair.followMore('Исправить данные');
    await chair.sees('Меняются только данные');
    await chair.answer({ Фамилия: 'Громова', Поступила: '01.03.2016' });
    await chair.pressInVain('Исправить', 'Укажите причину');
    await chair.fill('Причина исправления', 'Описка при внесении письма.');
    await chair.press('Исправить');
    await chair.sees('до пт 04.03.2016');
    await chair.tab('Данные');
    await chair.sees('Громова Вера');
    await chair.tab('История');
    await chair.sees('Громва Вера → Громова Вера', '29.02.2016 → 01.03.2016', 'Описка при внесении письма', '03.03.2016 → 04.03.2016');
    await chair.tab('Ход дела');
    await chair.follow('Переназначить');
    await chair.sees('Передать другому исполнителю');
    await chair.choose('Кому', 'Полунин Глеб Аркадьевич, специалист сектора обращений граждан');
    await chair.fill('Причина', 'Ракитина на учёбе.');
    await chair.press('Передать другому исполнителю');

    const other = await visitor('polunin');
    await other.task('Зарегистрировать жалобу');
    await other.sees('Громова');
    await other.press('Готово');
  },
};
