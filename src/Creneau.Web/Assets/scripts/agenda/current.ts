const minute = 60_000;

/** Minutes that the queue shows go on, and what can be pressed for a while only goes when its time is over. */
export function keepCurrent(read: () => Promise<void>): void {
  let expiring: number | undefined;
  const watch = () => {
    window.clearTimeout(expiring);
    const seconds = [...document.querySelectorAll<HTMLElement>("[data-expires]")].map((button) => Number(button.dataset.expires));
    if (seconds.length > 0) expiring = window.setTimeout(() => void read(), Math.min(...seconds) * 1000 + 500);
  };
  window.setInterval(() => {
    if (!document.hidden && document.getElementById("queue")) void read();
  }, minute);
  document.addEventListener("agenda:read", watch);
  watch();
}
