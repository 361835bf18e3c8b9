// One's own letters: what comes, a calendar of due dates for the telephone, and the link of a letter that declines.
import assert from 'node:assert/strict';

export default {
  title: 'мои письма, календарь сроков, отписка из письма',
  async tell({ office, visitor }) {
    const legal = await visitor('tikhonov');
    await legal.open('/letters');
    await legal.tick('Каждое отдельным письмом', 'Напоминания о сроках');
    await legal.press('Сохранить');
    await legal.sees('Сохранено.');
    await legal.press('Открыть календарь');
    await legal.sees('Адрес календаря показывается один раз');
    const address = /http\S+\/calendar\/\S+\.ics/.exec(await legal.text())[0];
    const calendar = await legal.fetch(new URL(address).pathname);
    assert.match(calendar.bytes.toString(), /^BEGIN:VCALENDAR/);
    await legal.press('Закрыть календарь');

    await office.later('2026-11-10T10:00+07:00');
    const letter = await office.letter('tikhonov@example.ru', 'Новая задача');
    const reader = await visitor();
    await reader.open(new URL(/http\S+\/unsubscribe\/\S+/.exec(letter.text)[0]).pathname);
    await reader.press('Отказаться');
    await reader.sees('больше не придут');
  },
};
