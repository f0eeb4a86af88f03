package dev.hangar.control;

/// Proof that we hold a lease: sent in header `fly-machine-lease-nonce`. A secret, so never printed.
public record LeaseNonce(String value) {
    @Override
    public String toString() {
        return "LeaseNonce[redacted]";
    }
}
