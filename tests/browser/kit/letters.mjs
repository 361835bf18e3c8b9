// The letters that a server without a mail server puts into the folder beside its data: read back as a person would.
import { existsSync, readdirSync, readFileSync } from 'node:fs';

// Words of one header are encoded apart, and may be cut inside a letter: their bytes are joined before they are read.
const encoded = /=\?utf-8\?b\?([^?]*)\?=(?:\s+(?==\?))?/gi;
const run = /(?:=\?utf-8\?b\?[^?]*\?=\s*(?==\?|\s|$))+/gi;
const decode = (line) => line.replace(run, (words) => {
  const bytes = [...words.matchAll(encoded)].map((match) => Buffer.from(match[1], 'base64'));
  return Buffer.concat(bytes) + (/\s$/.test(words) ? ' ' : '');
});

function read(path) {
  const raw = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
  const head = raw.slice(0, raw.indexOf('\n\n')).replace(/\n[ \t]+/g, ' ');
  const header = (name) => decode(new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1] ?? '').trim();
  const plain = /Content-Type: text\/plain[^\n]*\n(?:[^\n]+\n)*\n([A-Za-z0-9+/=\n]+)/.exec(raw)?.[1] ?? '';
  return { to: header('To'), subject: header('Subject'), text: Buffer.from(plain, 'base64').toString().replaceAll('\r\n', '\n') };
}

/** Every letter of a folder that is to an address and has these words in its subject. */
export function letters(folder, to, subject) {
  if (!existsSync(folder)) return [];
  // A letter is written beside its place and moved there when it is whole.
  const whole = readdirSync(folder).filter((name) => name.endsWith('.eml') && !name.startsWith('.'));
  const all = whole.map((name) => read(`${folder}/${name}`));
  return all.filter((letter) => letter.to.includes(to) && letter.subject.includes(subject));
}
