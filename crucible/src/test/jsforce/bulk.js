"use strict";
// Drives a Salesforce simulator with jsforce: log in, describe, Bulk 2.0 upsert, results, query, delete.
// usage: node bulk.js <instance url>      Prints one JSON object; exits 1 and names the step when anything differs.
const assert = require("node:assert/strict");
const jsforce = require("jsforce");

const url = process.argv[2];
let step = "start";

async function ended(job) {
  await job.poll(50, 30000);
  return job.check();
}

async function main() {
  step = "log in";
  const connection = new jsforce.Connection({
    instanceUrl: url,
    version: "66.0",
    oauth2: { loginUrl: url, clientId: "hikyaku", clientSecret: "simulator" },
  });
  const user = await connection.authorize({ grant_type: "client_credentials" });
  assert.match(user.organizationId, /^00D/);

  step = "identity";
  const identity = await connection.identity();
  assert.equal(identity.user_id, user.id);

  step = "describe";
  const described = await connection.describe("Contact");
  assert.equal(described.fields.find((field) => field.name === "AppUserId__c").externalId, true);
  assert.ok((await connection.describeGlobal()).sobjects.some((object) => object.name === "Contact"));

  step = "limits";
  assert.ok((await connection.limits()).DailyBulkApiBatches.Remaining > 0);

  step = "bulk upsert";
  connection.bulk2.pollTimeout = 30000;
  connection.bulk2.pollInterval = 50;
  const people = Array.from({ length: 450 }, (_, at) => ({
    AppUserId__c: `js${at}`,
    LastName: at === 7 ? "" : `Name "${at}", 佐藤`,
    Email: at === 9 ? "not an address" : `js${at}@example.com`,
  }));
  const loaded = await connection.bulk2.loadAndWaitForResults({
    object: "Contact", operation: "upsert", externalIdFieldName: "AppUserId__c", input: people,
  });
  assert.equal(loaded.successfulResults.length, 448);
  assert.equal(loaded.failedResults.length, 2);
  assert.equal(loaded.unprocessedRecords.length, 0);
  const errors = Object.fromEntries(loaded.failedResults.map((row) => [row.AppUserId__c, row.sf__Error]));
  assert.match(errors.js7, /^REQUIRED_FIELD_MISSING:/);
  assert.match(errors.js9, /^INVALID_EMAIL_ADDRESS:/);

  step = "job by hand";
  const job = connection.bulk2.createJob({
    operation: "upsert", externalIdFieldName: "AppUserId__c", object: "Contact", lineEnding: "LF",
  });
  await job.open();
  await job.uploadData([{ AppUserId__c: "js1", LastName: "Changed" }]);
  await job.close();
  assert.equal((await ended(job)).state, "JobComplete");
  assert.equal((await job.getSuccessfulResults())[0].sf__Created, "false");

  step = "query";
  const found = await connection.query("SELECT Id, LastName FROM Contact WHERE AppUserId__c IN ('js0', 'js1')");
  assert.deepEqual(found.records.map((record) => record.LastName).sort(), ["Changed", 'Name "0", 佐藤']);

  step = "one record";
  const one = await connection.sobject("Contact").upsert({ AppUserId__c: "js0", LastName: "Once" }, "AppUserId__c");
  assert.equal(one.success, true);
  assert.equal((await connection.sobject("Contact").retrieve(one.id)).LastName, "Once");

  step = "collections";
  const many = await connection.sobject("Contact").upsert(
    [{ AppUserId__c: "jsA", LastName: "A" }, { AppUserId__c: "jsB" }], "AppUserId__c");
  assert.deepEqual(many.map((row) => row.success), [true, false]);

  step = "bulk delete";
  const ids = loaded.successfulResults.map((row) => ({ Id: row.sf__Id }));
  const deleted = await connection.bulk2.loadAndWaitForResults({ object: "Contact", operation: "delete", input: ids });
  assert.equal(deleted.successfulResults.length, 448);
  const again = await connection.bulk2.loadAndWaitForResults({
    object: "Contact", operation: "delete", input: ids.slice(0, 1),
  });
  assert.equal(again.failedResults[0].sf__Error, "ENTITY_IS_DELETED:entity is deleted:--");

  step = "forget the job";
  await job.delete();
  console.log(JSON.stringify({ upserted: 448, failed: 2, deleted: 448 }));
}

main().catch((wrong) => {
  console.error(`${step}: ${wrong.stack}`);
  process.exitCode = 1;
});
