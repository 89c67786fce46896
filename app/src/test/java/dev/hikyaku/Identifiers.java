package dev.hikyaku;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;

/// The names that one Java file declares: package, types, methods, fields, components, parameters.
final class Identifiers extends TreePathScanner<Void, Void> {

    enum Kind {
        PACKAGE,
        TYPE,
        MEMBER
    }

    record Identifier(String file, long line, String name, Kind kind) {}

    private final JavaSource source;
    private final List<Identifier> found = new ArrayList<>();

    private Identifiers(JavaSource source) {
        this.source = source;
    }

    static List<Identifier> of(JavaSource source) {
        var identifiers = new Identifiers(source);
        var unit = source.unit();
        if (unit.getPackageName() != null) {
            identifiers.add(unit.getPackageName(), unit.getPackageName().toString(), Kind.PACKAGE);
        }
        identifiers.scan(unit, null);
        return identifiers.found;
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
        add(type, type.getSimpleName().toString(), Kind.TYPE);
        return super.visitClass(type, nothing);
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
        if (method.getReturnType() != null) {
            add(method, method.getName().toString(), Kind.MEMBER);
        }
        return super.visitMethod(method, nothing);
    }

    @Override
    public Void visitVariable(VariableTree variable, Void nothing) {
        var around = getCurrentPath().getParentPath().getLeaf().getKind();
        if (around == Tree.Kind.METHOD || around.asInterface() == ClassTree.class) {
            add(variable, variable.getName().toString(), Kind.MEMBER);
        }
        return super.visitVariable(variable, nothing);
    }

    private void add(Tree tree, String name, Kind kind) {
        if (!name.isEmpty()) {
            found.add(new Identifier(source.name(), source.line(tree), name, kind));
        }
    }
}
