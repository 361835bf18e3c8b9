// A complaint of 2016 needs more than thirty days: the chair extends the term before it is over, the applicant is told.
import assert from 'node:assert/strict';

export default {
  title: 'срок жалобы продлён, заявитель уведомлён',
  office: 'committee',
  begins: '2016-03-01T10:00+03:00',
  async tell({ office, visitor }) {
    const clerk = await visitor('rakitina');
    await clerk.open('/instances');
    await clerk.follow('Начать: Жалоба');
    await clerk.tick('по электронной почте');
    await clerk.tick('электронный документ');
    await clerk.tick('на электронную почту');
    await clerk.answer({
      Поступила: '01.03.2016',
      Фамилия: 'Громова',
      Имя: 'Вера',
      'Электронная почта': 'gromova@example.ru',
      'О чём жалоба': 'Отказ в приёме портфолио',
      'Довод №': 1,
      'Довод (': 'Портфолио не приняли без объяснения причин.',
    });
    await clerk.press('Начать');
    await clerk.task('Зарегистрировать жалобу');
    await clerk.press('Готово');

    // The thirtieth day is Thursday 31 March.
    const officer = await visitor('vetrova');
    await officer.task('Рассмотреть жалобу');
    await officer.sees('до чт 31.03.2026'.replace('2026', '2016'));
    await officer.misses('Продлить срок');

    await office.later('2016-03-30T12:00+03:00');
    const chair = await visitor('ivanova_committee');
    await chair.open('/control');
    await chair.follow('До 3 рабочих дней');
    await chair.follow('Рассмотреть жалобу');
    await chair.follow('Продлить срок');
    await chair.fill('На сколько', '31 день');
    await chair.fill('Причина', 'Запрошены материалы учреждения.');
    await chair.pressInVain('Продлить срок', 'не больше');
    await chair.fill('На сколько', '30 дней');
    await chair.press('Продлить срок');
    const notice = await office.letter('gromova@example.ru', 'продлён до');
    // The sixtieth day is Saturday 30 April; the next working day is 4 May, after the days off of that year.
    assert.match(notice.subject, /№ Ж-1 продлён до \d\d\.05\.2016/);
    assert.match(notice.text, /Запрошены материалы учреждения/);
  },
};
