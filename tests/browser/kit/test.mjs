// Sits the test on the computer that a visitor has begun, with the answers that the bank holds for right.
import { bank, right } from './bank.mjs';

const questions = bank(new URL('../../../processes/certification/banks/management.yaml', import.meta.url).pathname);
/** Pages of questions that are looked at; the others differ by their words only. */
const LOOKED_AT = 6;

/** Answers every question and finishes. */
export async function sit(person) {
  const all = await person.page.locator('.test-places a').count();
  for (let place = 1; place <= all; place += 1) {
    person.quiet = place > LOOKED_AT;
    await person.sees(`Вопрос ${place} из ${all}`);
    await reply(person);
    if (place < all) await person.press('Сохранить и дальше');
  }
  await person.press('Сохранить');
  person.quiet = false;
  await person.look();
  await person.sees(`Отвечено: ${all} из ${all}`);
  await person.follow('Закончить тест');
  await person.sees('Ответы даны на все вопросы');
  await person.press('Закончить тест');
}

async function reply(person) {
  const heading = await person.main().locator('#question').innerText();
  const question = questions.get(heading.split('\n').at(-1).trim());
  const answer = right(question);
  if (question.kind === 'number') await person.write(person.main().locator('#o1'), answer[0]);
  else if (question.kind === 'match') for (const { text, answer: pair } of answer) await person.choose(text, pair);
  else if (question.kind === 'order') for (const [index, text] of answer.entries()) await person.choose(`Место ${index + 1}`, text);
  else for (const text of answer) await person.tick(text);
}
