/**
 * The map is a bundle of its own and comes only when its details element is opened.
 * Markup: <details data-map-open><summary>…</summary><div data-map data-map-script="…" data-map-style="…" data-map-tiles="…"
 * data-map-credit="…" data-map-zoom-in="…" data-map-zoom-out="…"></div></details>; pins are read from the site cards (data-lat, data-lon, data-pin, data-name).
 */
export function onMapPages(root: ParentNode): void {
  for (const details of root.querySelectorAll<HTMLDetailsElement>("details[data-map-open]")) {
    details.hidden = false;
    details.addEventListener("toggle", () => void open(details), { once: true });
  }
}

async function open(details: HTMLDetailsElement): Promise<void> {
  const box = details.querySelector<HTMLElement>("[data-map]");
  const { mapScript, mapStyle } = box?.dataset ?? {};
  if (!box || !mapScript || !mapStyle) return;
  await style(mapStyle);
  const map = (await import(mapScript)) as typeof import("./map");
  map.draw(box, document.querySelectorAll<HTMLElement>("[data-lat][data-lon]"));
}

function style(href: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    link.addEventListener("load", () => resolve());
    link.addEventListener("error", () => reject(new Error(href)));
    document.head.append(link);
  });
}
