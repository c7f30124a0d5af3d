import { onDrawing } from "./hours/draw";
import { onTakingBack } from "./hours/takeBack";

/** Everything here only quickens the hours, which work without it. */
document.documentElement.classList.add("quick-hours");
onDrawing();
onTakingBack();

/** A choice among « Garder / Déplacer / Annuler » is saved at once. */
document.addEventListener("change", ({ target }) => {
  const radio = target as HTMLInputElement;
  if (radio.type === "radio") radio.closest<HTMLFormElement>("form[data-saves]")?.requestSubmit();
});
