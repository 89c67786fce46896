"use strict";
// Drives an FCM simulator with Google's own client for Node: sendEach (its HTTP/2 way), refusals, a dry run.
// usage: node send.js <simulator url>      Prints one JSON object; exits 1 and names the step when anything differs.
const assert = require("node:assert/strict");
const http2 = require("node:http2");

const simulator = process.argv[2];
const connect = http2.connect;
let asked = "";
// Only the way to fcm.googleapis.com leads elsewhere. The library writes the scheme with a colon behind it, which Google
// forgives and Jetty does not.
http2.connect = (authority, options, listener) => {
  asked = String(authority);
  const session = connect(simulator, {}, listener);
  const request = session.request.bind(session);
  session.request = (headers, settings) => request({ ...headers, ":scheme": "http" }, settings);
  return session;
};

const { initializeApp } = require("firebase-admin/app");
const { getMessaging } = require("firebase-admin/messaging");
const jwt = require("jsonwebtoken");

let step = "start";

// The library asks for tokens over TLS at Google's address alone; the simulator is asked here.
async function accessToken(key) {
  const assertion = jwt.sign({ scope: "https://www.googleapis.com/auth/firebase.messaging" }, key.private_key, {
    algorithm: "RS256", issuer: key.client_email, audience: key.token_uri, expiresIn: "1h" });
  const answer = await fetch(key.token_uri, { method: "POST", body: new URLSearchParams({
    grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion }) });
  assert.equal(answer.status, 200);
  return answer.json();
}

function message(token) {
  return { token, notification: { title: "車検", body: "明日です" }, data: { open: "app://cars" },
    android: { ttl: 3600000, notification: { tag: "t" } } };
}

async function sent(messaging, token, dry) {
  const [answer] = (await messaging.sendEach([message(token)], dry)).responses;
  assert.ok(answer.success, String(answer.error));
  return answer.messageId;
}

async function shown(address) {
  const answer = await fetch(`${simulator}/simulator/phones?prefix=${address}`);
  return (await answer.json()).phones.flatMap((phone) => phone.shown);
}

async function main() {
  step = "sign in";
  const key = await (await fetch(`${simulator}/simulator/service-account`)).json();
  const access = await accessToken(key);
  const app = initializeApp({ projectId: key.project_id, credential: {
    getAccessToken: async () => ({ access_token: access.access_token, expires_in: access.expires_in }) } });
  const messaging = getMessaging(app);

  step = "send";
  assert.match(await sent(messaging, "node-1"), new RegExp(`^projects/${key.project_id}/messages/`));
  assert.match(asked, /fcm\.googleapis\.com/);
  assert.deepEqual((await shown("node-1")).map((one) => [one.tag, one.title, one.body, one.open]),
    [["t", "車検", "明日です", "app://cars"]]);

  step = "dry run";
  await sent(messaging, "node-2", true);
  assert.deepEqual(await shown("node-2"), []);

  step = "refusals";
  const tokens = ["node-3", "sim-unregistered", "sim-sender-mismatch", "sim-invalid-token"];
  const answers = await messaging.sendEach(tokens.map(message));
  const codes = answers.responses.map((one) => (one.success ? "ok" : one.error.code));

  step = "a second copy takes the first one's place";
  await sent(messaging, "node-1");
  const places = await shown("node-1");
  console.log(JSON.stringify({ codes, places: places.length, replaced: places[0].replaced }));
  process.exit(0);
}

main().catch((wrong) => {
  console.error(`at "${step}":`, wrong);
  process.exit(1);
});
