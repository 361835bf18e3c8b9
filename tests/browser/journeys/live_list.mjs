// Two people at the same work: what one hands over appears before the other by itself, beside what is ticked and written; and it
// does not where the switch is off.
import assert from 'node:assert/strict';
import { until } from '../kit/until.mjs';

const TASK = 'Решить вопрос о принятии апелляции';

export default {
  title: 'список задач обновляется сам и не обновляется, когда выключен',
  async tell({ visitor }) {
    const secretary = await visitor('zhukova', { live: true });
    const member = await visitor('savin', { live: true });
    const streams = [];
    member.page.on('request', (request) => { if (request.url().includes('/api/v1/events')) streams.push(request.url()); });
    await member.open('/tasks');
    await member.misses(TASK);
    // A page that is loaded anew forgets this.
    await member.page.evaluate(() => { globalThis.stayed = true; });
    const search = member.field('Задача, дело или номер');
    await search.fill('апел');
    assert.equal(streams.length, 1);

    await delegate(secretary);
    await appears(member);
    await member.sees('Список обновлён, новых: 1');
    assert.ok(await member.page.evaluate(() => globalThis.stayed), 'the page was not loaded anew');
    assert.equal(await search.inputValue(), 'апел');
    assert.ok(await search.evaluate((field) => field === document.activeElement), 'whoever writes goes on writing');
    await member.look();

    const controller = await visitor('semenova', { live: true });
    await controller.open('/control?view=soon');
    await controller.unfold('Передать');
    await controller.fill('Причина', 'Болезнь');
    const tick = controller.main().getByRole('checkbox', { name: 'Отметить' }).first();
    const ticked = await tick.inputValue();
    await tick.check();
    await member.task(TASK);
    await member.unfold('Вернуть задачу');
    await member.press('Вернуть задачу');
    await controller.page.getByText('Страница обновлена').waitFor();
    const same = controller.page.locator(`input[name=pick][value="${ticked}"]`);
    assert.ok(await same.isChecked(), 'what was ticked stays ticked');
    assert.ok(await same.evaluate((box) => box === document.activeElement), 'and the keyboard stays there');
    assert.equal(await controller.field('Причина').inputValue(), 'Болезнь', 'what is written and not sent stays');
    await controller.sees('Все на странице 1');
    await controller.look();

    await member.open('/tasks');
    await member.main().getByRole('switch', { name: 'Обновлять автоматически' }).uncheck();
    await member.sees('Автообновление выключено');
    streams.length = 0;
    await delegate(secretary);
    await member.misses(TASK);
    await member.open('/tasks?look=cards');
    await member.sees(TASK);
    assert.deepEqual(streams, [], 'switched off, a page asks for no stream');
    await member.look();
    await member.main().getByRole('switch', { name: 'Обновлять автоматически' }).check();
    await until(() => streams.length === 1, 'a stream');
  },
};

async function delegate(secretary) {
  await secretary.task(TASK);
  await secretary.unfold('Поручить другому');
  await secretary.choose('Кому', 'Савин Роман Дмитриевич, член апелляционной комиссии');
  await secretary.press('Поручить другому', 'Кому');
}

async function appears(visitor) {
  const row = visitor.page.locator('#live-list').getByText(TASK).first();
  await row.waitFor();
}
