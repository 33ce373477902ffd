// The main pages hold in the light and the dark, on a desk and on a phone, to axe's eyes.
import { axe, tooWide } from "../lib/browser.mjs";
import { signedIn } from "../lib/people.mjs";

export const name = "the main pages hold to axe in the light and the dark";

const PAGES = {
  coordinator: [
    "/",
    "/schedule",
    "/airings/new",
    "/campaigns",
    "/campaigns/1",
    "/messages",
    "/stations",
    "/stations/1",
    "/districts",
    "/gatherings",
    "/gatherings/1",
    "/gatherings/new?campaign=1",
    "/waiting",
    "/results",
    "/results/1",
    "/how/1",
  ],
  manager: ["/", "/results/1", "/gatherings"],
  administrator: ["/users", "/account"],
  auditor: ["/trail"],
};

export async function walk({ browser, demo }) {
  const found = [];
  for (const look of [{ phone: true }, { dark: true }]) {
    for (const [role, paths] of Object.entries(PAGES)) {
      const { page, problems, close } = await signedIn(browser, demo, role, look);
      for (const path of paths) {
        const answer = await page.goto(new URL(path, demo.url).href);
        if (answer.status() !== 200) found.push(`${path} answers ${answer.status()} to ${role}`);
        else found.push(...(await axe(page)), ...(await tooWide(page)));
      }
      found.push(...problems);
      await close();
    }
  }
  return found;
}
