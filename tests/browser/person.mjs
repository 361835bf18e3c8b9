// One person at a test: fills in the public form, answers through the page, notes what the server has acknowledged.
import { question } from './folder.mjs';

/** What this person answers to a question: right, or wrong in a way of one's own. Texts, as the page shows them. */
export function wish(person, n) {
  const { kind, options, pairs, key } = question(n);
  const right = (person * 7 + n * 3) % 10 < 7;
  const text = (list, id) => list.find(([known]) => known === id)[1];
  if (kind === 'single') return { right, picks: [text(options, right ? key : 'a')] };
  if (kind === 'multiple') return { right, picks: (right ? key : ['a', 'b']).map((id) => text(options, id)).sort() };
  if (kind === 'order') return { right, picks: (right ? key : ['a', 'b', 'c', 'd']).map((id) => text(options, id)) };
  if (kind === 'match') {
    const pair = (id) => text(pairs, right ? key[id] : 'x');
    return { right, picks: options.map(([id]) => pair(id)) };
  }
  return { right, picks: [String(right ? key : n).replace('.', ',')] };
}

export class Person {
  constructor(browser, base, number, script) {
    Object.assign(this, { browser, base, number, script, kept: new Map(), acknowledged: 0, retried: 0 });
  }

  /** Through a server that may be away for a moment, as a person would: by trying again. */
  async patiently(act) {
    for (let tries = 0; ; tries += 1) {
      try {
        return await act();
      } catch (error) {
        if (tries >= 60) throw error;
        this.retried += 1;
        await new Promise((done) => setTimeout(done, 500));
      }
    }
  }

  async register() {
    this.context = await this.browser.newContext({ javaScriptEnabled: this.script, locale: 'ru-RU' });
    this.page = await this.context.newPage();
    this.page.setDefaultTimeout(20000);
    this.page.on('dialog', (dialog) => dialog.accept());
    await this.page.goto(`${this.base}/f/sitting`);
    await this.page.fill('[name="name"]', `Участник ${this.number}`);
    await this.page.fill('[name="email"]', `p${this.number}@example.ru`);
    await this.page.click('main form button.primary');
    await this.page.waitForURL(/\/c\/[^/]+\/receipt/);
    this.code = /\/c\/([^/]+)\//.exec(this.page.url())[1];
    this.link = `${this.base}/c/${this.code}/test/exam`;
  }

  async begin() {
    await this.page.goto(this.link);
    await this.page.click('form[action$="/begin"] button');
    await this.page.waitForSelector('form[action*="/answers/"]');
    this.ends = await this.end();
    this.places = await this.page.locator('.test-places a').count();
  }

  end() {
    return this.page.getAttribute('[data-clock]', 'data-ends');
  }

  async question() {
    const text = await this.page.locator('#question').innerText();
    return Number(/Вопрос банка (\d+):/.exec(text)[1]);
  }

  /** Puts the answer into the page. */
  async put({ picks }, kind) {
    if (kind === 'number') return this.page.fill('#o1', picks[0]);
    if (kind === 'order' || kind === 'match') {
      for (const [index, label] of picks.entries()) {
        await this.page.locator('select[name="pick"]').nth(index).selectOption({ label });
      }
      return undefined;
    }
    for (const box of await this.page.locator('input[name="pick"]').all()) {
      const label = await this.page.locator(`label[for="${await box.getAttribute('id')}"]`).innerText();
      if (kind === 'multiple') await box.setChecked(picks.includes(label));
      else if (picks.includes(label)) await box.check();
    }
    return undefined;
  }

  /** What the page shows as the answer, in the words of the page. */
  async shown(kind) {
    return this.page.evaluate((kind) => {
      if (kind === 'number') return [document.querySelector('#o1').value].filter(Boolean);
      if (kind === 'order' || kind === 'match') {
        const selects = [...document.querySelectorAll('select[name="pick"]')];
        return selects.map((select) => select.selectedOptions[0]).map((option) => (option.value ? option.textContent : ''));
      }
      const boxes = [...document.querySelectorAll('input[name="pick"]:checked')];
      return boxes.map((box) => document.querySelector(`label[for="${box.id}"]`).textContent).sort();
    }, kind);
  }

  /** Answers the question at a place; resolves when the server has acknowledged it. */
  async answer(place) {
    await this.patiently(() => this.page.goto(`${this.link}?q=${place}`));
    const n = await this.question();
    const { kind } = question(n);
    const wished = wish(this.number, n);
    if (this.script) {
      await this.put(wished, kind);
      // The page goes on by itself until the server has the answer, also while the server is away.
      const kept = () => document.querySelector('[data-mark]').classList.contains('done');
      await this.page.waitForFunction(kept, null, { timeout: 120000 });
    } else {
      await this.patiently(async () => {
        if (!this.page.url().includes(`?q=${place}`)) await this.page.goto(`${this.link}?q=${place}`);
        await this.put(wished, kind);
        await this.send(place);
        await this.page.waitForSelector('form[action*="/answers/"]');
      });
    }
    this.kept.set(place, { n, kind, picks: wished.picks, right: wished.right });
    this.acknowledged += 1;
  }

  /** Presses the button that saves; a page that did not come is an error. */
  async send(place) {
    const reply = this.page.waitForResponse((response) => response.url().includes(`/answers/${place}`));
    reply.catch(() => {});
    await this.page.locator('form[action*="/answers/"] button[name="_go"]').click({ noWaitAfter: true });
    const status = (await reply).status();
    if (status >= 400) throw new Error(`the answer was refused: ${status}`);
  }

  /** Every acknowledged answer is there, and the end is where it was. */
  async check() {
    const wrong = [];
    for (const [place, kept] of this.kept) {
      await this.patiently(() => this.page.goto(`${this.link}?q=${place}`));
      const n = await this.question();
      const shown = await this.shown(kept.kind);
      if (n !== kept.n) wrong.push(`place ${place}: question ${n}, was ${kept.n}`);
      if (JSON.stringify(shown) !== JSON.stringify(kept.picks)) wrong.push(`place ${place}: ${shown}, was ${kept.picks}`);
    }
    const ends = await this.end();
    if (ends !== this.ends) wrong.push(`ends at ${ends}, was ${this.ends}`);
    return wrong.map((what) => `person ${this.number}: ${what}`);
  }

  async finish() {
    await this.page.goto(`${this.link}/finish`);
    await this.page.click('main form button');
    await this.page.waitForSelector('h1');
    await this.context.close();
  }

  points() {
    return [...this.kept.values()].filter((kept) => kept.right).length;
  }
}
