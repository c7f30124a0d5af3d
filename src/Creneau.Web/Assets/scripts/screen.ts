const longestSilence = 25_000;
const patience = 4_000;
const longestRead = 8_000;
const betweenTries = 5_000;
const kept = "creneau-screen-sound";
const { follow } = document.body.dataset;
const cutOff = document.getElementById("cut-off")!;
let heard = Date.now();
let lost: number | undefined;
let isStale = false;
let readAt = performance.now();
let stream: EventSource;
let sound: AudioContext | undefined;

listen();
offerSound();
window.setInterval(() => {
  showTime();
  cutOff.hidden = lost === undefined || Date.now() - lost < patience;
}, 1_000);
// Delays grow by themselves
window.setInterval(() => void read(), 60_000);
window.setInterval(() => {
  if (Date.now() - heard > longestSilence) lose();
  if (isStale || lost !== undefined) listen();
}, betweenTries);

/** Listens for what has to be read again; a stream begins with all of it. */
function listen(): void {
  stream?.close();
  stream = new EventSource(follow!);
  stream.addEventListener("ici", () => live());
  stream.addEventListener("relire", () => {
    live();
    void read();
  });
  stream.addEventListener("error", () => lose());
}

function live(): void {
  heard = Date.now();
  if (!isStale) lost = undefined;
}

function lose(): void {
  lost ??= Date.now();
}

/** Takes over the calls of the page as it is now, and chimes once for each new one. */
async function read(): Promise<void> {
  const text = await fetch(location.href, { signal: AbortSignal.timeout(longestRead) })
    .then((answer) => (answer.ok ? answer.text() : null))
    .catch(() => null);
  const fresh = text === null ? null : new DOMParser().parseFromString(text, "text/html").getElementById("calls");
  isStale = fresh === null;
  if (!fresh) return lose();
  live();
  const shown = document.getElementById("calls")!;
  const isNewer = BigInt(fresh.dataset.newest!) > BigInt(shown.dataset.newest!);
  shown.dataset.newest = fresh.dataset.newest;
  shown.dataset.now = fresh.dataset.now;
  readAt = performance.now();
  shown.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
  if (isNewer) chime();
}

/** The time at the town hall, whatever the clock of this screen says. */
function showTime(): void {
  const seconds = Number(document.getElementById("calls")!.dataset.now) + (performance.now() - readAt) / 1_000;
  const minutes = Math.floor(seconds / 60) % 1440;
  document.getElementById("clock")!.textContent =
    document.documentElement.lang === "en"
      ? new Date(seconds * 1_000).toLocaleTimeString("en", { hour: "numeric", minute: "2-digit", timeZone: "UTC" }).toLowerCase()
      : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")}`;
}

/** Browsers make no sound before somebody has touched the page; a screen that was started again asks once more. */
function offerSound(): void {
  const button = document.getElementById("sound") as HTMLButtonElement;
  const say = () => (button.textContent = (sound?.state === "running" ? button.dataset.off : button.dataset.on)!);
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (sound?.state === "running") {
      await sound.close();
      sound = undefined;
      localStorage.removeItem(kept);
    } else {
      sound ??= new AudioContext();
      await sound.resume();
      localStorage.setItem(kept, "yes");
      chime();
    }
    say();
  });
  if (localStorage.getItem(kept)) sound = new AudioContext();
  sound?.addEventListener("statechange", say);
  say();
}

/** Two soft tones. */
function chime(): void {
  if (!sound || sound.state !== "running") return;
  document.body.dataset.chimes = String(Number(document.body.dataset.chimes ?? 0) + 1);
  [660, 528].forEach((pitch, index) => {
    const tone = new OscillatorNode(sound!, { frequency: pitch });
    const loudness = new GainNode(sound!, { gain: 0 });
    const from = sound!.currentTime + index * 0.35;
    loudness.gain.setValueAtTime(0, from);
    loudness.gain.linearRampToValueAtTime(0.4, from + 0.03);
    loudness.gain.exponentialRampToValueAtTime(0.001, from + 0.9);
    tone.connect(loudness).connect(sound!.destination);
    tone.start(from);
    tone.stop(from + 0.9);
  });
}
