/// The file `journal.jsonl` in the simulator's folder: all its memory, and the ground truth for black-box judges.
///
/// Way in: [dev.hikyaku.simulators.salesforce.journal.Journal]. The file only grows. Each line is one JSON object with
/// `kind` and `at` (milliseconds since 1970). A line is handed to the operating system before the effect it tells of is
/// acknowledged, so it outlives `kill -9` of the simulator (not a power cut: there is no fsync).
///
/// | kind | further members |
/// |---|---|
/// | `token` | `token`, `client`, `username`: a session was handed out |
/// | `tokens.expired` | all sessions so far ended |
/// | `job.created` | `job`, `number`, `apiVersion`, `request` (the job as its maker asked for it) |
/// | `job.uploaded` | `job`, `bytes`: the CSV is whole in `jobs/<job>/data.csv` |
/// | `job.state` | `job`, `state`, `error` (may be null) |
/// | `job.retried` | `job`, `retries` so far |
/// | `job.deleted` | `job` |
/// | `org.refreshed` | `refreshes` so far: all ids changed, and all lines before tell of the old ones |
/// | `record.created` | `object`, `id`, `externalId` (of the upsert's field; null otherwise), `values`, `operation` (as
/// asked for, for example `upsert`), `via` (`bulk`, `collections`, `record`, `user`), `job` (null unless bulk) |
/// | `record.updated` | the same; `values` holds the sent fields only, null where a field was emptied |
/// | `record.deleted` | `object`, `id`, `externalId`, `purged` (hard delete), `deletedWith` (the parent), `masterId`
/// (merged), `operation`, `via`, `job` |
/// | `record.undeleted` | `object`, `id`, `externalId`, `operation`, `via`, `job` |
/// | `row.failed` | `object`, `id` and `externalId` where known, `code`, `message`, `operation`, `via`, `job` |
/// | `commit` | `rows`, `via`, `job`; for jobs `chunk`, `failed`, `successBytes`, `failedBytes`: everything since
/// the line before is done |
///
/// `record.*` and `row.failed` lines count only when a `commit` line follows: one chunk is one write with its `commit`
/// as the last line. What was torn by a kill is cut off at the next start, so nothing is applied twice. References in
/// `values` are resolved ids, also when the row named an external id.
@NullMarked
package dev.hikyaku.simulators.salesforce.journal;

import org.jspecify.annotations.NullMarked;
