#!/usr/bin/env bash
# CPU seconds and peak memory of whole builds of the container host, from a lock and with all packages in the store.
#
#   bench/image-build.sh [RUNS]
#
# "cold" unpacks every package anew; "warm" finds them unpacked, as after a change of the definition. The JVM's start is
# included. To compare with another tool, run it on the same package set in the same session and judge by the ratio.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-3}
work=$(mktemp -d /var/tmp/atoll-bench-XXXXXX)
trap 'rm -rf "$work"' EXIT
store=${ATOLL_BENCH_STORE:-$work/store}
definition=distro/container-linux.yaml

./atoll keys create "$work/keys" >/dev/null
./atoll image build "$definition" --store "$store" --keys "$work/keys" -o "$work/first" >/dev/null 2>&1

measure() { # LABEL
    /usr/bin/time -f "$1: %U user + %S system CPU s, %e s, %M KiB" \
        ./atoll image build "$definition" --store "$store" --keys "$work/keys" \
        --lock "$work/first/image.lock" -o "$work/out" 2>&1 >/dev/null | tail -n 1
}
for _ in $(seq "$runs"); do
    rm -rf "$store"/cache/payload-*
    measure cold
    measure warm
done
