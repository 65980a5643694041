// Evaluation, final report, and what the state does with it.
export async function closing(s) {
  const { act, ask, say, each, chapter, town, conferenceId, specimen } = s;
  chapter("Avaliação e encerramento");
  const evaluation = await act(town.SECRETARY, "publishEvaluation", "Evaluation", "id", { conferenceId, questions: [], open: [] });
  const present = s.delegates.filter((delegate) => delegate.token);
  await each(present, async (delegate, index) => {
    const row = specimen.evaluation.answers[index % specimen.evaluation.answers.length];
    const answer = { evaluationId: evaluation.id, scores: row.scores, comments: [row.comment], shareCategory: true };
    await act(delegate.token, "answerEvaluation", "Evaluation", "id", answer);
  });
  await act(town.SECRETARY, "closeEvaluation", "Evaluation", "id", { evaluationId: evaluation.id });
  await say(`${present.length} pessoas avaliaram a conferência, sem que a resposta diga de quem é.`);
  await act(town.CREDENTIALING, "closeCredentialing", "Conference", "id", { conferenceId });
  await act(town.SECRETARY, "closeConference", "Conference", "state", { conferenceId });
  await say("A conferência está encerrada.");

  chapter("Relatório final");
  await act(town.SECRETARY, "generateReport", "Report", "version", { conferenceId });
  const validated = await act(town.SECRETARY, "validateReport", "Report", "contentHash shortcomings { severity message }", { conferenceId });
  for (const lack of validated.shortcomings) console.log(`          ${lack.severity}: ${lack.message}`);
  await act(town.PRESIDENT, "signReport", "Report", "state", { conferenceId, contentHash: validated.contentHash });
  const filed = await act(town.SECRETARY, "fileReport", "Report", "submission { hash }", { conferenceId });
  await say(`Relatório assinado e enviado ao Estado (resumo criptográfico ${filed.submission.hash.slice(0, 12)}…).`);
  await state(s);
}

async function state(s) {
  const { act, ask, say, chapter, seed, conferenceId } = s;
  const ceas = seed.councils.state.tokens;
  chapter("No conselho estadual");
  const entry = await arrived(s, ceas);
  await say(`O relatório de ${entry.place} chegou à caixa de entrada. Protocolo ${entry.protocol}.`);
  await act(ceas.SECRETARY, "acceptReport", "InboxEntry", "state", { inboxEntryId: entry.id });
  await say("O Estado aceitou o relatório; as propostas e a delegação seguem adiante sem serem digitadas de novo.");
  const query = `query($id: ID!) { conference(id: $id) { accreditation(first: 50) { edges { node { id name pool kind decision } } } } }`;
  const list = (await ask(ceas.SECRETARY, query, { id: seed.stateConferenceId })).conference.accreditation.edges.map((edge) => edge.node);
  for (const row of list.filter((delegate) => delegate.decision === "PENDING")) {
    await act(ceas.CREDENTIALING, "accreditDelegate", "Accreditation", "id", { accreditationId: row.id });
  }
  await summary(s, ceas);
}

// The letter travels after the commit; the state sees it a moment later.
async function arrived(s, ceas) {
  const query = `query($slug: String!) { council(slug: $slug) { inbox { places(first: 10) { edges { node { state entry { id place state protocol } } } } } } }`;
  for (let attempt = 0; attempt < 100; attempt++) {
    const { council } = await s.ask(ceas.SECRETARY, query, { slug: s.seed.councils.state.slug });
    const found = council.inbox.places.edges.map(({ node }) => node.entry).find((entry) => entry?.state === "RECEIVED");
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the report did not arrive");
}

async function summary(s, ceas) {
  const query = `query($id: ID!, $slug: String!) {
    conference(id: $id) { title
      accreditation(first: 50) { edges { node { name place pool kind decision } } }
      pool(first: 50) { edges { node { axis level text councils } } } }
    council(slug: $slug) { name inbox { summary { total received accepted returned late expected } } } }`;
  const { conference, council } = await s.ask(ceas.SECRETARY, query, { id: s.seed.stateConferenceId, slug: s.seed.councils.state.slug });
  s.chapter("Resumo do Estado");
  console.log(`${council.name}: ${JSON.stringify(council.inbox.summary)}`);
  console.log(`\n${conference.title}: pessoas delegadas credenciadas`);
  for (const { node } of conference.accreditation.edges) console.log(`  ${node.place}  ${node.pool}  ${node.kind}  ${node.name}  ${node.decision}`);
  console.log("\nPropostas recebidas");
  for (const { node } of conference.pool.edges) console.log(`  eixo ${node.axis}  ${node.level}  ${node.text}`);
}
