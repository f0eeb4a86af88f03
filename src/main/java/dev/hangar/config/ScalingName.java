package dev.hangar.config;

/// The words of `policy.scaling`.
enum ScalingName {
    ADAPTIVE,
    TARGET_TRACKING
}
