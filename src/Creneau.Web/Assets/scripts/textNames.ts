/** Names that a text may use become buttons, which write them where the cursor stands. */
export function onTextNames(root: ParentNode): void {
  for (const name of root.querySelectorAll<HTMLElement>("code[data-insert]")) {
    const field = document.getElementById(name.dataset.into!) as HTMLTextAreaElement | null;
    if (!field) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name.textContent;
    button.addEventListener("click", () => insert(field, name.dataset.insert!));
    name.replaceWith(button);
  }
}

function insert(field: HTMLTextAreaElement, text: string): void {
  field.focus();
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
