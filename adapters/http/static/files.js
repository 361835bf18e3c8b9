// Large files go ahead of their form, a part at a time: how far is seen, a connection that breaks costs a part. Loaded where a
// form has files; without it, and for small files, the form carries them itself.
"use strict";

const LARGE = 8 * 1024 * 1024;
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30000;
const API = "/api/v1/uploads";

class Refused extends Error {}

async function ask(path, method, body, kind = "application/json") {
  const headers = { accept: "application/json", ...(body ? { "content-type": kind } : {}) };
  const answer = await fetch(API + path, { method, body, headers });
  if (answer.ok) return answer.status === 204 ? null : answer.json();
  const said = await answer.json().catch(() => ({}));
  if (said.code === "upload_offset") return { again: true };
  // What was understood and is not wanted stays so; all else may be better in a while.
  if (answer.status < 500 && answer.status !== 408 && answer.status !== 429) {
    throw new Refused(document.documentElement.lang === "ru" ? said.title_ru : said.title);
  }
  throw new Error(String(answer.status));
}

async function sha256(file) {
  // Only where the site is reached over https.
  if (!globalThis.crypto?.subtle) return null;
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// The form that files are for, told by its address.
function place(action) {
  const [, first, second, third, fourth] = new URL(action, location.href).pathname.split("/").map(decodeURIComponent);
  if (first === "tasks" && third) return { instance: second };
  if (first === "f" && fourth) return { draft: third };
  if ((first === "f" || first === "start") && second) return { process: second };
  return null;
}

// One file on its way, and its line in the list.
class Sending {
  constructor(drop, file) {
    Object.assign(this, { drop, file, offset: 0, pause: FIRST_PAUSE, open: true });
    this.line = document.createElement("li");
    const name = document.createElement("span");
    name.className = "grow";
    name.textContent = file.name;
    this.bar = document.createElement("progress");
    this.bar.max = file.size;
    this.bar.setAttribute("aria-label", file.name);
    this.state = document.createElement("span");
    this.state.className = "note";
    this.state.setAttribute("role", "status");
    this.button = document.createElement("button");
    Object.assign(this.button, { type: "button", className: "button small" });
    this.name(drop.dataset.cancel);
    this.button.addEventListener("click", () => this.cancel());
    name.append(this.state);
    this.line.append(name, this.bar, this.button);
    drop.list.append(this.line);
  }

  name(word) {
    this.button.textContent = word;
    this.button.setAttribute("aria-label", `${word}: ${this.file.name}`);
  }

  say(word, values = {}) {
    let text = this.drop.dataset[word];
    for (const [key, value] of Object.entries(values)) text = text.replace(`{${key}}`, value);
    if (this.state.textContent !== text) this.state.textContent = text;
  }

  // Every tenth of the way is enough for whoever listens; the bar moves with every part.
  told() {
    this.bar.value = this.offset;
    this.say("sending", { percent: Math.floor((10 * this.offset) / this.file.size) * 10 });
  }

  async go() {
    while (this.open) {
      try {
        await this.send();
        return;
      } catch (error) {
        if (!this.open) return;
        if (error instanceof Refused) {
          this.end("refused", { why: error.message });
          return;
        }
        await this.wait();
      }
    }
  }

  async send() {
    const { drop, file } = this;
    if (!this.id) {
      const wish = { ...drop.place, field: drop.input.name, name: file.name, size: file.size };
      const begun = await ask("", "POST", JSON.stringify(wish));
      Object.assign(this, { id: begun.id, part: begun.part });
    } else {
      // Whether the last part arrived before the connection broke is known there only.
      this.offset = (await ask(`/${this.id}`, "GET")).offset;
    }
    while (this.open && this.offset < file.size) {
      this.told();
      const bytes = file.slice(this.offset, this.offset + this.part);
      const answer = await ask(`/${this.id}/parts?offset=${this.offset}`, "POST", bytes, "application/octet-stream");
      this.offset = answer.again ? (await ask(`/${this.id}`, "GET")).offset : answer.offset;
      this.pause = FIRST_PAUSE;
    }
    if (!this.open) return;
    this.bar.value = file.size;
    this.say("checking");
    const taken = await ask(`/${this.id}/finish`, "POST", JSON.stringify({ sha256: await sha256(file) }));
    if (!this.open) return;
    this.end("taken");
    drop.keep(this, taken);
  }

  // Goes on when the connection is back, or when it is time to try.
  async wait() {
    this.say("broken", { percent: Math.floor((100 * this.offset) / this.file.size) });
    await new Promise((done) => {
      const timer = setTimeout(done, this.pause);
      addEventListener("online", () => { clearTimeout(timer); done(); }, { once: true });
    });
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
  }

  end(word, values) {
    this.open = false;
    this.bar.remove();
    this.say(word, values);
    if (word === "refused") {
      this.state.classList.add("field-problem");
      this.name(this.drop.dataset.remove);
    }
    this.drop.ended();
  }

  cancel() {
    if (this.id && this.open) ask(`/${this.id}`, "DELETE").catch(() => {});
    this.open = false;
    this.line.remove();
    this.drop.input.focus();
    this.drop.ended();
  }
}

customElements.define("file-drop", class extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=file]");
    this.place = this.input.form && place(this.input.form.action);
    this.sendings = new Set();
    if (!this.place) return;
    this.list = document.createElement("ul");
    this.list.className = "rows sendings";
    this.append(this.list);
    this.input.addEventListener("change", () => this.take([...this.input.files]));
    if (matchMedia("(pointer: coarse)").matches) this.camera();
    // Before anything else that listens to the form being sent.
    document.addEventListener("submit", (event) => this.hold(event), true);
  }

  // On a phone the paper is photographed rather than looked for.
  camera() {
    const camera = this.input.cloneNode();
    Object.assign(camera, { id: `${this.input.id}-camera`, accept: "image/jpeg,image/png", multiple: false, hidden: true });
    camera.removeAttribute("name");
    camera.setAttribute("capture", "environment");
    camera.setAttribute("aria-label", this.dataset.camera);
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "button small", textContent: this.dataset.camera });
    button.addEventListener("click", () => camera.click());
    camera.addEventListener("change", () => {
      const more = this.input.multiple ? [...this.input.files] : [];
      this.put([...more, ...camera.files]);
      this.input.dispatchEvent(new Event("change", { bubbles: true }));
    });
    this.append(button, camera);
  }

  put(files) {
    const held = new DataTransfer();
    for (const file of files) held.items.add(file);
    this.input.files = held.files;
  }

  // Large files go now; small ones stay in the field. What is too large is refused by the field already.
  take(files) {
    const large = files.filter((file) => file.size > LARGE && file.size <= Number(this.input.dataset.bytes));
    if (large.length === 0) return;
    this.put(files.filter((file) => !large.includes(file)));
    for (const file of large) {
      if (!this.input.multiple) for (const sending of [...this.sendings]) sending.cancel();
      const sending = new Sending(this, file);
      this.sendings.add(sending);
      sending.go();
    }
  }

  // As a file that was attached before: a ticked box with its id.
  keep(sending, file) {
    const box = document.createElement("input");
    const id = `${this.input.id}-${file.id}`;
    Object.assign(box, { type: "checkbox", id, name: this.input.name, value: file.id, checked: true });
    const label = document.createElement("label");
    label.htmlFor = id;
    label.append(sending.file.name, sending.state);
    const tick = document.createElement("div");
    tick.className = "tick";
    tick.append(box, label);
    if (!this.input.multiple) {
      for (const other of this.input.form.querySelectorAll("input[type=checkbox]")) {
        if (other.name === this.input.name) other.checked = false;
      }
    }
    sending.line.replaceChildren(tick);
    this.input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // A form that is sent too soon waits for its files and then goes by itself.
  hold(event) {
    if (event.target !== this.input.form || ![...this.sendings].some((sending) => sending.open)) return;
    event.preventDefault();
    event.stopPropagation();
    this.waiting = event.submitter ?? undefined;
    this.held = true;
    for (const sending of this.sendings) if (sending.open) sending.say("held");
  }

  ended() {
    for (const sending of [...this.sendings]) if (!sending.line.isConnected) this.sendings.delete(sending);
    if (!this.held || [...this.sendings].some((sending) => sending.open)) return;
    this.held = false;
    const refused = [...this.sendings].some((sending) => sending.state.classList.contains("field-problem"));
    // After the box of the last file is in the form.
    if (!refused) setTimeout(() => this.input.form.requestSubmit(this.waiting));
  }
});
