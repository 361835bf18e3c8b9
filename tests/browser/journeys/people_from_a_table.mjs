// The personnel department sends a table: a mistake is told by row and column, mended, what changes is read before anything is
// written, another administrator approves, and the new person stands in the directory.
const HEAD = 'Логин;Фамилия;Имя;Отчество;Должность;Почта;Роли';
const WRONG = `${HEAD}
lugovaya;Луговая;Нина;Андреевна;методист;lugovaya;
demura;;;;главный методист;;`;
const RIGHT = WRONG.replace('методист;lugovaya;', 'методист;lugovaya@example.ru;');

export default {
  title: 'люди из таблицы: ошибка, исправление, согласование вторым лицом',
  async tell({ visitor }) {
    const author = await visitor('semenova');
    await author.open('/admin/people');
    await author.press('Загрузить таблицу людей');
    await author.sees('Люди из таблицы', 'после согласования');
    await author.pressInVain('Посмотреть, что изменится', 'Выберите файл');
    await author.attach('Таблица людей', 'кадры.csv', WRONG);
    await author.pressInVain('Посмотреть, что изменится', 'Не внести: 1 ошибка');
    await author.sees('Люди, строка 2, графа «Почта»', 'Ничего не внесено');
    await author.misses('Внести в черновик');

    await author.attach('Таблица людей', 'кадры.csv', RIGHT);
    await author.press('Посмотреть, что изменится');
    await author.sees('Новые люди: 1', 'Луговая Нина Андреевна', 'Изменятся: 1', 'главный методист');
    await author.press('Внести в черновик');
    await author.sees('внесены в черновик', 'organisation.yaml');
    const draft = new URL(author.page.url()).pathname;
    await author.tab('Что изменится');
    await author.sees('Луговая Нина Андреевна', 'главный методист');
    await author.tab('Согласование');
    await author.press('Отправить на согласование');
    await author.sees('должен другой администратор');
    await author.open('/admin/people?q=лугов');
    await author.misses('Луговая');

    const other = await visitor('dashkovskaya');
    await other.open(`${draft}/review`);
    await other.sees('Луговая Нина Андреевна', 'главный методист');
    await other.press('Опубликовать');
    await other.open('/admin/people?q=лугов');
    await other.follow('Луговая Нина');
    await other.sees('Луговая Нина Андреевна', 'методист');
  },
};
