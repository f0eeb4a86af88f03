package dev.hangar.cli.doctor;

import java.util.Locale;

/// Everything that the doctor can find wrong. Names are public: output and manual show them in lower case with dashes.
enum Cause {
    CONFIGURATION_INVALID,
    TOKEN_MISSING,
    /// Quotes, blanks or line ends inside it, or a placeholder: it cannot be a token.
    TOKEN_MALFORMED,
    /// A personal token, or no macaroon at all.
    TOKEN_PERSONAL,
    /// 401.
    TOKEN_REFUSED,
    /// 403.
    TOKEN_FORBIDDEN,
    /// In `observe`.
    TOKEN_CAN_WRITE,
    /// In `act`.
    TOKEN_READ_ONLY,
    ORG_WRONG,
    /// The token covers single apps of it only.
    ORG_FORBIDDEN,
    ORG_EMPTY,
    APP_NOT_FOUND,
    /// 403 for one app.
    APP_FORBIDDEN,
    APPS_UNMATCHED,
    /// A pattern below `hangar.apps`.
    LAYER_UNMATCHED,
    MACHINES_UNREADABLE,
    MACHINES_NONE,
    /// An error of the Machines API itself, such as a 5xx.
    API_ERROR,
    /// Somebody else answers.
    API_STRANGE,
    DNS,
    CONNECTION_REFUSED,
    CONNECTION_BROKEN,
    TIME_OUT,
    TLS_UNTRUSTED,
    TLS_EXPIRED,
    TLS_WRONG_HOST,
    TLS_FAILED,
    /// `https` to a port that speaks plain http.
    TLS_TO_PLAIN_PORT,
    /// `http` to a port that speaks TLS.
    PLAIN_TO_TLS_PORT,
    PROMETHEUS_NO_TOKEN,
    /// 401.
    PROMETHEUS_REFUSED,
    /// 403.
    PROMETHEUS_FORBIDDEN,
    PROMETHEUS_WRONG_ORG,
    /// 404 or a redirect: the address.
    PROMETHEUS_ADDRESS,
    PROMETHEUS_ERROR,
    PROMETHEUS_STRANGE,
    SIGNAL_REFUSED,
    SIGNAL_UNUSABLE,
    SIGNAL_EMPTY,
    /// Series, but none of a managed app.
    SIGNAL_OTHER_APPS,
    SIGNAL_GAPS,
    SIGNAL_OLD,
    HISTORY_SHORT,
    CLOCK_OFF,
    RELEASE_UNASKED,
    RELEASE_REFUSED,
    RELEASE_APP_UNKNOWN,
    RELEASE_ERROR,
    PRICES_OLD;

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
