/**
 * A pin on the drawn map that a click or the arrow keys move; it writes latitude and longitude into the two fields of the form, and
 * follows what is typed there. Markup: `_PlaceMap.cshtml`.
 */
const fast = 10;
const steps: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function onPlaceMaps(root: ParentNode): void {
  for (const map of root.querySelectorAll<HTMLElement>("[data-place-map]")) wire(map);
}

function wire(map: HTMLElement): void {
  const aim = map.querySelector<HTMLButtonElement>("[data-place-aim]");
  const pin = map.querySelector<SVGGElement>("[data-place-pin]");
  const [latitude, longitude] = [field(map, "Latitude"), field(map, "Longitude")];
  const sheet = pin?.ownerSVGElement?.viewBox.baseVal;
  if (!aim || !pin || !sheet || !latitude || !longitude) return;
  const [north, east, top, left] = [map.dataset.north, map.dataset.east, map.dataset.latitude, map.dataset.longitude].map(Number);
  const show = (x: number, y: number): void => pin.setAttribute("transform", `translate(${x} ${y})`);
  const put = (x: number, y: number): void => {
    x = Math.min(Math.max(x, 0), sheet.width);
    y = Math.min(Math.max(y, 0), sheet.height);
    show(x, y);
    latitude.value = text(top! + (sheet.height / 2 - y) / north!);
    longitude.value = text(left! + (x - sheet.width / 2) / east!);
    const said = map.querySelector<HTMLElement>("[data-place-said]");
    if (said) said.textContent = (said.dataset.placeSaid ?? "").replace("{0}", latitude.value).replace("{1}", longitude.value);
  };
  const here = (): [number, number] => {
    const at = /translate\((\S+) (\S+)\)/.exec(pin.getAttribute("transform") ?? "");
    return [Number(at?.[1]), Number(at?.[2])];
  };
  const follow = (): void => {
    const [y, x] = [number(latitude), number(longitude)];
    if (y !== null && x !== null) show(sheet.width / 2 + (x - left!) * east!, sheet.height / 2 - (y - top!) * north!);
  };
  aim.hidden = false;
  const hint = map.querySelector<HTMLElement>("[data-place-hint]");
  if (hint) hint.textContent = hint.dataset.placeHint ?? "";
  aim.addEventListener("click", (event) => {
    // Enter and the space bar click in no place
    if (event.detail === 0) return;
    const box = aim.getBoundingClientRect();
    put(((event.clientX - box.left) / box.width) * sheet.width, ((event.clientY - box.top) / box.height) * sheet.height);
  });
  aim.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const [x, y] = here();
    const by = event.shiftKey ? fast : 1;
    put(x + step[0] * by, y + step[1] * by);
  });
  latitude.addEventListener("input", follow);
  longitude.addEventListener("input", follow);
}

function field(map: HTMLElement, name: string): HTMLInputElement | null {
  return map.closest("form")?.querySelector<HTMLInputElement>(`[name$=".${name}"]`) ?? null;
}

function number(field: HTMLInputElement): number | null {
  const typed = field.value.trim().replace(",", ".");
  return typed === "" || Number.isNaN(Number(typed)) ? null : Number(typed);
}

/** As the page writes numbers. */
function text(degrees: number): string {
  const written = degrees.toFixed(5);
  return document.documentElement.lang === "fr" ? written.replace(".", ",") : written;
}
