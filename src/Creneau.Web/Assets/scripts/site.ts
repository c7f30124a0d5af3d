import "htmx.org";
import { onMapPages } from "./lazyMap";
import { onNearButtons } from "./near";
import { onQuickForms, onSuggestedFields } from "./search";

/** Everything here only quickens pages that work without it. */
function wire(root: ParentNode): void {
  focusErrorSummary(root);
  wirePrintButtons(root);
  onNearButtons(root);
  onMapPages(root);
  onQuickForms(root);
  onSuggestedFields(root);
}

function focusErrorSummary(root: ParentNode): void {
  root.querySelector<HTMLElement>("[data-error-summary]")?.focus();
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
  if (form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  window.setTimeout(() => delete form.dataset.sent, 4000);
}

document.addEventListener("submit", holdSecondClick);
// A page that comes out of the back-forward cache must be usable again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sent]")) delete form.dataset.sent;
});
document.addEventListener("htmx:load", (event) => wire((event as CustomEvent<{ elt: HTMLElement }>).detail.elt));
