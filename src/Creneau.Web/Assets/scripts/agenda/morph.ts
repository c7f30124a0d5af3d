/**
 * Makes one element like another with as few changes as there are: what is alike stays the same element, so that it keeps its
 * focus, its scroll, what is typed in it, and whether it is folded open. Children with an id are told apart by it.
 */
export function morph(old: Element, now: Element): void {
  if (old.isEqualNode(now)) return;
  takeAttributes(old, now);
  const known = new Map<string, Element>();
  for (const child of old.children) if (idOf(child)) known.set(idOf(child), child);
  let at: ChildNode | null = old.firstChild;
  for (const child of [...now.childNodes]) {
    const same = counterpart(child, at, known);
    if (!same) {
      old.insertBefore(document.importNode(child, true), at);
      continue;
    }
    if (same === at) at = at.nextSibling;
    else old.insertBefore(same, at);
    if (same instanceof Element) morph(same, child as Element);
    else if (same.nodeValue !== child.nodeValue) same.nodeValue = child.nodeValue;
  }
  while (at) {
    const next: ChildNode | null = at.nextSibling;
    at.remove();
    at = next;
  }
}

/** The node that is the same thing: by id, else whatever stands at that place and is of the same kind. */
function counterpart(child: ChildNode, at: ChildNode | null, known: Map<string, Element>): ChildNode | null {
  if (child instanceof Element && idOf(child)) {
    const same = known.get(idOf(child));
    return same && same.nodeName === child.nodeName ? same : null;
  }
  const isAlike = at && at.nodeName === child.nodeName && !(at instanceof Element && idOf(at));
  return isAlike ? at : null;
}

/** Not the property: of a form with a field called « id », that is the field. */
function idOf(element: Element): string {
  return element.getAttribute("id") ?? "";
}

function takeAttributes(old: Element, now: Element): void {
  for (const { name } of [...old.attributes]) if (!now.hasAttribute(name) && !isOwn(old, name)) old.removeAttribute(name);
  for (const { name, value } of now.attributes) if (old.getAttribute(name) !== value && !isOwn(old, name)) old.setAttribute(name, value);
}

/** Whether a part is folded open, and whether scripts have shown a button, is the reader's own. */
function isOwn(element: Element, name: string): boolean {
  return (name === "open" && element instanceof HTMLDetailsElement) || (name === "hidden" && element instanceof HTMLButtonElement);
}
