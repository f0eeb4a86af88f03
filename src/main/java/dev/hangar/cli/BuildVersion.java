package dev.hangar.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// Which build this is. The build writes its version into `hangar-build.properties`.
public final class BuildVersion implements IVersionProvider {
    private static final String RESOURCE = "/hangar-build.properties";

    /// Such as `0.1.0`.
    public static String value() {
        return read("version");
    }

    /// The commit that was built; `unknown` where the build was not told.
    public static String revision() {
        return read("revision");
    }

    private static String read(String key) {
        Properties build = new Properties();
        try (InputStream in = BuildVersion.class.getResourceAsStream(RESOURCE)) {
            if (in != null) {
                build.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return build.getProperty(key, "unknown");
    }

    /// `hangar 0.1.0` and the Java that runs it.
    @Override
    public String[] getVersion() {
        Runtime.Version java = Runtime.version();
        return new String[] {"hangar " + value(), "Java " + java + " (" + System.getProperty("java.vendor") + ")"};
    }
}
