package dev.hangar.cli;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// Servers that nobody can talk to: one keeps silent, one hangs up, one understands nothing and says so in plain http,
/// as
/// web servers do, one has a certificate that nobody trusts.
final class OddServers implements AutoCloseable {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final ServerSocket silent;
    private final ServerSocket hangingUp;
    private final ServerSocket plain;
    private final HttpsServer selfSigned;
    private final List<Socket> held = new CopyOnWriteArrayList<>();

    OddServers(Path directory) {
        try {
            silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            hangingUp = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            selfSigned = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            selfSigned.setHttpsConfigurator(new HttpsConfigurator(context(directory)));
            selfSigned.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> accept(silent, held::add));
        Thread.ofVirtual().start(() -> accept(hangingUp, OddServers::hangUp));
        Thread.ofVirtual().start(() -> accept(plain, OddServers::complain));
    }

    int silent() {
        return silent.getLocalPort();
    }

    int hangingUp() {
        return hangingUp.getLocalPort();
    }

    int selfSigned() {
        return selfSigned.getAddress().getPort();
    }

    int plain() {
        return plain.getLocalPort();
    }

    @FunctionalInterface
    private interface Behavior {
        void on(Socket connection) throws IOException;
    }

    private static void accept(ServerSocket server, Behavior behavior) {
        try {
            while (true) {
                behavior.on(server.accept());
            }
        } catch (IOException e) {
            // The test closed the server.
        }
    }

    /// Not before the request has come: that would be a connection refused to some.
    private static void hangUp(Socket connection) throws IOException {
        if (connection.getInputStream().read() >= 0) {
            connection.close();
        }
    }

    private static void complain(Socket connection) throws IOException {
        if (connection.getInputStream().read() >= 0) {
            connection.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            connection.getOutputStream().flush();
        }
    }

    private static SSLContext context(Path directory) throws IOException {
        Path store = directory.resolve("self-signed.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        try (InputStream said = keytool.getInputStream()) {
            String words = new String(said.readAllBytes(), StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IOException("keytool failed: " + words);
            }
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD);
            }
            KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
            managers.init(keys, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        silent.close();
        hangingUp.close();
        plain.close();
        selfSigned.stop(0);
        for (Socket socket : held) {
            socket.close();
        }
    }
}
