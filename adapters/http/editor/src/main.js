// The editor of drafts. Everything it knows about the language comes from the server; without it the page has a plain
// text area that does the same by its buttons.
import { YamlEditor } from "./element.js";

customElements.define("yaml-editor", YamlEditor);
