// The secretary's session: forty people have registered; results come from a spreadsheet, the commission meets, both sign.
import { DAYS, SESSION, decide, makeReady } from '../kit/certification.mjs';

const PEOPLE = 40;
const family = (n) => `Участник${'абвгдежзиклмнопрстуфхцчшщэюя'[n % 28].repeat(1 + Math.floor(n / 28))}`;

export default {
  title: 'сессия секретаря с сорока участниками',
  begins: DAYS.registration,
  async tell({ office, visitor }) {
    const at = await office.window('certification');
    for (let n = 0; n < PEOPLE; n += 1) await office.ask(at, { data: person(n) });
    await office.later(DAYS.next);
    const [legal, secretary, chair] = [await visitor('tikhonov'), await visitor('davydova'), await visitor('dashkovskaya')];
    await makeReady(legal, secretary);
    await office.later(DAYS.test);
    await secretary.task('Начать компьютерное тестирование', SESSION);
    await secretary.press('Готово');
    await office.later(DAYS.over);

    await secretary.task('Внести результаты', SESSION);
    const rows = Array.from({ length: PEOPLE }, (_, n) => `${family(n)} Вера;${30 + (n % 21)};50`);
    const table = ['ФИО;Верных;Всего', ...rows, 'Чужой Пётр;10;50'];
    await secretary.attach('Файл с таблицей', 'итоги.csv', table.join('\n'));
    await secretary.press('Загрузить из файла');
    await secretary.sees('Распознано 40 строк', 'Не распознана 1 строка', 'Чужой Пётр');
    await secretary.press('Принять');
    await secretary.press('Готово');

    await office.later(DAYS.meeting);
    await decide(secretary, chair);
    await secretary.open('/instances');
    await secretary.follow(SESSION);
    await secretary.sees('40 дел', 'Издать приказ о результатах');
  },
};

function person(n) {
  return {
    name: { family: family(n), given: 'Вера' },
    position: 'директор',
    school: `МБОУ «СОШ № ${n + 1}»`,
    email: `u${n}@example.ru`,
    consent: true,
  };
}
