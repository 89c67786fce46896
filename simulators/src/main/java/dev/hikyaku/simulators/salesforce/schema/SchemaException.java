package dev.hikyaku.simulators.salesforce.schema;

import java.util.List;

/// A schema file that cannot be used, with every problem found in it, one a line.
public final class SchemaException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    SchemaException(List<String> problems) {
        super(String.join("\n", problems));
    }
}
