package dev.hikyaku.crucible.promises;

import dev.hikyaku.crucible.world.Child;
import java.util.ArrayList;
import java.util.List;

/// Of processes started together one works and the others leave with exit code 11; a process alone never does.
public final class OneRunAtATime implements Judge {
    private static final int HELD = 11;

    private final List<String> offences = new ArrayList<>();

    @Override
    public void ended(List<Child.Ended> together) {
        var worked = together.stream().filter(run -> run.code() != HELD).toList();
        if (worked.size() != 1) {
            var told = together.stream().map(Child.Ended::told).toList();
            offences.add("of " + together.size() + " processes " + worked.size() + " worked: " + told);
        }
        together.stream()
                .filter(run ->
                        run.code() == HELD && !run.out().concat(run.err()).contains("another run holds"))
                .forEach(run -> offences.add("left without saying why: " + run.told()));
    }

    @Override
    public List<String> offences() {
        return offences;
    }
}
