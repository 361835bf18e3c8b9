// Registration is over; the methodologist adds somebody with a reason that stays in the history.
import { DAYS } from '../kit/certification.mjs';

export default {
  title: 'поздняя регистрация с причиной',
  async tell({ visitor }) {
    const methodologist = await visitor('gerasimova');
    await methodologist.open('/instances');
    await methodologist.filter('Процесс', 'Добровольная сертификация руководящих работников');
    await methodologist.follow('Сессия 15.10.2026');
    await methodologist.follow('Добавить с опозданием');
    await methodologist.answer({ Фамилия: 'Котова', Имя: 'Вера', Должность: 'директор', 'Образовательная организация': 'СОШ № 3', 'Электронная почта': 'kotova@example.ru', 'Согласен (согласна) на обработку': true });
    await methodologist.pressInVain('Добавить', 'ричин');
    await methodologist.fill('Причина опоздания', 'Сбой связи в день регистрации.');
    await methodologist.press('Добавить');
    await methodologist.follow('История');
    await methodologist.sees('Сбой связи в день регистрации');
  },
};
