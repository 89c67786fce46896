package dev.hikyaku;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Guards the long tail: the largest file, method, parameter list and package. Averages hide what hurts.
final class Tail {

    static final int FILE = 250;
    static final int METHOD = 30;
    static final int PARAMETERS = 5;
    static final int PACKAGE = 15;
    static final int TEST_PACKAGE = 20;

    private final List<String> offences = new ArrayList<>();

    private Tail() {}

    static List<String> offences(SourceTree tree) {
        var tail = new Tail();
        var sizes = new TreeMap<String, Integer>();
        for (var source : tree.java()) {
            tail.judge(source);
            sizes.merge(source.folder(), source.isPackageInfo() ? 0 : 1, Integer::sum);
        }
        sizes.forEach((folder, files) -> {
            var most = folder.contains("/src/test/") ? TEST_PACKAGE : PACKAGE;
            tail.check(folder + ": package of " + files + " files", files, most);
        });
        return tail.offences;
    }

    private void judge(JavaSource source) {
        var lines = source.codeLines().size();
        check(source.name() + ": file of " + lines + " code lines", lines, FILE);
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree method, Void nothing) {
                judge(source, method, getCurrentPath().getParentPath().getLeaf());
                return super.visitMethod(method, nothing);
            }
        }.scan(source.unit(), null);
    }

    private void judge(JavaSource source, MethodTree method, Tree type) {
        var place = source.name() + ":" + source.line(method) + " " + method.getName();
        var takesComponents = type.getKind() == Tree.Kind.RECORD && method.getReturnType() == null;
        var parameters = takesComponents ? 0 : method.getParameters().size();
        check(place + ": " + parameters + " parameters", parameters, PARAMETERS);
        if (method.getBody() != null) {
            var lines = source.codeLinesOf(method.getBody());
            check(place + ": method of " + lines + " code lines", lines, METHOD);
        }
    }

    private void check(String found, long size, int most) {
        if (size > most) {
            offences.add(found + ", wanted at most " + most);
        }
    }
}
