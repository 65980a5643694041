// Keynote, actions to verify, and the working groups with their proposals.
export async function groups(s) {
  const { act, ask, say, chapter, town, conferenceId, specimen } = s;

  chapter("Palestra e ações a conferir");
  const keynote = await s.start("KEYNOTE");
  await attend(s, keynote);
  await s.close(keynote);
  const checking = await s.start("ACTIONS");
  const actions = (await ask(town.SECRETARY, `query($id: ID!) { conference(id: $id) { actions { items { id text version } } } }`, { id: conferenceId })).conference.actions.items;
  for (const action of actions) {
    const row = specimen.actionsToVerify.find((known) => known.text === action.text);
    const assess = { actionItemId: action.id, version: action.version, assessment: row.assessment, comment: row.comment, evidence: row.evidence };
    await act(town.RAPPORTEUR, "assessAction", "ActionItem", "id", assess);
  }
  await say(`${actions.length} ações da conferência anterior foram conferidas.`);
  await s.close(checking);

  chapter("Grupos de trabalho");
  const session = await s.start("WORKING_GROUPS");
  const list = (await ask(town.SECRETARY, `query($id: ID!) { conference(id: $id) { groups { id axis name version members(first: 50) { edges { node { id } } } } } }`, { id: conferenceId })).conference.groups;
  for (const group of list) await work(s, group);
  const sent = await act(town.RAPPORTEUR, "sendToPlenary", "SentBook", "sent cut", { conferenceId });
  await say(`O caderno da plenária está pronto: ${sent.sent} propostas.`);
  await attend(s, session);
  await s.close(session);
}

// Everybody in the hall attended the session, which counts for who may stand for election.
export async function attend(s, sessionId) {
  const participantIds = s.delegates.filter((delegate) => delegate.present).map((delegate) => delegate.participantId);
  await s.act(s.town.CREDENTIALING, "recordSessionAttendance", "SessionAttendance", "present", { conferenceId: s.conferenceId, sessionId, participantIds });
}

async function work(s, group) {
  const { act, say, town, conferenceId, specimen } = s;
  const known = specimen.workingGroups.find((row) => row.axis === group.axis);
  const people = new Map([...s.delegates, ...s.seed.others].filter((badge) => badge.present).map((badge) => [badge.participantId, badge]));
  const here = group.members.edges.map(({ node }) => people.get(node.id)).filter(Boolean);
  const delegates = here.filter((badge) => badge.token);
  const naming = {
    workingGroupId: group.id, version: group.version, name: group.name, room: known.room,
    coordinatorId: delegates[0].participantId, rapporteurId: delegates[1].participantId,
  };
  await act(town.SECRETARY, "updateGroup", "WorkingGroup", "id", naming);
  await act(town.RAPPORTEUR, "openGroup", "WorkingGroup", "id", { workingGroupId: group.id });
  const participantIds = here.map((badge) => badge.participantId);
  await act(town.RAPPORTEUR, "recordGroupAttendance", "WorkingGroup", "id", { workingGroupId: group.id, participantIds, removedParticipantIds: [] });
  for (const row of specimen.proposals.filter((proposal) => proposal.axis === group.axis)) {
    const text = { conferenceId, workingGroupId: group.id, level: row.level, kind: "NEW", text: row.text };
    const proposal = await act(town.RAPPORTEUR, "submitProposal", "Proposal", "id version", text);
    const total = row.groupVote.for + row.groupVote.against + row.groupVote.abstention;
    const inFavour = Math.floor((row.groupVote.for / total) * delegates.length);
    const vote = { proposalId: proposal.id, version: proposal.version, inFavour, against: delegates.length - inFavour, abstention: 0 };
    await act(town.RAPPORTEUR, "recordGroupVote", "Proposal", "id", vote);
  }
  const now = (await s.ask(town.SECRETARY, `query($id: ID!) { conference(id: $id) { groups { id version } } }`, { id: conferenceId })).conference.groups;
  const version = now.find((row) => row.id === group.id).version;
  await act(town.RAPPORTEUR, "concludeGroup", "WorkingGroup", "id", { workingGroupId: group.id, version });
  await say(`Grupo do eixo ${group.axis}: ${here.length} pessoas, ${specimen.proposals.filter((row) => row.axis === group.axis).length} propostas discutidas e votadas.`);
}
