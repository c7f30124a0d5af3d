import { morph } from "./morph";

/** What a reading replaces; everything else of the page, what is typed included, is left alone. */
const parts = ["queue", "which", "facts", "grid", "list", "week", "sheets", "departures", "beside"];
let reading: AbortController | null = null;
let afterwards: (() => void) | null = null;

/** Reads the page that is shown again and brings what has changed into it: scroll, focus and what is typed stay. */
export async function readAgain(): Promise<void> {
  await show();
}

/** An appointment opens beside the grid without a new page; « back » closes it again. */
export function onOpenLinks(): void {
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element).closest<HTMLAnchorElement>("#agenda a[data-opens], #agenda a[data-closes]");
    if (!link) return;
    event.preventDefault();
    void open(link);
  });
  // An address without a site is that of whichever town hall the agent is at: this page is of the one that it shows
  const { here } = document.getElementById("agenda")!.dataset;
  if (!new URLSearchParams(location.search).has("site")) history.replaceState(null, "", here);
  window.addEventListener("popstate", () => void readAgain());
}

/**
 * A step of the queue is posted without a new page: the answer is the agenda as it stands then, with what became of the step.
 * Anything else that is answered (signed out, another town hall) is shown by posting the form as browsers do.
 */
export function onSteps(): void {
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target as HTMLFormElement;
      if (!form.matches("#agenda form[data-step]")) return;
      event.preventDefault();
      event.stopPropagation();
      if (form.dataset.sending) return;
      form.dataset.sending = "yes";
      void send(form).finally(() => delete form.dataset.sending);
    },
    { capture: true },
  );
}

async function send(form: HTMLFormElement): Promise<void> {
  reading?.abort();
  const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
  const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
  if (!answer) return tellNotSent();
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!answer.ok || !fresh.getElementById("agenda")) return HTMLFormElement.prototype.submit.call(form);
  const details = form.closest("details");
  if (details) details.open = false;
  bring(fresh);
  const [said, now] = [document.getElementById("said"), fresh.getElementById("said")];
  if (said && now) said.replaceChildren(...[...now.childNodes].map((node) => document.importNode(node, true)));
}

function tellNotSent(): void {
  document.getElementById("cut-off")!.hidden = false;
}

/** The address changes first: whatever is read from then on, a change that is told meanwhile included, is what was asked for. */
async function open(link: HTMLAnchorElement): Promise<void> {
  const opened = document.querySelector<HTMLElement>("#agenda [data-opens][aria-current]")?.closest("li")?.id ?? "";
  const closes = link.hasAttribute("data-closes");
  history.pushState(null, "", link.href);
  afterwards = () => {
    const target = closes ? document.querySelector<HTMLElement>(`#${CSS.escape(opened)} a`) : document.getElementById("panel-title");
    target?.focus({ preventScroll: closes });
  };
  if (!(await show())) window.location.reload();
}

/** @returns Whether the page of the present address is shown now, or another reading has taken over; false when it could not be had. */
async function show(): Promise<boolean> {
  reading?.abort();
  const mine = (reading = new AbortController());
  try {
    const answer = await fetch(location.href, { signal: mine.signal, headers: { Accept: "text/html" }, redirect: "manual" });
    if (answer.status === 404) tellElsewhere();
    if (!answer.ok) return false;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine.signal.aborted) return true;
    bring(fresh);
    afterwards?.();
    afterwards = null;
    return true;
  } catch {
    return mine.signal.aborted;
  }
}

/** The address is not theirs any more: in another tab they went on to another town hall. */
function tellElsewhere(): void {
  const told = document.getElementById("cut-off");
  if (!told) return;
  told.textContent = told.dataset.elsewhere!;
  told.hidden = false;
}

function bring(fresh: Document): void {
  const agenda = document.getElementById("agenda");
  const there = fresh.getElementById("agenda");
  if (!agenda || !there) return;
  agenda.className = there.className;
  for (const id of parts) {
    const [old, now] = [document.getElementById(id), fresh.getElementById(id)];
    if (old && now) morph(old, now);
    else if (old) old.remove();
    else if (now) document.getElementById("keys")!.before(document.importNode(now, true));
  }
  document.title = fresh.title;
  document.dispatchEvent(new CustomEvent("agenda:read"));
}
