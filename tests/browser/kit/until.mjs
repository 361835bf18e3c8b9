// Waiting for what the engine does behind the scenes: by looking again, never by trusting a pause.

const PATIENCE = 60_000;
const LOOK = 100;

/** What `look` gives as soon as it gives something. */
export async function until(look, what) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`${typeof what === 'string' ? what : await what()} did not come`);
    await new Promise((done) => setTimeout(done, LOOK));
  }
}
