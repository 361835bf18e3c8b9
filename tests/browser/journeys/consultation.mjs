// A municipality asks a question through the public form with a file beside it; the project team answers in time.
export default {
  title: 'консультация по запросу с файлом',
  async tell({ office, visitor }) {
    const asker = await visitor();
    await asker.open('/f/consultation');
    await asker.answer({
      Фамилия: 'Рыбина',
      Имя: 'Ольга',
      Должность: 'специалист',
      'Электронная почта': 'rybina@example.ru',
      Муниципалитет: 'г. Ачинск',
      'О чём запрос': 'Показатели',
      Вопрос: 'Как считать долю?',
      'Согласен (согласна) на обработку': true,
    });
    await asker.attach('Материалы к запросу', 'вопрос.txt', 'Приложение');
    await asker.press('Отправить');
    await asker.sees('Заявление принято');
    const team = await visitor('kovaleva');
    await team.task('Проконсультировать');
    await team.sees('вопрос.txt');
  },
};
