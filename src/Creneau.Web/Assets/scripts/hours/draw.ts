const unit = 5;
const dragged = 6;

type Drag = { column: HTMLElement; from: number; to: number; fixed: number; ghost: HTMLElement; startY: number; moved: boolean; edits: boolean };

let drag: Drag | undefined;
let swallow = false;

/**
 * A range is drawn on the empty grid, or the open one pulled at an edge: both fill in the typed line and send it. Escape gives
 * up; so does a line that is cut, which leaves the typed line as it is.
 */
export function onDrawing(): void {
  mark();
  document.addEventListener("htmx:load", mark);
  document.addEventListener("pointerdown", begin);
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", end);
  document.addEventListener("pointercancel", giveUp);
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") giveUp();
  });
  document.addEventListener("click", (event) => {
    if (swallow) event.preventDefault();
    swallow = false;
  }, { capture: true });
}

function mark(): void {
  const week = document.querySelector<HTMLElement>("[data-week]");
  if (!week) return;
  week.classList.add("draws");
  const open = week.querySelector<HTMLElement>(".range[aria-current]:not(.gone)");
  if (!open || open.querySelector(".edge")) return;
  open.draggable = false;
  for (const side of ["edge-start", "edge-end"]) {
    const edge = document.createElement("span");
    edge.className = `edge ${side}`;
    open.append(edge);
  }
}

function begin(event: PointerEvent): void {
  const target = event.target as HTMLElement;
  const column = target.closest<HTMLElement>(".draws .hw-col");
  if (!column || event.button !== 0 || event.pointerType === "touch" || getComputedStyle(column).position !== "relative") return;
  const edge = target.closest<HTMLElement>(".edge");
  if (!edge && target.closest("a, button")) return;
  event.preventDefault();
  const line = typedLine();
  const times = edge && line ? timesOf(edge.closest("li")!) : undefined;
  const at = minuteAt(column, event.clientY);
  const fixed = times ? (edge!.classList.contains("edge-start") ? times.until : times.from) : at;
  const ghost = document.createElement("li");
  drag = { column, from: at, to: at, fixed, ghost, startY: event.clientY, moved: false, edits: !!times };
}

function move(event: PointerEvent): void {
  if (!drag) return;
  if (!drag.moved && Math.abs(event.clientY - drag.startY) < dragged) return;
  if (!drag.moved) drag.column.append(drag.ghost);
  drag.moved = true;
  const at = minuteAt(drag.column, event.clientY);
  const step = stepOf();
  drag.from = Math.min(drag.fixed, at);
  drag.to = Math.max(drag.fixed, at);
  if (drag.from === drag.to) drag.to = Math.min(drag.from + step, bound("until"));
  drag.ghost.className = `ghost t${rowOf(drag.from)} u${rowOf(drag.to)}`;
  drag.ghost.textContent = `${clock(drag.from)} – ${clock(drag.to)}`;
}

function end(): void {
  const done = drag;
  if (!done?.moved) return giveUp();
  swallow = done.edits;
  window.setTimeout(() => (swallow = false));
  send(done);
  giveUp();
}

function giveUp(): void {
  drag?.ghost.remove();
  drag = undefined;
}

/** The typed line takes what was drawn, as if it had been typed. */
function send({ column, from, to, edits }: Drag): void {
  const line = typedLine();
  if (!line) return;
  set(line, "Range.From", clock(from));
  set(line, "Range.To", clock(to));
  if (!edits) {
    for (const part of line.querySelectorAll<HTMLElement>("[data-of-edit]")) part.remove();
    set(line, "Range.Weekday", column.dataset.weekday!);
    set(line, "Range.Date", column.dataset.date!);
    const once = column.dataset.holiday === "yes";
    const repeat = line.querySelector<HTMLInputElement>(`[name="Range.Repeat"][value="${once ? "date" : "semaine"}"]`);
    if (repeat) repeat.checked = true;
  }
  line.requestSubmit(line.querySelector<HTMLElement>('button[value="garder"]'));
}

function typedLine(): HTMLFormElement | null {
  return document.querySelector<HTMLFormElement>("form[data-range]");
}

function set(line: HTMLFormElement, name: string, value: string): void {
  const control = line.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement | null;
  if (control) control.value = value;
}

/** Snaps to the step, counted from the hour at which the drawing begins. */
function minuteAt(column: HTMLElement, y: number): number {
  const box = column.getBoundingClientRect();
  const style = getComputedStyle(column);
  const [from, until] = [bound("from"), bound("until")];
  const top = box.top + parseFloat(style.paddingTop);
  const hours = document.querySelector<HTMLElement>(".hw-hours")!;
  const row = parseFloat(getComputedStyle(hours).gridAutoRows);
  const step = stepOf();
  const minute = from + Math.round(((y - top) / row) * unit / step) * step;
  return Math.max(from, Math.min(until, minute));
}

function timesOf(block: HTMLElement): { from: number; until: number } {
  const rows = [...block.classList].filter((name) => /^[tu]\d+$/.test(name)).map((name) => Number(name.slice(1)) * unit + bound("from"));
  return { from: Math.min(...rows), until: Math.max(...rows) };
}

function rowOf(minute: number): number {
  return (minute - bound("from")) / unit;
}

function bound(name: "from" | "until"): number {
  return Number(document.querySelector<HTMLElement>("[data-week]")!.dataset[name]);
}

/** Steps that do not divide the hour would draw odd times: those snap to five minutes. */
function stepOf(): number {
  const step = Number(document.querySelector<HTMLElement>("[data-week]")!.dataset.step);
  return step > 0 && 60 % step === 0 ? step : unit;
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}
