// Does through the public API what people do: three councils come in, one after the other, and the
// municipal one gets its people and mandates. Fails loudly when an answer is not the expected one.
import { readFile, readdir } from "node:fs/promises";
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";

const [base, mails, ...options] = process.argv.slice(2);
const fast = options.includes("--fast");
const specimen = JSON.parse(
  await readFile(new URL("../crates/domain/specimen/municipal-conference.json", import.meta.url), "utf8"),
);

async function say(text) {
  console.log(`${new Date().toTimeString().slice(0, 8)}  ${text}`);
  if (!fast) await pause(900);
}

async function ask(token, query, variables = {}) {
  const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
  const body = JSON.stringify({ query, variables });
  const response = await fetch(`${base}/graphql`, { method: "POST", headers, body });
  return response.json();
}

async function outcome(token, name, type, fields, input) {
  const inputType = `${name[0].toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation($input: ${inputType}!) { ${name}(input: $input) { __typename ... on ${type} { ${fields} } ... on Refusal { code message rule } } }`;
  const answer = await ask(token, query, { input });
  return answer.errors ? { code: answer.errors[0].extensions?.code, message: answer.errors[0].message } : answer.data[name];
}

async function act(...call) {
  const done = await outcome(...call);
  if (done.code) throw new Error(`${call[1]}: ${done.code}: ${done.message}`);
  return done;
}

async function parameterFromMail(address, parameter) {
  for (let attempt = 0; attempt < 100; attempt++) {
    const names = (await readdir(mails).catch(() => [])).filter((name) => name.endsWith(".eml")).sort().reverse();
    for (const name of names) {
      const text = await readFile(`${mails}/${name}`, "utf8");
      const found = text.includes(`To: ${address}`) && text.match(new RegExp(`[?&]${parameter}=([A-Za-z0-9_-]+)`));
      if (found && !used.has(found[1])) {
        used.add(found[1]);
        return found[1];
      }
    }
    await pause(100);
  }
  throw new Error(`no mail for ${address}`);
}
const used = new Set();

async function signIn(email) {
  const { browserSecret } = await act("", "requestSignInLink", "SignInLinkRequested", "browserSecret", { email });
  const token = await parameterFromMail(email, "t");
  return (await act("", "redeemSignInLink", "SignedIn", "token", { token, browserSecret })).token;
}

async function council(parentToken, place, email, person) {
  const input = {
    key: randomUUID(), email, createdByLaw: "Lei fictícia nº 1", personName: person, personEmail: email,
    personRole: "SECRETARY", ...place,
  };
  const signedUp = await act("", "signUpCouncil", "Council", "id name slug sizeClass", input);
  await say(`${signedUp.name} faz o cadastro${signedUp.sizeClass ? ` (porte ${signedUp.sizeClass})` : ""}.`);
  const token = await parameterFromMail(email, "t");
  await act("", "confirmEmail", "Council", "status", { councilId: signedUp.id, token });
  await say("  confirma o e-mail pelo link da mensagem;");
  await act(parentToken, "approveCouncil", "Council", "status", { key: randomUUID(), councilId: signedUp.id });
  await say("  o conselho de nível acima aprova.");
  return signedUp;
}

const national = await signIn("cnas@example.org");
await say("A secretaria do Conselho Nacional entra pelo link que recebeu por e-mail.");
await council(national, { level: "STATE", uf: "MG" }, "ceas-mg@example.org", "Secretaria do CEAS-MG");
const state = await signIn("ceas-mg@example.org");

const search = await ask("", "{ municipalities(search: \"itamaran\") { name uf ibgeCode population } }");
const [town] = search.data.municipalities;
await say(`A secretária digita "itamaran" e escolhe ${town.name}-${town.uf} (${town.population} habitantes) na lista do IBGE.`);
const municipal = await council(state, { level: "MUNICIPAL", ibgeCode: town.ibgeCode }, "cmas@example.org", "Ana Secretária");
const secretary = await signIn("cmas@example.org");

for (const [role, name] of [["PRESIDENT", "Otaviano"], ["TABLE", "Lia"], ["RAPPORTEUR", "Davi"]]) {
  const email = `${name.toLowerCase()}@example.org`;
  await act(secretary, "inviteMember", "Invitation", "id", { key: randomUUID(), councilId: municipal.id, email, name, role });
  const token = await parameterFromMail(email, "t");
  await act("", "acceptInvitation", "Membership", "id", { councilId: municipal.id, token });
  await say(`${name} aceita o convite: ${role}.`);
}

const mandate = (member) => ({
  key: randomUUID(), councilId: municipal.id, seat: member.seat, kind: member.kind, name: member.name,
  sector: member.sector, segment: member.segment, organization: member.organization,
  startsOn: specimen.council.mandate.from, endsOn: specimen.council.mandate.to,
});
for (const member of specimen.council.members) {
  await act(secretary, "recordMandate", "Mandate", "id", mandate(member));
}
await say(`A secretaria registra os ${specimen.council.members.length} mandatos do conselho (dados fictícios).`);

const taken = await outcome(secretary, "recordMandate", "Mandate", "id", { ...mandate(specimen.council.members[0]), name: "Outra pessoa" });
await say(`Uma vaga não se dá duas vezes → ${taken.code}: ${taken.message}`);
const foreign = await outcome(state, "recordMandate", "Mandate", "id", mandate(specimen.council.members[1]));
await say(`Outro conselho não mexe no que não é seu → ${foreign.code}.`);
if (taken.code !== "SEAT_TAKEN" || foreign.code !== "NOT_FOUND") throw new Error("an unexpected answer");

const audit = await ask(secretary, `{ council(slug: "${municipal.slug}") { audit(last: 50) { edges { node { action } } } mandates { sector } } }`);
const count = (sector) => audit.data.council.mandates.filter((held) => held.sector === sector).length;
await say(`Resumo: ${count("GOVERNMENT")} mandatos do governo, ${count("CIVIL_SOCIETY")} da sociedade civil; ` +
  `${audit.data.council.audit.edges.length} atos na trilha de auditoria.`);
