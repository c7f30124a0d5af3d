const kept = "creneau-keys-off";

/**
 * One key each: the element that says data-key is pressed, or gets the focus when it is a field. None counts inside a field,
 * and all of them can be switched off (WCAG 2.1.4).
 */
export function onKeys(): void {
  const on = document.getElementById("keys-on") as HTMLInputElement | null;
  if (on) {
    on.checked = localStorage.getItem(kept) === null;
    on.addEventListener("change", () => (on.checked ? localStorage.removeItem(kept) : localStorage.setItem(kept, "yes")));
  }
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
    if (localStorage.getItem(kept) !== null) return;
    const meant = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(event.key)}"]`);
    if (!meant || meant.hidden) return;
    event.preventDefault();
    press(meant);
  });
}

function press(meant: HTMLElement): void {
  if (meant instanceof HTMLInputElement) {
    meant.focus();
    meant.select();
  } else if (meant instanceof HTMLDetailsElement) {
    meant.open = !meant.open;
    meant.querySelector("summary")!.focus();
  } else meant.click();
}

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return target.type !== "checkbox" && target.type !== "radio";
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
