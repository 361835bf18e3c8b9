// Registration on a phone: nothing sticks out, every control is large enough for a finger.
import assert from 'node:assert/strict';
import { DAYS, register } from '../kit/certification.mjs';

export default {
  title: 'регистрация с телефона',
  begins: DAYS.registration,
  async tell({ visitor }) {
    const teacher = await visitor(undefined, { phone: true });
    const code = await register(teacher, { family: 'Котова', email: 'kotova@example.ru' });
    await teacher.open(`/c/${code}`);
    await teacher.sees('Котова Вера Павловна');
    const small = await teacher.page.evaluate(() =>
      [...document.querySelectorAll('main button, main a.button, main input, main select')]
        .map((node) => [node.outerHTML.slice(0, 80), node.getBoundingClientRect()])
        .filter(([, box]) => box.width > 0 && (box.width < 24 || box.height < 24))
        .map(([html]) => html));
    assert.deepEqual(small, []);

    // The menu of officials is folded; it opens over the page and leads on.
    const official = await visitor('semenova', { phone: true });
    await official.open('/tasks');
    const menu = official.page.getByRole('navigation', { name: 'Главное меню' });
    assert.equal(await menu.isVisible(), false);
    const unfold = official.page.getByRole('button', { name: 'Меню', exact: true });
    await unfold.click();
    await menu.getByRole('link', { name: 'Справочник' }).waitFor();
    await official.look();
    await official.page.getByRole('button', { name: 'Закрыть меню' }).click();
    assert.equal(await menu.isVisible(), false);
    await unfold.click();
    await official.leave(() => menu.getByRole('link', { name: 'Справочник' }).click());
    await official.sees('Загрузить таблицу людей', 'Найдено');
    assert.equal(await menu.isVisible(), false);
  },
};
