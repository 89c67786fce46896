package dev.hikyaku.cli.planning;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a share as users write it: `50%` or `0.5`.
public final class Share implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        try {
            var percent = text.endsWith("%");
            var number = Double.parseDouble(percent ? text.substring(0, text.length() - 1) : text);
            var share = percent ? number / 100 : number;
            if (share >= 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException noNumber) {
            throw new TypeConversionException(wanted(text));
        }
        throw new TypeConversionException(wanted(text));
    }

    private static String wanted(String text) {
        return "found \"" + text + "\", wanted a share such as 50% or 0.5";
    }
}
