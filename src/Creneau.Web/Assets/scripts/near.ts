import { press } from "./press";

/**
 * « Autour de moi » : asks the browser for a position, only on a click, and sends it rounded to 0.01° (about a kilometre).
 * Markup: <button type="button" data-near hidden data-near-failed="sentence"> inside the search form, which holds
 * hidden inputs named lat and lon; an element with data-near-answer in the form tells what went wrong.
 */
export function onNearButtons(root: ParentNode): void {
  if (!("geolocation" in navigator)) return;
  for (const button of root.querySelectorAll<HTMLButtonElement>("button[data-near]")) {
    button.hidden = false;
    button.addEventListener("click", () => locate(button));
    button.form?.addEventListener("input", () => answer(button, ""));
  }
}

function locate(button: HTMLButtonElement): void {
  button.setAttribute("aria-busy", "true");
  const end = () => button.removeAttribute("aria-busy");
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => (end(), send(button, coords)),
    () => (end(), answer(button, button.dataset.nearFailed ?? "")),
    { maximumAge: 600_000, timeout: 10_000 },
  );
}

function send(button: HTMLButtonElement, coords: GeolocationCoordinates): void {
  const form = button.form;
  if (!form) return;
  put(form, "lat", coords.latitude);
  put(form, "lon", coords.longitude);
  const place = form.querySelector<HTMLInputElement>("[data-near-place]");
  if (place) place.value = "";
  press(form);
}

function put(form: HTMLFormElement, name: string, degrees: number): void {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement) {
    field.disabled = false;
    field.value = degrees.toFixed(2);
  }
}

function answer(button: HTMLButtonElement, sentence: string): void {
  const place = button.form?.querySelector("[data-near-answer]");
  if (place) place.textContent = sentence;
}
