// Bundles styles and scripts into wwwroot/built: names carry a hash of the content, so that they may be cached for ever;
// manifest.json says which name a source has got; .br and .gz lie beside each text file.
import { build } from "esbuild";
import * as sass from "sass";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const out = path.join(root, "wwwroot/built");
const icons = ["printer", "geo-alt", "calendar-plus", "check-lg", "exclamation-triangle", "person-wheelchair", "arrow-left", "arrow-right"];

/** Lets esbuild read .scss; Bootstrap's own files still use what Sass wants to retire, hence the silence about them. */
const scss = {
  name: "scss",
  setup(bundler) {
    bundler.onLoad({ filter: /\.scss$/ }, ({ path: file }) => {
      const { css } = sass.compile(file, {
        loadPaths: [path.join(root, "node_modules")],
        quietDeps: true,
        silenceDeprecations: ["import"],
      });
      return { contents: css, loader: "css", resolveDir: root };
    });
  },
};

const { metafile } = await (async () => {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  return build({
    absWorkingDir: root,
    entryPoints: {
      site: "Assets/scripts/site.ts",
      map: "Assets/scripts/map.ts",
      suggest: "Assets/scripts/suggest.ts",
      agenda: "Assets/scripts/agenda.ts",
      hours: "Assets/scripts/hours.ts",
      screen: "Assets/scripts/screen.ts",
      "site-style": "Assets/styles/site.scss",
      "agent-style": "Assets/styles/agent.scss",
      "screen-style": "Assets/styles/screen.scss",
      tablet: "Assets/scripts/tablet.ts",
      "tablet-style": "Assets/styles/tablet.scss",
      "map-style": "Assets/styles/map.scss",
      icon: "Assets/icon.svg",
    },
    outdir: out,
    publicPath: "/built",
    entryNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    bundle: true,
    format: "esm",
    target: ["es2020", "safari15"],
    minify: true,
    metafile: true,
    legalComments: "none",
    loader: { ".woff2": "file", ".png": "dataurl", ".svg": "copy" },
    plugins: [scss],
    logLevel: "warning",
  });
})();

const names = {};
for (const [file, made] of Object.entries(metafile.outputs)) {
  const source = made.entryPoint ?? Object.keys(made.inputs)[0];
  if (!source) continue;
  const stem = path.basename(source).replace(/\.scss$/, ".css").replace(/\.ts$/, ".js");
  names[stem] = path.basename(file);
}

const drawings = {};
for (const icon of icons) {
  const svg = await readFile(path.join(root, `node_modules/bootstrap-icons/icons/${icon}.svg`), "utf8");
  drawings[icon] = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "").replace(/\s*\n\s*/g, "");
}

for (const name of Object.values(names)) {
  if (!/\.(js|css|svg)$/.test(name)) continue;
  const bytes = await readFile(path.join(out, name));
  await writeFile(path.join(out, `${name}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  await writeFile(path.join(out, `${name}.gz`), gzipSync(bytes, { level: 9 }));
}

await writeFile(path.join(out, "icons.json"), JSON.stringify(drawings));
await writeFile(path.join(out, "manifest.json"), JSON.stringify(names, null, 1));
