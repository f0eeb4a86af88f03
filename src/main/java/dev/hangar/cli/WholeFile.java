package dev.hangar.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;

/// A file that is written as a whole or not at all: whoever reads it sees the old text or the new one.
final class WholeFile {
    private WholeFile() {}

    /// Checks, before minutes are spent on what would be written, that it can be.
    static void check(Path file) throws CliFailure {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent) || Files.isDirectory(file)) {
            throw new CliFailure("cannot write " + file + ": not a file in a directory that exists");
        }
        boolean ordinary = !Files.exists(file) || Files.isRegularFile(file);
        if (!Files.isWritable(ordinary ? parent : file)) {
            throw new CliFailure("cannot write " + file + ": no permission");
        }
    }

    /// Writes beside the file first and then moves it there. What is no ordinary file, such as `/dev/stdout`, is
    /// written to; of a link the file behind it is replaced.
    static void write(Path file, String text) throws CliFailure {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                Files.writeString(file, text);
                return;
            }
            replace(Files.exists(file) ? file.toRealPath() : file.toAbsolutePath(), text);
        } catch (IOException e) {
            throw new CliFailure("cannot write " + file + ": " + e.getMessage());
        }
    }

    private static void keepPermissions(Path old, Path fresh) throws IOException {
        if (Files.exists(old) && Files.getFileStore(old).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(old));
        }
    }

    private static void replace(Path file, String text) throws IOException {
        // In the same directory, since only within a file system a file is moved at once.
        Path beside = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            Files.deleteIfExists(beside);
            Files.createFile(beside);
            // Before there is anything to read in it: whoever may not read the old file may not read the new one.
            keepPermissions(file, beside);
            Files.writeString(beside, text, StandardCharsets.UTF_8);
            try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
