// The segments choose who represents the municipality at the state conference.
const POOLS = { GOVERNMENT: "governo", USERS: "usuárias e usuários", WORKERS: "trabalhadoras e trabalhadores", ENTITIES: "entidades" };

export async function election(s) {
  const { act, ask, say, each, chapter, town, conferenceId, specimen } = s;
  chapter("Eleição da delegação");
  const session = await s.start("SEGMENT_MEETINGS");
  const opened = await act(town.TABLE, "openNominations", "Election", "id", { conferenceId });
  const electionId = opened.id;
  for (const row of specimen.election.nominations.filter((nomination) => nomination.status === "ACCEPTED")) {
    const who = s.person(row.participantId);
    if (!who?.present) continue;
    await act(town.TABLE, "nominate", "Nomination", "id", { electionId, participantId: who.participantId, consented: true });
  }
  await act(town.TABLE, "judgeNominations", "Election", "state", { electionId, nominationIds: [] });
  const people = await participants(s);
  for (const pool of Object.keys(POOLS)) {
    const candidates = (await nominations(s)).filter((row) => row.pool === pool && row.state === "ACCEPTED");
    if (candidates.length === 0) continue;
    await act(town.TABLE, "openBallot", "ElectionMeeting", "state", { electionId, pool });
    const voters = s.delegates.filter((delegate) => delegate.token && people.get(delegate.participantId)?.pool === pool);
    await each(voters, async (delegate, index) => {
      const choices = [candidates[(index * index) % candidates.length].participantId];
      await act(delegate.token, "castBallot", "ElectionMeeting", "voted", { electionId, pool, choices });
    });
    await act(town.TABLE, "closeBallot", "ElectionMeeting", "state", { electionId, pool });
    await say(`Reunião de ${POOLS[pool]}: ${candidates.length} candidaturas, ${voters.length} votos secretos.`);
  }
  const computed = await act(town.TABLE, "computeElection", "Election", "state result { trace }", { electionId });
  for (const line of computed.result.trace) console.log(`          ${line}`);
  await s.close(session);
  const closing = await s.start("CLOSING").catch(() => null);
  await s.cards({ subject: "ELECTION_HOMOLOGATION", itemIds: [electionId], question: "A plenária homologa a delegação eleita?", counts: [60, 0, 1] });
  await act(town.TABLE, "proclaimElection", "Election", "state", { electionId });
  await say("A delegação à etapa estadual está proclamada.");
  if (closing) await s.close(closing);
}

async function nominations(s) {
  const query = `query($id: ID!) { conference(id: $id) { elections { nominations { id pool state participantId } } } }`;
  return (await s.ask(s.town.SECRETARY, query, { id: s.conferenceId })).conference.elections.at(-1).nominations;
}

async function participants(s) {
  const query = `query($id: ID!, $after: String) { conference(id: $id) { participants(first: 50, after: $after) {
    pageInfo { hasNextPage endCursor } edges { node { id pool } } } } }`;
  const known = new Map();
  for (let after = null, more = true; more; ) {
    const page = (await s.ask(s.town.SECRETARY, query, { id: s.conferenceId, after })).conference.participants;
    for (const { node } of page.edges) known.set(node.id, node);
    after = page.pageInfo.endCursor;
    more = page.pageInfo.hasNextPage;
  }
  return known;
}
