package dev.hangar.config;

/// A value as it was written, and where.
///
/// @param key full key
/// @param shown its text, fit to be shown: secrets are redacted
/// @param source a variable, or a file and line; `default` where nobody wrote it
record Given(String key, String shown, String source) {}
