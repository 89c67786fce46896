/// What happened to one record, and whose turn it is now: told once for the command line and for the dashboard.
///
/// Way in: [Told] is the story, [Listed] one line of a list, [Advice] what a code means and what to do. Both only look.
@NullMarked
@ApplicationModule(allowedDependencies = {"ledger", "ledger :: remote", "ledger :: view", "manifest", "sync"})
package dev.hikyaku.story;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
