// Questions to the language service. Places are lines and columns from 0, columns in UTF-16 units as everywhere here.
"use strict";

export class Server {
  constructor(base, file) {
    this.base = base;
    this.file = file;
  }

  // The answer, or null when there is none in time.
  async ask(what, body, signal) {
    try {
      const answer = await fetch(`${this.base}/${what}`, {
        method: "POST",
        headers: { "content-type": "application/json", accept: "application/json" },
        body: JSON.stringify({ file: this.file, ...body }),
        signal,
      });
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  }
}

export const place = (doc, at) => {
  const line = doc.lineAt(at);
  return { line: line.number - 1, character: at - line.from };
};

export const offset = (doc, { line, character }) => {
  if (line >= doc.lines) return doc.length;
  const found = doc.line(line + 1);
  return Math.min(found.from + character, found.to);
};
