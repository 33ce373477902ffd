// A demonstration house of our own: a fresh database on a free port.
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const READY_MS = 60_000;
const STOP_MS = 12_000;

// The house serves and has said its address and one sign-in link per role.
export async function startDemo(bin) {
  const program = path.resolve(bin);
  if (!fs.existsSync(program)) throw new Error(`no program at ${bin}`);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "ijwi-browser-"));
  const child = spawn(program, ["demo", "--port", "0", "--json"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  let complained = "";
  child.stderr.on("data", (bytes) => (complained += bytes));
  const ended = new Promise((resolve) =>
    child.on("exit", (code, signal) => resolve(code ?? signal)),
  );
  const line = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("the house was not ready")), READY_MS);
    child.stdout.on("data", (bytes) => {
      said += bytes;
      if (!said.includes("\n")) return;
      clearTimeout(late);
      resolve(said.slice(0, said.indexOf("\n")));
    });
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`the house ended (${code}): ${complained}`)));
  });
  const stop = async () => {
    child.kill("SIGTERM");
    const late = new Promise((resolve) => setTimeout(resolve, STOP_MS, "a kill"));
    const how = await Promise.race([ended, late]);
    if (how === "a kill") child.kill("SIGKILL");
    fs.rmSync(folder, { recursive: true, force: true });
    return how;
  };
  return { ...JSON.parse(line), stop };
}
