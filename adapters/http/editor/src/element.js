// <yaml-editor>: lays an editor over the text area inside it. The text area stays the truth of the form: it is sent by
// the buttons as without a script.
import { EditorState } from "@codemirror/state";
import {
  EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers,
} from "@codemirror/view";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, foldGutter, foldKeymap, indentOnInput } from "@codemirror/language";
import { closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { yaml } from "@codemirror/lang-yaml";
import { completion, hover } from "./language.js";
import { look } from "./look.js";
import { Panel } from "./panel.js";
import { Server, offset } from "./server.js";

const PAUSE = 300;

export class YamlEditor extends HTMLElement {
  connectedCallback() {
    const area = this.querySelector("textarea");
    if (!area || this.shadowRoot) return;
    this.area = area;
    this.form = area.form;
    this.words = JSON.parse(this.dataset.words || "{}");
    this.server = new Server(this.dataset.base, this.dataset.file);
    this.state = document.getElementById("save-state");
    const shadow = this.attachShadow({ mode: "open" });
    this.view = new EditorView({ root: shadow, parent: shadow, state: this.begin(area.value) });
    this.panel = new Panel(document.getElementById("panel"), (file, line) => this.go(file, line));
    this.panel.changed = () => this.check();
    // Its text takes the focus; the box around it need not.
    this.view.scrollDOM.removeAttribute("tabindex");
    this.classList.add("ready");
    this.area.hidden = true;
    this.listen();
    const line = Number(this.dataset.line);
    if (line > 0) this.go(this.dataset.file, line);
    this.check();
  }

  begin(text) {
    const file = this.dataset.file;
    return EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(), foldGutter(), lintGutter(), history(), drawSelection(), indentOnInput(), bracketMatching(),
        closeBrackets(), highlightActiveLine(), highlightActiveLineGutter(), highlightSelectionMatches(),
        file.endsWith(".yaml") ? yaml() : EditorView.lineWrapping,
        completion(this.server), hover(this.server), look,
        EditorState.phrases.of(this.words),
        EditorState.readOnly.of(!("open" in this.dataset)),
        EditorView.contentAttributes.of({ "aria-label": file, spellcheck: "false", tabindex: "0" }),
        keymap.of([
          { key: "Mod-s", preventDefault: true, run: () => (this.save(), true) },
          ...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap,
          ...completionKeymap, ...lintKeymap,
        ]),
        EditorView.updateListener.of((update) => this.updated(update)),
      ],
    });
  }

  updated(update) {
    if (update.docChanged) {
      this.area.value = update.state.doc.toString();
      this.dirty = true;
      this.say(this.words.unsaved, "");
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.check(), PAUSE);
    }
    if (update.docChanged || update.selectionSet) {
      this.panel?.choose(update.state.doc.lineAt(update.state.selection.main.head).number);
    }
  }

  listen() {
    // The form is sent by hand so that the cursor and the undo history stay; whatever does not fit is sent as usual and
    // answered by a page.
    this.form.addEventListener("submit", (event) => {
      const act = event.submitter?.value ?? "save";
      if (act === "remove" && !confirm(this.words.sure)) {
        event.preventDefault();
        event.stopPropagation();
        return;
      }
      this.area.value = this.view.state.doc.toString();
      if (act === "save" || act === "check") {
        event.preventDefault();
        event.stopPropagation();
        if (act === "save") this.save();
        else this.check(true);
        return;
      }
      this.dirty = false;
    });
    document.getElementById("findings")?.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-line]");
      if (!link || link.dataset.file !== this.dataset.file) return;
      event.preventDefault();
      this.go(link.dataset.file, Number(link.dataset.line));
    });
    addEventListener("beforeunload", (event) => {
      if (this.dirty) event.preventDefault();
    });
  }

  say(word, tone) {
    if (!this.state) return;
    this.state.textContent = word ?? "";
    this.state.className = tone || "muted";
  }

  go(file, line) {
    if (file !== this.dataset.file) {
      location.href = `${this.dataset.base}/edit?file=${encodeURIComponent(file)}&line=${line}`;
      return;
    }
    const doc = this.view.state.doc;
    const found = doc.line(Math.max(1, Math.min(line, doc.lines)));
    this.view.dispatch({
      selection: { anchor: found.from },
      effects: EditorView.scrollIntoView(found.from, { y: "center" }),
    });
    this.view.focus();
  }

  // The newest question wins; `whole` also asks for the proofs.
  async check(whole = false) {
    clearTimeout(this.timer);
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    const doc = this.view.state.doc;
    const body = { text: doc.toString(), whole, ...this.panel.asked() };
    const answer = await this.server.ask("check", body, asking.signal);
    if (!answer || asking.signal.aborted || this.view.state.doc !== doc) return;
    this.view.dispatch(setDiagnostics(this.view.state, this.marks(answer.findings)));
    const list = document.getElementById("findings");
    if (list) {
      list.innerHTML = answer.list;
      const said = document.getElementById("findings-said");
      const count = list.querySelector("h3")?.textContent ?? "";
      if (said && said.textContent !== count) said.textContent = count;
      this.offer(list, answer.findings);
    }
    this.panel.show(answer);
  }

  // The corrections of the list, for the file that is open.
  offer(list, findings) {
    if (!("open" in this.dataset)) return;
    for (const button of list.querySelectorAll("button[data-fix]")) {
      const { file, fix } = findings[Number(button.dataset.fix)] ?? {};
      if (!fix || file !== this.dataset.file) continue;
      button.hidden = false;
      button.addEventListener("click", () => this.correct(fix));
    }
  }

  correct(fix) {
    const doc = this.view.state.doc;
    const from = offset(doc, fix.from);
    this.view.dispatch({
      changes: { from, to: offset(doc, fix.to), insert: fix.text },
      effects: EditorView.scrollIntoView(from, { y: "center" }),
      userEvent: "input.fix",
    });
    this.view.focus();
  }

  marks(findings) {
    const doc = this.view.state.doc;
    const own = findings.filter((one) => one.file === this.dataset.file);
    const mark = (one) => {
      const from = offset(doc, one.from);
      const to = Math.max(from, offset(doc, one.to));
      const fix = one.fix && {
        name: one.fix.title,
        apply: () => this.correct(one.fix),
      };
      return {
        from, to, severity: one.error ? "error" : "warning", source: one.code,
        message: one.hint ? `${one.text}\n${one.hint}` : one.text,
        actions: fix && "open" in this.dataset ? [fix] : [],
      };
    };
    return own.map(mark).sort((a, b) => a.from - b.from);
  }

  async save() {
    if (!("open" in this.dataset) || this.saving) return;
    this.saving = true;
    const doc = this.view.state.doc;
    this.area.value = doc.toString();
    const body = new FormData(this.form);
    body.set("act", "save");
    this.say(this.words.saving, "");
    try {
      const answer = await fetch(this.form.action, { method: "POST", headers: { accept: "application/json" }, body });
      if (answer.ok) {
        const saved = await answer.json();
        this.form.elements.seen.value = saved.seen;
        this.dirty = this.view.state.doc !== doc;
        this.say(this.dirty ? this.words.unsaved : saved.text, this.dirty ? "" : "done");
      } else if (answer.status === 409 || answer.status === 422) {
        // The page says what is wrong and keeps the text.
        this.dirty = false;
        this.submitPlainly();
      } else {
        this.say(this.words.failed, "overdue");
      }
    } catch {
      this.say(this.words.failed, "overdue");
    }
    this.saving = false;
  }

  submitPlainly() {
    const act = document.createElement("input");
    act.type = "hidden";
    act.name = "act";
    act.value = "save";
    this.form.append(act);
    this.form.submit();
  }
}
