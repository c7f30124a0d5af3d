import { startScan } from "./scan";

const kept = "creneau-keys-off";

/**
 * One key each: the element that says data-key is pressed, or gets the focus when it is a field. None counts inside a field,
 * and all of them can be switched off (WCAG 2.1.4). A scanner types too: its signs press nothing.
 */
export function onKeys(): void {
  const on = document.getElementById("keys-on") as HTMLInputElement | null;
  if (on) {
    on.checked = localStorage.getItem(kept) === null;
    on.addEventListener("change", () => (on.checked ? localStorage.removeItem(kept) : localStorage.setItem(kept, "yes")));
  }
  const scan = startScan();
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
    const meant = meantBy(event.key);
    // What it means once the scanner could have typed on: the page may have been read again meanwhile
    scan.take(event, meant, () => press(meantBy(event.key)));
    if (meant) event.preventDefault();
  });
}

function meantBy(key: string): HTMLElement | null {
  if (localStorage.getItem(kept) !== null) return null;
  const meant = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  return meant?.hidden ? null : meant;
}

function press(meant: HTMLElement | null): void {
  if (meant instanceof HTMLInputElement) {
    meant.focus();
    meant.select();
  } else if (meant instanceof HTMLDetailsElement) {
    meant.open = !meant.open;
    meant.querySelector("summary")!.focus();
  } else meant?.click();
}

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return target.type !== "checkbox" && target.type !== "radio";
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
