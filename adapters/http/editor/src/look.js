// How the editor looks: the colours of the page, which reach into its shadow.
import { EditorView } from "@codemirror/view";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { tags } from "@lezer/highlight";

const font = '"JetBrains Mono", "DejaVu Sans Mono", Consolas, monospace';

const theme = EditorView.theme({
  "&": {
    color: "var(--ink)", backgroundColor: "var(--surface)", border: "1px solid var(--control)", borderRadius: "8px",
    height: "100%", fontSize: "14px",
  },
  "&.cm-focused": { outline: "3px solid var(--primary)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: font, lineHeight: "1.5", overflow: "auto" },
  ".cm-content": { caretColor: "var(--ink)", padding: "8px 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  ".cm-gutters": { backgroundColor: "var(--sunken)", color: "var(--muted)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--waiting-bg) 55%, transparent)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--waiting-bg)", color: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--primary) 25%, transparent)",
  },
  ".cm-panels": { backgroundColor: "var(--sunken)", color: "var(--ink)", borderColor: "var(--line)" },
  ".cm-textfield": { backgroundColor: "var(--surface)", color: "var(--ink)", borderColor: "var(--control)", font: "inherit" },
  ".cm-button": {
    backgroundImage: "none", backgroundColor: "var(--surface)", color: "var(--ink)", borderColor: "var(--control)",
    font: "inherit",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--surface)", color: "var(--ink)", border: "1px solid var(--control)", borderRadius: "8px",
    maxWidth: "min(44rem, 80vw)", fontFamily: '"Golos Text", Arial, sans-serif', fontSize: "15px",
  },
  ".cm-tooltip-hover .told": { padding: "8px 12px", maxHeight: "20rem", overflow: "auto" },
  ".told p, .told ul": { margin: "0 0 6px" },
  ".told code": { fontFamily: font, fontSize: "0.9em", backgroundColor: "var(--waiting-bg)", padding: "0 4px", borderRadius: "4px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: font, fontSize: "14px", maxHeight: "18em" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "3px 8px", display: "flex", gap: "12px" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--primary)", color: "var(--on-primary)" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: "0.8", marginLeft: "auto", fontFamily: '"Golos Text", Arial, sans-serif' },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-completionInfo": { padding: "8px 12px", maxWidth: "26rem" },
  ".cm-diagnostic": { padding: "6px 12px", borderLeftWidth: "4px" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--overdue)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--soon)" },
  ".cm-diagnosticAction": {
    backgroundColor: "var(--primary)", color: "var(--on-primary)", borderRadius: "6px", padding: "4px 10px",
    font: "inherit", fontWeight: "600", minHeight: "28px",
  },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--overdue) 1.5px", textUnderlineOffset: "3px" },
  ".cm-lintRange-warning": { backgroundImage: "none", textDecoration: "underline wavy var(--soon) 1.5px", textUnderlineOffset: "3px" },
  ".cm-lint-marker-error": { content: "none", backgroundColor: "var(--overdue)", borderRadius: "50%", width: "0.75em", height: "0.75em", margin: "0.35em auto" },
  ".cm-lint-marker-warning": { content: "none", backgroundColor: "var(--soon)", width: "0.75em", height: "0.75em", margin: "0.35em auto" },
  ".cm-searchMatch": { backgroundColor: "var(--soon-bg)", outline: "1px solid var(--soon)" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "var(--done-bg)" },
});

const style = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--primary)" },
  { tag: [tags.string, tags.special(tags.string), tags.attributeValue], color: "var(--done)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--muted)", fontStyle: "italic" },
  { tag: [tags.keyword, tags.bool, tags.null, tags.number], color: "var(--incident)" },
  { tag: [tags.labelName, tags.typeName, tags.meta], color: "var(--soon)" },
  { tag: tags.heading, fontWeight: "700" },
]);

export const look = [theme, syntaxHighlighting(style)];
