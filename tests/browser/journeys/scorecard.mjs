// A teacher claims points for a portfolio; the expert counts them, and the form explains why a row gives nothing.
export default {
  title: 'портфолио: заявлено, оценено, причины нулей видны',
  office: 'committee',
  begins: '2016-03-01T10:00+03:00',
  async tell({ office, visitor }) {
    const teacher = await visitor('lukina');
    await teacher.open('/start/expert_conclusion');
    await teacher.answer({
      Фамилия: 'Лукина',
      Имя: 'Мария',
      'Электронная почта': 'lukina@example.ru',
      Должность: 'учитель математики',
      'Предыдущая аттестация': '15.02.2011',
    });
    await teacher.tick('ГБОУ «Школа № 11»');
    await teacher.tick('учитель и все');
    await teacher.tick('Соглас');
    await teacher.unfold('курсы пользователя ПК');
    await teacher.fill('Документ', 'Свидетельство № 17', 'курсы пользователя ПК');
    await teacher.fill('Дата', '20.05.2014', 'курсы пользователя ПК');
    await teacher.press('Начать');

    const clerk = await visitor('gorina');
    await clerk.task('Проверить комплектность');
    await clerk.press('Передать эксперту');
    await clerk.task('Назначить эксперта');
    await clerk.tick('Миронов Антон');
    await clerk.press('Готово');
    const expert = await visitor('mironov');
    await expert.task('Оценить портфолио');
    await expert.sees('Свидетельство № 17', 'Общее количество баллов');
    await expert.main().locator('.card-verdict').first().getByLabel('Принять').check();
    // The total follows at once, counted by the server.
    await expert.main().locator('#f-conclusion-total', { hasText: '50' }).waitFor();
    await expert.fill('Место работы, должность', 'методист');
    await expert.tick('С аттестуемым вместе');
    await expert.press('Дать заключение');
    const member = await visitor('drozdova');
    await member.task('Принять заключение к сведению');
    await member.press('Принять к сведению');
  },
};
