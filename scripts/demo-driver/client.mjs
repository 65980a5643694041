// How the driver talks to the public API, and to whoever watches the terminal.
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";

export function client(base, fast) {
  const settings = { beat: fast ? 0 : 700 };

  async function say(text) {
    console.log(`${new Date().toTimeString().slice(0, 8)}  ${text}`);
    await pause(settings.beat);
  }

  function chapter(title) {
    console.log(`\n── ${title} ${"─".repeat(Math.max(2, 72 - title.length))}`);
  }

  async function ask(token, query, variables = {}) {
    const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
    const body = JSON.stringify({ query, variables });
    const response = await fetch(`${base}/graphql`, { method: "POST", headers, body });
    const answer = await response.json();
    if (answer.errors) throw new Error(`${query.slice(0, 200)}\n${JSON.stringify(answer.errors, null, 1)}`);
    return answer.data;
  }

  // Runs one mutation; a refusal comes back with its code.
  async function outcome(token, name, type, fields, input) {
    const inputType = `${name[0].toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation($input: ${inputType}!) { ${name}(input: $input) { __typename ... on ${type} { ${fields} }
      ... on Refusal { code message path rule } } }`;
    return (await ask(token, query, { input }))[name];
  }

  // Runs one mutation under a new key; a refusal ends the demonstration loudly.
  async function act(token, name, type, fields, input) {
    const done = await outcome(token, name, type, fields, { key: randomUUID(), ...input });
    if (done.code) throw new Error(`${name}: ${done.code}: ${done.message} ${JSON.stringify(input)}`);
    return done;
  }

  // As many at once as two laptops and a hall of phones would.
  async function each(items, work, atOnce = 8) {
    const queue = [...items.entries()];
    const worker = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) await work(next[1], next[0]);
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
  }

  return { say, chapter, ask, act, outcome, each, pause: (ms) => pause(fast ? 0 : ms) };
}
