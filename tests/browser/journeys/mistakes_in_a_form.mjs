// A form sent half empty says what is missing, puts the reader there and loses nothing that was typed; a long one is kept on
// the way, opened again by its address, and erased when its author wants.
import assert from 'node:assert/strict';
import { DAYS, SERVICE, beginForm, register } from '../kit/certification.mjs';

export default {
  title: 'ошибки в форме, черновик, повторная подача',
  begins: DAYS.registration,
  async tell({ visitor }) {
    const teacher = await visitor();
    await beginForm(teacher);
    await teacher.fill('Имя', 'Вера');
    await teacher.fill('Электронная почта', 'не почта');
    await teacher.pressInVain('Продолжить', 'Проверьте ответы');
    const focus = await teacher.page.evaluate(() => document.activeElement.className);
    assert.equal(focus, 'summary', 'the summary is read first');
    assert.match(await teacher.page.title(), /^Ошибка:/);
    assert.equal(await teacher.field('Имя').inputValue(), 'Вера');
    await teacher.main().locator('.summary').getByRole('link', { name: 'адрес' }).click();
    assert.equal(await teacher.page.evaluate(() => document.activeElement.name), 'email');

    // Another day, another computer: the address of the form is all that is needed.
    await teacher.answer({ Фамилия: 'Котова', 'Электронная почта': 'kotova@example.ru' });
    await teacher.press('Продолжить');
    await teacher.sees('Шаг 2 из 4', 'Черновик сохранён в');
    const address = new URL(teacher.page.url()).pathname;
    const elsewhere = await visitor();
    await elsewhere.open(address.replace(/2$/, 'check'));
    await elsewhere.sees('Заявление ещё нельзя отправить', 'Котова', 'Образовательная организация');
    assert.equal(await elsewhere.main().getByRole('button', { name: 'Отправить' }).count(), 0);
    await elsewhere.follow(/Изменить ?: Сведения/);
    await elsewhere.answer({ Должность: 'директор', 'Образовательная организация': 'СОШ' });
    await elsewhere.press('Продолжить');
    await teacher.open(address);
    assert.equal(await teacher.field('Должность').inputValue(), 'директор');
    await teacher.unfold('Удалить черновик');
    await teacher.press('Удалить');
    await teacher.sees('Что понадобится');

    await register(teacher, { family: 'Котова', email: 'kotova@example.ru' });
    await teacher.open('/');
    await teacher.follow(SERVICE);
    await teacher.follow('Всё на одной странице');
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
