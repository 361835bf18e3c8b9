// Pages that keep themselves fresh while somebody looks at them, beside work.js. The switch says whether they do; off, or in a
// window that nobody sees, nothing is asked of the server. Without this file a page stays as it came.
"use strict";

// Between two looks at a list: a busy minute must not dance before the eyes.
const PAUSE = 4000;
// After the server would not open a stream.
const RETRY = 30000;
const CHOICE = "live";
const UNDER_PAGE = { headers: { "reglament-refresh": "1" }, cache: "no-store" };

// What tells an element from its neighbours when the page comes anew.
function name(element) {
  const { tagName, id, type } = element;
  if (id && !/-\d+$/.test(id)) return `#${id}`;
  const ticked = type === "checkbox" || type === "radio";
  const own = /^(A|BUTTON|SUMMARY|H\d)$/.test(tagName) ? element.textContent.trim() : "";
  return [tagName, element.name, type, ticked ? element.value : "", element.getAttribute("href"), own].join("|");
}
const CARRIED = "input, select, textarea, button, a[href], summary, [tabindex]";

// The same elements of the old and the new page: those of one name in their order.
function twins(old, fresh) {
  const places = new Map();
  for (const element of fresh.querySelectorAll(CARRIED)) {
    const all = places.get(name(element)) ?? [];
    places.set(name(element), [...all, element]);
  }
  const pairs = new Map();
  for (const element of old.querySelectorAll(CARRIED)) pairs.set(element, places.get(name(element))?.shift());
  return pairs;
}

// What somebody has ticked, written or unfolded stays.
function carry(pairs) {
  for (const [old, fresh] of pairs) {
    if (!fresh) continue;
    if (old.type === "checkbox" || old.type === "radio") {
      if (old.checked !== old.defaultChecked) fresh.checked = old.checked;
    } else if (old.tagName === "SELECT") {
      if ([...fresh.options].some((option) => option.value === old.value)) fresh.value = old.value;
    } else if (old.matches("textarea, input:not([type=hidden])")) {
      if (old.value !== old.defaultValue) fresh.value = old.value;
    } else if (old.tagName === "SUMMARY") {
      fresh.parentElement.open = old.parentElement.open;
    }
  }
}

// Rows by what they lead to.
const rows = (root) => [...root.querySelectorAll("[data-row], tbody tr, ul.rows > li")];
const goal = (row) => row.querySelector("a[href]")?.getAttribute("href") ?? row.textContent;

// Puts the fresh part in the place of the old one; gives how many rows are new.
function put(old, fresh) {
  const known = new Set(rows(old).map(goal));
  const added = rows(fresh).filter((row) => !known.has(goal(row)));
  for (const row of added) row.classList.add("new-row");
  const pairs = twins(old, fresh);
  carry(pairs);
  const here = old.contains(document.activeElement) ? document.activeElement : null;
  const top = here?.getBoundingClientRect().top;
  old.replaceWith(fresh);
  if (here) {
    const twin = pairs.get(here);
    const next = twin ?? fresh;
    if (!twin) fresh.tabIndex = -1;
    next.focus({ preventScroll: true });
    if (twin) scrollBy(0, twin.getBoundingClientRect().top - top);
    if (typeof here.selectionStart === "number" && twin?.matches("textarea, input")) {
      twin.setSelectionRange(here.selectionStart, here.selectionEnd);
    }
  }
  fresh.dispatchEvent(new Event("fresh", { bubbles: true }));
  return added.length;
}

customElements.define("live-toggle", class extends HTMLElement {
  connectedCallback() {
    this.box = this.querySelector("input");
    this.said = this.querySelector("[role=status]");
    this.since = this.dataset.since;
    this.next = 0;
    this.shown = new Map([...document.querySelectorAll("[data-fresh]")].map((part) => [part.id, part.textContent]));
    this.box.checked = this.choice() !== "off";
    this.box.addEventListener("change", () => {
      try { localStorage.setItem(CHOICE, this.box.checked ? "on" : "off"); } catch { /* for this page only, then */ }
      this.say(this.box.checked ? "on" : "off");
      this.turn();
    });
    // One switch for all windows.
    addEventListener("storage", (event) => {
      if (event.key !== CHOICE) return;
      this.box.checked = event.newValue !== "off";
      this.turn();
    });
    document.addEventListener("visibilitychange", () => this.turn());
    addEventListener("pagehide", () => this.close());
    addEventListener("pageshow", () => this.turn());
    this.turn();
  }

  choice() {
    try { return localStorage.getItem(CHOICE); } catch { return null; }
  }

  say(word, count) {
    this.said.textContent = (this.dataset[word] ?? "").replace("{count}", count);
  }

  turn() {
    const wanted = this.box.checked && !document.hidden;
    if (!wanted) this.close();
    else if (!this.source) this.open();
  }

  open() {
    clearTimeout(this.later);
    this.source = new EventSource(`${this.dataset.stream}&since=${this.since}`);
    const heard = (event) => { this.since = event.lastEventId; };
    this.source.addEventListener("beat", heard);
    this.source.addEventListener("changed", (event) => {
      heard(event);
      this.soon();
    });
    this.source.addEventListener("error", () => {
      // A stream that broke is opened anew by the browser; one that was refused is not.
      if (this.source?.readyState !== EventSource.CLOSED) return;
      this.close();
      this.later = setTimeout(() => this.turn(), RETRY);
      this.refresh();
    });
  }

  close() {
    clearTimeout(this.later);
    clearTimeout(this.timer);
    this.timer = null;
    this.source?.close();
    this.source = null;
  }

  // A hint: looks now, or when the pause after the last look is over.
  soon() {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.refresh();
    }, Math.max(0, this.next - performance.now()));
  }

  async refresh() {
    // A list that is being chosen from would close.
    const chosen = document.activeElement;
    if (chosen?.tagName === "SELECT" && chosen.closest("[data-fresh]")) {
      chosen.addEventListener("blur", () => this.soon(), { once: true });
      return;
    }
    this.next = performance.now() + PAUSE;
    let page;
    try {
      const answer = await fetch(location.href, UNDER_PAGE);
      if (answer.redirected && new URL(answer.url).pathname !== location.pathname) {
        this.close();
        clearTimeout(this.later);
        this.say("ended");
        return;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      this.say("failed");
      return;
    }
    if (this.box.checked) this.replace(page);
  }

  replace(page) {
    const parts = [...document.querySelectorAll("[data-fresh]")].map((old) => [old, page.getElementById(old.id)]);
    const changed = parts.filter(([old, fresh]) => fresh && fresh.textContent !== this.shown.get(old.id));
    let added = 0;
    for (const [old, fresh] of changed) {
      this.shown.set(old.id, fresh.textContent);
      added += put(old, document.adoptNode(fresh));
    }
    if (added > 0) this.say("added", added);
    else if (changed.length > 0) this.say("same");
    else if (this.said.textContent === this.dataset.failed) this.say("same");
  }
});
