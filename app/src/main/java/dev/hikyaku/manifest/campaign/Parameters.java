package dev.hikyaku.manifest.campaign;

import dev.hikyaku.manifest.campaign.Parameter.Base;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All that the `:names` of one audience may stand for: what it declares, and the built-in ones.
///
/// @param all name -> parameter; a declared one never has the name of a built-in one
/// @param zone in which `today` begins and days are counted
public record Parameters(Map<String, Parameter> all, ZoneId zone) {

    public Parameters {
        all = Map.copyOf(all);
    }

    /// Of an audience.
    ///
    /// @throws IllegalArgumentException for a parameter that can't be read; one that came through
    /// [dev.hikyaku.manifest.Manifest] always can
    public static Parameters of(Audience audience) {
        var all = new LinkedHashMap<String, Parameter>();
        audience.parameters()
                .forEach((name, written) -> all.put(
                        name,
                        Parameter.read(written)
                                .orElseThrow(() -> new IllegalArgumentException(
                                        "the parameter :" + name + " can't be read: \"" + written + "\""))));
        builtIn().forEach(name -> all.put(name, Parameter.read(name).orElseThrow()));
        return new Parameters(all, audience.zone());
    }

    /// `now`, `today`, `run_start`, `last_run`: there without being declared.
    public static List<String> builtIn() {
        return Arrays.stream(Base.values()).map(Base::word).sorted().toList();
    }

    /// What each of them comes to in a run.
    public Map<String, Parameter.Value> at(Parameter.Run run) {
        var values = new LinkedHashMap<String, Parameter.Value>();
        all.forEach((name, parameter) -> values.put(name, parameter.at(run, zone)));
        return values;
    }
}
