// Somebody who is not signed in finds the way in.
import { axe, openPage, tooWide } from "../lib/browser.mjs";

export const name = "a stranger is asked to sign in, on a phone and in the dark";

export async function walk({ browser, demo }) {
  const found = [];
  for (const look of [{ phone: true }, { dark: true }]) {
    const { page, problems, close } = await openPage(browser, look);
    await page.goto(new URL("/campaigns", demo.url).href);
    if (!new URL(page.url()).pathname.startsWith("/sign-in")) {
      found.push(`a stranger stands on ${page.url()}`);
    }
    found.push(...(await axe(page)), ...(await tooWide(page)), ...problems);
    await close();
  }
  return found;
}
