// A visitor without a mouse: Tab until the control has the focus, then the keys that everybody expects of it.
import assert from 'node:assert/strict';
import { Visitor } from './visitor.mjs';

/** Presses of Tab after which a control counts as out of reach. */
const REACH = 400;

export class KeyboardVisitor extends Visitor {
  async write(field, text) {
    await this.reach(field);
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.insertText(text);
  }

  async mark(box) {
    const one = await box.evaluate((node) => (node.type === 'radio' ? node.name : ''));
    if (!one) {
      await this.reach(box);
      if (!(await box.isChecked())) await this.page.keyboard.press('Space');
      return;
    }
    // Tab stops once at a group of radio buttons; the arrows go on inside.
    await this.reach(this.main().locator(`input[name="${one}"]`), box);
    for (let step = 0; !(await this.has(box)) && step < REACH; step += 1) await this.page.keyboard.press('ArrowDown');
    await this.page.keyboard.press('Space');
    assert.ok(await box.isChecked(), 'the arrows did not reach the option');
  }

  async pick(list, option) {
    await this.reach(list);
    const chosen = () => list.evaluate((node) => node.selectedOptions[0].textContent.trim());
    const count = await list.locator('option').count();
    await this.page.keyboard.press('Home');
    for (let step = 0; (await chosen()) !== option && step < count; step += 1) await this.page.keyboard.press('ArrowDown');
    assert.equal(await chosen(), option);
  }

  async push(button) {
    await this.reach(button);
    await this.page.keyboard.press('Enter');
  }

  has(target) {
    return target.evaluateAll((nodes) => nodes.includes(document.activeElement));
  }

  /** Presses Tab until one of the elements has the focus; the focus must be seen. */
  async reach(target) {
    await target.first().waitFor();
    for (let step = 0; step < REACH; step += 1) {
      if (await this.has(target)) {
        const seen = await this.page.evaluate(() => {
          const style = getComputedStyle(document.activeElement);
          return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
        });
        assert.ok(seen, `the focus is not seen on ${await this.page.evaluate(() => document.activeElement.outerHTML.slice(0, 200))}`);
        return;
      }
      await this.page.keyboard.press('Tab');
    }
    assert.fail(`Tab does not reach ${target}`);
  }
}
