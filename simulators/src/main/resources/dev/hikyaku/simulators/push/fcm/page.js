"use strict";
const words = {
  en: {
    title: "FCM simulator", phones: "Phones", prefix: "address begins with", faults: "Faults", clear: "Clear all",
    calls: (calls, answers) => `${calls} calls${answers ? ": " + answers : ""}`,
    counts: { phones: "phones", arrivals: "arrivals", duplicates: "duplicates", visibleDuplicates: "seen twice" },
    noPhones: "Nothing has arrived yet.", nothing: "nothing shown", dismiss: "Dismiss",
    copies: (copies) => `${copies} arrived`, replaced: (times) => `replaced ${times} earlier`,
    noFaults: "Everything works. Switch something off:", gone: "The simulator does not answer.",
    kinds: {
      "unregistered": "5% of the apps are gone", "quota": "Next 100 calls: 429, wait 37 s",
      "unavailable": "10% 503", "internal-but-taken": "1% 500 although taken",
      "taken-then-dropped": "Lose the next 3 answers", "taken-then-late": "1% answer 20 s late",
      "goaway": "Next 3 connections say GOAWAY", "sender-mismatch": "All tokens are another project's",
      "third-party-auth": "APNs key is missing for addresses from ios",
    },
    left: (times) => times > 0 ? `, ${times} more` : "",
  },
  ja: {
    title: "FCM シミュレーター", phones: "端末", prefix: "アドレスの先頭", faults: "障害スイッチ", clear: "すべて解除",
    calls: (calls, answers) => `呼び出し ${calls} 回${answers ? ":" + answers : ""}`,
    counts: { phones: "端末", arrivals: "到着", duplicates: "重複", visibleDuplicates: "二度見えた" },
    noPhones: "まだ何も届いていません。", nothing: "表示なし", dismiss: "消す",
    copies: (copies) => `到着 ${copies} 件`, replaced: (times) => `${times} 件を置き換え`,
    noFaults: "すべて正常です。障害を起こすには:", gone: "シミュレーターが応答しません。",
    kinds: {
      "unregistered": "5% のアプリが削除済み", "quota": "次の 100 回を 429、37 秒待ち",
      "unavailable": "10% を 503", "internal-but-taken": "1% を受理したのに 500",
      "taken-then-dropped": "次の 3 回の応答を失う", "taken-then-late": "1% の応答を 20 秒遅らせる",
      "goaway": "次の 3 接続で GOAWAY", "sender-mismatch": "全トークンが別プロジェクトのもの",
      "third-party-auth": "ios で始まるアドレスの APNs キーなし",
    },
    left: (times) => times > 0 ? `(残り ${times} 回)` : "",
  },
};
const language = navigator.language.startsWith("ja") ? "ja" : "en";
const t = words[language];
const number = new Intl.NumberFormat(language);
const presets = [
  { kind: "unregistered", share: 0.05 }, { kind: "quota", times: 100, amount: 37 },
  { kind: "unavailable", share: 0.1 }, { kind: "internal-but-taken", share: 0.01 },
  { kind: "taken-then-dropped", times: 3 }, { kind: "taken-then-late", share: 0.01, amount: 20000 },
  { kind: "goaway", times: 3 }, { kind: "sender-mismatch" }, { kind: "third-party-auth", prefix: "ios" },
];
const $ = (id) => document.getElementById(id);

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

async function ask(path, options) {
  const answer = await fetch(path, options);
  if (!answer.ok) throw new Error(path + ": " + answer.status);
  return answer.json();
}

function showStatus(status) {
  $("project").textContent = status.project;
  const answers = Object.entries(status.answers).map(([code, count]) => `${code} × ${number.format(count)}`);
  $("pulse").textContent = t.calls(number.format(status.calls), answers.join(", "));
  $("counts").replaceChildren(...Object.entries(t.counts).map(([key, name]) => {
    const pair = element("div", undefined, key === "visibleDuplicates" && status[key] > 0 ? "bad" : "");
    pair.append(element("dt", name), element("dd", number.format(status[key])));
    return pair;
  }));
}

function showPhones(phones) {
  if (phones.length === 0) {
    $("phones").replaceChildren(element("p", t.noPhones, "empty"));
    return;
  }
  $("phones").replaceChildren(...phones.map((phone) => {
    const card = element("article", undefined, "phone");
    const head = element("header");
    const address = element("h3", phone.address);
    address.title = phone.address;
    head.append(address, element("span", t.copies(number.format(phone.copies)), "quiet"));
    card.append(head);
    if (phone.shown.length === 0) card.append(element("p", t.nothing, "empty"));
    phone.shown.forEach((shown) => card.append(note(phone.address, shown)));
    return card;
  }));
}

function note(address, shown) {
  const made = element("div", undefined, "note");
  const top = element("div", undefined, "top");
  const dismiss = element("button", "×");
  dismiss.type = "button";
  dismiss.setAttribute("aria-label", t.dismiss + ": " + shown.title);
  dismiss.addEventListener("click", () => ask("/simulator/dismiss?address=" + encodeURIComponent(address)
    + (shown.tag ? "&tag=" + encodeURIComponent(shown.tag) : ""), { method: "POST" }).then(refresh));
  top.append(element("strong", shown.title), element("time", new Date(shown.at).toLocaleTimeString(language)), dismiss);
  made.append(top, element("p", shown.body));
  const small = [shown.tag, shown.open, shown.replaced > 0 ? t.replaced(shown.replaced) : null].filter(Boolean);
  if (small.length) made.append(element("p", small.join(" · "), "quiet"));
  return made;
}

function showFaults(faults) {
  $("clear").hidden = faults.length === 0;
  $("active").replaceChildren(...(faults.length ? faults.map((fault) =>
    element("li", (t.kinds[fault.kind] || fault.kind) + t.left(fault.times))) : [element("li", t.noFaults, "empty")]));
}

async function refresh() {
  try {
    const prefix = encodeURIComponent($("prefix").value);
    const [status, phones, faults] = await Promise.all([
      ask("/simulator/status"), ask("/simulator/phones?most=24&prefix=" + prefix), ask("/simulator/faults")]);
    showStatus(status);
    showPhones(phones.phones);
    showFaults(faults.faults);
    $("alarm").hidden = true;
  } catch (gone) {
    $("alarm").textContent = t.gone;
    $("alarm").hidden = false;
  }
}

document.documentElement.lang = language;
document.title = t.title;
document.querySelectorAll("[data-text]").forEach((node) => { node.textContent = t[node.dataset.text]; });
$("clear").addEventListener("click", () => ask("/simulator/faults", { method: "DELETE" }).then(refresh));
$("prefix").addEventListener("input", refresh);
presets.forEach((preset) => {
  const button = element("button", t.kinds[preset.kind]);
  button.type = "button";
  button.addEventListener("click", () =>
    ask("/simulator/faults", { method: "POST", body: JSON.stringify(preset) }).then(refresh));
  $("switches").append(button);
});
(async () => {
  for (;;) {
    await refresh();
    await new Promise((resume) => setTimeout(resume, document.hidden ? 5000 : 1000));
  }
})();
