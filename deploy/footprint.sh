#!/bin/bash
# Measures what the image costs, with the image's runtime, flags and AOT cache, but without an image: start, memory and CPU.
#
# usage: deploy/footprint.sh prepare    build the application, the runtime and the AOT cache (other commands do so when needed)
#        deploy/footprint.sh start      from exec to live and to ready on one core: RUNS starts, with the AOT cache and without
#        deploy/footprint.sh hold       MINUTES of APPS apps with MACHINES machines each, a pass each 15 s: RSS and CPU
#        deploy/footprint.sh leak       heap after full collections over MINUTES of `demo`, one minute being one simulated hour
#
# variables: WORK (target/footprint), CORE (1: the core that the daemon has to itself), RUNS (5), MINUTES (60; leak: 24),
#            APPS (50), MACHINES (10), MODE (act), PORT (14280: simulated Fly; one more: the daemon),
#            RAM (256m: of the Machine), FLAGS (more JVM flags)
# FLAGS is split at blanks.
# shellcheck disable=SC2086
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=${WORK:-$root/target/footprint}
core=${CORE:-1}
fly=${PORT:-14280}
http=$((fly + 1))
java=$work/java/bin/java
pids=()
# shellcheck disable=SC2154 # status is set by the trap itself
trap 'status=$?; for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done; exit $status' EXIT

prepare() {
    local jdk
    jdk=$("$root/.mvn/find-jdk25")
    (cd "$root" && JAVA_HOME=$jdk mvn -B -ntp -q -Dquick -Dmaven.test.skip=true package)
    rm -rf "$work"
    mkdir -p "$work"
    "$jdk/bin/jlink" "@$root/deploy/jlink.args" --output "$work/java"
    cp -r "$root/target/quarkus-app" "$work/app"
    cp "$root/deploy/jvm.args" "$work/app/"
    sh "$root/deploy/train.sh" "$java" "$work/app"
    echo "runtime $(du -sh "$work/java" | cut -f1), application with AOT cache $(du -sh "$work/app" | cut -f1)"
}

# The image's flags, with the cache where it is here and the memory of the smallest Machine.
flags() {
    grep -v '^#' "$work/app/jvm.args" | sed "s|/app/hangar.aot|$work/app/hangar.aot|"
    echo "-XX:MaxRAM=${RAM:-256m}"
}

# $@: arguments of `simulate`.
simulate() {
    "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dsun.net.httpserver.nodelay=true -jar "$work/app/quarkus-run.jar" \
        simulate --port "$fly" "$@" >"$work/simulate.log" 2>&1 &
    pids+=($!)
    for _ in $(seq 100); do
        if grep -q 'until stopped' "$work/simulate.log"; then return; fi
        sleep 0.2
    done
    cat "$work/simulate.log" >&2
    exit 1
}

# $1: organization, $2: mode, then JVM flags. Sets `daemon`.
begin() {
    local org=$1 mode=$2 token=fm2_simulated
    shift 2
    [ "$mode" = act ] || token=fm2_simulated-readonly
    HANGAR_ORG=$org HANGAR_MODE=$mode HANGAR_FLY_TOKEN=$token HANGAR_PROMETHEUS_TOKEN=fm2_simulated-readonly \
        HANGAR_FLY_BASE_URL=http://127.0.0.1:$fly HANGAR_FLY_GRAPHQL_URL=http://127.0.0.1:$fly/graphql \
        HANGAR_PROMETHEUS_URL=http://127.0.0.1:$fly/prometheus/$org HANGAR_HTTP_HOST=:: HANGAR_HTTP_PORT=$http \
        taskset -c "$core" "$java" "$@" -jar "$work/app/quarkus-run.jar" run >"$work/run.log" 2>&1 &
    daemon=$!
    pids+=("$daemon")
}

ask() {
    curl -fsS -m 5 -o /dev/null "http://127.0.0.1:$http$1" 2>/dev/null
}

# $1: path, $2: nanoseconds when it began. Prints milliseconds until it answered well.
until_well() {
    until ask "$1"; do
        if [ $(($(date +%s%N) - $2)) -gt 60000000000 ]; then echo 60000; return; fi
        sleep 0.05
    done
    echo $((($(date +%s%N) - $2) / 1000000))
}

median() {
    sort -n | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'
}

one_start() {
    local name=$1 began live ready cpu_live cpu_ready
    shift
    began=$(date +%s%N)
    begin demo observe "$@"
    live=$(until_well /q/health/live "$began")
    cpu_live=$(cpu)0
    ready=$(until_well /q/health/ready "$began")
    cpu_ready=$(cpu)0
    kill -TERM "$daemon"
    began=$(date +%s%N)
    wait "$daemon" || true
    printf '%-9s live %5d ms (CPU %4d ms)   ready %5d ms (CPU %4d ms)   end after SIGTERM %4d ms\n' \
        "$name" "$live" "$cpu_live" "$ready" "$cpu_ready" $((($(date +%s%N) - began) / 1000000))
    echo "$live" >>"$work/$name.live"
    echo "$ready" >>"$work/$name.ready"
    echo "$cpu_ready" >>"$work/$name.cpu"
}

