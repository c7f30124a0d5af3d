const slow = 1000;
let words = 0;

/** What was pressed shows that it is on its way; when that takes long, it is said as well. */
export function onSending(): void {
  document.addEventListener("submit", ({ target, submitter }) => {
    if ((target as HTMLFormElement).method === "post") show(seen(submitter, target as HTMLFormElement));
  });
  document.addEventListener("htmx:beforeRequest", ({ target }) => {
    if (target instanceof HTMLButtonElement) show(target);
  });
  onAnswer(endSending);
}

/** Once an answer is there that leaves this page where it is: no other page is on its way. */
export function onAnswer(then: () => void): void {
  document.addEventListener("htmx:afterRequest", (event) => {
    const { xhr } = (event as CustomEvent<{ xhr: XMLHttpRequest }>).detail;
    if (!xhr.getResponseHeader("HX-Redirect")) then();
  });
}

/** Also for a page that comes out of the back-forward cache. */
export function endSending(): void {
  window.clearTimeout(words);
  for (const button of document.querySelectorAll("button[aria-busy]")) button.removeAttribute("aria-busy");
  say("");
}

function show(button: HTMLElement | null): void {
  endSending();
  button?.setAttribute("aria-busy", "true");
  words = window.setTimeout(() => say(document.getElementById("sending")?.dataset.words ?? ""), slow);
}

/** Enter presses a button that nobody sees: the main one shows it instead. */
function seen(submitter: HTMLElement | null, form: HTMLFormElement): HTMLElement | null {
  return submitter?.hidden ? form.querySelector<HTMLElement>("button.btn-primary") : submitter;
}

function say(sentence: string): void {
  const place = document.getElementById("sending");
  if (place) place.textContent = sentence;
}
