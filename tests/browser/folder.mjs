// The regulation that the browser test runs: one public form, one test of every kind of question, one task that shows the
// result. Written by the script, so that the script knows every key.
import { mkdirSync, writeFileSync } from 'node:fs';

/** Questions of the bank: every fifth is of the same kind. */
export const QUESTIONS = 10;
export const MINUTES = 30;

const kinds = ['single', 'multiple', 'order', 'match', 'number'];

/** A question of the bank by its number: its kind, and the texts that are right. Texts say to which question they belong. */
export function question(n) {
  const kind = kinds[n % kinds.length];
  const text = `Вопрос банка ${n}: ${kind}`;
  const options = ['a', 'b', 'c', 'd'].map((id) => [id, `${n}-вариант-${id}`]);
  const pairs = ['x', 'y', 'z', 'w'].map((id) => [id, `${n}-пара-${id}`]);
  const key = {
    single: 'c',
    multiple: ['b', 'd'],
    order: ['d', 'b', 'a', 'c'],
    match: { a: 'z', b: 'x', c: 'w', d: 'y' },
    number: n + 0.5,
  }[kind];
  return { kind, text, options, pairs, key };
}

const map = (pairs) => `{${pairs.map(([id, text]) => `${id}: ${text}`).join(', ')}}`;

function yaml(n) {
  const { kind, text, options, pairs, key } = question(n);
  const lines = [`  q${n}:`, `    kind: ${kind}`, `    text: "${text}"`];
  if (kind !== 'number') lines.push(`    options: ${map(options)}`);
  if (kind === 'match') lines.push(`    pairs: ${map(pairs)}`);
  lines.push(`    key: ${JSON.stringify(key).replaceAll('"', '').replaceAll(':', ': ')}`);
  return lines.join('\n');
}

export function write(folder) {
  mkdirSync(`${folder}/sitting/banks`, { recursive: true });
  const files = {
    'organisation.yaml':
      'organisation: {name: Проверка}\n' +
      'people:\n  anna: {name: Аннина Анна Андреевна, position: специалист, email: anna@example.ru}\n' +
      'roles: {clerk: anna}\n',
    'sitting/process.yaml': [
      'process: sitting',
      'title: Тест в браузере',
      'time_zone: Europe/Moscow',
      'calendar: ru',
      'subject: name',
      'applicant: email',
      'roles: {clerk: Специалист}',
      'data:',
      '  name: {text: Имя}',
      '  email: {email: Почта}',
      '  correct: {integer: Верно}',
      '  total: {integer: Всего}',
      'start: {public: true, form: [name, email]}',
      'steps:',
      `  exam: {test: Пройти тест, bank: samples, questions: ${QUESTIONS}, time: ${MINUTES} минут, next: keep}`,
      '  keep: {set: Записать, values: {correct: exam.correct, total: exam.total}, next: seen}',
      '  seen: {user_task: Посмотреть результат, role: clerk, show: [name, correct, total], next: done}',
      '  done: {end: Готово}',
      '',
    ].join('\n'),
    'sitting/banks/samples.yaml':
      'title: Образцы\nquestions:\n' + Array.from({ length: QUESTIONS }, (_, n) => yaml(n)).join('\n') + '\n',
  };
  for (const [path, text] of Object.entries(files)) writeFileSync(`${folder}/${path}`, text);
}
