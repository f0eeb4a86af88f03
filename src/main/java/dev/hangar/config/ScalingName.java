package dev.hangar.config;

/// The words of `policy.scaling`.
enum ScalingName {
    ADAPTIVE,
    EXPRESSION,
    TARGET_TRACKING
}
