/** Sends a search as its button does: an entry of its own in the history. */
export function press(form: HTMLFormElement): void {
  form.requestSubmit(form.querySelector<HTMLButtonElement>("button[type=submit]"));
}
