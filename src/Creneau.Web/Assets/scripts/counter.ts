/**
 * Forms of the counter: a choice that changes the starts looks for them at once, and replaces their list alone, so that
 * nothing typed meanwhile is lost; Ctrl and Enter confirm.
 */
export function onCounterForms(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-counter]")) {
    const button = form.querySelector<HTMLButtonElement>("button[data-refresh]");
    if (button) refreshOnChange(form, button);
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      const confirms = event.ctrlKey || event.metaKey;
      // Nobody books by an Enter in the middle of a name
      const isLost = form.dataset.counter === "deliberate" && (event.target as Element).matches("input:not([type=checkbox], [type=radio])");
      if (!confirms && !isLost) return;
      event.preventDefault();
      if (confirms) form.querySelector<HTMLButtonElement>("button[data-confirm]")?.click();
    });
  }
}

function refreshOnChange(form: HTMLFormElement, button: HTMLButtonElement): void {
  let waiting: AbortController | undefined;
  form.addEventListener("change", (event) => {
    if (!(event.target as Element).closest("[data-refreshes]")) return;
    waiting?.abort();
    waiting = new AbortController();
    void refresh(form, button.formAction, waiting.signal);
  });
}

async function refresh(form: HTMLFormElement, address: string, signal: AbortSignal): Promise<void> {
  try {
    const body = new URLSearchParams();
    new FormData(form).forEach((value, name) => body.append(name, String(value)));
    const answer = await fetch(address, { method: "POST", body, signal });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [shown, fresh] = [form.querySelector("[data-starts]"), page.querySelector("[data-starts]")];
    if (shown && fresh) shown.replaceWith(fresh);
  } catch {
    // Given up for a newer choice, or no network: the button « actualiser » is there
  }
}
