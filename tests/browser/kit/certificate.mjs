// The main journey of the certification, told by whoever has hands for it: from the public form to a certificate that anybody
// can verify, with the test on the computer, the meeting and the order in between.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { DAYS, SESSION, decide, makeReady, register } from './certification.mjs';
import { sit } from './test.mjs';

/** The journey with visitors of some kind: `how` is what a visitor is made with. */
export const certificate = (title, how) => ({
  title,
  office: 'computer',
  begins: DAYS.eve,
  async tell({ office, visitor }) {
    const methodologist = await visitor('gerasimova', how);
    await methodologist.open('/instances');
    await methodologist.follow('Начать: Добровольная сертификация');
    await methodologist.press('Начать');

    await office.later(DAYS.registration);
    const teacher = await visitor(undefined, how);
    const code = await register(teacher, { family: 'Ёлкина', email: 'elkina@example.ru' });
    assert.match((await office.letter('elkina@example.ru', '')).text, new RegExp(code));

    await office.later(DAYS.next);
    const people = ['tikhonov', 'davydova', 'dashkovskaya', 'orlova'].map((login) => visitor(login, how));
    const [legal, secretary, chair, personnel] = await Promise.all(people);
    await makeReady(legal, secretary);

    await office.later(DAYS.test);
    await secretary.task('Начать компьютерное тестирование', SESSION);
    await secretary.press('Готово');
    await teacher.awaits(`/c/${code}`, 'Пройти компьютерное');
    await teacher.follow('Пройти компьютерное');
    await teacher.press('Начать тест');
    await sit(teacher);
    await teacher.sees('Вы закончили тест чт 19.11.2026', 'Принято ответов: 40 из 40');

    await office.later(DAYS.meeting);
    await decide(secretary, chair);
    await office.later(DAYS.order);
    await personnel.task('Издать приказ о результатах', SESSION);
    await personnel.press('Готово');
    await personnel.task('Оформить сертификаты', SESSION);
    await personnel.press('Готово');
    await secretary.task('Выдать сертификат', 'Ёлкина');
    await secretary.answer({ 'Выдан на руки': '24.11.2026', 'Кто получил': 'лично' });
    await secretary.press('Готово');

    await teacher.awaits(`/c/${code}`, 'Сертификат выдан');
    const paper = await teacher.paper('Сертификат');
    assert.equal(paper.media, 'application/pdf');
    const text = execFileSync('pdftotext', ['-', '-'], { input: paper.bytes, encoding: 'utf8' });
    await teacher.open('/verify');
    await teacher.fill('Код документа', /по\s+коду\s+(\S+)/.exec(text)[1]);
    await teacher.press('Проверить');
    await teacher.sees('Документ действителен');
  },
});
