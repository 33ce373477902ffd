// How the people of the demonstration come in.
import { openPage } from "./browser.mjs";

// A page on which the role of the demonstration is signed in by its link.
export async function signedIn(browser, demo, role, look) {
  const opened = await openPage(browser, look);
  await opened.page.goto(demo.sign_in[role]);
  const press = opened.page.locator("main form[method=post] button");
  const stillOutside = new URL(opened.page.url()).pathname.startsWith("/enter/");
  if (stillOutside) await Promise.all([opened.page.waitForNavigation(), press.click()]);
  if (new URL(opened.page.url()).pathname.startsWith("/sign-in")) {
    throw new Error(`the link of the ${role} leads to the sign-in page`);
  }
  return opened;
}

// Choose in a list the entry that comes at that place after "Choose".
export async function choose(page, name, place = 1) {
  const values = await page.locator(`select[name=${name}] option`).evaluateAll((all) =>
    all.map((one) => one.value).filter((value) => value !== ""),
  );
  if (values.length < place) throw new Error(`nothing to choose in ${name}`);
  await page.selectOption(`select[name=${name}]`, values[place - 1]);
  return values[place - 1];
}

// Choose in a list the first entry whose words look like that.
export async function chooseLike(page, name, words) {
  const options = page.locator(`select[name=${name}] option`, { hasText: words });
  if ((await options.count()) === 0) throw new Error(`nothing like ${words} in ${name}`);
  const value = await options.first().getAttribute("value");
  await page.selectOption(`select[name=${name}]`, value);
}

// Press a button and wait for the page that follows.
export async function press(page, button) {
  await Promise.all([page.waitForNavigation(), button.click()]);
}
