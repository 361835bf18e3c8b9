// The site in English and in the dark, chosen by buttons and kept from page to page.
import assert from 'node:assert/strict';

export default {
  title: 'язык и оформление',
  async tell({ visitor }) {
    const secretary = await visitor('davydova');
    await secretary.open('/tasks');
    await secretary.pressAnywhere('English');
    await secretary.sees('My tasks', 'Participant');
    await secretary.pressAnywhere('Dark');
    await secretary.open('/registers');
    await secretary.sees('Registers');
    const ground = await secretary.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(ground, 'rgb(18, 22, 29)');
    await secretary.pressAnywhere('Русский');
    await secretary.sees('Журналы');
  },
};
