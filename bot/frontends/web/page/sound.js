// Voice notes: which files are some, and how long they are.

const ENDINGS = /\.(aac|m4a|mp3|oga|ogg|opus|wav|weba|webm)$/i;
const LONGEST_S = 60; // what one may last, and what is assumed of one this browser cannot play

export const isSound = ({ type, name = "" }) => type.startsWith("audio/") || ENDINGS.test(name);

/** How long a sound is, in seconds, so that its price can be told before it is sent. */
export async function secondsOf(blob) {
  try {
    const context = new OfflineAudioContext(1, 1, 48000);
    return (await context.decodeAudioData(await blob.arrayBuffer())).duration;
  } catch {
    return LONGEST_S;
  }
}
