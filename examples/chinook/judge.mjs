// Holds the simulator's journal against the database: every row is there once, and every reference names the right
// parent. Usage: node judge.mjs JOURNAL < rows     (a row: object, key, parent object or -, parent key or NULL; tabs)
import { readFileSync } from "node:fs";

const externalId = {
  Employee__c: "EmployeeId__c",
  Contact: "CustomerId__c",
  Invoice__c: "InvoiceId__c",
  InvoiceLine__c: "InvoiceLineId__c",
};
const reference = {
  Employee__c: "ReportsTo__c",
  Contact: "SupportRep__c",
  Invoice__c: "Customer__c",
  InvoiceLine__c: "Invoice__c",
};

const org = new Map(); // remote id -> { name, values }
const counts = { created: 0, updated: 0, deleted: 0 };
for (const line of readFileSync(process.argv[2], "utf8").split("\n").filter(Boolean)) {
  const { kind, object, id, values } = JSON.parse(line);
  if (!kind.startsWith("record.")) continue;
  counts[kind.slice("record.".length)]++;
  if (kind === "record.deleted") {
    org.delete(id);
    continue;
  }
  const all = { ...org.get(id)?.values, ...values };
  org.set(id, { name: `${object} ${all[externalId[object]]}`, object, values: all });
}

const found = [];
for (const { name, object, values } of org.values()) {
  const parent = values[reference[object]];
  found.push(`${name} -> ${parent ? (org.get(parent)?.name ?? `the unknown ${parent}`) : "nobody"}`);
}
const wanted = [];
for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const [object, key, parent, parentKey] = line.split("\t");
  wanted.push(`${object} ${key} -> ${parentKey === "NULL" ? "nobody" : `${parent} ${parentKey}`}`);
}
const [left, right] = [found.sort(), wanted.sort()];
const wrong = left.filter((it, at) => it !== right[at]);
if (left.length !== right.length || wrong.length > 0) {
  console.error(`the org does not match the database: ${left.length} records, ${right.length} rows`, wrong.slice(0, 5));
  process.exit(1);
}
console.log(
  `journal: ${left.length} records match the database, references too; so far ${counts.created} created,` +
    ` ${counts.updated} updated, ${counts.deleted} deleted`,
);
