// Somebody in front of the screen: the verbs of which journeys are made. Every page that comes is looked at by the
// inspector; what it finds is told at the end of the journey.
import assert from 'node:assert/strict';
import { until } from './until.mjs';

export const PASSWORD = 'demo-2169-reglament';
const DESKTOP = { width: 1240, height: 900 };
const PHONE = { width: 390, height: 844 };

export class Visitor {
  constructor({ browser, office, inspector, story, login, scripts = true, phone = false, live = false }) {
    Object.assign(this, { browser, office, inspector, story, login, scripts, phone, live, faults: [], forgiven: [] });
  }

  async come() {
    const device = this.phone ? { viewport: PHONE, isMobile: true, hasTouch: true } : { viewport: DESKTOP };
    const javaScriptEnabled = this.scripts;
    this.context = await this.browser.newContext({ javaScriptEnabled, reducedMotion: 'reduce', locale: 'ru-RU', ...device });
    this.page = await this.context.newPage();
    // A bound for what never comes, not a demand on speed: machines that build others beside are slow for half a minute.
    this.page.setDefaultTimeout(60_000);
    this.page.on('dialog', (dialog) => dialog.accept());
    await this.context.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) => {
        console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    // Most stories read a page as it came: one that keeps itself fresh would ask a server that has just been put forward.
    if (!this.live) await this.context.addInitScript(() => {
      try { localStorage.setItem('live', 'off'); } catch { /* a page of no site */ }
    });
    this.inspector.watch(this.page, this);
    return this;
  }

  /** Goes to an address of the site, signing in on the way when it asks for that. */
  async open(path) {
    await this.page.goto(new URL(path, this.office.base).href);
    if (this.login && new URL(this.page.url()).pathname === '/sign-in') await this.signIn();
    await this.look();
  }

  /** Shows one of the ten screens: opened, looked at, portrayed. */
  async shows(name, path, ...texts) {
    this.portrayed = true;
    await this.open(path);
    await this.sees(...texts);
    await this.drawn();
    await this.inspector.portray(this.page, name);
    this.portrayed = false;
  }

  /** Waits for what a page draws after it has come: the diagram beside the editor. */
  async drawn() {
    if ((await this.page.locator('#panel').count()) > 0) await this.page.locator('#panel svg.picture').waitFor();
  }

  async signIn() {
    await this.look();
    await this.fill('Логин', this.login);
    await this.fill('Пароль', PASSWORD);
    await this.leave(() => this.push(this.main().getByRole('button', { name: 'Войти' })));
  }

  // The hands: everything that touches the page, by mouse. `keyboard.mjs` has other hands.

  async write(field, text) {
    await field.fill(text);
  }

  async mark(box) {
    await box.check();
  }

  async pick(list, option) {
    await list.selectOption({ label: option });
  }

  async push(button) {
    await button.click();
  }

  main() {
    return this.page.locator('main');
  }

  /** The part of the page under a heading, a legend or the name of a row. */
  part(title) {
    const named = this.main().locator('section, fieldset, tr, li, details, [role=group]');
    return named.filter({ hasText: title }).last();
  }

  /** The field whose label begins with these words; in a part of the page when the label alone is not enough. */
  field(label, part) {
    const place = part ? this.part(part) : this.main();
    const words = label instanceof RegExp ? label : new RegExp(`^\\s*${escaped(label)}`);
    return place.getByLabel(words).and(this.page.locator('input, textarea, select'));
  }

  async fill(label, text, part) {
    await this.write(this.field(label, part), String(text));
  }

  /** Fills in many fields: `{label: text}`; `true` ticks a box. */
  async answer(fields) {
    for (const [label, text] of Object.entries(fields)) {
      if (text === true) await this.tick(label);
      else await this.fill(label, text);
    }
  }

  async tick(label, part) {
    await this.mark(this.field(label, part));
  }

  /** Ticks every box of a group. */
  async tickAll(part) {
    for (const box of await this.part(part).getByRole('checkbox').all()) await this.mark(box);
  }

  /** Chooses one of a list. */
  async choose(label, option, part) {
    await this.pick(this.field(label, part), option);
  }

  /** Opens what is folded. */
  async unfold(title) {
    await this.push(this.main().locator('summary', { hasText: title }));
  }

  /** Follows the link of these words. */
  async follow(text, part) {
    const place = part ? this.part(part) : this.page;
    await this.leave(() => this.push(place.getByRole('link', { name: text }).first()));
  }

  /** Follows a link that is folded under «Ещё» at the head of the page. */
  async followMore(text) {
    const more = this.main().locator('.more');
    await this.push(more.locator('summary'));
    await this.leave(() => this.push(more.getByRole('link', { name: text })));
  }

