#!/bin/sh
# run.sh BUILD PROGRAM... - runs the test programs, JOBS of them at a time (as many as there are
# processors), shows the output of those that fail, and ends with "N passed, M failed" over the
# single tests. A program that hangs is ended; one that runs no test fails.
set -u
export LC_ALL=C.UTF-8 CMOCKA_MESSAGE_OUTPUT=TAP

log_of() { # build program
    echo "$1/$(echo "${2#"$1"/}" | tr / _).log"
}

# The program's log, and its counts beside it: passed, failed, left out.
run_one() { # build program
    log=$(log_of "$1" "$2")
    # shellcheck disable=SC2086 # RUNNER is a command line
    timeout -k 10 "$([ -n "${RUNNER:-}" ] && echo 7200 || echo 900)" ${RUNNER:-} "$2" >"$log" 2>&1
    status=$?

    ok=$(grep -ac '^ok ' "$log")
    skipped=$(grep -ac '^not ok .*# SKIP' "$log") # cmocka's way of saying it
    bad=$(($(grep -ac '^not ok ' "$log") - skipped))
    if [ $((ok + skipped + bad)) -eq 0 ]; then
        echo "# ran no test" >>"$log"
        bad=1
    elif [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then
        bad=1
    fi
    echo "$ok $bad $skipped" >"$log.counts"

    [ "$bad" -eq 0 ] || printf 'FAIL %s (exit %d)\n%s\n' "$2" "$status" "$(grep -av '^ok ' "$log" | tail -n 60)"
}

if [ "$1" = --one ]; then
    run_one "$2" "$3"
    exit 0
fi

build=$1
shift
for program; do rm -f "$(log_of "$build" "$program").counts"; done
printf '%s\n' "$@" | xargs -r -P "${JOBS:-$(nproc)}" -n 1 sh "$0" --one "$build"

passed=0 failed=0 left_out=0
for program; do
    counts=$(cat "$(log_of "$build" "$program").counts" 2>/dev/null || echo '0 1 0') # the runner itself was ended
    # shellcheck disable=SC2086 # three numbers
    set -- $counts
    passed=$((passed + $1)) failed=$((failed + $2)) left_out=$((left_out + $3))
done
[ "$left_out" -eq 0 ] || printf '%d skipped: what they need is not here\n' "$left_out"
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
