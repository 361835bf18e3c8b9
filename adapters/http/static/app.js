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

for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.done;
  });
}

// "/" goes to the search field of the page.
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "")) return;
  const search = document.querySelector("input[type=search]");
  if (search) {
    event.preventDefault();
    search.focus();
  }
});
