// A bubble over selected words of the transcript: the quote in both languages, the moment, the card. Tab leads into it.

/** @typedef {{ text: string, lang: string, dir: string }} Side  words of one column, with their language and direction */

const bubble = /** @type {HTMLElement | null} */ (document.querySelector(".bubble"));
const media = /** @type {HTMLMediaElement | null} */ (document.querySelector("[data-player] :is(video, audio)"));
const atThisSecond = /** @type {HTMLElement | null} */ (document.querySelector("[data-at]"));
const pageDirection = document.documentElement.dir || "ltr";
// As in lib/quotation_marks.py.
const MARKS = {
  ...Object.fromEntries(["ar", "be", "ckb", "el", "es", "fa", "hy", "it", "ps", "ru", "uk"].map((one) => [one, ["«", "»"]])),
  de: ["„", "“"], fr: ["«\u00a0", "\u00a0»"], pl: ["„", "”"], ja: ["「", "」"], "zh-Hant": ["「", "」"],
};
const RIGHT_TO_LEFT = /^\P{L}*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** @returns {{ words: string, column: number, cues: HTMLElement[], range: Range } | undefined} */
function selected() {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return undefined;
  const range = selection.getRangeAt(0);
  const from = closest(range.startContainer, ".cue .speech");
  const cues = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".cue")].filter((cue) => range.intersectsNode(cue)));
  if (!from || !cues.length) return undefined;
  const column = from.classList.contains("beside") ? 1 : 0;
  const words = cues.flatMap((cue) => part(cue, column, range)).join(" ").replace(/\s+/g, " ").trim();
  return words ? { words, column, cues, range } : undefined;
}

/** @param {Node} node @param {string} what @returns {Element | null} */
function closest(node, what) {
  return (node instanceof Element ? node : node.parentElement)?.closest(what) ?? null;
}

/**
 * What of one column of a sentence is selected, without its marks and badges.
 * @param {HTMLElement} cue @param {number} column @param {Range} range
 */
function part(cue, column, range) {
  const words = cue.querySelectorAll(":scope > .speech")[column]?.querySelector(":scope > span:not(.missing)");
  if (!words || !range.intersectsNode(words)) return [];
  const mine = document.createRange();
  mine.selectNodeContents(words);
  if (range.compareBoundaryPoints(Range.START_TO_START, mine) > 0) mine.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, mine) < 0) mine.setEnd(range.endContainer, range.endOffset);
  return [mine.toString()];
}

/** @param {HTMLElement[]} cues @param {number} column @returns {Side | undefined} the whole sentences of a column */
function side(cues, column) {
  const found = cues.map((cue) => /** @type {HTMLElement | undefined} */ (cue.querySelectorAll(":scope > .speech")[column]));
  const texts = found.map((one) => one?.querySelector(":scope > span:not(.missing)")?.textContent?.trim() ?? "");
  const first = found.find(Boolean);
  if (!first || !texts.some(Boolean)) return undefined;
  const lang = first.lang || document.documentElement.lang;
  const between = /^(zh|ja|th|lo|km|my|yue)\b/.test(lang) ? "" : " ";
  return { text: texts.filter(Boolean).join(between), lang, dir: first.dir || pageDirection };
}

/** @param {string} text kept from turning what stands around it (Unicode Annex 9) */
function isolated(text) {
  if (!/\p{L}/u.test(text)) return text;
  const way = RIGHT_TO_LEFT.test(text) ? "rtl" : "ltr";
  if (way === pageDirection) return text;
  return `${way === "rtl" ? "\u2067" : "\u2066"}${text}\u2069`;
}

/** @param {Side} one */
function quoted(one) {
  const marks = MARKS[one.lang] ?? MARKS[one.lang.split("-")[0]] ?? ["“", "”"];
  return `${marks[0]}${one.text}${marks[1]}`;
}

/** @param {HTMLElement} cue */
function speaker(cue) {
  const name = cue.closest(".turn")?.querySelector(".who .name:not(.name--unknown)")?.textContent ?? "";
  const roles = [...document.querySelectorAll(".turn .who")].filter((who) => who.querySelector(".name")?.textContent === name);
  const role = roles.map((who) => who.querySelector(".role")?.textContent).find(Boolean);
  return [name, role].filter(Boolean).join(", ");
}

/** @param {HTMLElement} cue @returns {string} seconds, empty without a time */
const start = (cue) => /t=([\d.]+)/.exec(cue.querySelector(":scope > .time")?.getAttribute("href") ?? "")?.[1] ?? "";

