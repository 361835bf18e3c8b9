// A form sent empty says what is missing, puts the reader there and loses nothing that was typed.
import assert from 'node:assert/strict';
import { DAYS, register } from '../kit/certification.mjs';

export default {
  title: 'ошибки в форме, повторная подача',
  begins: DAYS.registration,
  async tell({ visitor }) {
    const teacher = await visitor();
    await teacher.awaits('/', 'Открыто до вт 10.11.2026');
    await teacher.follow('Дело участника сертификации');
    await teacher.fill('Должность', 'директор');
    await teacher.fill('Электронная почта', 'не почта');
    await teacher.pressInVain('Отправить', 'Проверьте ответы');
    const focus = await teacher.page.evaluate(() => document.activeElement.className);
    assert.equal(focus, 'summary', 'the summary is read first');
    assert.match(await teacher.page.title(), /^Ошибка:/);
    assert.equal(await teacher.field('Должность').inputValue(), 'директор');
    await teacher.main().locator('.summary').getByRole('link', { name: 'Образовательная организация' }).click();
    assert.equal(await teacher.page.evaluate(() => document.activeElement.name), 'school');

    await register(teacher, { family: 'Котова', email: 'kotova@example.ru' });
    await teacher.open('/');
    await teacher.follow('Дело участника сертификации');
    await teacher.answer({
      Фамилия: 'Котова',
      Имя: 'Вера',
      Должность: 'директор',
      'Образовательная организация': 'СОШ',
      'Электронная почта': 'kotova@example.ru',
      'Согласен (согласна) на обработку': true,
    });
    await teacher.pressInVain('Отправить', 'уже');
  },
};
