#!/bin/sh
# fuzz.sh BUILD SECONDS [TARGET] - fuzzes the target, or each in turn, that long; what it finds new
# is kept in BUILD/corpus, what breaks the program in BUILD/crash. Ends with a line a target. With SEED
# the same inputs are tried each time; with RUNS it ends after so many inputs too; FUZZ_ARGS are further
# arguments of libFuzzer.
set -eu
build=$PWD/$1 seconds=$2 bad=0
export LC_ALL=C.UTF-8 UBSAN_OPTIONS=print_stacktrace=1
export ASAN_OPTIONS=detect_leaks=1:malloc_context_size=2:quarantine_size_mb=1:thread_local_quarantine_size_kb=64:max_malloc_fill_size=64:allocator_release_to_os_interval_ms=-1
for target in ${3:-$(ls tests/fuzz/corpus)}; do
    [ -d "tests/fuzz/corpus/$target" ] || { echo "no target $target"; exit 2; }
    mkdir -p "$build/corpus/$target" "$build/crash"
    # "keys" gives up root and its folder
    chmod 1777 "$build/corpus/$target" "$build/crash"
    log=$build/fuzz-$target.log
    # shellcheck disable=SC2086 # FUZZ_ARGS are words
    set -- -max_total_time="$seconds" -runs="${RUNS:--1}" -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 -reload=0 -max_len=4096 -seed="${SEED:-0}" ${FUZZ_ARGS:-} \
        -artifact_prefix="$build/crash/$target-" "$build/corpus/$target" "$PWD/tests/fuzz/corpus/$target"
    [ ! -f "tests/fuzz/$target.dict" ] || set -- -dict="$PWD/tests/fuzz/$target.dict" "$@"
    status=0
    FUZZ_TARGET=$target "$build/fuzz_main" "$@" >"$log" 2>&1 || status=$?
    count=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    if [ "$status" -eq 0 ]; then
        echo "$target: ${count:-0} inputs in $(sed -n 's/^Done .* in \([0-9]*\) second.*/\1/p' "$log") s, none broke it"
    else
        echo "$target: BROKEN (log: $log)"
        grep -aE '^(SUMMARY|==|.*Assertion|artifact_prefix|ERROR)' "$log" | tail -n 6
        bad=1
    fi
done
exit $bad
