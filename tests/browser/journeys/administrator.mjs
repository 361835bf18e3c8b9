// An administrator changes a regulation in the browser: breaks it, sees the error at its line, mends it by completion, plays
// the scenarios and submits; another administrator looks at what changes and publishes.
import assert from 'node:assert/strict';

export default {
  title: 'исправить процесс в редакторе и опубликовать его вторым лицом',
  async tell({ visitor }) {
    const author = await visitor('semenova');
    await author.open('/admin/processes');
    await author.follow('Добровольная сертификация');
    await author.press('Править в черновике');
    const draft = new URL(author.page.url()).pathname.replace(/\/edit$/, '');

    const text = author.page.locator('yaml-editor .cm-content');
    await text.waitFor();
    await author.page.locator('#panel svg.picture').waitFor();
    // A letter of a role goes: the error stands at its line, and the picture of before stays.
    const lines = (await author.page.locator('textarea#text').inputValue()).split('\n');
    const at = lines.findIndex((line) => /^ +role: \w+$/.test(line)) + 1;
    const word = lines[at - 1].trim().split(' ').at(-1);
    await author.open(`${draft}/edit?file=certification/process.yaml&line=${at}`);
    await author.page.locator('#panel svg.picture').waitFor();
    const role = author.page.locator('yaml-editor .cm-activeLine');
    await role.click();
    await author.page.keyboard.press('End');
    await author.page.keyboard.press('Backspace');
    const wrong = author.page.locator('#findings li', { hasText: `«${word.slice(0, -1)}»` }).first();
    await wrong.waitFor();
    const line = Number(await wrong.getByRole('link').getAttribute('data-line'));
    assert.equal(line, at);
    assert.equal(await author.page.locator('#panel-body.stale svg.picture').count(), 1, 'the last good picture stays');
    await wrong.getByRole('link').click();
    // Mended by completion.
    await author.page.keyboard.press('End');
    await author.page.keyboard.press('Control+Space');
    const offered = author.page.locator('yaml-editor .cm-tooltip-autocomplete li', { hasText: new RegExp(`^${word}`) }).first();
    await offered.waitFor();
    await offered.click();
    await author.page.locator('#findings h3', { hasText: '0 ошибок' }).waitFor();
    await author.page.locator('#panel-body:not(.stale) svg.picture').waitFor();
    // A real change: another title.
    await author.open(`${draft}/edit?file=certification/process.yaml&line=${lines.findIndex((line) => line.startsWith('title: {ru: ')) + 1}`);
    await author.page.locator('yaml-editor .cm-activeLine', { hasText: 'title: {ru: ' }).click();
    await author.page.keyboard.press('Home');
    for (const _ of 'title: {ru: ') await author.page.keyboard.press('ArrowRight');
    await author.page.keyboard.type('Новая ');
    await author.page.keyboard.press('Control+s');
    await author.page.locator('#save-state', { hasText: 'Сохранено' }).waitFor();

    await author.tab('Что изменится');
    await author.sees('Новая Добровольная');
    await author.tab('Сценарии');
    await author.press('Запустить', 'Добровольная сертификация');
    await author.awaits(`${draft}/scenarios`, 'все прошли');
    await author.tab('Проверить сроки');
    await author.fill('День начала', '27.12.2026');
    await author.press('Посчитать');
    await author.sees('Конец дела');
    await author.tab('Согласование');
    await author.press('Отправить на согласование');
    await author.sees('должен другой администратор');

    const second = await visitor('dashkovskaya');
    await second.open('/admin/drafts');
    await second.follow('Добровольная сертификация');
    await second.tab('Согласование');
    await second.sees('все прошли', 'Новая Добровольная');
    await second.press('Опубликовать');
    await second.sees('Черновик опубликован');
    await second.open('/admin/processes/certification/versions');
    await second.sees('Редакция 2', 'Дашковская', 'Новая Добровольная');
    // Cases that run go over to the new edition: first tried, then ordered.
    await second.follow('Перевести дела на эту редакцию');
    await second.press('Попробовать');
    await second.sees('Можно перевести: 2, нельзя: 0');
    await second.press('Перевести эти дела');
    await second.sees('Переведено: 2, не удалось: 0');
    await second.open('/admin/processes/certification/versions');
    await second.sees('Дашковская Наталья Юрьевна · 2 дела', 'показательные данные · 0 дел');
  },
};
