import { onAnswer } from "./sending";

const pause = 400;
let timer = 0;
let sent = false;

/** What is typed in a form marked data-leave goes along when its page is left by « back », by a link or by a reload. */
export function onLeaving(): void {
  document.addEventListener("input", ({ target }) => {
    if (!formOf()?.contains(target as Node)) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(keep, pause);
  });
  document.addEventListener("submit", ({ target }) => {
    if (formOf() === target) sent = true;
  });
  onAnswer(() => (sent = false));
  window.addEventListener("pageshow", () => (sent = false));
  window.addEventListener("pagehide", keep);
}

function keep(): void {
  window.clearTimeout(timer);
  const form = formOf();
  if (form && !sent && isTyped(form)) navigator.sendBeacon(form.dataset.leave!, new FormData(form));
}

function formOf(): HTMLFormElement | null {
  return document.querySelector<HTMLFormElement>("form[data-leave]");
}

/** Also what was there and was emptied. */
function isTyped(form: HTMLFormElement): boolean {
  return [...form.querySelectorAll("input")].some(({ type, value, defaultValue }) => type !== "hidden" && type !== "radio" && (value || defaultValue));
}
