import jsQR from "jsqr";

const shownFor = 30_000;
const forgottenAfter = 60_000;
const { start, asked } = document.body.dataset;
const field = document.getElementById("number") as HTMLInputElement | null;
let leave = 0;

// Whatever is typed or scanned takes the place of what was wrong
field?.select();
forget();
document.addEventListener("pointerdown", () => forget());
document.addEventListener("keydown", () => forget());
offerCamera();

/** What one person was told or has typed is gone before the next one comes, and so is the language they chose. */
function forget(): void {
  window.clearTimeout(leave);
  leave = window.setTimeout(leavePage, asked ? shownFor : forgottenAfter);
}

function leavePage(): void {
  if (asked || document.documentElement.lang !== "fr") location.replace(start!);
  else if (field) field.value = "";
}

/** Reads a QR code that is held before the camera, and sends it as if it were typed. */
function offerCamera(): void {
  const camera = document.getElementById("camera");
  if (!camera || !field || !navigator.mediaDevices) return;
  const button = camera.querySelector("button")!;
  const picture = camera.querySelector("video")!;
  const failed = camera.querySelector("p")!;
  camera.hidden = false;
  button.addEventListener("click", async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "user" } }).catch(() => null);
    failed.hidden = stream !== null;
    if (!stream) {
      failed.textContent = failed.dataset.words!;
      return;
    }
    button.hidden = true;
    picture.hidden = false;
    picture.srcObject = stream;
    await picture.play();
    const read = await readCode(picture);
    stream.getTracks().forEach((track) => track.stop());
    picture.hidden = true;
    button.hidden = false;
    if (!read) return;
    field.value = read;
    field.form!.requestSubmit();
  });
}

/** The text of the first code that is seen within half a minute; null when none is. */
async function readCode(picture: HTMLVideoElement): Promise<string | null> {
  const canvas = document.createElement("canvas");
  const drawing = canvas.getContext("2d", { willReadFrequently: true })!;
  const until = Date.now() + 30_000;
  while (Date.now() < until) {
    await new Promise((next) => window.setTimeout(next, 150));
    if (!picture.videoWidth) continue;
    [canvas.width, canvas.height] = [picture.videoWidth, picture.videoHeight];
    drawing.drawImage(picture, 0, 0);
    const { data, width, height } = drawing.getImageData(0, 0, canvas.width, canvas.height);
    const found = jsQR(data, width, height);
    if (found?.data) return found.data;
  }
  return null;
}
