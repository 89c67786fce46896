package planted.upper;

import planted.lower.Lower;

/// Planted for `ModulesTest`: an arrow that its package-info does not allow.
final class Upper {

    final Lower lower = new Lower();
}
