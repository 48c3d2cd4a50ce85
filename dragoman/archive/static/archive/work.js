/**
 * A second of the browser's own work, done while somebody fills in a form: a number whose hash begins with zeros. It
 * sets the form apart from those that machines send by the thousand. Without it the form goes too.
 * Also puts the browser's own time zone in place of UTC.
 */

const BATCH = 256;

for (const form of document.querySelectorAll("form[data-work]")) {
  const work = form.elements.namedItem("work");
  form.addEventListener("focusin", () => find(form, Number(form.dataset.work), work), { once: true });
  chooseZone(form.elements.namedItem("zone"));
}

/** @param {HTMLFormElement} form @param {number} bits @param {HTMLInputElement} work */
async function find(form, bits, work) {
  if (!globalThis.crypto?.subtle) return;
  const began = form.elements.namedItem("began").value;
  for (let first = 0; first < 2 ** (bits + 5); first += BATCH) {
    const tried = await Promise.all(Array.from({ length: BATCH }, (_, at) => zeros(`${began}:${first + at}`)));
    const found = tried.findIndex((count) => count >= bits);
    if (found >= 0) {
      work.value = String(first + found);
      return;
    }
  }
}

/** @param {string} text @returns {Promise<number>} */
async function zeros(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Math.clz32(new DataView(digest).getUint32(0));
}

/** @param {HTMLSelectElement | null} select */
function chooseZone(select) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!select || !own || select.value !== "UTC" || select.closest(".notice ~ form")) return;
  if (![...select.options].some((one) => one.value === own)) select.add(new Option(own.replaceAll("_", " "), own));
  select.value = own;
}
