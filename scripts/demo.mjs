// Runs the demonstration's conference through the public API, as its people would. Fails loudly when
// an answer is not the expected one.
import { readFile } from "node:fs/promises";
import { stage } from "./demo-driver/stage.mjs";
import { opening } from "./demo-driver/opening.mjs";
import { groups } from "./demo-driver/groups.mjs";
import { finalPlenary } from "./demo-driver/final.mjs";
import { election } from "./demo-driver/election.mjs";
import { closing } from "./demo-driver/closing.mjs";

const [base, seedFile, ...options] = process.argv.slice(2);
const read = async (path) => JSON.parse(await readFile(path, "utf8"));
const specimen = await read(new URL("../crates/domain/specimen/municipal-conference.json", import.meta.url));
await serving();
const s = await stage(base, await read(seedFile), specimen, options.includes("--fast"));

await opening(s);
await groups(s);
await finalPlenary(s);
await election(s);
await closing(s);

// The server was started a moment ago.
async function serving() {
  for (let attempt = 0; attempt < 150; attempt++) {
    const ready = await fetch(`${base}/readyz`).then((answer) => answer.ok, () => false);
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the server did not start; its log says why");
}
