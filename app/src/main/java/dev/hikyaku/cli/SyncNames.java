package dev.hikyaku.cli;

import dev.hikyaku.cli.print.Words;
import dev.hikyaku.manifest.Manifest;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.manifest.campaign.Campaign;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/// Finds the syncs that users name.
public final class SyncNames {
    private static final String ALL = "all";

    private final Manifest manifest;
    private final Words words;

    /// Over the syncs of a manifest.
    public SyncNames(Manifest manifest, Words words) {
        this.manifest = manifest;
        this.words = words;
    }

    /// The syncs with these names, in reference order; `all` is every one.
    public List<Sync> choose(List<String> names) {
        if (names.contains(ALL) && manifest.sync(ALL).isEmpty()) {
            names.stream().filter(name -> !name.equals(ALL)).forEach(this::find);
            return manifest.syncs();
        }
        names.forEach(this::find);
        return manifest.syncs().stream()
                .filter(sync -> names.contains(sync.name()))
                .toList();
    }

    /// The sync with this name.
    ///
    /// @throws Trouble.NotFound when there is none, with what may have been meant
    public Sync find(String name) {
        return manifest.sync(name).orElseThrow(() -> new Trouble.NotFound(unknown(name)));
    }

    private String unknown(String name) {
        var known = Stream.concat(
                        manifest.syncs().stream().map(Sync::name),
                        manifest.campaigns().stream().map(Campaign::name))
                .toList();
        return words.say("sync.unknown", name, String.join(", ", known))
                + near(name, known)
                        .map(meant -> "\n   " + words.say("sync.meant", meant))
                        .orElse("");
    }

    /// What may have been meant by a name.
    public static Optional<String> near(String name, List<String> known) {
        return known.stream()
                .filter(word -> distance(name, word) <= Math.max(1, name.length() / 3))
                .min(Comparator.comparingInt(word -> distance(name, word)));
    }

    private static int distance(String name, String word) {
        return LevenshteinDistance.getDefaultInstance().apply(name.toLowerCase(Locale.ROOT), word);
    }
}
