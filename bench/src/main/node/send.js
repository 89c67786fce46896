// Google's own client for Node: sendEach, 500 messages a call. Only the way to fcm.googleapis.com leads elsewhere.
const http2 = require('node:http2');
const fs = require('node:fs');

const [account, simulator, file] = process.argv.slice(2);
const connect = http2.connect;
http2.connect = (authority, options, listener) => connect(simulator, {}, listener);

const { initializeApp, cert } = require('firebase-admin/app');
const { getMessaging } = require('firebase-admin/messaging');

const key = JSON.parse(fs.readFileSync(account, 'utf8'));
// The library asks for tokens over TLS at Google's address alone; the simulator is asked here, once.
async function token() {
  const jwt = require('jsonwebtoken');
  const assertion = jwt.sign(
    { scope: 'https://www.googleapis.com/auth/firebase.messaging' }, key.private_key,
    { algorithm: 'RS256', issuer: key.client_email, audience: key.token_uri, expiresIn: '1h' });
  const answer = await fetch(key.token_uri, { method: 'POST', body: new URLSearchParams({
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion }) });
  return answer.json();
}

(async () => {
  const access = await token();
  const app = initializeApp({ projectId: key.project_id, credential: {
    getAccessToken: async () => ({ access_token: access.access_token, expires_in: access.expires_in }) } });
  const messaging = getMessaging(app);
  const tokens = fs.readFileSync(file, 'utf8').split('\n').filter((line) => line);
  let accepted = 0;
  const begin = process.hrtime.bigint();
  for (let next = 0; next < tokens.length; next += 500) {
    const some = tokens.slice(next, next + 500).map((one) => ({ token: one,
      notification: { title: 'Inspection due', body: "Your car's inspection is due soon." },
      android: { ttl: 3600000, notification: { tag: 'bench' } } }));
    accepted += (await messaging.sendEach(some)).successCount;
  }
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
  console.log(`sent ${tokens.length} accepted ${accepted} seconds ${seconds.toFixed(3)}`);
  process.exit(0);
})();
