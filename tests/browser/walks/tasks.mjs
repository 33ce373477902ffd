// The three people's main tasks, one after the other on one demonstration: a coordinator
// books an airing, a station answers on a phone without scripts, a manager's figures change.
import { axe, openPage, tooWide } from "../lib/browser.mjs";
import { choose, chooseLike, press, signedIn } from "../lib/people.mjs";

export const name = "an airing is booked, a station answers, the manager's figures change";

const SEND = "form[method=post][action='/airings/new']";

// The day of a station is shown, with what the form offers for it.
async function showsDay(page, base, place, date) {
  await page.goto(new URL("/airings/new", base).href);
  await choose(page, "campaign");
  await press(page, page.locator("main form[method=get] button").last());
  await choose(page, "station", place);
  await chooseLike(page, "message", /Ikinyarwanda,\s30\ss/);
  await page.fill("input[name=date]", date);
  await press(page, page.locator("main form[method=get] button").last());
  return page.locator(`${SEND} input[type=radio]`).count();
}

// The first break of some station that still takes the message, five days ahead.
async function books(page, base) {
  const found = [];
  const date = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  await page.goto(new URL("/airings/new", base).href);
  const stations = await page.locator("select[name=station] option:not([value=''])").count();
  for (let place = stations; place >= 1; place -= 1) {
    const breaks = await showsDay(page, base, place, date);
    if (place === stations) found.push(...(await axe(page)), ...(await tooWide(page)));
    for (let at = 0; at < breaks; at += 1) {
      await page.locator(`${SEND} input[type=radio]`).nth(at).check();
      await press(page, page.locator(`${SEND} button`).last());
      if (/^\/airings\/\d+$/.test(new URL(page.url()).pathname)) return found;
      if (!(await page.title()).startsWith("Error")) found.push("a refusal that does not say so");
    }
  }
  found.push("no airing could be booked at any station");
  return found;
}

// Every figure of the results page of the first campaign.
async function figures(page, base) {
  await page.goto(new URL("/results", base).href);
  await press(page, page.locator("main a[href^='/results/']").first());
  return page.locator("main").innerText();
}

export async function walk({ browser, demo }) {
  const found = [];
  const coordinator = await signedIn(browser, demo, "coordinator");
  found.push(...(await books(coordinator.page, demo.url)));
  if (found.length === 0) found.push(...(await axe(coordinator.page)));

  const manager = await signedIn(browser, demo, "manager");
  const before = await figures(manager.page, demo.url);

  const station = await openPage(browser, { phone: true, script: false });
  const answer = await station.page.goto(demo.sign_in.station_link);
  if (answer.status() !== 200) found.push(`the station's link answers ${answer.status()}`);
  found.push(...(await tooWide(station.page)));
  const waiting = station.page.locator("button[name=o][value=aired]");
  const open = await waiting.count();
  if (open === 0) found.push("nothing waits for the station's word");
  for (let at = 0; at < Math.min(open, 3); at += 1) {
    await press(station.page, station.page.locator("button[name=o][value=aired]").first());
  }
  const left = await station.page.locator("button[name=o][value=aired]").count();
  if (open > 0 && left >= open) found.push(`${open} airings waited, ${left} still do`);

  const after = await figures(manager.page, demo.url);
  if (before === after) found.push("the manager's figures did not change");
  found.push(...(await axe(manager.page)));

  for (const one of [coordinator, manager, station]) {
    found.push(...one.problems);
    await one.close();
  }
  return found;
}
