// Completion and hover: both ask the server at the place of the cursor or of the mouse.
import { autocompletion } from "@codemirror/autocomplete";
import { hoverTooltip } from "@codemirror/view";
import { offset, place } from "./server.js";
import { told } from "./told.js";

const KINDS = {
  key: "property", kind: "keyword", step: "class", field: "variable", person: "type", process: "namespace",
  function: "function", word: "keyword", literal: "constant", clause: "text", file: "text", name: "enum",
};

const option = (doc, item, n) => ({
  label: item.label,
  detail: item.detail,
  type: KINDS[item.kind] ?? "text",
  info: item.documentation ? () => told(item.documentation) : undefined,
  // The server has put them in order.
  boost: -n,
  apply: (view) => {
    const from = offset(view.state.doc, item.from);
    const cursor = view.state.selection.main.head;
    const to = Math.max(cursor, offset(doc, item.to));
    view.dispatch({
      changes: { from, to, insert: item.insert },
      selection: { anchor: from + item.insert.length },
      userEvent: "input.complete",
    });
  },
});

export const completion = (server) => autocompletion({
  activateOnTypingDelay: 200,
  icons: false,
  override: [async (context) => {
    const doc = context.state.doc;
    const before = doc.lineAt(context.pos).text.slice(0, context.pos - doc.lineAt(context.pos).from);
    if (!context.explicit && !/[\p{L}\p{N}_:.,[{ -]$/u.test(before)) return null;
    if (!context.explicit && /^\s*(#|$)/.test(before)) return null;
    const leaving = new AbortController();
    context.addEventListener("abort", () => leaving.abort());
    const body = { text: doc.toString(), ...place(doc, context.pos) };
    const answer = await server.ask("complete", body, leaving.signal);
    if (!answer || answer.items.length === 0 || context.aborted) return null;
    const from = Math.min(...answer.items.map((item) => offset(doc, item.from)));
    return { from, options: answer.items.map((item, n) => option(doc, item, Math.min(n, 99))) };
  }],
});

export const hover = (server) => hoverTooltip(async (view, at) => {
  const doc = view.state.doc;
  const answer = await server.ask("hover", { text: doc.toString(), ...place(doc, at) });
  if (!answer || view.state.doc !== doc) return null;
  return {
    pos: offset(doc, answer.from),
    end: offset(doc, answer.to),
    above: true,
    create: () => ({ dom: told(answer.text) }),
  };
}, { hoverTime: 400 });
