"use strict";
// The hall's display: pairs, follows the plenary live, keeps its last frame through any loss.

const FIELDS = `version serverTime conferenceTitle timeZone phase session { title } nextSession { title startsAt }
  currentItem { kind title text diff { op text } since } reading { label text articles number windowOpen destaques }
  speaker { name kind segment until } nextSpeakers { name kind } waitingCount quorum { present needed }
  openPoll { number question options { label } rollSize closesAt partialCounts { code label votes } } turnout
  lastResult { number question closedAt state result { outcome explanation counts { code label votes } } explanation }
  announcement { text until }`;
const SUBSCRIPTION = `subscription($id: ID!, $after: Int) { plenary(conferenceId: $id, after: $after) { ${FIELDS} } }`;
const QUERY = `query($id: ID!, $after: Int) { plenarySnapshot(conferenceId: $id, after: $after) { ${FIELDS} } }`;
const SPEECH = { ORDER: "questão de ordem", REFERRAL: "encaminhamento", CLARIFICATION: "esclarecimento", PRESENTATION: "apresentação", DEFENCE_FOR: "defesa a favor", DEFENCE_AGAINST: "defesa contra", SPEECH: "fala" };
const SEGMENT = { USERS: "Usuárias e usuários", WORKERS: "Trabalhadoras e trabalhadores do SUAS", ENTITIES: "Entidades e organizações" };
const OUTCOME = { APPROVED: ["✓ Aprovado", "yes"], REJECTED: ["✗ Rejeitado", "no"], TIE: ["Empate", ""], ANNULLED: ["Anulado", "no"] };
const SIDE = { FOR: "yes", AGAINST: "no", ABSTENTION: "none" };

const $ = (id) => document.getElementById(id);
const store = {
  get: (key) => { try { return JSON.parse(localStorage.getItem("telao." + key)); } catch { return null; } },
  set: (key, value) => { try { localStorage.setItem("telao." + key, JSON.stringify(value)); } catch { /* A screen without storage works until it is reloaded. */ } },
  drop: (key) => { try { localStorage.removeItem("telao." + key); } catch { /* as above */ } },
};
const code = decodeURIComponent(location.pathname.split("/")[2] || "");
let display = store.get("display"); // { token, conferenceId, code }
let frame = null; // { data, at }
let skew = 0; // Server clock minus ours, in milliseconds.
let connected = false;
let failures = 0;

const now = () => Date.now() + skew;
const jitter = (ms) => ms / 2 + Math.random() * ms / 2;
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

async function ask(query, variables) {
  const headers = { "content-type": "application/json" };
  if (display) headers.authorization = "Bearer " + display.token;
  const answer = await fetch("/graphql", { method: "POST", headers, body: JSON.stringify({ query, variables }) });
  return answer.json();
}

// Becoming a display

async function become() {
  if (display && display.code === code) return;
  if (code) {
    const query = "mutation($input: OpenDisplayInput!) { openDisplay(input: $input) { ... on DisplayPairing { token conferenceId } ... on Refusal { message } } }";
    const opened = (await ask(query, { input: { code } })).data.openDisplay;
    if (opened.token) return keep(opened);
    show(element("h1", "", opened.message));
    await wait(10000);
    return become();
  }
  if (!display) await pair();
}

function keep({ token, conferenceId }) {
  display = { token, conferenceId, code };
  store.set("display", display);
}

async function pair() {
  const asked = (await ask("mutation { requestPairing { code secret expiresAt } }", {})).data.requestPairing;
  show(element("div", "kicker", "Este é um telão novo. Na tela da mesa, escolha “Parear telão” e digite:"), element("div", "code", asked.code),
    element("div", "soft", "O código vale por dez minutos e se renova sozinho."));
  const query = "mutation($input: RedeemPairingInput!) { redeemPairing(input: $input) { ... on DisplayPairing { token conferenceId } ... on Refusal { code } } }";
  for (;;) {
    await wait(2000);
    const redeemed = (await ask(query, { input: { secret: asked.secret } }).catch(() => null))?.data?.redeemPairing;
    if (redeemed?.token) return keep(redeemed);
    if (redeemed?.code) return pair();
  }
}

// Following

