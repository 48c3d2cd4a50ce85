// Taking things away: buttons that copy, panels that open one at a time, the reader's own apps.

/**
 * What a button copies: `data-copy`, or the text of the element named by `data-copy-from`; `data-copy-html` beside it.
 * @param {HTMLElement} button
 */
async function copy(button) {
  const { copy: given, copyFrom = "", copyHtml } = button.dataset;
  const text = given ?? document.getElementById(copyFrom)?.textContent ?? "";
  try {
    if (copyHtml && "ClipboardItem" in window) {
      const kinds = { "text/plain": text, "text/html": copyHtml };
      const blobs = Object.entries(kinds).map(([type, data]) => [type, new Blob([data], { type })]);
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    } else await navigator.clipboard.writeText(text);
  } catch {
    return; // Not allowed here; the text stands beside the button to be selected by hand.
  }
  const said = button.querySelector("span");
  if (!said || said.dataset.before) return;
  const before = said.textContent;
  said.dataset.before = before ?? "";
  said.textContent = button.dataset.done ?? before;
  setTimeout(() => {
    said.textContent = before;
    delete said.dataset.before;
  }, 2000);
}

document.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-copy], [data-copy-from]"));
  if (button) void copy(button);
});

// The code to paste follows the choices as they are made; without a script the same form asks the server.
for (const element of document.querySelectorAll("[data-embed]")) {
  const form = /** @type {HTMLFormElement} */ (element);
  const code = document.getElementById(form.dataset.embed ?? "");
  if (!code) continue;
  form.addEventListener("input", () => {
    const chosen = [...new FormData(form)].filter(([, value]) => value);
    const before = new URL(/src="([^"]*)"/.exec(code.textContent ?? "")?.[1].replaceAll("&amp;", "&") ?? location.href);
    const edition = before.searchParams.get("e") ?? form.dataset.edition ?? "";
    before.search = new URLSearchParams(/** @type {string[][]} */ (chosen)).toString();
    if (edition && chosen.some(([name]) => name === "start" || name === "end")) before.searchParams.set("e", edition);
    const height = new FormData(form).has("transcript") ? form.dataset.heightWords : form.dataset.height;
    code.textContent = (code.textContent ?? "")
      .replace(/src="[^"]*"/, () => `src="${before.href.replaceAll("&", "&amp;")}"`)
      .replace(/ height="\d+"/, ` height="${height}"`);
  });
}

for (const element of document.querySelectorAll("[data-share]")) {
  const button = /** @type {HTMLButtonElement} */ (element);
  const { title = "", text = "", url = "" } = button.dataset;
  if (!navigator.share || (navigator.canShare && !navigator.canShare({ title, text, url }))) continue;
  button.hidden = false;
  const row = button.closest("li");
  if (row) row.hidden = false;
  button.addEventListener("click", () => {
    navigator.share({ title, text, url }).catch(() => {}); // the reader thought better of it
  });
}

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
