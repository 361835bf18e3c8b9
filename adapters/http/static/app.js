// Small conveniences; every page works without this file. No inline script is ever allowed, so everything is here.
"use strict";

// A form is sent once: the second press of an impatient hand does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
});
// Coming back by the browser's own button makes the form usable again.
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// Filters apply as soon as they are chosen.
for (const select of document.querySelectorAll("form[data-filter] select")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}

// Leaving a half-filled form asks first.
let touched = false;
for (const form of document.querySelectorAll("form[data-keep]")) {
  form.addEventListener("input", () => { touched = true; });
  form.addEventListener("submit", () => { touched = false; });
}
addEventListener("beforeunload", (event) => {
  if (touched) event.preventDefault();
});

// Dates typed as 1.2.26 or 01-02-2026 become 01.02.2026 when the field is left.
for (const input of document.querySelectorAll("input[data-date]")) {
  input.addEventListener("change", () => {
    const parts = /^\s*(\d{1,2})[.\-/ ](\d{1,2})[.\-/ ](\d{2}|\d{4})\s*$/.exec(input.value);
    if (!parts) return;
    const year = parts[3].length === 2 ? "20" + parts[3] : parts[3];
    input.value = `${parts[1].padStart(2, "0")}.${parts[2].padStart(2, "0")}.${year}`;
  });
}

// A file that will not be taken is named before it is sent.
for (const input of document.querySelectorAll("input[type=file][data-bytes]")) {
  const note = document.createElement("p");
  note.className = "field-problem";
  note.setAttribute("role", "status");
  input.after(note);
  input.addEventListener("change", () => {
    const large = [...input.files].find((file) => file.size > Number(input.dataset.bytes));
    note.textContent = large ? `${large.name}: ${input.dataset.tooLarge}` : "";
  });
}

// A new page after a mistake starts at the summary, so that it is read first.
document.querySelector(".summary")?.focus();

// Buttons for which a script is needed, those too that come later by live.js.
const unhide = (root) => {
  for (const button of root.querySelectorAll("button[data-print], button[data-copy]")) button.hidden = false;
};
unhide(document);
addEventListener("fresh", (event) => unhide(event.target));
document.addEventListener("click", async ({ target }) => {
  if (target.closest("button[data-print]")) print();
  const button = target.closest("button[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  button.textContent = button.dataset.done;
});

// Points of a scorecard follow every change: the form is counted by the server, as its button would, and the numbers are
// taken from the answer.
for (const button of document.querySelectorAll("button[data-count]")) {
  const form = button.form;
  if (!form.querySelector("[data-live]")) continue;
  button.hidden = true;
  let waiting = null;
  let asked = 0;
  form.addEventListener("change", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const turn = ++asked;
      const body = new URLSearchParams(new FormData(form));
      body.set(button.name, button.value);
      const answer = await fetch(form.action, { method: "POST", body });
      if (!answer.ok || turn !== asked) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const place of form.querySelectorAll("[data-live]")) {
        const fresh = page.getElementById(place.id);
        if (fresh && fresh.textContent !== place.textContent) place.textContent = fresh.textContent;
      }
    }, 250);
  });
}

// A test: answers are saved as they are given, again and again until the server has them; the clock is the server's.
const answer = document.querySelector("form[data-answer]");
if (answer) {
  const mark = answer.querySelector("[data-mark]");
  const say = (word, tone) => {
    mark.textContent = answer.dataset[word];
    mark.className = tone ? `test-kept ${tone}` : "test-kept";
  };
  const place = () => document.querySelector(".test-places a[aria-current]");
  const counted = document.querySelector("[data-answered]");
  // What is typed while an answer is on its way is not kept yet: the mark waits for it.
  const keep = (kept) => {
    if (saved !== wanted) return;
    const here = place();
    const blank = !new FormData(answer).getAll("pick").some((pick) => pick.trim());
    say(blank ? "empty" : "saved", blank ? "" : "done");
    here?.classList.toggle("answered", !blank);
    const words = here?.closest("ol").dataset;
    if (words) here.querySelector("[data-word]").textContent = blank ? words.openWord : words.answeredWord;
    answer.querySelector("button[name=_clear]").hidden = blank;
    if (counted) counted.textContent = counted.dataset.answered.replace("{answered}", kept.answered);
  };
  let wanted = 0;
  let saved = 0;
  let busy = false;
  let timer = 0;
  const save = async () => {
    if (busy || saved === wanted) return;
    busy = true;
    const now = wanted;
    say("saving", "");
    try {
      const reply = await fetch(answer.action, {
        method: "POST",
        headers: { accept: "application/json" },
        body: new URLSearchParams(new FormData(answer)),
      });
      if (reply.ok) {
        saved = now;
        keep(await reply.json());
      } else if (reply.status === 409 || reply.status === 404) {
        // The test is over: its page says so.
        saved = wanted;
        location.reload();
      } else if (reply.status < 500 && reply.status !== 408 && reply.status !== 429) {
        // The server has understood and will not take it: asking again would not help.
        saved = now;
        say("wrong", "overdue");
      } else {
        throw new Error(String(reply.status));
      }
    } catch {
      say("failed", "overdue");
      clearTimeout(timer);
      timer = setTimeout(save, 2000);
    }
    busy = false;
    if (saved !== wanted && saved === now) save();
  };
  const touch = (pause) => {
    wanted += 1;
    say("saving", "");
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  };
  answer.addEventListener("change", () => touch(0));
  answer.addEventListener("input", (event) => {
    if (event.target.inputMode === "decimal") touch(700);
  });
  let sending = false;
  answer.addEventListener("submit", () => { sending = true; });
  addEventListener("beforeunload", (event) => {
    if (saved !== wanted && !sending) event.preventDefault();
  });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
}
const clock = document.querySelector("[data-clock]");
if (clock) {
  const left = clock.querySelector("[data-left]");
  const told = clock.querySelector("[data-warn10]");
  // What the clock of this computer says does not matter, only how fast it runs.
  const began = performance.now();
  const length = Number(clock.dataset.ends) - Number(clock.dataset.now);
  const two = (n) => String(n).padStart(2, "0");
  const tick = () => {
    const seconds = Math.max(0, Math.ceil((length - (performance.now() - began)) / 1000));
    left.textContent = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
    clock.classList.toggle("soon", seconds <= 600);
    if (seconds === 600) told.textContent = told.dataset.warn10;
    if (seconds === 60) told.textContent = told.dataset.warn1;
    if (seconds > 0) setTimeout(tick, 1000 - ((performance.now() - began) % 1000));
    else setTimeout(() => location.reload(), 1500);
  };
  tick();
}

// A form that comes back after the sign-in is shown filled in at once: nothing is carried out by that.
document.querySelector("form[data-by-itself]")?.requestSubmit();

// What large files need is fetched where a form has files.
const drop = document.querySelector("file-drop");
if (drop) import(drop.dataset.script);
