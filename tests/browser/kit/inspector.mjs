// Looks at every page that a journey comes by: rules of accessibility in light, dark and high contrast, no sideways scrolling, nothing
// that the browser complains of. A page that looks the same as one already seen is not looked at twice.
import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Widths at which nothing may stick out: 200 % zoom of an office screen, a phone. */
const WIDTHS = [720, 390];
/** Width of a picture of a screen, and the most that is seen of a long one. */
const DESK = 1440;
const MOST = 1800;

export class Inspector {
  constructor(pictures) {
    Object.assign(this, { pictures, seen: new Set(), pages: 0, taken: 0 });
  }

  /** Notes what the browser says about a page of a visitor. */
  watch(page, visitor) {
    const fault = (text) => visitor.faults.push(`${new URL(page.url()).pathname}: ${text}`);
    // That an answer was refused is told by the answer itself. The console repeats it at a moment of its own, which may come after the
    // story has gone on and no longer forgives it.
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) fault(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => fault(`script: ${error.message}`));
    // Aborted: the page was left while something was under way.
    page.on('requestfailed', (request) => {
      if (request.failure()?.errorText !== 'net::ERR_ABORTED') fault(`request: ${request.url()} ${request.failure()?.errorText}`);
    });
    page.on('response', (reply) => {
      if (reply.status() >= 400 && !visitor.forgives(String(reply.status()))) fault(`answer ${reply.status()}: ${reply.url()}`);
    });
  }

  /** Everything that is wrong with the page as it stands. */
  async inspect(page, { scripts, phone, name, portrayed }) {
    const content = await page.evaluate(() => document.documentElement.outerHTML);
    const mark = createHash('sha256').update(`${scripts} ${phone} ${this.same(content)}`).digest('hex');
    if (this.seen.has(mark)) return [];
    this.seen.add(mark);
    this.pages += 1;
    const wrong = [...(await this.widths(page, phone)), ...(scripts ? await this.rules(page) : [])];
    if (this.pictures && !portrayed) await this.picture(page, name);
    const here = new URL(page.url()).pathname;
    return wrong.map((what) => `${here}: ${what}`);
  }

  /** A page without what differs from one opening to the next. */
  same(content) {
    return content.replace(/data-(?:since|left)="\d+"|[a-z0-9]{12}|127\.0\.0\.1:\d+|\d\d:\d\d|[0-9a-f-]{36}/g, '');
  }

  async widths(page, phone) {
    const wrong = [];
    const before = page.viewportSize();
    for (const width of phone ? [before.width] : WIDTHS) {
      await page.setViewportSize({ width, height: before.height });
      const wide = await page.evaluate(() => {
        const limit = document.documentElement.clientWidth;
        const all = document.documentElement.scrollWidth;
        if (all <= limit) return null;
        const out = [...document.querySelectorAll('main *')].filter((e) => e.getBoundingClientRect().right > limit + 1);
        return `${all} px: ${out.slice(-1).map((e) => e.outerHTML.slice(0, 160))}`;
      });
      if (wide) wrong.push(`sticks out at ${width} px: ${wide}`);
    }
    await page.setViewportSize(before);
    return wrong;
  }

  async rules(page) {
    await page.evaluate(axe);
    const check = (only) => page.evaluate(async (only) => {
      const found = await globalThis.axe.run(document, { runOnly: only, resultTypes: ['violations'] });
      const told = (node) => `${node.html.slice(0, 200)} (${node.failureSummary.split('\n').at(-1).trim()})`;
      return found.violations.map((rule) => `${rule.id}: ${rule.nodes.slice(0, 3).map(told).join(' | ')}`);
    }, only);
    const light = await check({ type: 'tag', values: RULES });
    const told = light.map((rule) => `light: ${rule}`);
    // Only colours differ from here on.
    const colours = async (name, media, ...more) => {
      await page.emulateMedia(media);
      const found = await check({ type: 'rule', values: ['color-contrast', 'link-in-text-block', ...more] });
      told.push(...found.map((rule) => `${name}: ${rule}`));
    };
    await colours('dark', { colorScheme: 'dark' });
    await colours('dark contrast', { colorScheme: 'dark', contrast: 'more' }, 'color-contrast-enhanced');
    await colours('light contrast', { colorScheme: 'light', contrast: 'more' }, 'color-contrast-enhanced');
    await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference' });
    return told;
  }

  /** One of the ten screens in three pictures under a name of its own; at a width where nothing had to give way. */
  async portray(page, name) {
    if (!this.pictures) return;
    const before = page.viewportSize();
    const take = async (colorScheme, width, end) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      const height = Math.min(MOST, await page.evaluate(() => document.documentElement.scrollHeight));
      await page.setViewportSize({ width, height: Math.max(900, height) });
      await page.screenshot({ path: `${this.pictures}/${name}${end}.png` });
    };
    await take('light', DESK, '');
    await take('dark', DESK, '-dark');
    await take('light', 390, '-phone');
    await page.setViewportSize(before);
  }

  async picture(page, name) {
    this.taken += 1;
    const path = `${this.pictures}/${name}-${String(this.taken).padStart(3, '0')}`;
    await page.screenshot({ path: `${path}.png`, fullPage: true });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.screenshot({ path: `${path}-dark.png`, fullPage: true });
    await page.emulateMedia({ colorScheme: 'light' });
    const before = page.viewportSize();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.screenshot({ path: `${path}-phone.png`, fullPage: true });
    await page.setViewportSize(before);
  }
}
