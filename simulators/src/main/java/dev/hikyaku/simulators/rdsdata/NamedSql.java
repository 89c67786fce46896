package dev.hikyaku.simulators.rdsdata;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A statement whose parameters are named, as JDBC wants it.
///
/// @param text with a question mark for each parameter
/// @param names of the parameters, in their order; one name may come twice
record NamedSql(String text, List<String> names) {
    /// What may stand in SQL without being a parameter, and then the parameter itself.
    private static final Pattern PIECES = Pattern.compile("'(?:[^'\\\\]|\\\\.|'')*+'|\"[^\"]*+\"|`[^`]*+`"
            + "|--[^\\n]*+|/\\*[\\s\\S]*?\\*/|::\\w++|:([A-Za-z_]\\w*+)|(;)(?=\\s*\\S)");

    static NamedSql of(String sql) {
        var names = new ArrayList<String>();
        var text = new StringBuilder();
        var found = PIECES.matcher(sql);
        var from = 0;
        while (found.find()) {
            if (found.group(2) != null) {
                throw new ApiError(400, "BadRequestException", "Multistatements aren't supported");
            }
            text.append(sql, from, found.start());
            if (found.group(1) == null) {
                text.append(found.group());
            } else {
                names.add(found.group(1));
                text.append('?');
            }
            from = found.end();
        }
        return new NamedSql(text.append(sql.substring(from)).toString(), List.copyOf(names));
    }
}
