/**
 * An appointment dropped on a free start of the day opens the page that moves it, with that start chosen: the server says
 * whether it fits, and nothing changes before it is confirmed there.
 */
export function onDrags(agenda: HTMLElement): void {
  let dragged: string | undefined;
  agenda.addEventListener("dragstart", (event) => {
    dragged = (event.target as Element).closest<HTMLElement>("li.ev a[data-opens]")?.dataset.opens;
  });
  agenda.addEventListener("dragend", () => {
    dragged = undefined;
    mark(agenda);
  });
  agenda.addEventListener("dragover", (event) => {
    const start = dragged && startUnder(event);
    mark(agenda, start || undefined);
    if (start) event.preventDefault();
  });
  agenda.addEventListener("drop", (event) => {
    const start = startUnder(event);
    if (!dragged || !start) return;
    event.preventDefault();
    const wanted = new URL(start.querySelector("a")!.href).searchParams;
    const query = new URLSearchParams(["date", "start", "desk"].map((name) => [name, wanted.get(name)!]));
    location.assign(`/agents/rendez-vous/${dragged}/deplacer?${query}`);
  });
}

function startUnder(event: DragEvent): HTMLElement | null {
  return (event.target as Element).closest<HTMLElement>("li.gap");
}

function mark(agenda: HTMLElement, start?: HTMLElement): void {
  for (const other of agenda.querySelectorAll("li.gap.drop")) if (other !== start) other.classList.remove("drop");
  start?.classList.add("drop");
}
