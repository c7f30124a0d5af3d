import { followChanges } from "./agenda/follow";
import { onDrags } from "./agenda/drag";
import { onKeys } from "./agenda/keys";
import { onOpenLinks, onSteps, readAgain } from "./agenda/read";
import { keepCurrent } from "./agenda/current";
import { moveClock, showNow } from "./agenda/clock";

/** Everything here only quickens the agenda, which works without it. */
document.documentElement.classList.add("keys-active");
onKeys();
wireCopies();

const agenda = document.getElementById("agenda");
if (agenda) {
  onOpenLinks();
  onDrags(agenda);
  onSteps();
  keepCurrent(readAgain);
  showNow();
  moveClock();
  followChanges(agenda, readAgain);
  document.addEventListener("agenda:read", () => wireCopies());
}

/** A number is copied in one click, and the button says so. */
function wireCopies(): void {
  for (const button of document.querySelectorAll<HTMLElement>("[data-copy][hidden]")) {
    button.hidden = false;
    const words = button.textContent;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy!);
      button.textContent = button.dataset.done!;
      window.setTimeout(() => (button.textContent = words), 2000);
    });
  }
}
