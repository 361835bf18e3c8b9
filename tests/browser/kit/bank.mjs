// The right answers of a bank of questions, read from its file as it is written: one key a line, texts in quotes.
import { readFileSync } from 'node:fs';

/** Questions by their text: kind, texts of options and pairs, key. */
export function bank(path) {
  const found = new Map();
  let question;
  let list;
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const [, indent, name, rest] = /^( *)([a-z_0-9]+): ?(.*)$/.exec(line) ?? [];
    if (!name) continue;
    if (indent.length === 2) question = { options: {}, pairs: {} };
    else if (indent.length === 4 && (name === 'options' || name === 'pairs')) list = question[name];
    else if (indent.length === 4) question[name] = name === 'text' ? JSON.parse(rest) : rest;
    else if (indent.length === 6 && rest.startsWith('"')) list[name] = JSON.parse(rest);
    if (indent.length === 4 && name === 'key') found.set(question.text, question);
  }
  return found;
}

/** What to choose for a question, in the words of the page: one text, many, one for each place, or a number. */
export function right({ kind, options, pairs, key }) {
  const ids = key.replace(/[[\]{}]/g, '').split(', ');
  if (kind === 'number') return [key.replace('.', ',')];
  if (kind !== 'match') return ids.map((id) => options[id]);
  const pair = new Map(ids.map((entry) => entry.split(': ')));
  return Object.entries(options).map(([id, text]) => ({ text, answer: pairs[pair.get(id)] }));
}
