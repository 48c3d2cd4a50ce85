// The table of sentences: play a sentence by its label, add rows, take times from the film, split at the cursor,
// suggest the role a speaker held that day.
//
// <form data-cues> with <ol data-rows>, <template data-row-template>, <button data-add-row>; <video data-player>

const TEMPLATE_ROW = "99999";
const player = document.querySelector("video[data-player]");

/** @param {string} text a clock such as 0:01:02.500 or 62.5 @returns {number} seconds; NaN where there are none */
export function seconds(text) {
  const parts = text.trim().replace(",", ".").split(":").map(Number);
  return parts.some(Number.isNaN) || !text.trim() ? NaN : parts.reduce((sum, part) => sum * 60 + part, 0);
}

/** @param {number} at seconds @returns {string} HH:MM:SS.mmm */
export function clock(at) {
  const ms = Math.max(0, Math.round(at * 1000));
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${two(Math.floor(ms / 3600000))}:${two(Math.floor(ms / 60000) % 60)}:${two(Math.floor(ms / 1000) % 60)}.${String(ms % 1000).padStart(3, "0")}`;
}

/** @param {string} from @param {string} until */
function playSentence(from, until) {
  if (!(player instanceof HTMLVideoElement)) return;
  const end = seconds(until);
  player.currentTime = seconds(from);
  const stop = () => {
    if (player.currentTime < end) return;
    player.pause();
    player.removeEventListener("timeupdate", stop);
  };
  if (!Number.isNaN(end)) player.addEventListener("timeupdate", stop);
  player.play().catch(() => {}); // a browser may ask for a click first; the position is right in any case
}

/** @param {HTMLFormElement} form */
function addRow(form) {
  const list = form.querySelector("[data-rows]");
  const template = form.querySelector("template[data-row-template]");
  if (!list || !(template instanceof HTMLTemplateElement)) return;
  const numbers = [...form.querySelectorAll("input[name$='-label']")].map((input) => parseInt(input.getAttribute("name") ?? "", 10));
  const next = String(Math.max(-1, ...numbers) + 1);
  const row = template.content.cloneNode(true);
  if (!(row instanceof DocumentFragment)) return;
  for (const element of row.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes]) {
      if (value.includes(TEMPLATE_ROW)) element.setAttribute(name, value.replace(TEMPLATE_ROW, next));
    }
  }
  list.append(row);
  const first = list.lastElementChild?.querySelector("input[data-time]");
  if (first instanceof HTMLInputElement) {
    if (player instanceof HTMLVideoElement && player.currentTime) first.value = clock(player.currentTime);
    first.focus();
  }
  form.dispatchEvent(new Event("input"));
}

/**
 * Puts a bar where the cursor last stood in a sentence's texts, if nobody typed one.
 * @param {Element} row @param {{text: HTMLTextAreaElement, at: number} | null} cursor
 */
function markCursor(row, cursor) {
  const texts = [...row.querySelectorAll("textarea[id]")];
  if (!cursor || !texts.includes(cursor.text)) return;
  if (texts.some((one) => one instanceof HTMLTextAreaElement && one.value.includes("|"))) return;
  const { text, at } = cursor;
  if (at > 0 && at < text.value.length) text.value = `${text.value.slice(0, at)}|${text.value.slice(at)}`;
}

/** @param {HTMLInputElement} speaker */
function suggestRole(speaker) {
  const role = speaker.closest("[data-row]")?.querySelector("input[data-role]");
  if (!(role instanceof HTMLInputElement) || role.value) return;
  const held = [...document.querySelectorAll("#roles option")].filter((one) => one.getAttribute("data-speaker") === speaker.value.trim());
  if (held.length === 1) role.value = held[0].getAttribute("value") ?? "";
}

for (const form of document.querySelectorAll("form[data-cues]")) {
  if (!(form instanceof HTMLFormElement)) continue;
  /** @type {{text: HTMLTextAreaElement, at: number} | null} */
  let cursor = null;
  form.addEventListener("focusout", ({ target }) => {
    if (target instanceof HTMLTextAreaElement && target.id) cursor = { text: target, at: target.selectionStart };
  });
  form.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.matches("[data-speaker]")) suggestRole(target);
  });
  form.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const label = target?.closest("[data-seek]");
    if (label instanceof HTMLElement) playSentence(label.dataset.seek ?? "", label.dataset.until ?? "");
    if (target?.closest("[data-add-row]")) addRow(form);
    const row = target?.closest("[data-split]")?.closest("[data-row]");
    if (row) markCursor(row, cursor);
  });
}
