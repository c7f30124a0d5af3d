// A key that does something waits no longer for a second sign; scanners begin with a digit or « http »
const afterKey = 60;
const betweenSigns = 400;
const least = 8;
// What the keys of a keyboard for the United States say, for scanners that are not set to the layout of this computer
const onAmericanKeys: Record<string, string> = { Slash: "/", Period: ".", Minus: "-", Semicolon: ";" };

/**
 * A scanner types a whole code within moments and ends it with Enter; no hand does. Its text is looked for, which opens the
 * appointment. A single key counts once no other one has followed it; one that leads to a field counts at once, since what
 * follows belongs into the field.
 */
export function startScan(): { take(event: KeyboardEvent, meant: HTMLElement | null, single: () => void): void } {
  let typed = "";
  let american = "";
  let wait = 0;
  return {
    take(event, meant, single) {
      if (event.key === "Shift") return;
      window.clearTimeout(wait);
      if (event.key === "Enter") {
        if (typed.length >= least) {
          event.preventDefault();
          lookFor(readable(typed) ? typed : american);
        }
        [typed, american] = ["", ""];
        return;
      }
      if (event.key.length !== 1) {
        [typed, american] = ["", ""];
        single();
        return;
      }
      typed += event.key;
      american += signOf(event);
      const isFirst = typed.length === 1;
      if (isFirst && meant instanceof HTMLInputElement) {
        [typed, american] = ["", ""];
        single();
        return;
      }
      wait = window.setTimeout(() => {
        [typed, american] = ["", ""];
        if (isFirst) single();
      }, isFirst && meant ? afterKey : betweenSigns);
    },
  };
}

function signOf({ code, key, shiftKey }: KeyboardEvent): string {
  if (code.startsWith("Digit")) return code.slice(5);
  if (code.startsWith("Key")) return shiftKey ? code.slice(3) : code.slice(3).toLowerCase();
  return code === "Semicolon" && shiftKey ? ":" : (onAmericanKeys[code] ?? key);
}

/** A reference, or the address on a slip. */
function readable(text: string): boolean {
  return text.replace(/\D/g, "").length >= 10 || text.includes("/s/");
}

function lookFor(text: string): void {
  const search = document.querySelector<HTMLFormElement>("form[role=search]");
  if (search) location.assign(`${search.action}?q=${encodeURIComponent(text)}`);
}
