const rowMinutes = 5;

/** Where the day is now: the grid begins there, an hour above it in sight; a narrow week begins with today. */
export function showNow(): void {
  const today = document.querySelector<HTMLElement>(".week thead [aria-current]");
  if (today) document.getElementById("week")!.scrollLeft = today.offsetLeft - today.parentElement!.querySelector("th")!.offsetWidth;
  const frame = document.getElementById("grid");
  const now = frame?.querySelector<HTMLElement>(".now");
  if (!frame || !now || frame.querySelector("[aria-current]")) return;
  frame.scrollTop = Math.max(0, now.offsetTop - frame.clientHeight / 3);
}

/** The line moves with the clock between two readings: so many minutes later than when the page was made. */
export function moveClock(): void {
  let made = performance.now();
  document.addEventListener("agenda:read", () => (made = performance.now()));
  window.setInterval(() => {
    const grid = document.querySelector<HTMLElement>(".day-grid[data-now]:not([data-now=''])");
    if (!grid) return;
    const minute = Number(grid.dataset.now) + Math.floor((performance.now() - made) / 60_000);
    const row = `t${Math.max(0, Math.floor((minute - Number(grid.dataset.range)) / rowMinutes))}`;
    for (const line of grid.querySelectorAll<HTMLElement>(".now, .clock")) line.className = `${line.classList[0]} ${row}`;
    const clock = document.getElementById("clock");
    if (clock) clock.textContent = timeOf(minute);
  }, 20_000);
}

/** « 14 h 20 » · "2:20 pm", as the page writes it. */
function timeOf(minute: number): string {
  const [hour, rest] = [Math.floor(minute / 60) % 24, String(minute % 60).padStart(2, "0")];
  return document.documentElement.lang === "en" ? `${hour % 12 || 12}:${rest}\u00a0${hour < 12 ? "am" : "pm"}` : `${hour}\u00a0h\u00a0${rest}`;
}
