// What all scenes of the demonstration share: who is who, and how a plenary votes.
import { client } from "./client.mjs";

export async function stage(base, seed, specimen, fast) {
  const api = client(base, fast);
  const { act, ask, say, each } = api;
  const town = seed.councils.municipality.tokens;
  const conferenceId = seed.conferenceId;
  const delegates = seed.badges.map((badge) => ({ ...badge }));
  const byName = new Map([...delegates, ...seed.others].map((badge) => [badge.name, badge]));

  // Whoever the specimen calls P001, as this database knows the person.
  const person = (id) => {
    const row = specimen.participants.find((participant) => participant.id === id);
    return row && byName.get(row.socialName ?? row.name);
  };

  const sessions = async () =>
    (await ask(town.SECRETARY, `query($id: ID!) { conference(id: $id) { programme { sessions { id kind title state } } } }`, {
      id: conferenceId,
    })).conference.programme.sessions;

  async function start(kind) {
    const session = (await sessions()).find((row) => row.kind === kind && row.state !== "CLOSED");
    await act(town.TABLE, "startSession", "Session", "state", { sessionId: session.id });
    await say(`Começa: ${session.title}.`);
    return session.id;
  }

  const close = (sessionId) => act(town.TABLE, "closeSession", "Session", "state", { sessionId });

  // A roll call in which every delegate present votes from a phone; `choose` says what the nth person chooses.
  async function rollCall({ subject, itemIds, question, choose, maxChoices, options }) {
    const draft = { conferenceId, kind: "ROLL_CALL", subject, itemIds, question, maxChoices, options };
    const poll = await act(town.TABLE, "createPoll", "Poll", "id", draft);
    await act(town.TABLE, "publishPoll", "Poll", "state", { pollId: poll.id });
    await act(town.TABLE, "openPoll", "Poll", "state", { pollId: poll.id });
    const voters = delegates.filter((delegate) => delegate.present);
    await say(`Votação aberta: ${question} (${voters.length} pessoas aptas a votar)`);
    let voted = 0;
    await each(voters, async (delegate, index) => {
      await act(delegate.token, "castVote", "VoteReceipt", "receipt", { pollId: poll.id, choices: choose(index) });
      voted += 1;
      if (voted % 20 === 0) console.log(`          ${voted} de ${voters.length} votaram`);
      await api.pause(60);
    });
    await act(town.TABLE, "closePoll", "Poll", "state", { pollId: poll.id });
    return proclaim(poll.id);
  }

  // A show of cards on which two tellers agree.
  async function cards({ subject, itemIds, question, counts }) {
    const draft = { conferenceId, kind: "SHOW_OF_CARDS", subject, itemIds, question };
    const poll = await act(town.TABLE, "createPoll", "Poll", "id options { code }", draft);
    await act(town.TABLE, "publishPoll", "Poll", "state", { pollId: poll.id });
    await act(town.TABLE, "openPoll", "Poll", "state", { pollId: poll.id });
    await say(`Votação por crachás: ${question}`);
    const votes = poll.options.map((option, index) => ({ code: option.code, votes: counts[index] ?? 0 }));
    for (const teller of ["T1", "T2"]) {
      await act(town.TABLE, "recordShowOfCards", "Poll", "state", { pollId: poll.id, count: { teller, round: 1, counts: votes } });
    }
    await act(town.TABLE, "closePoll", "Poll", "state", { pollId: poll.id });
    return proclaim(poll.id);
  }

  async function proclaim(pollId) {
    const fields = "id explanation";
    const poll = await act(town.TABLE, "proclaimPoll", "Poll", fields, { pollId });
    await say(`Proclamado: ${poll.explanation}`);
    return poll;
  }

  return { ...api, base, seed, specimen, town, conferenceId, delegates, person, sessions, start, close, rollCall, cards };
}
