package dev.hikyaku.manifest.template;

import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `{{price | number}}`: `1234.5` as people write it, `1,234.5` or `1.234,5`; `number(2)` shows two digits behind
/// the point, rounded half up.
final class NumberFilter implements Filter {

    /// No column of a database has more; `1e999999999` would fill the memory.
    private static final int MOST_DIGITS = 60;

    @Override
    public List<String> getArgumentNames() {
        return List.of("decimals");
    }

    @Override
    public @Nullable Object apply(
            @Nullable Object input,
            Map<String, Object> arguments,
            PebbleTemplate self,
            EvaluationContext context,
            int line) {
        if (input == null) {
            return null;
        }
        var text = input.toString();
        try {
            var number = new BigDecimal(text.strip());
            if (number.precision() > MOST_DIGITS || Math.abs((long) number.scale()) > MOST_DIGITS) {
                throw new NotConvertible(text, "number");
            }
            var format = NumberFormat.getNumberInstance(context.getLocale());
            format.setRoundingMode(RoundingMode.HALF_UP);
            if (arguments.get("decimals") instanceof Number decimals) {
                format.setMinimumFractionDigits(decimals.intValue());
                format.setMaximumFractionDigits(decimals.intValue());
            } else {
                format.setMaximumFractionDigits(Math.max(0, number.scale()));
            }
            return format.format(number);
        } catch (NumberFormatException notOne) {
            throw new NotConvertible(text, "number");
        }
    }
}
