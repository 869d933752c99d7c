// Small copies of the pictures that were sent, kept in this browser so that a reload can show them.

const PREFIX = "zoetrope-picture:";
const SIDE_PX = 360;
const KEPT = 40;

/** A small JPEG of a picture and its shape; null where this browser cannot show the format. */
export async function thumbnail(blob) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(blob);
  } catch {
    return null;
  }
  const { width, height } = bitmap;
  const scale = Math.min(1, SIDE_PX / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return { url: canvas.toDataURL("image/jpeg", 0.8), ratio: width / height };
}

export function remember(jobId, picture) {
  if (!picture) return;
  try {
    localStorage.setItem(PREFIX + jobId, JSON.stringify({ ...picture, at: Date.now() }));
  } catch {
    // Storage is full or off: the reload then shows the clip's own poster.
  }
  forgetOldest();
}

export function recall(jobId) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + jobId));
  } catch {
    return null;
  }
}

function forgetOldest() {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  const age = (key) => JSON.parse(localStorage.getItem(key)).at;
  keys.sort((a, b) => age(b) - age(a));
  for (const key of keys.slice(KEPT)) localStorage.removeItem(key);
}
