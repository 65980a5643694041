// The final plenary: a destaque on a proposal, decisions, priorities, a motion.
import { attend } from "./groups.mjs";

const LEVELS = { MUNICIPAL: "o município", STATE: "o Estado", UNION: "a União" };

export async function finalPlenary(s) {
  const { act, ask, say, chapter, town, conferenceId } = s;
  chapter("Plenária final");
  const session = await s.start("FINAL_PLENARY");
  await act(town.TABLE, "verifyQuorum", "QuorumVerification", "reached", { sessionId: session, call: "FIRST" });
  const book = await proposals(s);
  await amended(s, book[0]);
  const alone = book[1];
  await s.rollCall({
    subject: "PROPOSAL", itemIds: [alone.id], question: `Aprova a proposta ${alone.label}?`,
    choose: (n) => [n % 5 === 0 ? "AGAINST" : "FOR"],
  });
  const bloc = await act(town.TABLE, "decideEnBloc", "DecidedBloc", "proposals { id }", { conferenceId });
  await say(`Aprovadas em bloco, sem objeção: ${bloc.proposals.length} propostas sem destaque.`);
  await priorities(s);
  await motion(s);
  await attend(s, session);
  await s.close(session);
}

async function proposals(s, filter = {}) {
  const query = `query($id: ID!, $filter: ProposalFilterInput, $after: String) { conference(id: $id) { proposals(first: 50, after: $after, filter: $filter) {
    pageInfo { hasNextPage endCursor } edges { node { id label axis level state version text } } } } }`;
  const rows = [];
  for (let after = null, more = true; more; ) {
    const page = (await s.ask(s.town.SECRETARY, query, { id: s.conferenceId, filter, after })).conference.proposals;
    rows.push(...page.edges.map((edge) => edge.node));
    after = page.pageInfo.endCursor;
    more = page.pageInfo.hasNextPage;
  }
  return rows.filter((row) => row.label);
}

async function amended(s, proposal) {
  const { act, say, town } = s;
  const author = s.delegates.find((delegate) => delegate.token);
  const amendment = { text: `${proposal.text.replace(/\.$/, "")}, com acessibilidade garantida.` };
  const destaque = await act(author.token, "highlightProposal", "Destaque", "id", { proposalId: proposal.id, kind: "CHANGE", amendment });
  await say(`Destaque à proposta ${proposal.label}: ${author.name} propõe outra redação.`);
  await act(town.TABLE, "callDestaque", "Destaque", "id", { destaqueId: destaque.id });
  await s.rollCall({
    subject: "PROPOSAL_DESTAQUE", itemIds: [destaque.id], question: `Aprova a nova redação da proposta ${proposal.label}?`,
    choose: (n) => [n % 4 === 0 ? "AGAINST" : "FOR"],
  });
}

// Where more was approved than the report takes, the plenary chooses what goes up.
async function priorities(s) {
  const limits = s.specimen.cycle.proposalLimits.report;
  const approved = (await proposals(s)).filter((row) => row.state.startsWith("APPROVED"));
  const places = Map.groupBy ? Map.groupBy(approved, (row) => `${row.axis} ${row.level}`) : grouped(approved);
  for (const rows of places.values()) {
    const { axis, level } = rows[0];
    const limit = limits[level];
    if (rows.length <= limit) continue;
    const itemIds = rows.map((row) => row.id);
    await s.rollCall({
      subject: "PRIORITY", itemIds, maxChoices: limit, question: `Eixo ${axis}: o que segue como prioridade para ${LEVELS[level]}?`,
      choose: (n) => Array.from({ length: limit }, (_, k) => rows[(n + k) % rows.length].label),
    });
  }
}

function grouped(rows) {
  const places = new Map();
  for (const row of rows) places.set(`${row.axis} ${row.level}`, [...(places.get(`${row.axis} ${row.level}`) ?? []), row]);
  return places;
}

async function motion(s) {
  const { act, say, town, conferenceId } = s;
  const row = s.specimen.motions[0];
  const present = s.delegates.filter((delegate) => delegate.token);
  const text = { conferenceId, kind: row.kind, title: row.title, text: row.text, addressees: row.addressees };
  const motion = await act(present[2].token, "submitMotion", "Motion", "id", text);
  for (const delegate of present.slice(0, 20)) {
    await act(delegate.token, "signMotion", "Motion", "id", { motionId: motion.id, participantIds: [] });
  }
  const { version } = (await s.ask(town.SECRETARY, `query($id: ID!) { conference(id: $id) { version } }`, { id: conferenceId })).conference;
  await act(town.SECRETARY, "updateConference", "Conference", "version", { conferenceId, version, motionsDeadline: new Date().toISOString() });
  await act(town.TABLE, "closeMotions", "MotionList", "__typename", { conferenceId });
  await say(`Moção de apoio, assinada por 20 pessoas delegadas: ${row.title}.`);
  await s.cards({ subject: "MOTION", itemIds: [motion.id], question: "Aprova a moção?", counts: [55, 3, 2] });
}
