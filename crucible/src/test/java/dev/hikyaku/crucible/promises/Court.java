package dev.hikyaku.crucible.promises;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.crucible.world.Child;
import java.util.LinkedHashMap;
import java.util.List;

/// All judges together. Every test of the crucible is heard by all of them.
public final class Court {
    private static final int SHOWN = 5;

    private final ReferencesHold references = new ReferencesHold();
    private final List<Judge> judges = List.of(
            new NothingLost(),
            new NoSecondEffect(),
            new OrderPerKey(),
            references,
            new OneRunAtATime(),
            new BooksBalance());
    private int told;

    /// Tells all judges of a wish.
    public void wished(Wish wish) {
        judges.forEach(judge -> judge.wished(wish));
    }

    /// Tells all judges that a record was withdrawn.
    public void withdrawn(String object, String key) {
        judges.forEach(judge -> judge.withdrawn(object, key));
    }

    /// Tells all judges of processes that were started together.
    public void ended(List<Child.Ended> together) {
        judges.forEach(judge -> judge.ended(together));
    }

    /// Asks for the verdict; what the org did is told last but for the books. May be asked again later.
    ///
    /// @param effects all since the beginning
    public void judge(List<Effect> effects, List<Account> books) {
        var news = effects.subList(told, effects.size());
        told = effects.size();
        news.forEach(effect -> judges.forEach(judge -> judge.applied(effect)));
        judges.forEach(judge -> judge.closed(books));
        var broken = new LinkedHashMap<String, List<String>>();
        for (var judge : judges) {
            var offences = judge.offences();
            if (!offences.isEmpty()) {
                var first = offences.stream().limit(SHOWN).toList();
                broken.put(judge.getClass().getSimpleName() + " (" + offences.size() + ")", first);
            }
        }
        assertThat(broken).as("broken promises").isEmpty();
    }

    /// How many references were looked at.
    public int referencesSeen() {
        return references.seen();
    }
}
