package dev.hikyaku;

import dev.hikyaku.cli.Cli;

/// The one program: every verb of the command line starts here.
public final class Hikyaku {

    private Hikyaku() {}

    public static void main(String[] args) {
        System.exit(Cli.run(args));
    }
}
