package dev.hikyaku.simulators.push.phones;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// All arrivals of one delivery at one phone; guarded by its [Shade]. A linked list needs no array per phone.
final class Delivery {
    final @Nullable String tag;
    final @Nullable Delivery older;
    private final long content;
    private String title = "";
    private String body = "";
    private @Nullable String open;
    private long at;
    private int copies;
    private int appearances;
    private int inShade;
    private int replaced;

    Delivery(Arrival first, @Nullable Delivery older) {
        this.tag = first.tag();
        this.content = first.content();
        this.older = older;
    }

    boolean isOf(@Nullable String otherTag, long otherContent) {
        return tag == null ? otherTag == null && content == otherContent : Objects.equals(tag, otherTag);
    }

    /// Takes a copy in and says what it was.
    Kind arrive(Arrival copy, boolean keepTexts) {
        copies++;
        at = copy.at();
        if (keepTexts) {
            title = copy.title();
            body = copy.body();
            open = copy.open();
        }
        if (copy.isSilent()) {
            return copies > 1 ? Kind.UNSEEN_COPY : Kind.FIRST;
        }
        if (tag != null && inShade > 0) {
            replaced++;
            return Kind.UNSEEN_COPY;
        }
        inShade++;
        appearances++;
        if (appearances > 1) {
            return Kind.SEEN_COPY;
        }
        return copies > 1 ? Kind.UNSEEN_COPY : Kind.FIRST;
    }

    boolean dismiss() {
        var wasShown = inShade > 0;
        inShade = 0;
        return wasShown;
    }

    int copies() {
        return copies;
    }

    int appearances() {
        return appearances;
    }

    int inShade() {
        return inShade;
    }

    Shown shown() {
        return new Shown(tag, title, body, open, at, replaced);
    }

    /// What one arrival was to the phone's owner.
    enum Kind {
        FIRST,
        UNSEEN_COPY,
        SEEN_COPY
    }
}