start() {
    local with without name
    mapfile -t with < <(flags)
    mapfile -t without < <(flags | grep -v AOTCache)
    rm -f "$work"/*.live "$work"/*.ready "$work"/*.cpu
    echo "load before: $(cut -d' ' -f1-3 /proc/loadavg)"
    simulate
    for _ in $(seq "${RUNS:-5}"); do
        one_start cache "${with[@]}" ${FLAGS:-}
        one_start no-cache "${without[@]}" ${FLAGS:-}
    done
    for name in cache no-cache; do
        echo "median $name: live $(median <"$work/$name.live") ms, ready $(median <"$work/$name.ready") ms, CPU until ready $(median <"$work/$name.cpu") ms"
    done
}

# CPU time of the daemon in hundredths of a second; the fields are counted behind the command's name.
cpu() {
    sed 's/.*) //' "/proc/$daemon/stat" | awk '{ print $12 + $13 }'
}

memory() {
    awk '/^(VmRSS|VmHWM|RssAnon|RssFile|Threads):/ { printf "%s %d%s  ", $1, ($3 == "kB") ? $2 / 1024 : $2, ($3 == "kB") ? "MB" : "" }' \
        "/proc/$daemon/status"
}

hold() {
    local minutes=${MINUTES:-60} with minute before warm began
    mapfile -t with < <(flags)
    simulate --apps "${APPS:-50}" --machines-per-app "${MACHINES:-10}"
    began=$(date +%s%N)
    begin big "${MODE:-act}" "${with[@]}" ${FLAGS:-}
    until_well /q/health/ready "$began" >/dev/null
    before=$(cpu)
    for minute in $(seq "$minutes"); do
        # As on Fly: a scrape each 15 s, a check each 30 s.
        for quarter in 1 2 3 4; do
            sleep 15
            ask /metrics || echo "no metrics"
            if [ $((quarter % 2)) = 0 ]; then ask /q/health/live || echo "not live"; fi
        done
        printf '%3d min  CPU %4.1f s (%.2f %% of a core)  %s\n' "$minute" "$(($(cpu) - before))e-2" \
            "$(awk -v a="$before" -v b="$(cpu)" 'BEGIN { print (b - a) / 60 }')" "$(memory)"
        before=$(cpu)
        if [ "$minute" = 5 ]; then warm=$before; fi
    done
    if [ "$minutes" -gt 5 ]; then
        echo "CPU from minute 5 on: $(awk -v a="$warm" -v b="$before" -v m="$((minutes - 5))" 'BEGIN { printf "%.2f", (b - a) / 60 / m }') % of a core"
    fi
    "$work/java/bin/jcmd" "$daemon" GC.heap_info | sed -n '2,9p'
    "$work/java/bin/jcmd" "$daemon" GC.run >/dev/null
    echo "after a full collection:"
    "$work/java/bin/jcmd" "$daemon" GC.heap_info | sed -n '2,9p'
}

# Live bytes of all classes, and of ours that are not the simulated Fly's.
leak() {
    local minutes=${MINUTES:-24} hour with
    mapfile -t with < <(flags | grep -v -e AOTCache -e Xmx)
    nice taskset -c "$core" "$java" -Xmx256m "${with[@]}" ${FLAGS:-} -jar "$work/app/quarkus-run.jar" \
        demo --speed 60 --for "$((minutes + 2))m" >"$work/demo.log" 2>&1 &
    daemon=$!
    pids+=("$daemon")
    for hour in $(seq "$minutes"); do
        sleep 60
        if [ $((hour % 2)) = 0 ]; then
            "$work/java/bin/jcmd" "$daemon" GC.class_histogram >"$work/histogram.$hour"
            awk -v hour="$hour" '$4 ~ /^dev\.hangar\./ && $4 !~ /^dev\.hangar\.simulator\./ { ours += $3; objects += $2 }
                $1 == "Total" { all = $3 }
                END { printf "%3d simulated hours: live heap %.2f MB, of it objects of the daemon'\''s own classes %d (%.0f kB)\n",
                    hour, all / 1048576, objects, ours / 1024 }' "$work/histogram.$hour"
        fi
    done
}

case ${1:-} in
    prepare) prepare ;;
    start | hold | leak)
        [ -s "$work/app/hangar.aot" ] || prepare
        "$1"
        ;;
    *)
        sed -n '2,11p' "$0" >&2
        exit 2
        ;;
esac
