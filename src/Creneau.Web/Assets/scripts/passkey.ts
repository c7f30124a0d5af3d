/**
 * Passkeys: the browser answers a question of the server, and its answer is sent as an ordinary form. Where the browser knows no
 * passkeys nothing of them is shown.
 */
const questionsLast = 4 * 60 * 1000;
let offered: AbortController | undefined;

export function onPasskeys(root: ParentNode): void {
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
  for (const part of root.querySelectorAll<HTMLElement>("[data-passkeys]")) part.hidden = false;
  for (const missing of root.querySelectorAll<HTMLElement>("[data-no-passkeys]")) missing.hidden = true;
  for (const button of root.querySelectorAll(".btn-primary[data-second]")) button.classList.replace("btn-primary", "btn-ghost");
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-passkey]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void press(form);
    });
    if (form.dataset.passkey === "get") void offer(form);
  }
}

/** The button was pressed. */
async function press(form: HTMLFormElement): Promise<void> {
  offered?.abort();
  const failed = form.querySelector<HTMLElement>("[data-passkey-failed]")!;
  failed.hidden = true;
  try {
    await send(form);
  } catch {
    failed.hidden = false;
  }
}

/** Lets the browser offer passkeys in the list of the address field, for as long as the page is open. */
async function offer(form: HTMLFormElement): Promise<void> {
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
  offered?.abort();
  const giveUp = (offered = new AbortController());
  window.setTimeout(() => {
    if (!giveUp.signal.aborted && form.isConnected) void offer(form);
  }, questionsLast);
  try {
    await send(form, giveUp.signal);
  } catch {
    // Not chosen, or the button was pressed instead
  }
}

async function send(form: HTMLFormElement, offering?: AbortSignal): Promise<void> {
  const answer = await fetch(form.dataset.question!, { method: "POST", body: new URLSearchParams(fieldsOf(form)), signal: offering });
  if (!answer.ok) throw new Error(String(answer.status));
  const question = await answer.json();
  const credential =
    form.dataset.passkey === "create"
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(question) })
      : await navigator.credentials.get({
          publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(question),
          mediation: offering ? "conditional" : "optional",
          signal: offering,
        });
  form.querySelector<HTMLInputElement>("[name=credential]")!.value = JSON.stringify(credential);
  form.submit();
}

function fieldsOf(form: HTMLFormElement): string[][] {
  return [...new FormData(form)].map(([name, value]) => [name, String(value)]);
}