function follow() {
  return new Promise((resolve) => {
    const socket = new WebSocket(location.origin.replace(/^http/, "ws") + "/graphql/ws", "graphql-transport-ws");
    const say = (message) => socket.readyState === WebSocket.OPEN && socket.send(JSON.stringify(message));
    let heard = Date.now();
    const watchdog = setInterval(() => {
      if (Date.now() - heard > 30000) socket.close();
      else say({ type: "ping" });
    }, 10000);
    socket.onopen = () => say({ type: "connection_init", payload: { token: display.token } });
    socket.onmessage = ({ data }) => {
      heard = Date.now();
      // Whatever the server says on a live connection also says that the picture is still the present one.
      if (connected && frame) frame.at = heard;
      const message = JSON.parse(data);
      if (message.type === "connection_ack") {
        say({ type: "subscribe", id: "1", payload: { query: SUBSCRIPTION, variables: { id: display.conferenceId, after: frame?.data.version } } });
        connected = true; failures = 0; network();
      } else if (message.type === "ping") say({ type: "pong" });
      else if (message.type === "next" && message.payload.data?.plenary) take(message.payload.data.plenary);
      else if (message.type === "error" || message.type === "complete") socket.close();
    };
    socket.onclose = ({ code: reason }) => { clearInterval(watchdog); connected = false; network(); resolve(reason); };
  });
}

async function poll() {
  const answer = await ask(QUERY, { id: display.conferenceId, after: frame?.data.version }).catch(() => null);
  if (answer?.data?.plenarySnapshot) take(answer.data.plenarySnapshot);
  if (answer?.data && frame) frame.at = Date.now();
}

async function live() {
  for (;;) {
    await become().catch(() => null);
    if (!display) { await wait(jitter(4000)); continue; }
    const saved = store.get("frame");
    if (!frame && saved && saved.of === display.conferenceId) { frame = { data: saved.data, at: saved.at }; draw(); }
    const reason = await follow();
    if (reason === 4401) { dark(); continue; }
    failures += 1;
    if (failures > 3) await poll();
    await wait(jitter(Math.min(10000, 500 * 2 ** failures)));
  }
}

function dark() {
  const invited = display?.code;
  display = null; frame = null;
  store.drop("display"); store.drop("frame");
  for (const id of ["titulo", "sessao", "quorum"]) $(id).textContent = "";
  show(element("h1", "", "Este telão foi desligado pela mesa."));
  if (invited) history.replaceState(null, "", "/telao");
}

function take(data) {
  if (frame && data.version < frame.data.version) return;
  skew = Date.parse(data.serverTime) - Date.now();
  frame = { data, at: Date.now() };
  store.set("frame", { of: display.conferenceId, data, at: frame.at });
  draw();
}

// Drawing

function show(...children) {
  $("corpo").replaceChildren(...children.filter(Boolean));
  fit();
}

// Makes the body's text smaller until it fits; the style sheet keeps it readable from the last row.
function fit() {
  const main = $("corpo");
  for (let scale = 1; scale > 0.3; scale -= 0.05) {
    main.style.setProperty("--scale", scale);
    if (main.scrollHeight <= main.clientHeight && main.scrollWidth <= main.clientWidth) return;
  }
}

function text(content, parts) {
  const box = element("div", "text");
  if (parts) for (const part of parts) box.append(part.op === "INSERT" ? element("ins", "", part.text) : part.op === "DELETE" ? element("del", "", part.text) : part.text);
  else box.append(content || "");
  return box;
}

function bar(share, className) {
  const fill = element("i", className);
  fill.style.width = Math.max(0, Math.min(100, share)) + "%";
  return element("div", "bar", fill);
}

function counts(list) {
  const all = list.reduce((sum, one) => sum + one.votes, 0) || 1;
  const rows = list.flatMap((one) => [element("span", "", one.label), bar(100 * one.votes / all, SIDE[one.code]), element("b", "", String(one.votes)), element("span", "soft", Math.round(100 * one.votes / all) + " %")]);
  return element("div", "rows", ...rows);
}

function clock(until) {
  const left = Math.round((Date.parse(until) - now()) / 1000);
  const figures = Math.abs(left);
  return { text: (left < 0 ? "+" : "") + Math.floor(figures / 60) + ":" + String(figures % 60).padStart(2, "0"), over: left < 0 };
}

function timer(until, className) {
  const box = element("div", className);
  box.dataset.until = until;
  return box;
}

function voteOpen(data) {
  const open = data.openPoll;
  const turnout = data.turnout === null ? null : element("div", "turnout",
    element("span", "soft", "Já votaram, das pessoas com direito a voto"), element("span", "big", String(data.turnout), element("small", "soft", " de " + open.rollSize)), bar(100 * data.turnout / (open.rollSize || 1)));
  return [element("div", "kicker", "Votação aberta · nº " + open.number), text(open.question), data.currentItem?.diff ? text("", data.currentItem.diff) : null,
    element("div", "options", ...open.options.map((option) => element("span", "", option.label))), turnout,
    open.partialCounts ? counts(open.partialCounts) : null, open.closesAt ? timer(open.closesAt, "big") : null];
}

