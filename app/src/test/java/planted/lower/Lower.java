package planted.lower;

/// Planted for `ModulesTest`.
public final class Lower {}
