import { onAnswer } from "./sending";

const pause = 400;
let timer = 0;
let sent = false;

/** Saves a form marked data-save-draft while somebody types, and when its page is left by « back », by a link or by a reload. */
export function onDrafts(): void {
  document.addEventListener("input", ({ target }) => {
    if (!draftForm()?.contains(target as Node)) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(save, pause);
  });
  document.addEventListener("submit", ({ target }) => {
    if (draftForm() === target) sent = true;
  });
  onAnswer(() => (sent = false));
  window.addEventListener("pageshow", () => (sent = false));
  window.addEventListener("pagehide", save);
}

function save(): void {
  window.clearTimeout(timer);
  const form = draftForm();
  if (form && !sent && isFilledIn(form)) navigator.sendBeacon(form.dataset.saveDraft!, new FormData(form));
}

function draftForm(): HTMLFormElement | null {
  return document.querySelector<HTMLFormElement>("form[data-save-draft]");
}

/** Now, or when the page came: a form that somebody emptied by hand is saved as well. */
function isFilledIn(form: HTMLFormElement): boolean {
  return [...form.querySelectorAll("input")].some(({ type, value, defaultValue }) => type !== "hidden" && type !== "radio" && (value || defaultValue));
}
