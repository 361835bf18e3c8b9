// A municipality asks a question through the public form with a file beside it; the project team answers in time.
export default {
  title: 'консультация по запросу с файлом',
  async tell({ office, visitor }) {
    const asker = await visitor();
    await asker.open('/f/consultation');
    await asker.press('Начать заполнение');
    await asker.answer({ Фамилия: 'Рыбина', Имя: 'Ольга', 'Электронная почта': 'rybina@example.ru' });
    await asker.press('Продолжить');
    await asker.answer({
      Должность: 'специалист',
      Муниципалитет: 'г. Ачинск',
      'О чём запрос': 'Показатели',
      Вопрос: 'Как считать долю?',
    });
    await asker.press('Продолжить');
    await asker.attach('Материалы к запросу', 'вопрос.txt', 'Приложение');
    await asker.press('Продолжить');
    await asker.tick('Согласен (согласна) на обработку');
    await asker.press('Продолжить');
    await asker.sees('Проверьте ответы', 'вопрос.txt', 'Как считать долю?');
    await asker.press('Отправить');
    await asker.sees('Заявление принято');
    const team = await visitor('kovaleva');
    await team.task('Проконсультировать');
    await team.sees('вопрос.txt');
  },
};
