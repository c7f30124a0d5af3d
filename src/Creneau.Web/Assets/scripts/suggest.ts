import { press } from "./press";

/** Communes while somebody types: an editable combobox with a list, after the ARIA authoring practices. */
interface Commune {
  name: string;
  near: string;
  departement: string;
  former?: string;
}

const pause = 120;

export function suggest(field: HTMLInputElement): void {
  new Suggestions(field).listen();
}

class Suggestions {
  private readonly list = document.createElement("ul");
  private readonly known = new Map<string, Commune[]>();
  private shown: Commune[] = [];
  private active = -1;
  private timer = 0;
  private waiting?: AbortController;

  constructor(private readonly field: HTMLInputElement) {
    this.list.id = `${field.id}-list`;
    this.list.className = "suggestions";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", field.dataset.suggestLabel ?? "");
    field.after(this.list);
    const hint = document.createElement("span");
    hint.id = `${field.id}-hint`;
    hint.className = "visually-hidden";
    hint.textContent = field.dataset.suggestHint ?? "";
    field.after(hint);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.list.id);
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${hint.id}`.trim());
  }

  listen(): void {
    this.field.addEventListener("input", () => this.later());
    this.field.addEventListener("keydown", (event) => this.onKey(event));
    this.field.addEventListener("blur", () => this.close());
    this.field.form?.addEventListener("submit", () => this.close());
    // Without this the field would lose the focus, and the list be closed, before the click arrives.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = (event.target as Element).closest("li");
      if (option) this.choose([...this.list.children].indexOf(option));
    });
    if (this.field.value && document.activeElement === this.field && this.field.value !== this.field.defaultValue) this.later();
  }

  private later(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.look(this.field.value.trim()), pause);
  }

  private async look(typed: string): Promise<void> {
    this.waiting?.abort();
    if (typed.length < 2) return this.close();
    const found = this.known.get(typed) ?? (await this.ask(typed));
    if (!found || typed !== this.field.value.trim() || document.activeElement !== this.field) return;
    this.known.set(typed, found);
    this.show(found);
  }

  private async ask(typed: string): Promise<Commune[] | undefined> {
    this.waiting = new AbortController();
    try {
      const answer = await fetch(`${this.field.dataset.suggestFrom}?q=${encodeURIComponent(typed)}`, { signal: this.waiting.signal });
      return answer.ok ? ((await answer.json()) as { communes: Commune[] }).communes : undefined;
    } catch {
      // Given up for a newer text, or no network: the field works without.
      return undefined;
    }
  }

  private show(communes: Commune[]): void {
    this.shown = communes;
    this.active = -1;
    this.list.replaceChildren(...communes.map((commune, i) => this.option(commune, i)));
    this.open(communes.length > 0);
    this.say((this.field.dataset.suggestCount ?? "").replace("#", `${communes.length}`));
  }

  private say(sentence: string): void {
    const place = this.field.form?.querySelector("[data-suggest-answer]");
    if (place) place.textContent = sentence;
  }

  private option(commune: Commune, i: number): HTMLLIElement {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${i}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const former = (this.field.dataset.suggestFormer ?? "").replace("#1", commune.former ?? "").replace("#2", commune.near);
    option.textContent = commune.former ? former : commune.near;
    return option;
  }

  private open(isOpen: boolean): void {
    this.list.hidden = !isOpen;
    this.field.setAttribute("aria-expanded", `${isOpen}`);
    if (!isOpen) this.field.removeAttribute("aria-activedescendant");
  }

  private close(): void {
    window.clearTimeout(this.timer);
    this.waiting?.abort();
    this.active = -1;
    this.open(false);
  }

  private onKey(event: KeyboardEvent): void {
    if (this.list.hidden) {
      if (event.key === "ArrowDown" && this.shown.length > 0) {
        event.preventDefault();
        this.open(true);
        this.move(1);
      }
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.choose(this.active);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    }
  }

  /** Past either end lies the typed text itself. */
  private move(step: number): void {
    const places = this.shown.length + 1;
    this.active = ((this.active + 1 + step + places) % places) - 1;
    [...this.list.children].forEach((option, i) => option.setAttribute("aria-selected", `${i === this.active}`));
    const option = this.list.children[this.active];
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.field.setAttribute("aria-activedescendant", option.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  private choose(i: number): void {
    const commune = this.shown[i];
    if (!commune) return;
    this.field.value = commune.near;
    this.say("");
    this.close();
    // A search is sent at once; in a form that does something, a commune is one field among others
    if (this.field.form?.method === "get") press(this.field.form);
    else this.field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
