package dev.hikyaku.manifest.template;

import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Stands where `date` or `number` would, and leaves a masked value as it is: it is neither any more.
///
/// @param argument the one that the other takes
record MaskedFilter(String argument) implements Filter {
    @Override
    public List<String> getArgumentNames() {
        return List.of(argument);
    }

    @Override
    public @Nullable Object apply(
            @Nullable Object input,
            Map<String, Object> arguments,
            PebbleTemplate self,
            EvaluationContext context,
            int line) {
        return input;
    }
}
