// Parts of a page that change by themselves are fetched anew while work is going on.
//
// <div data-refresh="#part" data-refresh-while="[data-working]" data-refresh-from="/address/">
// The address defaults to the page's own. When the work is done and something on the page was typed meanwhile, the
// page says so instead of loading itself anew.

const EVERY_MS = 2000;

/** @param {HTMLElement} box */
async function refresh(box) {
  const response = await fetch(box.dataset.refreshFrom || location.href, { headers: { Accept: "text/html" } });
  if (!response.ok || response.redirected) return false;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector(box.dataset.refresh ?? "");
  const target = box.matches(box.dataset.refresh ?? "") ? box : box.querySelector(box.dataset.refresh ?? "");
  if (!fresh || !target) return false;
  if (fresh.innerHTML === target.innerHTML) return true;
  const held = document.activeElement && target.contains(document.activeElement);
  if (held) return true; // never pull a button from under somebody's finger
  target.replaceChildren(...fresh.childNodes);
  target.toggleAttribute("data-working", fresh.hasAttribute("data-working"));
  return true;
}

/** @param {HTMLElement} box */
function finish(box) {
  const words = box.dataset.refreshDone;
  if (!words) return;
  if (!document.querySelector("form[data-dirty]")) {
    location.reload();
    return;
  }
  const line = document.createElement("p");
  line.className = "note";
  line.setAttribute("role", "status");
  const link = document.createElement("a");
  link.href = location.pathname;
  link.textContent = box.dataset.refreshLoad ?? "";
  line.append(`${words} `, link);
  box.append(line);
}

/** @param {HTMLElement} box */
function isWorking(box) {
  return box.matches("[data-working]") || box.querySelector(box.dataset.refreshWhile ?? "") !== null;
}

for (const box of document.querySelectorAll("[data-refresh]")) {
  if (!(box instanceof HTMLElement) || !isWorking(box)) continue;
  const timer = setInterval(async () => {
    if (document.hidden) return;
    try {
      await refresh(box);
    } catch {
      return; // the server is away for a moment: try again at the next turn
    }
    if (isWorking(box)) return;
    clearInterval(timer);
    finish(box);
  }, EVERY_MS);
}
