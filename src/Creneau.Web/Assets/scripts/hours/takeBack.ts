const untyped = ["button", "checkbox", "radio", "submit"];

/** Ctrl+Z takes back the last edit of the draft; in a field it belongs to what is typed there. */
export function onTakingBack(): void {
  document.addEventListener("keydown", (event) => {
    if (!isUndo(event) || isTyped(event.target as HTMLElement)) return;
    const form = document.querySelector<HTMLFormElement>("form[data-take-back]");
    if (!form) return;
    event.preventDefault();
    form.requestSubmit();
  });
}

function isUndo({ key, ctrlKey, metaKey, shiftKey, altKey, repeat }: KeyboardEvent): boolean {
  return key.toLowerCase() === "z" && ctrlKey !== metaKey && !shiftKey && !altKey && !repeat;
}

function isTyped(target: HTMLElement): boolean {
  return target instanceof HTMLInputElement ? !untyped.includes(target.type) : !!target.closest("textarea, select, [contenteditable]");
}
