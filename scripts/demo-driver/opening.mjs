// Credentialing fills up, the rules are read, a destaque is voted, the plenary adopts.
import { attend } from "./groups.mjs";

export async function opening(s) {
  const { act, ask, say, each, chapter, town, conferenceId } = s;
  const here = { conferenceId };

  chapter("Credenciamento");
  await act(town.SECRETARY, "startConference", "Conference", "state", here);
  await act(town.CREDENTIALING, "openCredentialing", "Conference", "id", here);
  const absent = new Set(s.specimen.participants.filter((row) => !row.checkInAt).map((row) => row.socialName ?? row.name));
  const coming = [...s.delegates, ...s.seed.others].filter((badge) => !absent.has(badge.name));
  let entered = 0;
  await each(coming, async (badge, index) => {
    const desk = `mesa ${(index % 2) + 1}`;
    await act(town.CREDENTIALING, "checkIn", "Participant", "id", { conferenceId, badgeCode: badge.badgeCode, desk });
    badge.present = true;
    entered += 1;
    if (entered % 25 === 0) console.log(`          ${entered} pessoas já entraram`);
    await s.pause(30);
  }, 2);
  const walkIn = s.specimen.participants.find((row) => row.channel === "DESK");
  const walkInPerson = { name: walkIn.name, category: walkIn.category, organization: walkIn.organization };
  await act(town.CREDENTIALING, "registerWalkIn", "Participant", "id", { conferenceId, person: walkInPerson });
  await say("Uma observadora chegou sem inscrição e foi inscrita na porta.");
  await each(s.delegates.filter((delegate) => delegate.present), async (delegate) => {
    const signIn = { conferenceId, badgeCode: delegate.badgeCode, pin: delegate.pin };
    delegate.token = (await s.outcome("", "signInWithBadge", "SignedIn", "token", signIn)).token;
  }, 4);
  await say(`${s.delegates.filter((delegate) => delegate.token).length} delegadas e delegados entraram no celular com crachá e senha.`);

  chapter("Plenária de abertura");
  const session = await s.start("OPENING_PLENARY");
  const quorum = await act(town.TABLE, "verifyQuorum", "QuorumVerification", "reached explanation", { sessionId: session, call: "FIRST" });
  await say(quorum.explanation);
  await rules(s);
  await attend(s, session);
  await s.close(session);
}

async function rules(s) {
  const { act, ask, say, town, conferenceId } = s;
  const read = async (fields) =>
    (await ask(town.SECRETARY, `query($id: ID!) { conference(id: $id) { rules { ${fields} } } }`, { id: conferenceId })).conference.rules;
  let state = await act(town.TABLE, "startReading", "RulesOfProcedure", "version", { conferenceId });
  const articles = (await read("articles { id number label text }")).articles;
  const marked = articles.find((article) => article.number === 7) ?? articles[0];
  let destaque;
  for (const article of articles) {
    if (article.number <= 8 || article.number % 8 === 0) await say(`Lido: ${article.label} ${article.text.replace(/\s+/g, " ").slice(0, 70)}…`);
    if (article.id === marked.id) {
      const author = s.delegates.find((delegate) => delegate.token);
      const amendment = { text: `${article.text.replace(/\.$/, "")}, assegurada a acessibilidade.` };
      destaque = await act(author.token, "raiseDestaque", "Destaque", "id version", { rulesArticleId: article.id, kind: "CHANGE", amendment });
      await say(`Destaque! ${author.name} pede mudança no ${article.label.toLowerCase()}`);
    }
    if (article.number < articles.length) {
      state = await act(town.TABLE, "advanceReading", "RulesOfProcedure", "version", { conferenceId, version: state.version });
    }
  }
  state = await act(town.TABLE, "advanceReading", "RulesOfProcedure", "version", { conferenceId, version: state.version });
  await act(town.TABLE, "callDestaque", "Destaque", "id", { destaqueId: destaque.id });
  await s.rollCall({
    subject: "RULES_DESTAQUE", itemIds: [destaque.id], question: `Aprova o destaque ao ${marked.label.toLowerCase()}?`,
    choose: (n) => [n % 7 === 0 ? "AGAINST" : n % 11 === 0 ? "ABSTENTION" : "FOR"],
  });
  const others = articles.filter((article) => article.id !== marked.id).map((article) => article.id);
  await s.cards({ subject: "RULES_BLOC", itemIds: others, question: "Aprova em bloco os artigos sem destaque?", counts: [60, 2, 1] });
  const version = (await read("version")).version;
  await act(town.TABLE, "adoptRules", "RulesOfProcedure", "state", { conferenceId, version });
  await say("O regimento interno está aprovado.");
}
