// What people of the certification do in several journeys: the parts of its regulation that a story only passes through.

/** Days of the session of November 2026. */
export const DAYS = {
  eve: '2026-11-09T10:00+07:00',
  registration: '2026-11-10T09:30+07:00',
  next: '2026-11-11T09:00+07:00',
  test: '2026-11-19T10:00+07:00',
  over: '2026-11-19T13:00+07:00',
  meeting: '2026-11-20T14:00+07:00',
  order: '2026-11-24T11:00+07:00',
};

/** What the session is called in lists. */
export const SESSION = 'Сессия 19.11.2026';

/** The public form as the front page calls it. */
export const SERVICE = 'Добровольная сертификация руководящих работников';

/** Begins the public form. */
export async function beginForm(person) {
  await person.awaits('/', 'Открыто до вт 10.11.2026');
  await person.follow(SERVICE);
  await person.sees('Что понадобится');
  await person.press('Начать заполнение');
}

/** Registers through the public form, page by page; gives the code of the file. */
export async function register(person, { family, email }) {
  await beginForm(person);
  await person.answer({
    Фамилия: family,
    Имя: 'Вера',
    Отчество: 'Павловна',
    'Электронная почта': email,
    Телефон: '+7 3842 11-22-33',
  });
  await person.press('Продолжить');
  await person.answer({ Должность: 'директор', 'Образовательная организация': 'МБОУ «СОШ № 10»' });
  await person.tick('Согласен (согласна) на размещение');
  await person.press('Продолжить');
  await person.tick('Согласен (согласна) на обработку');
  await person.press('Продолжить');
  await person.sees('Проверьте ответы', family, email);
  await person.press('Отправить');
  await person.sees('Заявление принято');
  return /\/c\/([^/]+)\/receipt/.exec(person.page.url())[1];
}

/** The materials are ready and the list is checked. */
export async function makeReady(legal, secretary) {
  await legal.task('Проверить нормативную базу для', SESSION);
  await legal.press('Готово');
  await secretary.task('Обновить контрольно-измерительные', SESSION);
  await secretary.answer({ 'Версия КИМ': '2026-11' });
  await secretary.press('Готово');
  await secretary.task('Проверить список', SESSION);
  await secretary.answer({ Место: 'НМЦ, кабинет 12', 'Время начала': '10:00' });
  await secretary.press('Готово');
}

/** The meeting of the commission, and both signatures. */
export async function decide(secretary, chair) {
  await secretary.task('Провести заседание', SESSION);
  await secretary.tickAll('Присутствовали и голосовали');
  await secretary.answer({ 'Голосов «за»': 10, 'Голосов «против»': 0, Воздержались: 0 });
  await secretary.press('Готово');
  await secretary.task('Подписать протокол', SESSION);
  await secretary.press('Подписать');
  await chair.task('Подписать протокол', SESSION);
  await chair.press('Подписать');
}
