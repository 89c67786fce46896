package dev.hikyaku.cli.desk;

import dev.hikyaku.cli.RootVerb;

/// `--at URL`, for verbs that another Hikyaku can answer.
public final class At {
    /// Who answers.
    public Desk desk(RootVerb root) {
        return new OwnDesk(root);
    }
}
