// Somebody writes for longer than a session lives: the page says so in time, a press goes on; and who is too late loses nothing.
import assert from 'node:assert/strict';
import { PASSWORD } from '../kit/visitor.mjs';
import { until } from '../kit/until.mjs';

const TASK = 'Решить вопрос о принятии апелляции';
const REASON = 'Срок подачи истёк: <пять дней> & «уважительных» причин не указано.';
const at = (time) => `2026-11-09T${time}+07:00`;

export default {
  title: 'сеанс кончается, а набранное остаётся',
  async tell({ office, visitor }) {
    const secretary = await visitor('zhukova');
    await secretary.page.clock.install();
    await secretary.task(TASK);
    const reason = secretary.field('Причина решения');
    await reason.fill(REASON);

    // Four minutes before the end; the clock of the page goes as that of the server.
    await office.later(at('10:26:30'));
    await secretary.page.clock.fastForward('26:30');
    const warning = secretary.page.locator('session-end');
    await warning.getByText('Сеанс закончится в').waitFor();
    assert.ok(await reason.evaluate((field) => field === document.activeElement), 'whoever writes goes on writing');
    assert.equal(await warning.getByRole('status').count(), 1);
    await secretary.look();
    await warning.getByRole('button', { name: 'Продолжить работу' }).click();
    await warning.getByText('Работа продолжается').waitFor();
    assert.ok(await reason.evaluate((field) => field === document.activeElement), 'and is where they were');
    await secretary.page.clock.fastForward('00:10');
    await until(async () => (await warning.innerText()).trim() === '', 'the warning is gone');

    // Nobody goes on: it has ended, and says so without a reload.
    await office.later(at('10:58'));
    secretary.forgiven.push('401');
    await secretary.page.clock.fastForward('31:00');
    await warning.getByText('Сеанс закончился').waitFor();
    await secretary.look();
    assert.equal(await reason.inputValue(), REASON);
    await secretary.press('Оставить без рассмотрения');
    await secretary.sees('набранное цело');
    secretary.forgiven.pop();
    assert.equal(await secretary.field('Логин').inputValue(), 'zhukova');
    await secretary.fill('Пароль', PASSWORD);
    await secretary.main().getByRole('button', { name: 'Войти', exact: true }).click();
    await secretary.page.waitForURL('**/tasks/**');
    await secretary.look();
    await secretary.sees('ещё не отправлено');
    assert.equal(await secretary.field('Причина решения').inputValue(), REASON);
    await secretary.press('Оставить без рассмотрения');
    await secretary.sees('задача выполнена');

    await withoutScripts(office, await visitor('orlova', { scripts: false }));
  },
};

/** Without scripts there is no warning; what was typed comes back all the same. */
async function withoutScripts(office, personnel) {
  await personnel.open('/absences');
  await personnel.fill('Приказ', '№ 12 от 09.11.2026');
  await office.later(at('11:40'));
  personnel.forgiven.push('401');
  await personnel.press('Внести');
  await personnel.sees('набранное цело');
  personnel.forgiven.pop();
  await personnel.fill('Пароль', PASSWORD);
  await personnel.press('Войти');
  await personnel.sees('Вы вошли снова', 'ещё не отправлено', '№ 12 от 09.11.2026');
}
