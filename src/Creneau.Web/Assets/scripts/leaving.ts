/** What is typed in a form marked data-leave goes along when its page is left by « back » or by any link. */
export function onLeaving(): void {
  let sent = false;
  document.addEventListener("submit", ({ target }) => {
    if (formOf() === target) sent = true;
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const { xhr } = (event as CustomEvent<{ xhr: XMLHttpRequest }>).detail;
    // Another page is on its way: what was typed is there.
    if (!xhr.getResponseHeader("HX-Redirect")) sent = false;
  });
  window.addEventListener("pageshow", () => (sent = false));
  window.addEventListener("pagehide", () => {
    const form = formOf();
    if (form && !sent && isTyped(form)) navigator.sendBeacon(form.dataset.leave!, new FormData(form));
  });
}

function formOf(): HTMLFormElement | null {
  return document.querySelector<HTMLFormElement>("form[data-leave]");
}

function isTyped(form: HTMLFormElement): boolean {
  return [...form.querySelectorAll("input")].some(({ type, value }) => type !== "hidden" && type !== "radio" && value);
}
