// Builds static/editor.js. For developers only: the built file is committed, and `cargo build` needs no node.
import { build } from "esbuild";

await build({
  entryPoints: ["src/main.js"],
  outfile: "../static/editor.js",
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  logLevel: "info",
});
