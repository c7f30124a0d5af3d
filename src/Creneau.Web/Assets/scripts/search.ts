/** A form marked data-quick is sent as soon as a choice changes; what is typed waits for Enter, the button or a suggestion. */
export function onQuickForms(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-quick]")) {
    form.addEventListener("change", ({ target }) => {
      const isChoice = target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && ["checkbox", "date"].includes(target.type));
      if (isChoice && form.reportValidity()) form.requestSubmit();
    });
  }
}

/** The list of communes is a script of its own, fetched when somebody comes to the field. */
export function onSuggestedFields(root: ParentNode): void {
  for (const field of root.querySelectorAll<HTMLInputElement>("input[data-suggest]")) {
    const start = () => {
      field.removeEventListener("focus", start);
      void (import(field.dataset.suggest!) as Promise<typeof import("./suggest")>).then((list) => list.suggest(field));
    };
    field.addEventListener("focus", start);
    if (document.activeElement === field) start();
  }
}
