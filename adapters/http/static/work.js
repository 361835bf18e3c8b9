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
