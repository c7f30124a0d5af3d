import "htmx.org";
import type { HtmxBeforeSwapDetails } from "htmx.org";
import { onCounterForms } from "./counter";
import { onDrafts } from "./draft";
import { onMapPages } from "./lazyMap";
import { onNearButtons } from "./near";
import { onPasskeys } from "./passkey";
import { onPlaceMaps } from "./placeMap";
import { forgetSteps, leavePosition, onQuickForms, onSuggestedFields, sayPosition, showErrors } from "./search";
import { endSending, onSending } from "./sending";
import { onTextNames } from "./textNames";

/** Everything here only quickens pages that work without it. */
function wire(root: HTMLElement): void {
  focusNotice(root);
  wirePrintButtons(root);
  onNearButtons(root);
  onMapPages(root);
  onQuickForms(root);
  onSuggestedFields(root);
  onCounterForms(root);
  onPasskeys(root);
  onPlaceMaps(root);
  onTextNames(root);
}

/** Whoever sent a form hears its errors, or else the page that took its place. */
function focusNotice(root: HTMLElement): void {
  const notice = root.querySelector<HTMLElement>("[autofocus]") ?? root.querySelector<HTMLElement>("[data-error-summary]");
  if (notice) notice.focus();
  else if (root.id === "content" && !root.contains(document.activeElement)) root.focus();
}

function wirePrintButtons(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLElement>("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

/** A second click within the same page would send a form twice; the server refuses it too, this only spares the message. */
function holdSecondClick(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  window.setTimeout(() => delete form.dataset.sent, 4000);
}

/** A button that changes the whole page, header and language included, is sent by the browser itself. */
function leaveWholePages(event: SubmitEvent): void {
  if (event.submitter?.hasAttribute("data-whole")) event.stopPropagation();
}

/** What was posted has an address that cannot be opened: reload and « back » ask for the page itself. */
function forgetHandler(): void {
  if (new URLSearchParams(location.search).has("handler")) history.replaceState(history.state, "", location.pathname);
}

/** An error is a page of its own: it takes the place of the content, whatever part was asked for, unless the answer says how. */
function showErrorPage(event: Event): void {
  const answer = (event as CustomEvent<HtmxBeforeSwapDetails>).detail;
  if (answer.xhr.status < 400) return;
  answer.target = document.getElementById("content")!;
  answer.selectOverride = "#content";
  answer.swapOverride = answer.xhr.getResponseHeader("HX-Reswap") ?? "outerHTML show:window:top";
}

/** What was typed stays: the sentence only says that nothing came back, until something does. */
function tellNoAnswer({ type }: Event): void {
  const sentence = document.getElementById("no-answer");
  if (!sentence) return;
  sentence.hidden = type !== "htmx:sendError";
  if (!sentence.hidden) sentence.scrollIntoView();
}

forgetHandler();
onSending();
onDrafts();
document.addEventListener("submit", leaveWholePages, { capture: true });
document.addEventListener("htmx:beforeSwap", showErrorPage);
document.addEventListener("htmx:beforeSwap", showErrors);
document.addEventListener("htmx:beforeSwap", tellNoAnswer);
document.addEventListener("htmx:beforeHistoryUpdate", forgetSteps);
document.addEventListener("htmx:configRequest", leavePosition);
document.addEventListener("htmx:afterSettle", sayPosition);
document.addEventListener("htmx:sendError", tellNoAnswer);
document.addEventListener("submit", holdSecondClick);
// A page that comes out of the back-forward cache must be usable again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sent]")) delete form.dataset.sent;
  endSending();
});
document.addEventListener("htmx:load", (event) => wire((event as CustomEvent<{ elt: HTMLElement }>).detail.elt));
