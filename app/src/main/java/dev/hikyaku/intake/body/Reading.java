package dev.hikyaku.intake.body;

import dev.hikyaku.ledger.Changes.NewChange;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What a body turned out to be.
public sealed interface Reading {

    /// A change of the sync.
    record Right(NewChange change) implements Reading {}

    /// Not a change of the sync; all that is wrong, never empty.
    record Wrong(List<BodyProblem> problems) implements Reading {
        private static final Set<BodyCode> BREAKING =
                EnumSet.of(BodyCode.NOT_JSON, BodyCode.TOO_DEEP, BodyCode.TOO_LARGE);

        public Wrong {
            problems = List.copyOf(problems);
        }

        Wrong(BodyProblem problem) {
            this(List.of(problem));
        }

        /// Whether there is no JSON to speak of, so that nothing behind it can be read either.
        public boolean isBroken() {
            return problems.stream()
                    .anyMatch(problem -> problem instanceof BodyProblem.Shape shape && BREAKING.contains(shape.kind()));
        }

        /// Whether the body as a whole is meant, and not one change of an array.
        public boolean isWhole() {
            return problems.getFirst().pointer().isEmpty();
        }

        /// The same, of a body that stands inside another one.
        Wrong under(String prefix) {
            return new Wrong(
                    problems.stream().map(problem -> problem.under(prefix)).toList());
        }
    }
}
