#!/bin/sh
# Makes the AOT cache of the image: runs the daemon for a while against the simulated Fly, with the flags of the image, and
# stops it as Fly would. Nothing outside is reached. Ends with 1 when the cache is not one that these flags accept.
#
# usage: train.sh JAVA APP_DIR   (APP_DIR holds quarkus-run.jar and jvm.args; the cache becomes APP_DIR/hangar.aot)
# TRAIN_SECONDS is how long (25).
set -eu
java=$1
app=$2
fly=14290
http=14291
work=$(mktemp -d)
simulator=
daemon=
trap 'kill $simulator $daemon 2>/dev/null || true; rm -rf "$work"' EXIT

fail() {
    cat "$work"/*.log >&2
    echo "train.sh: $1" >&2
    exit 1
}

"$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dsun.net.httpserver.nodelay=true \
    -jar "$app/quarkus-run.jar" simulate --port $fly >"$work/simulate.log" 2>&1 &
simulator=$!

# The file is not there yet, and a cache is valid only for the collector and the layout of objects that it was made with.
grep -v -e '^#' -e '-XX:AOTCache=' "$app/jvm.args" >"$work/jvm.args"
HANGAR_ORG=demo HANGAR_FLY_TOKEN=fm2_simulated-readonly HANGAR_FLY_BASE_URL=http://127.0.0.1:$fly \
    HANGAR_PROMETHEUS_URL=http://127.0.0.1:$fly/prometheus/demo HANGAR_INTERVAL=5s HANGAR_HTTP_PORT=$http \
    "$java" "@$work/jvm.args" -XX:AOTCacheOutput="$app/hangar.aot" -jar "$app/quarkus-run.jar" run \
    >"$work/run.log" 2>&1 &
daemon=$!
sleep "${TRAIN_SECONDS:-25}"
# Classes of the page, the metrics and the health checks belong into the cache as well.
for path in /metrics /q/health/live /q/health/ready /api/fleets; do
    curl -fsS -o /dev/null "http://127.0.0.1:$http$path" || fail "no answer of $path"
done
kill -TERM $daemon
wait $daemon || true
daemon=
[ -s "$app/hangar.aot" ] || fail "no AOT cache was made"
# The JVM only says so in the log when it cannot use a cache, and starts slowly. With this flag it does not start.
sed "s|-XX:AOTCache=.*|-XX:AOTCache=$app/hangar.aot|" "$app/jvm.args" >"$work/jvm.args"
"$java" "@$work/jvm.args" -XX:AOTMode=on -jar "$app/quarkus-run.jar" version >"$work/version.log" 2>&1 ||
    fail "the cache does not fit the flags of jvm.args"
