// Walks the main tasks of Ijwi in a real browser, against a demonstration of its own.
//   node run.mjs --bin PATH_TO_IJWI [--only REGEX]
// Exit 0: every walk held. Exit 1: one did not. Exit 2: wrong use, or no browser.
import { openBrowser } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import * as front from "./walks/front.mjs";
import * as pages from "./walks/pages.mjs";
import * as tasks from "./walks/tasks.mjs";

const WALKS = [front, tasks, pages];

const stop = (why) => {
  console.error(why);
  process.exit(2);
};
const given = {};
for (let at = 2; at < process.argv.length; at += 2) {
  const [name, value] = [process.argv[at], process.argv[at + 1]];
  if (!/^--(bin|only)$/.test(name) || value === undefined) stop(`unknown or incomplete: ${name}`);
  given[name.slice(2)] = value;
}
if (!given.bin) stop("usage: node run.mjs --bin PATH_TO_IJWI [--only REGEX]");

const browser = await openBrowser().catch((why) => stop(why.message));
const demo = await startDemo(given.bin).catch((why) => stop(why.message));
let failed = 0;
for (const { name, walk } of WALKS) {
  if (given.only && !new RegExp(given.only).test(name)) continue;
  const started = Date.now();
  const problems = await walk({ browser, demo })
    .then((found) => found ?? [])
    .catch((why) => [why.message]);
  failed += problems.length ? 1 : 0;
  console.log(`${problems.length ? "FAIL" : "ok  "} ${name} (${Date.now() - started} ms)`);
  for (const problem of problems) console.log(`     ${problem}`);
}
await browser.close();
const ended = await demo.stop();
if (ended !== 0) {
  failed += 1;
  console.log(`FAIL the house stopped with ${ended} instead of gently`);
}
process.exit(failed ? 1 : 0);
