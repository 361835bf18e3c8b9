// What stands beside the text: the picture, the steps, the terms, the letters, what changes. The server draws all of it;
// here the newest answer is shown, and the last good picture is kept while the text is broken.
export class Panel {
  constructor(box, go) {
    this.box = box;
    this.go = go;
    this.kept = new Map();
    this.steps = [];
    if (!box) return;
    box.hidden = false;
    this.body = box.querySelector("[data-panel-body]");
    this.note = box.querySelector("[data-panel-note]");
    this.tabs = [...box.querySelectorAll("[role=tab]")];
    this.wanted = this.tabs[0].dataset.panel;
    for (const tab of this.tabs) {
      tab.addEventListener("click", () => this.open(tab));
      tab.addEventListener("keydown", (event) => this.move(event, tab));
    }
    this.body.addEventListener("click", (event) => this.click(event));
    this.body.addEventListener("change", () => this.changed());
    this.mark();
  }

  // Set by the editor: asks the server anew.
  changed() {}

  // What the server has to know to draw the open panel.
  asked() {
    if (!this.box) return {};
    const start = this.body.querySelector("input[name=start]")?.value ?? "";
    return { panel: this.wanted, have: this.kept.has(this.wanted), start };
  }

  open(tab) {
    this.wanted = tab.dataset.panel;
    this.mark();
    const kept = this.kept.get(this.wanted);
    this.body.replaceChildren(...(kept ? [kept] : []));
    this.body.setAttribute("aria-labelledby", tab.id);
    this.changed();
  }

  move(event, tab) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = this.tabs[(this.tabs.indexOf(tab) + step + this.tabs.length) % this.tabs.length];
    next.focus();
    this.open(next);
  }

  mark() {
    for (const tab of this.tabs) {
      const current = tab.dataset.panel === this.wanted;
      tab.setAttribute("aria-selected", String(current));
      tab.tabIndex = current ? 0 : -1;
    }
  }

  show(answer) {
    if (!this.box || answer.panel !== this.wanted) return;
    this.steps = answer.steps;
    this.note.textContent = answer.note;
    this.note.hidden = !answer.note;
    this.body.classList.toggle("stale", answer.stale);
    if (answer.html === null) return;
    const focus = this.body.contains(document.activeElement) ? document.activeElement.name : null;
    const scroll = this.body.firstElementChild?.querySelector(".diagram");
    const at = scroll ? [scroll.scrollLeft, scroll.scrollTop] : null;
    const fresh = document.createElement("div");
    fresh.innerHTML = answer.html;
    this.kept.set(this.wanted, fresh);
    this.body.replaceChildren(fresh);
    if (at) fresh.querySelector(".diagram")?.scrollTo(...at);
    if (focus) fresh.querySelector(`[name="${focus}"]`)?.focus();
    this.choose(this.line);
  }

  // A step of the picture or of a list goes to its line.
  click(event) {
    const link = event.target.closest("a");
    if (!link) return;
    const href = link.getAttribute("href") ?? "";
    if (!href.startsWith("#step-")) return;
    event.preventDefault();
    const step = this.steps.find((one) => `#step-${one.id}` === href);
    if (step) this.go(step.file, step.line);
  }

  // The step in whose lines the cursor stands is marked.
  choose(line) {
    this.line = line;
    if (!this.box) return;
    const here = this.steps.findLast((one) => one.own && one.line <= line && line <= one.end);
    for (const link of this.body.querySelectorAll("a[href^='#step-']")) {
      link.classList.toggle("chosen", link.getAttribute("href") === `#step-${here?.id}`);
    }
  }
}
