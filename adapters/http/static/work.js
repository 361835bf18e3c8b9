// Conveniences for those who work here, beside app.js: keys, rows that are ticked together. Pages work without this file.
"use strict";

// Keys of single letters: "/" goes to the search field, j and k to the next and the previous row, "?" tells about them.
// They are there only while the page has the help for them: whoever switches them off gets a page without it.
const help = document.getElementById("keys");
const rowLinks = () => [...document.querySelectorAll("[data-row]")].map((row) => row.querySelector("a[href]"));
const keys = {
  "/": () => document.querySelector("input[type=search]"),
  j: () => beside(1),
  k: () => beside(-1),
};
function beside(step) {
  const links = rowLinks();
  const here = links.findIndex((link) => link.closest("[data-row]").contains(document.activeElement));
  if (here < 0) return links[step > 0 ? 0 : links.length - 1];
  return links[here + step];
}
if (help) addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  const typing = document.activeElement;
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(typing?.tagName ?? "") && typing.type !== "checkbox") return;
  if (typing?.isContentEditable || typing?.shadowRoot) return;
  if (event.key === "?") {
    event.preventDefault();
    help.showModal();
    return;
  }
  const goal = keys[event.key]?.();
  if (goal) {
    event.preventDefault();
    goal.focus();
    goal.closest("[data-row]")?.scrollIntoView({ block: "nearest" });
  }
});

// All rows of a list at once, and how many are ticked.
function together(form) {
  const all = form.querySelector("[data-pick-all]");
  if (!all) return;
  all.hidden = false;
  const box = all.querySelector("input");
  const picks = [...form.querySelectorAll("input[name=pick]")];
  const count = () => {
    const picked = picks.filter((pick) => pick.checked).length;
    form.querySelector("[data-picked]").textContent = picked;
    box.checked = picked > 0 && picked === picks.length;
    box.indeterminate = picked > 0 && picked < picks.length;
  };
  box.addEventListener("change", () => {
    for (const pick of picks) pick.checked = box.checked;
    count();
  });
  for (const pick of picks) pick.addEventListener("change", count);
  count();
}

// A picture larger than its frame begins where something is to be seen: what is late, where the work is, what holds it up.
function point(frame) {
  const places = [".stuck", ".late", ".here", ".heavy", ".badge", ".start"];
  const place = places.map((name) => frame.querySelector(`.picture ${name}`)).find((found) => found);
  if (!place) return;
  const [inner, outer] = [place.getBoundingClientRect(), frame.getBoundingClientRect()];
  frame.scrollLeft += inner.x + inner.width / 2 - outer.x - outer.width / 2;
  frame.scrollTop += inner.y + inner.height / 2 - outer.y - outer.height / 2;
}

// Lists and pictures, those too that come later by live.js.
function dress(root) {
  root.querySelectorAll("form[data-together]").forEach(together);
  root.querySelectorAll(".diagram").forEach(point);
}
dress(document);
addEventListener("fresh", (event) => dress(event.target));

// The end of the session: said some minutes before, where there is something to lose, with a button that goes on. The server
// is asked first, since another window may have used the session; that question is no use of it. Focus stays where it is.
customElements.define("session-end", class extends HTMLElement {
  connectedCallback() {
    if (!document.querySelector("main form[method=post]")) return;
    this.told = this.querySelector("[role=status]");
    this.button = this.querySelector("button");
    this.button.addEventListener("focus", ({ relatedTarget }) => { this.before = relatedTarget; });
    this.button.addEventListener("click", () => this.ask({}, true));
    document.addEventListener("visibilitychange", () => this.look());
    addEventListener("pageshow", ({ persisted }) => { if (persisted) this.look(); });
    this.count(Number(this.dataset.left), this.dataset.renewable === "true");
  }

  // Counted from now on: what the clock of this computer shows does not matter.
  count(left, renewable) {
    this.end = Date.now() + left * 1000;
    this.renewable = renewable;
    const warning = Number(this.dataset.warning);
    clearTimeout(this.timer);
    if (left > warning) {
      this.say("");
      this.timer = setTimeout(() => this.look(), (left - warning) * 1000);
    } else {
      const at = new Date(this.end).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
      this.say((renewable ? this.dataset.soon : this.dataset.last).replace("{time}", at));
      this.button.hidden = !renewable;
      this.timer = setTimeout(() => this.look(), left * 1000 + 1500);
    }
  }

  // A window that nobody sees asks when it is seen again.
  look() {
    const far = this.end - Date.now() > Number(this.dataset.warning) * 1000 + 1000;
    if (!document.hidden && !far) this.ask({ "reglament-refresh": "1" }, false);
  }

  async ask(headers, pressed) {
    let answer;
    try {
      answer = await fetch("/api/v1/session", { headers, cache: "no-store" });
      if (!answer.ok && answer.status !== 401) throw new Error(String(answer.status));
    } catch {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.look(), 15000);
      return;
    }
    if (answer.status === 401) {
      clearTimeout(this.timer);
      // Somebody may sign in in another window: asked again when this one is looked at.
      this.end = 0;
      this.rest();
      this.say(this.dataset.ended);
      return;
    }
    const state = await answer.json();
    if (pressed) this.rest();
    this.count(state.seconds_left, state.is_renewable);
    if (!pressed || !state.is_renewable) return;
    this.say(this.dataset.goesOn);
    setTimeout(() => { if (this.told.textContent === this.dataset.goesOn) this.say(""); }, 8000);
  }

  // The button goes, and the focus goes back to where it was.
  rest() {
    const here = document.activeElement === this.button;
    this.button.hidden = true;
    if (here) (this.before?.isConnected ? this.before : document.getElementById("main")).focus({ preventScroll: true });
  }

  say(words) {
    if (this.told.textContent !== words) this.told.textContent = words;
    if (!words) this.button.hidden = true;
    this.classList.toggle("said", words !== "");
  }
});
