import type { HtmxBeforeSwapDetails } from "htmx.org";

/** A form marked data-quick is sent as soon as a choice changes; what is typed waits for Enter, the button, a suggestion, or for the end of a date. */
export function onQuickForms(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-quick]")) {
    let typed: EventTarget | null = null;
    let waits = false;
    const send = () => form.reportValidity() && form.requestSubmit();
    form.addEventListener("keydown", ({ target }) => (typed = isDate(target) ? target : null));
    form.addEventListener("change", ({ target }) => {
      if (target instanceof HTMLSelectElement && target.name === "service") beginEach(target);
      if (target === typed) waits = true;
      else if (isChoice(target)) send();
    });
    form.addEventListener("focusout", ({ target }) => {
      if (waits && target === typed) send();
    });
    form.addEventListener("submit", () => {
      [typed, waits] = [null, false];
      // What was sent is no longer being typed: a list that comes late does not open over the answer.
      for (const field of form.querySelectorAll<HTMLInputElement>("input[data-suggest]")) field.defaultValue = field.value;
    });
  }
}

/** « Chacun sa démarche » begins with what everybody came for until now. */
function beginEach(service: HTMLSelectElement): void {
  const each = [...service.options].find(({ value }) => value.startsWith("each"));
  if (each && !each.selected) each.value = `each-${service.value}`;
}

function isDate(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type === "date";
}

function isChoice(target: EventTarget | null): boolean {
  return target instanceof HTMLSelectElement || isDate(target) || (target instanceof HTMLInputElement && target.type === "checkbox");
}

/** Errors concern the whole page, its title and its summary, and htmx swaps only the answer: the browser goes there itself. */
export function showErrors(event: Event): void {
  const { detail } = event as CustomEvent<HtmxBeforeSwapDetails>;
  const isSearch = detail.target.id === "found";
  if (!isSearch || !detail.xhr.responseText.includes("data-error-summary")) return;
  detail.shouldSwap = false;
  window.location.assign(detail.pathInfo.finalRequestPath);
}

/** A place that is named takes the position's stead, in the address as well. */
export function leavePosition(event: Event): void {
  const { parameters } = (event as CustomEvent<{ parameters: FormData }>).detail;
  if (parameters.get("near")) ["lat", "lon"].forEach((name) => parameters.delete(name));
}

/** The field says what it is empty for: around a position, or nothing. */
export function sayPosition(): void {
  const field = document.querySelector<HTMLInputElement>("input[data-near-place]");
  const kept = document.getElementById("kept");
  if (field && kept) field.placeholder = kept.dataset.position ?? "";
}

/** Each choice of a list passed with the arrow keys is no page to come back to: only what was sent with the button is. */
export function forgetSteps(event: Event): void {
  const { history, requestConfig } = (event as CustomEvent<{ history: { type: string }; requestConfig: { triggeringEvent?: Event } }>).detail;
  const sent = requestConfig.triggeringEvent;
  if (sent instanceof SubmitEvent && !sent.submitter) history.type = "replace";
}

/** The list of communes is a script of its own, fetched when somebody comes to the field, and again if it did not come. */
export function onSuggestedFields(root: ParentNode): void {
  for (const field of root.querySelectorAll<HTMLInputElement>("input[data-suggest]")) {
    let tries = 0;
    const listen = (to: "add" | "remove") => ["focus", "input"].forEach((event) => field[`${to}EventListener`](event, start));
    const start = () => {
      listen("remove");
      // A browser keeps in mind that a script could not be had: another address is another script.
      const script = `${field.dataset.suggest!}${tries++ ? `?${tries}` : ""}`;
      void (import(script) as Promise<typeof import("./suggest")>).then((list) => list.suggest(field)).catch(() => listen("add"));
    };
    listen("add");
    if (document.activeElement === field) start();
  }
}