/** @param {NonNullable<ReturnType<typeof selected>>} found @param {DOMStringMap} about of the bubble */
function compose(found, about) {
  const first = found.cues[0], last = found.cues[found.cues.length - 1];
  const chosen = side(found.cues, found.column), other = side(found.cues, 1 - found.column);
  const sides = [chosen && { ...chosen, text: found.words }, other].filter((one) => one !== undefined);
  const address = `${about.address}#${first.id}`;
  const labels = first === last ? first.id : `${first.id}–${last.id}`;
  const at = first.querySelector(":scope > .time")?.textContent ?? "";
  const told = [speaker(first), ...(about.sources ?? "").split("\n"), `DRG ${about.number} ${labels}`, at];
  const source = told.filter(Boolean).map(isolated).join(about.comma);
  const text = [...sides.map((one) => isolated(quoted(one))), source, isolated(address)].join("\n");
  const html = document.createElement("blockquote");
  html.cite = address;
  for (const one of sides) html.append(Object.assign(document.createElement("p"), { lang: one.lang, dir: one.dir, textContent: quoted(one) }));
  const foot = html.appendChild(Object.assign(document.createElement("p"), { dir: "auto", textContent: `${source} ` }));
  // Where the label should lead nowhere one day, the browser still finds the words themselves.
  const words = encodeURIComponent(found.words.slice(0, 200)).replace(/-/g, "%2D");
  foot.append(Object.assign(document.createElement("a"), { href: `${address}:~:text=${words}`, textContent: address }));
  const moment = start(first) ? `${about.address}?t=${start(first)}&e=${about.edition}` : address;
  return { text, html: html.outerHTML, moment, label: first.id };
}

function place() {
  if (!bubble || bubble.contains(document.activeElement)) return;
  const found = selected();
  bubble.hidden = !found;
  if (!found) return;
  const made = compose(found, bubble.dataset);
  const quote = /** @type {HTMLElement} */ (bubble.querySelector("[data-what=quote]"));
  quote.dataset.copy = made.text;
  quote.dataset.copyHtml = made.html;
  /** @type {HTMLElement} */ (bubble.querySelector("[data-what=link]")).dataset.copy = made.moment;
  bubble.querySelector("a")?.setAttribute("href", `${bubble.dataset.sentences}/${made.label}/share#card`);
  const box = found.range.getBoundingClientRect();
  const half = bubble.offsetWidth / 2 + 8;
  const middle = Math.min(Math.max(box.left + box.width / 2, half), document.documentElement.clientWidth - half);
  bubble.style.left = `${middle + scrollX}px`;
  bubble.style.top = `${Math.max(box.top, bubble.offsetHeight + 12) + scrollY}px`;
}

if (bubble) {
  document.addEventListener("selectionchange", place);
  bubble.addEventListener("mousedown", (event) => event.preventDefault()); // keep the selection
  document.addEventListener("keydown", (event) => {
    if (event.key === "Tab") place(); // a quick hand is here before the browser told of the selection
    if (bubble.hidden || event.ctrlKey || event.metaKey || event.altKey) return;
    const stops = /** @type {HTMLElement[]} */ ([...bubble.querySelectorAll("button, a")]);
    const on = stops.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    if (event.key === "Escape") {
      if (on >= 0) stops[on].blur();
      getSelection()?.removeAllRanges();
      bubble.hidden = true;
    } else if (event.key === "Tab" && !event.shiftKey && on < 0) {
      event.preventDefault(); // from the selected words to what can be done with them
      stops[0].focus();
    } else if (on >= 0 && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
      event.preventDefault();
      const step = (event.key === "ArrowRight") === (pageDirection === "ltr") ? 1 : -1;
      stops[(on + step + stops.length) % stops.length].focus();
    }
  });
}

if (media && atThisSecond) {
  const now = atThisSecond.querySelector("[data-now]");
  const address = atThisSecond.dataset.copy ?? "";
  const tell = () => {
    const at = Math.floor(media.currentTime * 10) / 10, whole = Math.floor(at);
    atThisSecond.dataset.copy = `${address}?t=${at}&e=${bubble?.dataset.edition ?? ""}`;
    if (now) now.textContent = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  };
  for (const event of ["timeupdate", "seeking", "loadedmetadata"]) media.addEventListener(event, tell);
  tell();
}
