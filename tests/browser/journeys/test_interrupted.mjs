// A test that is interrupted: the page is closed, answers stay, one is taken back, and unanswered questions are counted.
import assert from 'node:assert/strict';
import { DAYS, SESSION, makeReady, register } from '../kit/certification.mjs';

export default {
  title: 'тест прерван и продолжен',
  office: 'computer',
  begins: DAYS.eve,
  async tell({ office, visitor }) {
    const methodologist = await visitor('gerasimova');
    await methodologist.open('/start/certification');
    await methodologist.press('Начать');
    await office.later(DAYS.registration);
    const teacher = await visitor();
    const code = await register(teacher, { family: 'Ёлкина', email: 'elkina@example.ru' });
    await office.later(DAYS.next);
    const [legal, secretary] = [await visitor('tikhonov'), await visitor('davydova')];
    await makeReady(legal, secretary);
    await office.later(DAYS.test);
    await teacher.open(`/c/${code}`);
    await teacher.misses('Пройти компьютерное тестирование до');
    await secretary.task('Начать компьютерное тестирование', SESSION);
    await secretary.press('Готово');

    const letter = await office.letter('elkina@example.ru', 'Тестирование открыто');
    assert.match(letter.text, new RegExp(code));
    await teacher.open(`/c/${code}`);
    await teacher.follow('Пройти компьютерное тестирование');
    await teacher.press('Начать тест');
    const single = teacher.main().locator('.test-places a');
    let place = 1;
    const one = teacher.main().locator('input[type=radio]');
    for (; (await one.count()) === 0; place += 1) await teacher.open(`/c/${code}/test/exam?q=${place + 1}`);
    const place1 = single.nth(place - 1);
    await one.first().check();
    await teacher.main().locator('[data-mark].done').waitFor();
    assert.match(await place1.innerText(), /ответ сохранён/);
    await teacher.page.close();

    teacher.page = await teacher.context.newPage();
    teacher.inspector.watch(teacher.page, teacher);
    await teacher.open(`/c/${code}/test/exam?q=${place}`);
    await teacher.sees('Отвечено: 1 из 40', 'Ответ сохранён');
    await teacher.press('Снять ответ');
    await teacher.open(`/c/${code}/test/exam?q=${place}`);
    await teacher.sees('Отвечено: 0 из 40', 'Ответа пока нет');
    await teacher.follow('Закончить тест');
    await teacher.sees('Без ответа осталось: 40');
  },
};
