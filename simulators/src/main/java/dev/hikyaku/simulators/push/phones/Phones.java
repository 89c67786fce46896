package dev.hikyaku.simulators.push.phones;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// All phones that a simulator knows; safe for many threads.
///
/// A delivery is known by its tag or, without a tag, by its texts. A second copy with a tag takes the first one's place
/// in the shade, and the user does not see it as a second one; without a tag, or after the first one was dismissed, the
/// user sees it again: a visible duplicate. A million phones with one arrival each and addresses of 150 letters take
/// about
/// 360 MB as counts only, 490 MB with their texts.
public final class Phones implements AutoCloseable {
    private final Map<String, Shade> shades = new ConcurrentHashMap<>();
    private final @Nullable PhoneJournal journal;
    private final boolean keepTexts;
    private final LongAdder arrivals = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder visibleDuplicates = new LongAdder();
    private final LongAdder silent = new LongAdder();

    private Phones(@Nullable PhoneJournal journal, boolean keepTexts) {
        this.journal = journal;
        this.keepTexts = keepTexts;
    }

    /// Phones that are forgotten with this process.
    public static Phones inMemory() {
        return new Phones(null, true);
    }

    /// Phones that keep neither texts nor a journal, but the counts; for races.
    public static Phones countsOnly() {
        return new Phones(null, false);
    }

    /// Phones whose every arrival is a line of this file; what it already holds has happened.
    ///
    /// @throws UncheckedIOException when the file cannot be read or written
    public static Phones journalled(Path file) {
        try {
            var folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            var phones = new Phones(new PhoneJournal(file), true);
            PhoneJournalReader.read(phones, file);
            return phones;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// What the phones of these journals show, those of other running processes too. A file that is not there is an
    /// empty
    /// one.
    ///
    /// @throws UncheckedIOException when a file cannot be read
    public static Phones read(Path... journals) {
        var phones = inMemory();
        PhoneJournalReader.read(phones, journals);
        return phones;
    }

    /// A notification reaches its phone. The journal has it when this returns.
    public void arrive(Arrival arrival) {
        if (journal != null) {
            journal.arrived(arrival);
        }
        take(arrival);
    }

    void take(Arrival arrival) {
        arrivals.increment();
        if (arrival.isSilent()) {
            silent.increment();
        }
        var kind = shades.computeIfAbsent(arrival.address(), _ -> new Shade()).arrive(arrival, keepTexts);
        switch (kind) {
            case FIRST -> {
                // nothing to count beyond the arrival
            }
            case UNSEEN_COPY -> duplicates.increment();
            case SEEN_COPY -> {
                duplicates.increment();
                visibleDuplicates.increment();
            }
        }
    }

    /// The owner wipes away what has this tag; true when it was shown.
    public boolean dismiss(String address, String tag) {
        return swept(address, tag);
    }

    /// The owner sweeps the whole shade; true when anything was shown.
    public boolean dismissAll(String address) {
        return swept(address, null);
    }

    private boolean swept(String address, @Nullable String tag) {
        if (journal != null) {
            journal.dismissed(address, tag, System.currentTimeMillis());
        }
        return sweep(address, tag);
    }

    boolean sweep(String address, @Nullable String tag) {
        var shade = shades.get(address);
        return shade != null && shade.dismiss(tag);
    }

    /// The phone's shade now, newest first.
    public List<Shown> shown(String address) {
        var shade = shades.get(address);
        return shade == null ? List.of() : shade.shown();
    }

    /// How many notifications ever reached the phone, shown or not.
    public long copies(String address) {
        var shade = shades.get(address);
        return shade == null ? 0 : shade.copies();
    }

    /// How many of them had this tag.
    public long copies(String address, String tag) {
        var shade = shades.get(address);
        return shade == null ? 0 : shade.copies(tag);
    }

    /// How often this phone's owner saw something again.
    public long visibleDuplicates(String address) {
        var shade = shades.get(address);
        return shade == null ? 0 : shade.visibleDuplicates();
    }

    /// How often any owner saw something again.
    public long visibleDuplicates() {
        return visibleDuplicates.sum();
    }

    /// All phones in numbers.
    public Counts counts() {
        return new Counts(shades.size(), arrivals.sum(), duplicates.sum(), visibleDuplicates.sum(), silent.sum());
    }

    /// Addresses that begin so, at most this many, in no order.
    public List<String> addresses(String prefix, int most) {
        return shades.keySet().stream()
                .filter(address -> address.startsWith(prefix))
                .limit(most)
                .toList();
    }

    @Override
    public void close() {
        if (journal != null) {
            journal.close();
        }
    }
}
