const longestSilence = 45_000;
const gathering = 150;

/** Listens to what has to be read again, for as long as the page is open. */
export function followChanges(agenda: HTMLElement, read: () => Promise<void>): void {
  const cutOff = document.getElementById("cut-off")!;
  const { follow, from, to } = agenda.dataset;
  let stream: EventSource | undefined;
  let heard = Date.now();
  const refresh = gathered(read);

  const listen = () => {
    heard = Date.now();
    stream?.close();
    stream = new EventSource(follow!);
    stream.addEventListener("open", () => [(heard = Date.now()), (cutOff.hidden = true)]);
    stream.addEventListener("ici", () => (heard = Date.now()));
    stream.addEventListener("relire", (event) => {
      heard = Date.now();
      const { data } = event as MessageEvent<string>;
      if (!data || (data >= from! && data <= to!)) refresh();
    });
    stream.addEventListener("error", ({ target }) => {
      if ((target as EventSource).readyState === EventSource.CLOSED) void tellCutOff(cutOff);
    });
  };

  listen();
  window.setInterval(() => {
    if (document.hidden || (Date.now() - heard < longestSilence && stream?.readyState !== EventSource.CLOSED)) return;
    cutOff.hidden = false;
    listen();
  }, 5_000);
  // A page that nobody looks at keeps none of the few connections that a browser has; whoever comes back reads everything
  document.addEventListener("visibilitychange", () => (document.hidden ? stream?.close() : listen()));
  window.addEventListener("pagehide", () => stream?.close());
  window.addEventListener("pageshow", ({ persisted }) => persisted && listen());
}

/** The server does not take the stream up again: signed out, or another town hall. A look at the page says which. */
async function tellCutOff(cutOff: HTMLElement): Promise<void> {
  const answer = await fetch(location.href, { redirect: "manual" }).catch(() => null);
  if (answer && !answer.ok) cutOff.textContent = cutOff.dataset.signedOut!;
  cutOff.hidden = false;
}

/** Changes that come together are read once, and while one reading runs the next one waits for it. */
function gathered(read: () => Promise<void>): () => void {
  let waits = false;
  let runs: Promise<void> = Promise.resolve();
  return () => {
    if (waits) return;
    waits = true;
    window.setTimeout(() => {
      runs = runs.then(() => [(waits = false), read()][1] as Promise<void>);
    }, gathering);
  };
}
