package dev.hangar.fly;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server on the loopback address that may behave as badly as a test wants. Keeps the head of every request.
final class RawServer implements AutoCloseable {
    /// What happens once a request has arrived in full.
    @FunctionalInterface
    interface Behavior {
        void on(Socket connection) throws IOException;
    }

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final Behavior behavior;

    RawServer(Behavior behavior) throws IOException {
        this.behavior = behavior;
        Thread.ofVirtual().start(this::accept);
    }

    /// Writes a whole answer and ends the connection.
    static Behavior answering(String head, String body) {
        return connection -> {
            int length = body.getBytes(StandardCharsets.UTF_8).length;
            write(connection, head + "\r\nContent-Length: " + length + "\r\nConnection: close\r\n\r\n" + body);
            connection.close();
        };
    }

    static void write(Socket connection, String text) throws IOException {
        OutputStream out = connection.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + port());
    }

    int port() {
        return server.getLocalPort();
    }

    /// Request line and headers of every request that arrived.
    List<String> heads() {
        return List.copyOf(heads);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> converse(connection));
            }
        } catch (IOException e) {
            // The test closed the server.
        }
    }

    private void converse(Socket connection) {
        try {
            String head = head(connection.getInputStream());
            heads.add(head);
            behavior.on(connection);
        } catch (IOException e) {
            // The client went away.
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("ended early");
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
