// The browser, pages that complain, and axe.
import fs from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const AXE = fs.readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const QUIET = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function browserPath() {
  const known = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser"];
  return known.find((path) => path && fs.existsSync(path));
}

export async function openBrowser() {
  const executablePath = browserPath();
  if (!executablePath) throw new Error("no Chromium found; set CHROMIUM");
  const chromiumSandbox = process.getuid?.() !== 0;
  return chromium.launch({ executablePath, chromiumSandbox, args: QUIET });
}

// A page of its own, with everything that goes wrong on it gathered in `problems`.
export async function openPage(browser, { phone = false, script = true, dark = false } = {}) {
  const context = await browser.newContext({
    viewport: phone ? { width: 360, height: 780 } : { width: 1440, height: 900 },
    isMobile: phone,
    hasTouch: phone,
    javaScriptEnabled: script,
    colorScheme: dark ? "dark" : "light",
    locale: "en",
    serviceWorkers: "block",
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const problems = [];
  page.on("console", (message) => {
    const expected = message.text().startsWith("Failed to load resource");
    if (message.type() === "error" && !expected) problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`script: ${error.message}`));
  page.on("response", (response) => {
    if (response.status() >= 500) problems.push(`${response.status()} at ${response.url()}`);
  });
  return { page, problems, close: () => context.close() };
}

// What axe finds on the page as it stands.
export async function axe(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate(
    (tags) => globalThis.axe.run(document, { runOnly: tags, resultTypes: ["violations"] }),
    TAGS,
  );
  const where = new URL(page.url()).pathname;
  return found.violations.map(
    (rule) => `axe on ${where}: ${rule.id} at ${rule.nodes[0].target.join(" ")}`,
  );
}

// Whether the page is as wide as the window and no wider.
export async function tooWide(page) {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return over > 0 ? [`${new URL(page.url()).pathname} is ${over} px too wide`] : [];
}
