"use strict";
const words = {
  en: {
    title: "Salesforce simulator", jobs: "Bulk jobs", faults: "Faults", clear: "Clear all",
    calls: (calls, writes) => `${calls} API calls, ${writes} of them writes`,
    newest: (shown, all) => `newest ${shown} of ${all}`, noRecords: "No records yet", noJobs: "No bulk jobs yet",
    noFaults: "Everything works. Switch something off:", gone: "The simulator does not answer.",
    job: ["Id", "Object", "Operation", "State", "Rows", "Failed", "Created", "Error"],
    kinds: {
      latency: "Slow answers (1 s)", error: "Half of the answers 503", limitExceeded: "API limit used up",
      expireTokens: "End all sessions", reset: "Cut the next 3 connections", loseAnswer: "Lose the next answer",
      lockShare: "Lock 10% of the rows", slowInProgress: "Slow bulk jobs (10 s)",
      truncateResults: "Cut the next result file", failAfterRows: "Fail the next job after 100 rows",
      abortAfterRows: "Abort the next job after 100 rows", deleteAfterRows: "Delete the next job after 100 rows",
      batchTimeout: "Let the next batch time out twice",
    },
    left: (times) => times > 0 ? `, ${times} more` : "",
  },
  ja: {
    title: "Salesforce シミュレーター", jobs: "Bulk ジョブ", faults: "障害スイッチ", clear: "すべて解除",
    calls: (calls, writes) => `API 呼び出し ${calls} 回(うち書き込み ${writes} 回)`,
    newest: (shown, all) => `全 ${all} 件のうち新しい ${shown} 件`, noRecords: "レコードはまだありません",
    noJobs: "Bulk ジョブはまだありません", noFaults: "すべて正常です。障害を起こすには:",
    gone: "シミュレーターが応答しません。",
    job: ["Id", "オブジェクト", "操作", "状態", "行数", "失敗", "作成", "エラー"],
    kinds: {
      latency: "応答を 1 秒遅らせる", error: "応答の半分を 503 にする", limitExceeded: "API 上限に達した状態にする",
      expireTokens: "全セッションを終了する", reset: "次の 3 接続を切断する", loseAnswer: "次の応答を失う",
      lockShare: "行の 10% をロックする", slowInProgress: "Bulk ジョブを 10 秒遅らせる",
      truncateResults: "次の結果ファイルを途中で切る", failAfterRows: "次のジョブを 100 行で失敗させる",
      abortAfterRows: "次のジョブを 100 行で中止する", deleteAfterRows: "次のジョブを 100 行で削除する",
      batchTimeout: "次のバッチを 2 回タイムアウトさせる",
    },
    left: (times) => times > 0 ? `(残り ${times} 回)` : "",
  },
};
const language = navigator.language.startsWith("ja") ? "ja" : "en";
const t = words[language];
const number = new Intl.NumberFormat(language);
const presets = [
  { kind: "latency", ms: 1000 }, { kind: "error", status: 503, share: 0.5 }, { kind: "limitExceeded" },
  { kind: "expireTokens" }, { kind: "reset", times: 3 }, { kind: "loseAnswer", times: 1 },
  { kind: "lockShare", share: 0.1 }, { kind: "slowInProgress", ms: 10000 }, { kind: "truncateResults", times: 1 },
  { kind: "failAfterRows", rows: 100, times: 1 }, { kind: "abortAfterRows", rows: 100, times: 1 },
  { kind: "deleteAfterRows", rows: 100, times: 1 }, { kind: "batchTimeout", tries: 2, times: 1 },
];
const $ = (id) => document.getElementById(id);
let chosen = "";

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function table(target, titles, rows, emptyText) {
  target.replaceChildren();
  if (rows.length === 0) {
    const row = element("tr");
    row.append(element("td", emptyText, "empty"));
    target.append(row);
    return;
  }
  const head = element("thead");
  const headRow = element("tr");
  titles.forEach((title) => {
    const cell = element("th", title);
    cell.scope = "col";
    headRow.append(cell);
  });
  head.append(headRow);
  const body = element("tbody");
  rows.forEach((cells) => {
    const row = element("tr");
    row.append(...cells);
    body.append(row);
  });
  target.append(head, body);
}

async function ask(path, options) {
  const answer = await fetch(path, options);
  if (!answer.ok) throw new Error(path + ": " + answer.status);
  return answer.json();
}

function showObjects(records) {
  const names = Object.keys(records);
  if (!names.includes(chosen)) chosen = names[0];
  const nav = $("objects");
  if (nav.children.length !== names.length) {
    nav.replaceChildren(...names.map((name) => {
      const button = element("button");
      button.type = "button";
      button.append(element("strong", ""), element("span", name));
      button.addEventListener("click", () => { chosen = name; refresh(); });
      return button;
    }));
  }
  names.forEach((name, at) => {
    nav.children[at].firstChild.textContent = number.format(records[name]);
    nav.children[at].setAttribute("aria-pressed", String(name === chosen));
  });
}

function showRecords(records, all) {
  $("records-title").textContent = chosen;
  $("shown").textContent = records.length ? t.newest(number.format(records.length), number.format(all)) : "";
  const titles = records.length ? Object.keys(records[0]).filter((name) => name !== "IsDeleted") : [];
  table($("records"), titles, records.map((record) => titles.map((name) => {
    const value = record[name] === null || record[name] === undefined ? "" : String(record[name]);
    const cell = element("td", value, name === "Id" || name.endsWith("Id") ? "id" : "");
    cell.title = value;
    return cell;
  })), t.noRecords);
}

function showJobs(jobs) {
  table($("jobs"), t.job, jobs.map((job) => [
    element("td", job.id, "id"), element("td", job.object), element("td", job.operation),
    element("td", job.state, "state " + job.state), element("td", number.format(job.numberRecordsProcessed)),
    element("td", number.format(job.numberRecordsFailed), job.numberRecordsFailed > 0 ? "some" : ""),
    element("td", new Date(job.createdDate.replace("+0000", "Z")).toLocaleTimeString(language)),
    element("td", job.errorMessage || ""),
  ]), t.noJobs);
}

function showFaults(faults) {
  $("clear").hidden = faults.length === 0;
  const lines = faults.map((fault) => {
    const { kind, times, method, path, ...rest } = fault;
    const about = [method, path].filter(Boolean).join(" ");
    const details = Object.entries(rest).filter(([, value]) => value !== "").map((pair) => pair.join(" ")).join(", ");
    return element("li", `${kind} (${details}) ${about}${t.left(times)}`);
  });
  $("active").replaceChildren(...(lines.length ? lines : [element("li", t.noFaults, "empty")]));
}

async function refresh() {
  try {
    const status = await ask("/simulator/status");
    showObjects(status.records);
    const [records, jobs, faults] = await Promise.all([
      ask("/simulator/records?newest=true&object=" + encodeURIComponent(chosen)),
      ask("/simulator/jobs?newest=true"), ask("/simulator/faults"),
    ]);
    $("org").textContent = status.org + " · " + location.host;
    $("pulse").textContent = t.calls(number.format(status.apiCalls), number.format(status.apiWrites));
    showRecords(records, status.records[chosen]);
    showJobs(jobs);
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
