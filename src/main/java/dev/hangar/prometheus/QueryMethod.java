package dev.hangar.prometheus;

/// How a query travels. Both servers that we know take both (facts 9).
public enum QueryMethod {
    /// As a form in the body: no limit on the length of an expression, and nothing of it in access logs.
    POST,
    /// In the address: for gateways that only let reads through.
    GET
}