function speech(data) {
  const { speaker, nextSpeakers } = data;
  const next = nextSpeakers.slice(0, 2).map((one) => one.name + " (" + SPEECH[one.kind] + ")").join(" · ");
  return [element("div", "kicker", "Com a palavra · " + SPEECH[speaker.kind]), element("h1", "", speaker.name), element("div", "soft", SEGMENT[speaker.segment] || ""),
    speaker.until ? timer(speaker.until, "clock") : null, next ? element("div", "soft", "A seguir: " + next) : null];
}

function result(data) {
  const last = data.lastResult;
  const [word, className] = OUTCOME[last.result.outcome] || [last.result.outcome, ""];
  return [element("div", "kicker", "Resultado · votação nº " + last.number), text(last.question), element("div", "outcome " + className, word),
    last.result.counts ? counts(last.result.counts) : null, element("div", "soft", last.result.explanation)];
}

function item(data) {
  const { currentItem, reading } = data;
  if (currentItem) return [element("div", "kicker", "Em pauta"), currentItem.title ? element("h1", "", currentItem.title) : null,
    currentItem.diff ? text(currentItem.text, currentItem.diff) : currentItem.text ? text(currentItem.text) : null];
  return [element("div", "kicker", "Leitura do regimento interno · " + reading.number + " de " + reading.articles), element("h1", "", reading.label), text(reading.text || "(suprimido)"),
    reading.destaques.length ? element("div", "soft", "● Destaques: " + reading.destaques.join(" · ")) : null];
}

function waiting(data) {
  const next = data.nextSession;
  const at = next && new Date(next.startsAt).toLocaleTimeString("pt-BR", { hour: "2-digit", minute: "2-digit", timeZone: data.timeZone });
  return [element("div", "kicker", data.session ? data.session.title : "A seguir"), element("h1", "", data.session ? data.conferenceTitle : next ? next.title : data.conferenceTitle),
    next && !data.session ? element("div", "big", at) : null];
}

function body(data) {
  if (data.openPoll) return voteOpen(data);
  if (data.speaker) return speech(data);
  const since = data.currentItem?.since;
  if (data.lastResult?.result && (!since || Date.parse(data.lastResult.closedAt) >= Date.parse(since)) && data.session) return result(data);
  return data.currentItem || data.reading ? item(data) : waiting(data);
}

function draw() {
  if (!frame) return;
  const { data } = frame;
  $("titulo").textContent = data.conferenceTitle;
  $("sessao").textContent = data.session ? data.session.title : "";
  $("quorum").textContent = data.quorum ? "Quórum: " + data.quorum.present + " presentes, " + data.quorum.needed + " necessários" : "";
  show(...body(data));
  tick();
}

function ago(seconds) {
  const [figure, unit] = seconds < 120 ? [seconds, "segundo"] : [Math.round(seconds / 60), "minuto"];
  return figure + " " + unit + (figure === 1 ? "" : "s");
}

function network() {
  $("ponto").className = connected ? "on" : "off";
  $("rede").textContent = connected ? "Ao vivo" : !frame ? "Sem conexão. Tentando de novo sozinho."
    : "Sem conexão. Imagem de " + ago(Math.round((Date.now() - frame.at) / 1000)) + " atrás; voltando sozinho.";
}

function tick() {
  const zone = frame?.data.timeZone;
  $("relogio").textContent = new Date(now()).toLocaleTimeString("pt-BR", { hour: "2-digit", minute: "2-digit", ...(zone && { timeZone: zone }) });
  for (const box of document.querySelectorAll("[data-until]")) {
    const { text: figures, over } = clock(box.dataset.until);
    box.textContent = figures;
    box.classList.toggle("over", over);
  }
  const announcement = frame?.data.announcement;
  const shown = announcement && (!announcement.until || Date.parse(announcement.until) > now());
  $("aviso").hidden = !shown;
  if (shown) $("aviso").textContent = announcement.text;
  if (!connected) network();
}

async function stayAwake() {
  try { await navigator.wakeLock?.request("screen"); } catch { /* Not every browser lets a page keep the screen on. */ }
}

addEventListener("resize", fit);
document.addEventListener("keydown", ({ key }) => { if (key === "f" || key === "F") document.documentElement.requestFullscreen?.(); });
document.addEventListener("click", () => document.documentElement.requestFullscreen?.());
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") stayAwake(); });
setInterval(tick, 500);
stayAwake();
live();
