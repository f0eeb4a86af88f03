package dev.hangar.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.hangar.model.SafeText;
import dev.hangar.survey.FlyToml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Reads a fly.toml. The file belongs to Fly: keys that mean nothing to us are passed over, and those that do are
/// understood or named as a problem.
///
/// Messages name keys and lines; they never quote what is not one of the keys that we read, since `[env]` may hold
/// secrets.
public final class FlyTomlFile {
    /// Longest file that is read, in bytes.
    public static final int MAX_BYTES = 1 << 20;

    private static final TomlMapper TOML = new TomlMapper();
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private FlyTomlFile() {}

    /// What became of a file.
    public sealed interface Result {
        /// It was understood.
        record Read(FlyToml toml) implements Result {}

        /// It was not.
        ///
        /// @param problems all of them, at least one
        record Unreadable(List<Problem> problems) implements Result {
            public Unreadable {
                problems = List.copyOf(problems);
            }
        }
    }

    /// Reads the file at `path`.
    public static Result read(Path path) {
        String name = SafeText.label(path.toString());
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            return failed(name, "cannot be read: " + e.getClass().getSimpleName());
        }
        if (bytes.length > MAX_BYTES) {
            return failed(name, "is larger than 1 MiB");
        }
        try {
            return parse(
                    name,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException e) {
            return failed(name, "is not UTF-8");
        }
    }

    /// Reads `text`, which problems call `name`.
    public static Result parse(String name, String text) {
        String plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        try {
            JsonNode root = TOML.readTree(plain);
            ProblemCollector problems = new ProblemCollector();
            FlyToml toml = new FlyTomlReader(name, FlyTomlLines.of(plain), problems).read(root);
            return problems.isEmpty() ? new Result.Read(toml) : new Result.Unreadable(problems.list());
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            return failed(name, "is not valid TOML" + (line > 0 ? " in line " + line : ""));
        }
    }

    private static Result failed(String name, String explanation) {
        return new Result.Unreadable(List.of(Problem.of(name, explanation)));
    }
}
