// Registration is over; the secretary adds somebody with a reason that stays in the history. Not after the test.
import { DAYS, SESSION, register } from '../kit/certification.mjs';

export default {
  title: 'поздняя регистрация с причиной',
  begins: DAYS.registration,
  async tell({ office, visitor }) {
    await register(await visitor(), { family: 'Ёлкина', email: 'elkina@example.ru' });
    await office.later(DAYS.next);
    const secretary = await visitor('davydova');
    await secretary.open('/instances');
    await secretary.filter('Процесс', 'Добровольная сертификация руководящих работников');
    await secretary.follow('Сессия 15.10.2026');
    await secretary.misses('Добавить с опозданием');
    await secretary.open('/instances?q=&process=certification&state=running');
    await secretary.follow(SESSION);
    await secretary.follow('Добавить с опозданием');
    await secretary.answer({
      Фамилия: 'Котова',
      Имя: 'Вера',
      Должность: 'директор',
      'Образовательная организация': 'СОШ № 3',
      'Электронная почта': 'kotova@example.ru',
      'Согласен (согласна) на обработку': true,
    });
    await secretary.pressInVain('Добавить', 'ричин');
    await secretary.fill('Причина опоздания', 'Сбой связи в день регистрации.');
    await secretary.press('Добавить');
    await secretary.tab('История');
    await secretary.sees('Сбой связи в день регистрации');
  },
};
