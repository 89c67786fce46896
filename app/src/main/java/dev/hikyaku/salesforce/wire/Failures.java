package dev.hikyaku.salesforce.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the exceptions of this package; whoever uses the wire says which.
public interface Failures {

    /// No connection came about; nothing was sent.
    RuntimeException unreachable(String where, String found, Throwable cause);

    /// Cut or silent after the request may have been sent.
    RuntimeException noAnswer(String where, String found, @Nullable Throwable cause);

    /// The other side could not answer properly now; `status` is 0 when there was none.
    RuntimeException unavailable(String where, int status, String rest, boolean mayHaveActed);

    /// No usable token.
    RuntimeException notAuthenticated(String where, String error, String description);

    /// An answer other than a success, in the words of the other side.
    RuntimeException refused(String where, int status, String code, String message, List<String> fields);

    /// Whether a call without effect is worth asking again after this.
    boolean passing(RuntimeException failure);

    /// Whether the effect of the call is in doubt after this.
    boolean inDoubt(RuntimeException failure);
}
