// What the head of every page does. Light or dark: the system decides until the reader does.

const root = document.documentElement;

/** @returns {string | null} what the reader chose before; none where the browser keeps nothing */
function kept() {
  try {
    return localStorage.getItem("theme");
  } catch {
    return null;
  }
}

/** @param {"light" | "dark"} theme */
function choose(theme) {
  root.dataset.theme = theme;
  try {
    localStorage.setItem("theme", theme);
  } catch {
    // Kept for this page only.
  }
}

/** @returns {boolean} whether the page is dark as it stands */
function isDark() {
  const scheme = getComputedStyle(root).colorScheme;
  if (scheme === "dark" || scheme === "light") return scheme === "dark";
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

const before = kept();
if (before === "light" || before === "dark") root.dataset.theme = before;

for (const button of document.querySelectorAll("[data-theme-switch]")) {
  button.addEventListener("click", () => {
    // What is shown now, whoever decided it: the desk is dark by its own style sheet.
    const dark = isDark();
    choose(dark ? "light" : "dark");
  });
}

// A menu that is a <details>: Escape closes it, and so does turning to something else.

/** @param {HTMLDetailsElement} menu */
function bind(menu) {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.stopPropagation(); // the page's own keys stay out of it
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
  });
}

for (const menu of document.querySelectorAll("[data-menu]")) {
  if (menu instanceof HTMLDetailsElement) bind(menu);
}