  /** Goes to another part of the same thing. */
  async tab(title) {
    await this.leave(() => this.push(this.main().locator('.tabs').getByRole('link', { name: title })));
  }

  /** Another look at the same, by the name of its links. */
  async tabOf(label, title) {
    await this.leave(() => this.push(this.main().getByRole('navigation', { name: label }).getByRole('link', { name: title })));
  }

  /** Presses the button of these words and waits for the page that comes. */
  async press(text, part) {
    const place = part ? this.part(part) : this.main();
    await this.leave(() => this.push(place.getByRole('button', { name: new RegExp(`^${escaped(text)}\\s*($|:)`) }).first()));
    const refusal = this.main().locator('.summary');
    if (this.forgiven.length === 0 && (await refusal.count())) assert.fail(`«${text}» was refused: ${await refusal.innerText()}`);
  }

  /** Presses a button of the frame around the page: menu, foot. */
  async pressAnywhere(text) {
    await this.leave(() => this.push(this.page.getByRole('button', { name: text, exact: true })));
  }

  /** Chooses one of a filter, which applies at once. */
  async filter(label, option) {
    await this.leave(() => this.choose(label, option));
  }

  /** Opens an address that is not for this visitor. */
  async openInVain(path, why, status = '404') {
    this.forgiven.push(status);
    await this.open(path);
    await this.sees(why);
    this.forgiven.pop();
  }

  /** Presses a button in vain: the page says why. */
  async pressInVain(text, why, status = '422') {
    this.forgiven.push(status);
    await this.press(text);
    await this.sees(why);
    this.forgiven.pop();
  }

  async leave(act) {
    await Promise.all([this.page.waitForNavigation({ waitUntil: 'load' }), act()]);
    await this.look();
  }

  async look() {
    if (this.quiet) return;
    const found = await this.inspector.inspect(this.page, {
      scripts: this.scripts, phone: this.phone, name: this.story, portrayed: this.portrayed,
    });
    this.faults.push(...found);
  }

  forgives(text) {
    return this.forgiven.some((word) => text.includes(word));
  }

  async text() {
    return (await this.page.locator('body').innerText()).replace(/\s+/g, ' ');
  }

  async sees(...texts) {
    const page = await this.text();
    for (const text of texts) assert.ok(page.includes(text), `«${text}» is not on ${this.page.url()}:\n${page.slice(0, 3000)}`);
  }

  async misses(...texts) {
    const page = await this.text();
    for (const text of texts) assert.ok(!page.includes(text), `«${text}» is on ${this.page.url()}`);
  }

  /** Opens an address again and again until the words are there: other files tell each other of their progress. */
  async awaits(path, ...texts) {
    await until(async () => {
      await this.page.goto(new URL(path, this.office.base).href);
      if (this.login && new URL(this.page.url()).pathname === '/sign-in') await this.signIn();
      const page = await this.text();
      return texts.every((text) => page.includes(text));
    }, () => this.told(`«${texts.join('», «')}» on ${path}`));
    await this.look();
  }

  /** Opens the task of this title that is about somebody or something, once there is one. */
  async task(title, about = '') {
    const row = this.main().locator('tr').filter({ hasText: title }).filter({ hasText: about });
    await until(async () => {
      await this.page.goto(`${this.office.base}/tasks?view=all`);
      if (new URL(this.page.url()).pathname === '/sign-in') await this.signIn();
      return (await row.count()) > 0;
    }, () => this.told(`the task «${title}» of ${this.login}`));
    await this.look();
    await this.leave(() => this.push(row.first().getByRole('link')));
  }

  async told(what) {
    return `${what} (the page says: ${(await this.main().innerText()).replace(/\s+/g, ' ').slice(0, 1500)})`;
  }

  /** The file behind the first link of these words, once it is drawn. */
  async paper(text) {
    const link = this.main().getByRole('link', { name: text });
    await until(async () => {
      if ((await link.count()) > 0) return true;
      await this.page.reload();
      return false;
    }, () => this.told(`the link «${text}»`));
    return this.fetch(await link.first().getAttribute('href'));
  }

  /** Puts a file into a field. */
  async attach(label, name, text) {
    await this.field(label).setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  }

  /** A file of the site, fetched with the cookies of this visitor. */
  async fetch(path) {
    const reply = await this.context.request.get(new URL(path, this.office.base).href);
    assert.equal(reply.status(), 200, path);
    return { media: reply.headers()['content-type'], bytes: await reply.body() };
  }

  async go() {
    await this.context.close();
  }
}

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
