// Taking words away: buttons that copy, and a bubble over selected words of the transcript.

/** @param {string} text @param {HTMLElement} button */
async function copy(text, button) {
  const said = button.querySelector("span");
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    return; // Not allowed here; the text stands beside the button to be selected by hand.
  }
  if (!said) return;
  const before = said.textContent;
  said.textContent = button.dataset.done ?? before;
  setTimeout(() => (said.textContent = before), 2000);
}

document.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-copy]"));
  if (button) void copy(button.dataset.copy ?? "", button);
});

// An open panel closes at Escape or a click elsewhere, and gives the focus back.
const panels = /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll(".take details, .keys"));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const panel of panels) {
    if (!panel.open) continue;
    panel.open = false;
    panel.querySelector("summary")?.focus();
  }
});
document.addEventListener("click", (event) => {
  for (const panel of panels) if (!panel.contains(/** @type {Node} */ (event.target))) panel.open = false;
});

const bubble = /** @type {HTMLElement | null} */ (document.querySelector(".bubble"));

/** @returns {{ words: string, cue: HTMLElement, range: Range } | undefined} what is selected of one turn's speech */
function selected() {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return undefined;
  const range = selection.getRangeAt(0);
  const from = range.startContainer.parentElement?.closest(".cue .speech");
  const words = selection.toString().replace(/\s+/g, " ").trim();
  const cue = /** @type {HTMLElement | null | undefined} */ (from?.closest(".cue"));
  return cue && words ? { words, cue, range } : undefined;
}

document.addEventListener("selectionchange", () => {
  if (!bubble) return;
  const found = selected();
  bubble.hidden = !found;
  if (!found) return;
  const box = found.range.getBoundingClientRect();
  const half = bubble.offsetWidth / 2 + 8;
  const middle = Math.min(Math.max(box.left + box.width / 2, half), document.documentElement.clientWidth - half);
  bubble.style.left = `${middle + scrollX}px`;
  bubble.style.top = `${Math.max(box.top, bubble.offsetHeight + 12) + scrollY}px`;
});

bubble?.addEventListener("mousedown", (event) => event.preventDefault()); // keep the selection
bubble?.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("button"));
  const found = selected();
  if (!button || !found) return;
  const address = `${bubble.dataset.address}#${found.cue.id}`;
  const name = found.cue.closest(".turn")?.querySelector(".who .name")?.textContent ?? "";
  const quote = `“${found.words}”\n${[name, bubble.dataset.source, address].filter(Boolean).join(", ")}`;
  void copy(button.dataset.what === "quote" ? quote : address, button);
});
