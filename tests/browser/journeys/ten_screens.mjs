// Six of the ten screens with the work of a day on them; the others are in `ten_screens_of_plans` and `ten_screens_of_figures`. Every page is held to
// the rules of the inspector; with SHOTS=FOLDER each leaves three pictures under its own name.
import assert from 'node:assert/strict';

export default {
  title: 'десять экранов: задача, форма, статус, дело, редактор, инциденты',
  begins: '2026-11-26T10:00+07:00',
  async tell({ visitor }) {
    const citizen = await visitor();
    await citizen.open('/f/appeal');
    await citizen.press('Начать заполнение');
    await citizen.fill('Код участника', 'K7QM-2XRD');
    await citizen.press('Продолжить');
    await citizen.shows('03-public-form', new URL(citizen.page.url()).pathname, 'Шаг 2 из', 'Апелляц');
    await citizen.open('/');

    const secretary = await visitor('davydova');
    await secretary.open('/tasks');
    await secretary.sees('Просрочено', 'Выдать сертификат');
    // By keys: the first row, the search, the help.
    const focused = () => secretary.page.evaluate(() => document.activeElement.textContent.trim());
    await secretary.page.keyboard.press('j');
    assert.match(await focused(), /Открыть/);
    await secretary.page.keyboard.press('/');
    assert.equal(await secretary.page.evaluate(() => document.activeElement.name), 'q');
    await secretary.page.keyboard.press('Escape');
    await secretary.page.evaluate(() => document.activeElement.blur());
    await secretary.page.keyboard.press('?');
    await secretary.page.getByRole('dialog').waitFor();
    await secretary.page.getByRole('button', { name: 'Закрыть' }).click();
    await secretary.open('/tasks?look=cards');
    await secretary.open('/calendar?month=2026-11');
    await secretary.sees('День народного единства');

    await secretary.task('Выдать сертификат');
    await secretary.shows('02-task', new URL(secretary.page.url()).pathname, 'Срок', 'История');
    await secretary.follow(/^Дело /);
    const code = await secretary.page.locator('.facts dd').filter({ hasText: /^[A-Z0-9]{4}-[A-Z0-9]{4}$/ }).innerText();
    await citizen.shows('04-status', `/c/${code}`, 'Ход дела', 'Документы');

    const controller = await visitor('semenova');
    await controller.open('/control');
    await controller.follow('Издать приказ о результатах');
    await controller.shows('06-instance', new URL(controller.page.url()).pathname, 'Ход дела', 'История');
    await controller.shows('10-incidents-and-letters', '/admin/outbox', 'Исходящие письма');
    await controller.open('/admin/processes');
    await controller.follow('Добровольная сертификация');
    await controller.press('Править в черновике');
    await controller.page.locator('#panel svg.picture').waitFor();
    const editor = new URL(controller.page.url());
    await controller.shows('09-editor', editor.pathname + editor.search, 'Схема');
  },
};
