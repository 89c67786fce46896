package dev.hikyaku.simulators.push.phones;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one phone got and what it shows; safe for many threads.
final class Shade {
    private @Nullable Delivery newest;

    synchronized Delivery.Kind arrive(Arrival arrival, boolean keepTexts) {
        var delivery = find(arrival.tag(), arrival.content());
        if (delivery == null) {
            delivery = new Delivery(arrival, newest);
            newest = delivery;
        }
        return delivery.arrive(arrival, keepTexts);
    }

    synchronized boolean dismiss(@Nullable String tag) {
        var dismissed = false;
        for (var delivery = newest; delivery != null; delivery = delivery.older) {
            if (tag == null || tag.equals(delivery.tag)) {
                dismissed |= delivery.dismiss();
            }
        }
        return dismissed;
    }

    synchronized List<Shown> shown() {
        var shown = new ArrayList<Shown>();
        for (var delivery = newest; delivery != null; delivery = delivery.older) {
            shown.addAll(Collections.nCopies(delivery.inShade(), delivery.shown()));
        }
        shown.sort(Comparator.comparingLong(Shown::at).reversed());
        return List.copyOf(shown);
    }

    synchronized long copies() {
        var copies = 0L;
        for (var delivery = newest; delivery != null; delivery = delivery.older) {
            copies += delivery.copies();
        }
        return copies;
    }

    synchronized long copies(String tag) {
        for (var delivery = newest; delivery != null; delivery = delivery.older) {
            if (tag.equals(delivery.tag)) {
                return delivery.copies();
            }
        }
        return 0;
    }

    synchronized long visibleDuplicates() {
        var seenAgain = 0L;
        for (var delivery = newest; delivery != null; delivery = delivery.older) {
            seenAgain += Math.max(0, delivery.appearances() - 1);
        }
        return seenAgain;
    }

    private @Nullable Delivery find(@Nullable String tag, long content) {
        for (var delivery = newest; delivery != null; delivery = delivery.older) {
            if (delivery.isOf(tag, content)) {
                return delivery;
            }
        }
        return null;
    }
}
