// Sentences of the server as nodes: paragraphs, lists and `code` of Markdown, never HTML.
const inline = (text) => {
  const nodes = [];
  text.split("`").forEach((piece, n) => {
    if (n % 2 === 0) {
      nodes.push(piece.replaceAll("**", ""));
      return;
    }
    const code = document.createElement("code");
    code.textContent = piece;
    nodes.push(code);
  });
  return nodes;
};

export const told = (markdown) => {
  const box = document.createElement("div");
  box.className = "told";
  for (const block of markdown.split(/\n{2,}/)) {
    const lines = block.split("\n").filter((line) => !line.startsWith("```"));
    const items = lines.filter((line) => line.startsWith("- "));
    const rest = lines.filter((line) => !line.startsWith("- "));
    if (rest.length > 0) {
      const paragraph = document.createElement("p");
      paragraph.append(...inline(rest.join("\n")));
      box.append(paragraph);
    }
    if (items.length > 0) {
      const list = document.createElement("ul");
      for (const item of items) {
        const row = document.createElement("li");
        row.append(...inline(item.slice(2)));
        list.append(row);
      }
      box.append(list);
    }
  }
  return box;
};
