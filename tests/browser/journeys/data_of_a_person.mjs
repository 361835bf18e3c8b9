// A person asks what is held about them: whoever oversees finds the cases, says why, and takes one archive.
import assert from 'node:assert/strict';

export default {
  title: 'данные человека: ответ на его запрос',
  async tell({ visitor }) {
    const clerk = await visitor('lukina');
    await clerk.openInVain('/admin/personal-data', 'Нет доступа', '403');
    const controller = await visitor('semenova');
    await controller.open('/admin/people/lukina');
    await controller.follow('Все данные о человеке: ответ на его запрос');
    await controller.sees('В архив войдут запись в справочнике');
    await controller.open('/admin/personal-data');
    await controller.fill('Имя, почта, телефон или код обращения', 'Абрамова Лидия');
    await controller.press('Найти');
    await controller.sees('Дела о человеке', 'Найдено по');
    await controller.fill('Основание', 'вх. № 17 от 20.11.2021');
    const box = controller.page.locator('input[name=case]').first();
    await box.check();
    const [file] = await Promise.all([
      controller.page.waitForEvent('download'),
      controller.page.getByRole('button', { name: 'Скачать архив' }).click(),
    ]);
    assert.match(file.suggestedFilename(), /^personal-data-.*\.zip$/);
    await controller.open('/admin/audit');
    await controller.sees('Выданы данные человека', 'вх. № 17 от 20.11.2021');
  },
};
