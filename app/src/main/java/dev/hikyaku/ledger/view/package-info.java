/// What people and machines ask of the ledger, read only: made for many millions of changes, so each question
/// reads a page by an index, or a bounded number of rows, and says when it did not look at all.
///
/// Way in: [dev.hikyaku.ledger.Ledger#view()]. [Syncs] and [Campaigns]: is all well? [ChangeList]: which
/// changes, by filter. [ProblemList]: what needs somebody, by cause. [RunList]: runs and what each did.
/// [Search]: a key, an id of Salesforce or a request id. [Activity]: what was noted. The whole way of one
/// record is [dev.hikyaku.ledger.Story]'s.
@NullMarked
@NamedInterface("view")
package dev.hikyaku.ledger.view;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
