package dev.hangar.cli.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/// Why no answer came at all, told from the exception and put into words.
///
/// @param cause which of the causes below the HTTP protocol
/// @param found what happened
/// @param fix what to do
record Trouble(Cause cause, String found, String fix) {
    /// What servers of TLS say in plain http, nginx and Go among them.
    private static final Pattern SPEAKS_TLS =
            Pattern.compile("(?i)http request (was sent )?to (an )?https (port|server)");

    static Trouble of(IOException problem, Server server) {
        return switch (cause(problem, server)) {
            case DNS -> dns(server);
            case CONNECTION_REFUSED ->
                new Trouble(
                        Cause.CONNECTION_REFUSED,
                        server.where() + " refuses connections: nobody listens on that port",
                        "check host and port of " + server.key() + ", and that the server runs");
            case TIME_OUT ->
                new Trouble(
                        Cause.TIME_OUT,
                        server.where() + " gave no answer in time (time-out " + SignalExam.words(server.timeout())
                                + ")",
                        "check network, firewall and proxy between here and there"
                                + (server.isPlain() ? "" : ", and that the port speaks https")
                                + "; a slow server may need a larger " + server.timeoutKey());
            case TLS_UNTRUSTED ->
                new Trouble(
                        Cause.TLS_UNTRUSTED,
                        "TLS: the certificate of " + server.where()
                                + " is not trusted (self-signed, or of an authority that Java does not know)",
                        "add the authority to a trust store and name it in HANGAR_JAVA_OPTS="
                                + "-Djavax.net.ssl.trustStore=FILE; a proxy that opens TLS needs the same");
            case TLS_EXPIRED ->
                new Trouble(
                        Cause.TLS_EXPIRED,
                        "TLS: the certificate of " + server.where() + " has expired or is not valid yet",
                        "renew it; if it is good, the clock of this computer is wrong");
            case TLS_WRONG_HOST ->
                new Trouble(
                        Cause.TLS_WRONG_HOST,
                        "TLS: the certificate of " + server.where() + " is for another host name",
                        "use the name that the certificate is for in " + server.key());
            case TLS_TO_PLAIN_PORT ->
                new Trouble(
                        Cause.TLS_TO_PLAIN_PORT,
                        "TLS: " + server.where() + " speaks plain http on that port, not https",
                        "set " + server.key() + " to " + server.otherScheme());
            case PLAIN_TO_TLS_PORT ->
                new Trouble(
                        Cause.PLAIN_TO_TLS_PORT,
                        server.where() + " does not answer in plain http: that port speaks TLS",
                        "set " + server.key() + " to " + server.otherScheme());
            case TLS_FAILED ->
                new Trouble(
                        Cause.TLS_FAILED,
                        "TLS: no connection to " + server.where() + ": " + words(problem),
                        "check that " + server.key() + " names a server of https, and proxies on the way");
            default ->
                new Trouble(
                        Cause.CONNECTION_BROKEN,
                        "the connection to " + server.where() + " broke: " + words(problem),
                        "try again; if it stays so, check network, firewall and proxy between here and there");
        };
    }

    /// A server that answers plain http with a complaint in plain http instead of TLS.
    static boolean complainsOfPlainHttp(int status, String body) {
        return status == 400 && SPEAKS_TLS.matcher(body).find();
    }

    static Trouble plainToTls(Server server) {
        return of(new ProtocolException("Invalid status line"), server);
    }

    private static Trouble dns(Server server) {
        boolean inside = server.host().endsWith(".internal");
        return new Trouble(
                Cause.DNS,
                "DNS: the host name " + server.host() + " is unknown"
                        + (inside ? ": it exists only inside Fly's private network" : ""),
                inside
                        ? "run Hangar on a Fly Machine or over WireGuard, or use https://api.machines.dev for "
                                + server.key()
                        : "check the spelling of " + server.key() + ", and DNS and network of this computer");
    }

    private static Cause cause(IOException problem, Server server) {
        if (any(problem, UnknownHostException.class::isInstance)
                || any(problem, UnresolvedAddressException.class::isInstance)) {
            return Cause.DNS;
        }
        if (any(problem, HttpTimeoutException.class::isInstance)) {
            return Cause.TIME_OUT;
        }
        if (any(problem, SSLException.class::isInstance)) {
            return tls(problem);
        }
        if (any(problem, ConnectException.class::isInstance)
                || any(problem, NoRouteToHostException.class::isInstance)) {
            return Cause.CONNECTION_REFUSED;
        }
        return server.isPlain() && isNotHttp(problem) ? Cause.PLAIN_TO_TLS_PORT : Cause.CONNECTION_BROKEN;
    }

    private static Cause tls(IOException problem) {
        if (any(problem, CertificateExpiredException.class::isInstance)
                || any(problem, CertificateNotYetValidException.class::isInstance)) {
            return Cause.TLS_EXPIRED;
        }
        if (any(problem, CertPathBuilderException.class::isInstance)
                || says(problem, "unable to find valid certification path")) {
            return Cause.TLS_UNTRUSTED;
        }
        if (any(problem, CertificateException.class::isInstance)
                && (says(problem, "subject alternative") || says(problem, "no name matching"))) {
            return Cause.TLS_WRONG_HOST;
        }
        return says(problem, "unrecognized ssl message") || says(problem, "plaintext connection")
                ? Cause.TLS_TO_PLAIN_PORT
                : Cause.TLS_FAILED;
    }

    /// A TLS alert is no status line. A port that only hangs up says nothing either way.
    private static boolean isNotHttp(IOException problem) {
        return says(problem, "status line") && !says(problem, "receiving [http");
    }

    private static boolean says(Throwable problem, String words) {
        return any(
                problem,
                cause -> String.valueOf(cause.getMessage())
                        .toLowerCase(Locale.ROOT)
                        .contains(words));
    }

    private static boolean any(Throwable problem, Predicate<Throwable> wanted) {
        return Stream.iterate(problem, Objects::nonNull, Throwable::getCause)
                .limit(10)
                .anyMatch(wanted);
    }

    private static String words(IOException problem) {
        String message = problem.getMessage();
        return message == null ? problem.getClass().getSimpleName() : message;
    }
}
