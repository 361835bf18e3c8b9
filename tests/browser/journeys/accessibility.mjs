// Somebody who sees badly: the statement at the foot of every page, contrasting colours, the largest text, without scripts
// too. Whatever the size, nothing sticks out, on a phone and on a desk.
import assert from 'node:assert/strict';

const PUBLIC = ['/', '/f/appeal', '/verify', '/public/certification', '/sign-in', '/api'];
const OWN = ['/tasks', '/instances', '/calendar', '/control', '/registers', '/indicators', '/letters', '/absences', '/me', '/me/second-factor'];

export default {
  title: 'версия для слабовидящих и заявление о доступности',
  async tell({ visitor }) {
    const guest = await visitor();
    await guest.open('/');
    await guest.follow('Доступность, версия для слабовидящих');
    await guest.sees('WCAG 2.2', 'Как это проверяется', 'Известные ограничения', 'Если что-то не получается');
    await guest.press('Контрастное');
    assert.deepEqual(await colours(guest.page), ['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
    await guest.page.emulateMedia({ colorScheme: 'dark' });
    assert.deepEqual(await colours(guest.page), ['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
    await guest.page.emulateMedia({ colorScheme: 'light' });
    await guest.press('А++');
    assert.equal(await size(guest.page), '24px');
    for (const path of PUBLIC) await fits(guest, path);

    const controller = await visitor('semenova');
    await controller.open('/tasks');
    await atFoot(controller, 'А++');
    for (const path of OWN) await fits(controller, path);
    await atFoot(controller, 'А');
    assert.equal(await size(controller.page), '16px');

    const plain = await visitor(undefined, { scripts: false });
    await plain.open('/verify');
    await atFoot(plain, 'А+');
    await plain.pressAnywhere('Контрастное');
    assert.equal(await size(plain.page), '20px');
    assert.deepEqual(await colours(plain.page), ['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
  },
};

/** Opens a page and sees that it does not stick out on a desk either; narrow widths are looked at anyway. */
async function fits(person, path) {
  await person.open(path);
  const out = () => person.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(await out(), 0, `${path} sticks out`);
}

/** Presses a size at the foot of the page; what it means is said for screen readers only. */
async function atFoot(person, sign) {
  const button = person.page.locator('footer').getByRole('button').filter({ hasText: `${sign}:` });
  await person.leave(() => person.push(button.first()));
}

const colours = (page) => page.evaluate(() => [getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]);
const size = (page) => page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
