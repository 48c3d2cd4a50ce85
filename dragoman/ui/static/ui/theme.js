// Light or dark: the system decides until the reader does.

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
